"""A person's day ends with their night, not at midnight: what "today" is, and for how long a sore back rests."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from lowback.diary.log import known_zone, local_date
from lowback.library.parameters import Parameters

DAY_BEGINS = time(4)
"""Hours after midnight belong to the evening before them."""


def own_day(at: datetime, zone: str) -> date:
    """The day that it is for someone in that zone who goes to bed after midnight.

    Raises:
        ValueError: the instant has no time zone of its own.
    """
    day = local_date(at, zone)
    awake = at.astimezone(ZoneInfo(known_zone(zone))).time() >= DAY_BEGINS
    return day if awake else day - timedelta(days=1)


def next_morning(at: datetime, zone: str) -> datetime:
    """When the person's next day begins."""
    tomorrow = own_day(at, zone) + timedelta(days=1)
    return datetime.combine(tomorrow, DAY_BEGINS, ZoneInfo(known_zone(zone))).astimezone(UTC)


def rests_until(stopped: datetime, zones: tuple[str, ...], numbers: Parameters) -> datetime:
    """How long there are no more exercises after one was stopped for pain.

    Until the next morning, in whichever of these zones that is later, and for some hours in any case.
    """
    mornings = (next_morning(stopped, zone) for zone in zones)
    return max(stopped + timedelta(hours=numbers.rest_hours.value), *mornings)


def had_a_night(ended: datetime, now: datetime, zone: str, numbers: Parameters) -> bool:
    """Whether somebody who ended a session then has slept since: it is another day, and hours have passed."""
    slept = timedelta(hours=numbers.night_hours.value)
    return now >= next_morning(ended, zone) and now - ended >= slept
