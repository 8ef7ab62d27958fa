"""What charts are drawn from: active days and pairs of pain scores."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from lowback.diary.log import known_zone


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
    """The two pain scores of one session; each may be missing."""

    at: datetime
    day: date
    zone: str
    routine: str
    title: str
    before: int | None
    after: int | None

    @property
    def wall_clock(self) -> datetime:
        """When it was by the clock on the wall, without a zone: how a chart's time axis wants it."""
        return self.at.astimezone(ZoneInfo(known_zone(self.zone))).replace(tzinfo=None)
