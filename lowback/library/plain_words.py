"""What an author may write about our own words: those we do not use, and screens that may be harder to read."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import Field, field_validator

from lowback.library.schema import Content, Name, Sources


class BannedWord(Content):
    """A word that frightens or blames; `pattern` is a regular expression for whole words."""

    pattern: Name
    why: Name
    instead: Name
    allowed: tuple[Name, ...] = ()
    """Phrases in which the word means something else, e.g. "slipped on ice"."""
    sources: Sources

    @field_validator("pattern")
    @classmethod
    def _can_be_looked_for(cls, pattern: str) -> str:
        try:
            re.compile(pattern)
        except re.error as error:
            raise ValueError(f"is not a regular expression: {error}") from None
        return pattern


class ReadingException(Content):
    """A screen that may be harder to read than the rest, and why."""

    screen: Name
    reason: Annotated[str, Field(min_length=20)]
