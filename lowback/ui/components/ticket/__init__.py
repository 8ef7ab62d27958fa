"""A code to be read by a person and by a camera."""

from __future__ import annotations

from pathlib import Path

from lowback.export.square import reached_by_others, square
from lowback.language.speech import say
from lowback.ui.components import register

_ticket = register(Path(__file__).parent)


def ticket(code: str, address: str, *, key: str = "ticket") -> None:
    """Draw the code with where to type it, and a square that opens the address with it."""
    shown = address and reached_by_others(address)
    wide, strokes = square(f"{address}#{code}") if shown else (0, ())
    path = "".join(f"M{x} {y}h{length}v1h-{length}z" for x, y, length in strokes)
    words = {"title": say("Your code"), "alt": say("A square code for the camera of the other phone")}
    _ticket(key=key, data={"code": code, "address": address, "wide": wide, "path": path, **words})
