"""A session told by hand, checked before it is kept: each refusal names its field."""

from __future__ import annotations

from dataclasses import InitVar, dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import NoReturn
from zoneinfo import ZoneInfo

from lowback.diary.log import known_zone

LONGEST_NOTE = 2000
MOST_MINUTES = 240
_OLDEST_DAYS = 3660
_NOON = time(12)


class EntryError(ValueError):
    """One field cannot be kept as given; the message is a sentence for the person."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


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
            _refuse("routine", "Choose what you did.")
        check_day(self.day, max(today, was or today))
        if not 1 <= self.minutes <= MOST_MINUTES:
            _refuse("minutes", f"Minutes must be between 1 and {MOST_MINUTES}.")
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
        _refuse("date", "Write the date as year-month-day, for example 2026-11-05.")


def check_day(day: date, today: date) -> None:
    """The day is neither in the future nor longer ago than anyone remembers.

    Raises:
        EntryError: it is.
    """
    if day > today:
        _refuse("date", "The date is in the future. Choose today or an earlier day.")
    if day < today - timedelta(days=_OLDEST_DAYS):
        _refuse("date", "The date is more than ten years ago. Choose a later day.")


def check_words(pain_before: int | None, pain_after: int | None, effort: int | None, note: str) -> None:
    """What was said about a session can be kept.

    Raises:
        EntryError: a score is outside 0 to 10, or the note is too long.
    """
    scores = {"pain_before": pain_before, "pain_after": pain_after, "effort": effort}
    names = {"pain_before": "Pain before", "pain_after": "Pain after", "effort": "Effort"}
    for field, score in scores.items():
        if score is not None and not 0 <= score <= 10:
            _refuse(field, f"{names[field]} must be between 0 and 10.")
    if len(note) > LONGEST_NOTE:
        _refuse(
            "note",
            f"The note has {len(note):,} characters and at most {LONGEST_NOTE:,} fit. Please shorten it.",
        )


def _refuse(field: str, message: str) -> NoReturn:
    raise EntryError(field, message)
