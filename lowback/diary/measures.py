"""What charts are drawn from: active days, pain before and after, and what each routine leaves behind."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from lowback.diary.log import known_zone

Span = Literal["session", "day", "week", "month"]
"""What one point of a chart stands for."""


def monday(day: date) -> date:
    """The first day of that day's week."""
    return day - timedelta(days=day.weekday())


def month(day: date) -> date:
    """The first day of that day's month."""
    return day.replace(day=1)


@dataclass(frozen=True, slots=True)
class ActiveDay:
    """A local day on which something was done."""

    day: date
    minutes: int
    sessions: int


@dataclass(frozen=True, slots=True)
class PainPoint:
    """The pain scores of one session, or the averages of some days; each may be missing."""

    at: datetime
    day: date
    """The first day, where it stands for several."""
    zone: str
    routine: str
    title: str
    before: float | None
    after: float | None
    span: Span = "session"
    scored: int = 1
    """Of how many sessions these are the averages."""

    @property
    def wall_clock(self) -> datetime:
        """When it was by the clock on the wall, without a zone: how a chart's time axis wants it."""
        return self.at.astimezone(ZoneInfo(known_zone(self.zone))).replace(tzinfo=None)


@dataclass(frozen=True, slots=True)
class Compared:
    """The sessions of one routine that were scored before and after."""

    routine: str
    title: str
    sessions: int
    easier: int
    """After how many of them the back was less sore."""
    before: float
    """The average."""
    after: float

    @property
    def change(self) -> float:
        """By how many points the back is sorer after it, on average; below zero it is easier."""
        return self.after - self.before
