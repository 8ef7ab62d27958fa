"""A demonstration clip that loops quietly and falls back to its picture."""

from __future__ import annotations

from pathlib import Path

from lowback.ui.components import register

_clip = register(Path(__file__).parent, ("clip.js",))


def clip(address: str, poster: str, alt: str, *, key: str) -> None:
    """Draw the clip at this address of our own server; `alt` says what it shows."""
    _clip(key=key, data={"clip": address, "poster": poster, "alt": alt})
