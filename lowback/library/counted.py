"""A number with its noun, so that one is never written as several."""

from __future__ import annotations


def counted(number: float, noun: str) -> str:
    """The number and the noun as people say it: "1 minute", "3 minutes", "2.5 points"."""
    return f"{number:g} {noun if number == 1 else f'{noun}s'}"
