"""The player: runs a whole session in the browser and hands back what happened."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from lowback.ui.components import register

STYLES = tuple(
    f"{name}.css" for name in ("panel", "controls", "player", "screens", "stage", "felt", "settings", "large")
)

_player = register(Path(__file__).parent, STYLES)


def player(data: Mapping[str, Any], *, on_progress: Callable[[], None], key: str = "player") -> dict[str, Any] | None:
    """Play the session in `data`; the newest progress, or None before anything happened.

    `on_progress` runs whenever the event log grew; it reads the same value from the session state
    of `key`. Replayed events are normal: store them by session and seq.
    """
    result = _player(
        key=key,
        data=dict(data),
        default={"progress": None},
        on_progress_change=on_progress,
    )
    progress: dict[str, Any] | None = result.progress
    return progress
