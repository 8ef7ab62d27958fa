"""A moving picture beside rows, of the one that is pointed at or has the focus; only a wide window has room for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from lowback.session.script import Pictures
from lowback.ui.components import register

_preview = register(Path(__file__).parent)


def preview(rows: Mapping[str, Sequence[tuple[str, Pictures]]], *, key: str) -> None:
    """Show the films of a row one after another, each with its name; a row is the container with this key."""
    films = {
        f"st-key-{row}": [
            {"name": name, "clip": shown.clip, "poster": shown.poster} for name, shown in films if shown.clip
        ]
        for row, films in rows.items()
    }
    _preview(key=key, data={"rows": {row: shown for row, shown in films.items() if shown}})
