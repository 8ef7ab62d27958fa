"""The bottom bar of a phone: Today, Plan, Routines, Progress, More."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from lowback.ui.components import register

_nav = register(Path(__file__).parent)


Page = TypeVar("Page", bound=str)


def nav(places: Sequence[tuple[Page, str, str]], here: str, *, key: str = "nav") -> Page | None:
    """Draw the bar of (id, title, address); the id that was just tapped, else None."""
    data = {"places": [dict(zip(("id", "title", "href"), p, strict=True)) for p in places], "here": here}
    tapped = _nav(key=key, data=data, on_go_change=lambda: None).go
    return next((place for place, _, _ in places if place == tapped), None)
