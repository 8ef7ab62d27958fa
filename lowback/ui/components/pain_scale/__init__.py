"""The pain scale: eleven big buttons from 0 to 10, easy to hit and easy to take back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from lowback.ui.components import register

_pain_scale = register(Path(__file__).parent)


def _nothing() -> None:
    """Stands in where a page needs no callback, because a component state must have one."""


def pain_scale(
    label: str,
    *,
    key: str,
    value: int | None,
    anchors: tuple[str, str],
    on_change: Callable[[], None] | None = None,
) -> int | None:
    """The number chosen for `label`, or None; `anchors` are the words for 0 and 10.

    `value` is shown when the scale appears; after that the person's own choice stays.
    """
    result = _pain_scale(
        key=key,
        data={"label": label, "value": value, "anchors": list(anchors)},
        default={"value": value},
        on_value_change=on_change or _nothing,
    )
    chosen: int | None = result.value
    return chosen
