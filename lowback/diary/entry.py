"""A session told by hand, checked before it is kept: each refusal names its field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import InitVar, dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from lowback.diary.log import known_zone

LONGEST_NOTE = 2000
MOST_MINUTES = 240
_OLDEST_DAYS = 3660
_NOON = time(12)


Refusal = Literal[
    "no_routine", "no_day", "future", "long_ago", "minutes", "pain_before", "pain_after", "effort", "note"
]
_FIELDS: Mapping[Refusal, str] = {"no_routine": "routine", "no_day": "date", "future": "date", "long_ago": "date"}


class EntryError(ValueError):
    """One field cannot be kept as given: which, why, and how long a note is that is too long."""

    def __init__(self, why: Refusal, length: int = 0) -> None:
        super().__init__(why)
        self.why, self.length = why, length
        self.field = _FIELDS.get(why, why)


@dataclass(frozen=True, slots=True)
class SessionInput:
    """A session as someone remembers it.

    Raises:
        EntryError: a field is missing, out of range, too long or in the future.
    """

    routine: str
    title: str
    day: date
    minutes: int
    zone: str
    today: InitVar[date]
    pain_before: int | None = None
    pain_after: int | None = None
    effort: int | None = None
    note: str = ""
    was: InitVar[date | None] = None
    """The day under which it is kept already, which may be tomorrow here: it was written further east."""

    def __post_init__(self, today: date, was: date | None) -> None:
        """Refuse what cannot have happened."""
        if not self.title.strip():
            raise EntryError("no_routine")
        check_day(self.day, max(today, was or today))
        if not 1 <= self.minutes <= MOST_MINUTES:
            raise EntryError("minutes")
        check_words(self.pain_before, self.pain_after, self.effort, self.note)

    @property
    def started_at(self) -> datetime:
        """Noon of that day where the person was: the hour was not asked."""
        return datetime.combine(self.day, _NOON, ZoneInfo(known_zone(self.zone))).astimezone(UTC)


def read_day(text: str) -> date:
    """The day written as 2026-11-05.

    Raises:
        EntryError: it is not a day written that way.
    """
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise EntryError("no_day") from None


def check_day(day: date, today: date) -> None:
    """The day is neither in the future nor longer ago than anyone remembers.

    Raises:
        EntryError: it is.
    """
    if day > today:
        raise EntryError("future")
    if day < today - timedelta(days=_OLDEST_DAYS):
        raise EntryError("long_ago")


def check_words(pain_before: int | None, pain_after: int | None, effort: int | None, note: str) -> None:
    """What was said about a session can be kept.

    Raises:
        EntryError: a score is outside 0 to 10, or the note is too long.
    """
    scores: Mapping[Refusal, int | None] = {"pain_before": pain_before, "pain_after": pain_after, "effort": effort}
    for field, score in scores.items():
        if score is not None and not 0 <= score <= 10:
            raise EntryError(field)
    if len(note) > LONGEST_NOTE:
        raise EntryError("note", len(note))
