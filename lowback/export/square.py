"""An address as a square code that a camera reads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

_HOME = {"localhost", "127.0.0.1", "::1"}
QUIET = 4
"""The empty squares around the code that its readers want."""


class Stroke(NamedTuple):
    """Dark squares side by side: one stroke for all shows no seams."""

    x: int
    y: int
    length: int


def square(address: str) -> tuple[int, tuple[Stroke, ...]]:
    """How many squares wide it is with what must be empty around it, and where the dark ones are."""
    # Only whoever takes something along needs it.
    import segno

    rows = [list(row) for row in segno.make_qr(address, error="m").matrix]
    strokes = (Stroke(x + QUIET, y + QUIET, length) for y, row in enumerate(rows) for x, length in _runs(row))
    return len(rows) + 2 * QUIET, tuple(strokes)


def reached_by_others(address: str) -> bool:
    """Whether another device can open it: not where it names whoever opens it."""
    return bool(address) and urlsplit(address).hostname not in _HOME


def _runs(row: list[int]) -> Iterator[tuple[int, int]]:
    start = 0
    for place, dark in enumerate([*row, 0]):
        if not dark:
            if place > start:
                yield start, place - start
            start = place + 1
