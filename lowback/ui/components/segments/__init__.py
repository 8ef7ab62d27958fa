"""One choice out of a few, as a row of large buttons."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from lowback.ui.components import register

_segments = register(Path(__file__).parent)


def segments(
    label: str, options: Mapping[str, str], *, value: str, key: str, on_change: Callable[[], None] = lambda: None
) -> str:
    """Draw the options (id to label) and return the chosen id; `value` is chosen at first.

    `on_change` runs after `st.session_state[key]["value"]` holds another choice.
    """
    data = {
        "label": label,
        "name": key,
        "options": [{"id": id_, "label": words} for id_, words in options.items()],
        "value": value,
    }
    chosen = _segments(key=key, data=data, default={"value": value}, on_value_change=on_change).value
    return chosen if chosen in options else value
