"""A demonstration clip that loops quietly, with its words below it, and falls back to its picture."""

from __future__ import annotations

from pathlib import Path

from lowback.session.script import Pictures
from lowback.ui.components import register

_clip = register(Path(__file__).parent)


def clip(shown: Pictures, *, key: str) -> None:
    """Draw the clip with these pictures, all on our own server."""
    _clip(key=key, data=shown.model_dump(mode="json"))
