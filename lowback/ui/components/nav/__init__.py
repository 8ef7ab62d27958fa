"""The bottom bar of a phone: Today, Routines, Progress, More."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lowback.ui.components import register

_nav = register(Path(__file__).parent)


def nav(places: Sequence[tuple[str, str, str]], here: str, *, key: str = "nav") -> str | None:
    """Draw the bar of (id, title, address); the id that was just tapped, else None."""
    data = {"places": [dict(zip(("id", "title", "href"), p, strict=True)) for p in places], "here": here}
    tapped: str | None = _nav(key=key, data=data, on_go_change=lambda: None).go
    return tapped
