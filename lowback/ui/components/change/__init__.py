"""How sore a back was before and after, as two marks on one line from 0 to 10; a sentence beside it says it, too."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path

from lowback.ui.components import register

_change = register(Path(__file__).parent)


@dataclass(frozen=True, slots=True)
class Change:
    """The two numbers and what is written at their marks and at the ends of the line."""

    before: int
    after: int
    at_before: str
    at_after: str
    ends: tuple[str, str]
    slides: bool
    """Whether the second mark comes from where the first one is."""


def change(shown: Change, *, key: str) -> None:
    """Draw the line with its two marks."""
    _change(key=key, data=asdict(shown))
