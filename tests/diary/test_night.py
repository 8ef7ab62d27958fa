"""A day ends with the night: across midnight, zones and the days on which clocks change."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples.contents import load_library
from lowback.diary.night import had_a_night, next_morning, own_day, rests_until

NUMBERS = load_library().parameters
ZONES = sorted(available_timezones())
moments = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)).map(lambda at: at.replace(tzinfo=UTC))


def at(local: str, zone: str) -> datetime:
    """An instant by the clock on somebody's wall."""
    return datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize("zone", ["Europe/London", "Asia/Kolkata", "America/Los_Angeles", "Australia/Eucla"])
@pytest.mark.parametrize(
    ("local", "day"),
    [("2026-05-20T23:58", 20), ("2026-05-21T00:02", 20), ("2026-05-21T03:59", 20), ("2026-05-21T04:00", 21)],
)
def test_the_hours_after_midnight_belong_to_the_evening(local, day, zone):
    assert own_day(at(local, zone), zone) == date(2026, 5, day)


def test_a_time_without_a_zone_is_no_day():
    with pytest.raises(ValueError, match="time zone"):
        own_day(datetime(2026, 5, 1), "UTC")


@pytest.mark.parametrize(
    ("stopped", "until"),
    [
        ("2026-05-20T09:00", "2026-05-21T04:00"),
        ("2026-05-20T23:58", "2026-05-21T09:58"),
        ("2026-05-21T00:30", "2026-05-21T10:30"),
        ("2026-05-21T03:59", "2026-05-21T13:59"),
        ("2026-05-21T04:01", "2026-05-22T04:00"),
    ],
)
def test_a_back_that_hurt_rests_until_the_next_morning_and_ten_hours(stopped, until):
    zone = "Australia/Eucla"

    assert rests_until(at(stopped, zone), (zone,), NUMBERS) == at(until, zone)


def test_who_has_flown_rests_until_it_is_morning_in_both_places():
    stopped = at("2026-05-20T22:00", "Australia/Sydney")

    until = rests_until(stopped, ("Australia/Sydney", "America/Los_Angeles"), NUMBERS)

    assert until == at("2026-05-21T04:00", "America/Los_Angeles")


@pytest.mark.parametrize(
    ("ended", "now", "asked"),
    [
        ("2026-05-20T23:58", "2026-05-21T00:02", False),
        ("2026-05-20T23:58", "2026-05-21T05:00", False),
        ("2026-05-20T23:58", "2026-05-21T06:00", True),
        ("2026-05-20T08:00", "2026-05-20T23:00", False),
        ("2026-05-20T08:00", "2026-05-21T04:00", True),
        ("2026-05-21T03:30", "2026-05-21T04:10", False),
    ],
)
def test_the_day_after_begins_with_a_night(ended, now, asked):
    assert had_a_night(at(ended, "Asia/Kolkata"), at(now, "Asia/Kolkata"), "Asia/Kolkata", NUMBERS) is asked


@given(moments, st.sampled_from(ZONES), st.sampled_from(ZONES))
def test_wherever_and_whenever_a_rest_is_a_night_and_no_longer_than_two_days(stopped, there, here):
    until = rests_until(stopped, (there, here), NUMBERS)

    assert timedelta(hours=10) <= until - stopped <= timedelta(hours=48)
    assert until >= next_morning(stopped, here)
    assert own_day(until, here) > own_day(stopped, here)


@given(moments, st.integers(0, 72), st.sampled_from(ZONES))
def test_days_never_run_backwards(moment, hours, zone):
    later = moment + timedelta(hours=hours)

    assert own_day(later, zone) >= own_day(moment, zone)
    assert own_day(next_morning(moment, zone), zone) >= own_day(moment, zone)
