"""Days as people write them."""

from __future__ import annotations

from datetime import date, timedelta

from lowback.diary.measures import Span
from lowback.language.speech import later, say, spoken

DAY, WITH_YEAR = "d MMM", "yMMMd"
_OFTEN = (
    later("Mondays"), later("Tuesdays"), later("Wednesdays"), later("Thursdays"), later("Fridays"), later("Saturdays"),
    later("Sundays"),
)  # fmt: skip


def day_words(day: date, today: date) -> str:
    """The day as people write it, e.g. "Tue 5 May", with the year where it is not this year's."""
    return say("{weekday} {day}", weekday=spoken().day(day, "EEE"), day=_short(day, today))


def span_words(day: date, span: Span, today: date) -> str:
    """The days that begin with this one: the day, "2 Nov to 8 Nov", or "November 2025"."""
    if span == "month":
        return spoken().day(day, "yMMMM")
    if span == "week":
        return say("{first} to {last}", first=_short(day, today), last=_short(day + timedelta(days=6), today))
    return day_words(day, today)


def full_date(day: date) -> str:
    """The day in full, e.g. "5 May 2026"."""
    return spoken().day(day, "yMMMMd")


def on_weekdays(weekday: int) -> str:
    """A day of each week, e.g. "Mondays"; 0 is Monday."""
    return say(_OFTEN[weekday])


def _short(day: date, today: date) -> str:
    return spoken().day(day, DAY if day.year == today.year else WITH_YEAR)
