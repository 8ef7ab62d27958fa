"""Builders of active days and pain scores for tests of charts and findings."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from lowback.diary.measures import ActiveDay, Compared, PainPoint

TODAY = date(2026, 11, 23)


def point(days_ago: int, after: float | None, before: float | None = 5, title: str = "Desk break") -> PainPoint:
    """One session that many days ago."""
    day = TODAY - timedelta(days=days_ago)
    at = datetime.combine(day, time(10), UTC)
    return PainPoint(at, day, "Europe/London", "desk_break", title, before, after)


def every_third_day(*after: int, until: int = 0) -> list[PainPoint]:
    """One session every third day, the last of them `until` days ago, with these scores after."""
    return [point(until + 3 * (len(after) - 1 - n), score) for n, score in enumerate(after)]


def active(days_ago: int, minutes: int = 15) -> ActiveDay:
    """One active day that many days ago."""
    return ActiveDay(TODAY - timedelta(days=days_ago), minutes, 1)


def compared(
    title: str = "Desk break", before: float = 5, after: float = 4, sessions: int = 4, easier: int = 3
) -> Compared:
    """What so many sessions of one routine left behind."""
    return Compared(title, title, sessions, easier, before, after)
