"""A night lies between a session and the next day, for whoever is asked and wherever they are; clocks may jump."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule
from sqlalchemy import update

from examples.contents import load_library
from lowback.store.clock import AHEAD, now_for
from lowback.store.engine import writing
from lowback.store.nights import Nights
from lowback.store.sessions import Sessions
from lowback.store.tables import sessions
from tests.diaries import ME, NOW, OTHER, begin, done, event, play
from tests.store.living import InADiary, on_both
from tests.store.test_sessions import told

NUMBERS = load_library().parameters
ZONES = ("Europe/London", "Asia/Kolkata", "America/Los_Angeles", "Pacific/Auckland")


def nights(engine, clock, zone="Europe/London", person=ME):
    return Nights(engine, person, zone, NUMBERS, clock)


def hurts(mine, session_id="a" * 32, at=NOW):
    """A session stopped for pain."""
    begin(mine, session_id, at=at)
    stop = {"seq": 2, "kind": "stopped", "why": "pain", "item": 0, "at": at.isoformat()}
    mine.append(session_id, [event(1, "started"), stop])


def test_the_day_after_a_session_we_ask_how_the_back_is_until_it_is_answered(mine, engine, clock):
    play(mine)

    assert nights(engine, clock).due() is None
    clock.forward(hours=14)
    assert nights(engine, clock).due().id == "a" * 32

    nights(engine, clock).answer("a" * 32, "usual")
    assert nights(engine, clock).due() is None
    assert mine.get("a" * 32).followup == "usual"


def test_four_minutes_after_midnight_is_not_the_day_after(mine, engine, clock):
    clock.at = datetime.fromisoformat("2026-05-20T23:58+01:00")
    hurts(mine, at=clock.at)

    clock.forward(minutes=4)

    assert nights(engine, clock).rests()
    assert nights(engine, clock).due() is None
    clock.forward(hours=9)
    assert (nights(engine, clock).rests(), nights(engine, clock).due().id) == (True, "a" * 32)
    clock.forward(hours=1)
    assert not nights(engine, clock).rests()


def test_after_two_days_we_no_longer_ask(mine, engine, clock):
    play(mine)

    clock.forward(hours=49)

    assert nights(engine, clock).due() is None


def test_we_do_not_ask_about_sessions_told_by_hand_or_left_unfinished(mine, engine, clock):
    mine.log_by_hand(told(day=date(2026, 5, 20)))
    begin(mine)
    mine.append("a" * 32, [done(1, 0, "bridge")])
    mine.abandon("a" * 32)

    clock.forward(hours=14)

    assert nights(engine, clock).due() is None


def test_one_person_s_rest_is_nobody_else_s(mine, engine, clock):
    hurts(mine)

    assert nights(engine, clock).rests()
    assert not nights(engine, clock, person=OTHER).rests()


def test_a_clock_that_was_set_back_takes_no_rest_away(mine, engine, clock):
    hurts(mine)
    clock.forward(days=-1)

    assert now_for(engine, ME, clock) == NOW
    assert nights(engine, lambda: now_for(engine, ME, clock)).rests()


def test_a_clock_that_was_a_year_ahead_is_not_believed_for_ever(mine, engine, clock):
    hurts(mine)
    with writing(engine) as connection:
        connection.execute(update(sessions).values(started_at=NOW + timedelta(days=365)))

    assert now_for(engine, ME, clock) == NOW + AHEAD


def test_a_stop_by_a_clock_that_was_a_year_ahead_is_no_rest_for_ever(mine, engine, clock):
    clock.forward(days=365)
    hurts(mine, at=clock.at)
    clock.forward(days=-365)

    assert not nights(engine, clock).rests()


def test_to_delete_a_session_ends_no_rest(mine, engine, clock):
    hurts(mine)
    mine.delete("a" * 32)

    assert nights(engine, clock).rests()
    clock.forward(hours=12)
    assert not nights(engine, clock).rests()


def test_a_session_ends_no_earlier_than_it_began_whatever_the_clock_does(mine, clock):
    begin(mine)
    clock.forward(hours=-3)

    mine.append("a" * 32, [{"seq": 1, "kind": "finished"}])

    assert mine.get("a" * 32).ended_at == NOW


@pytest.mark.parametrize("days", [0, -1])
def test_what_is_told_by_hand_is_never_later_than_now(mine, clock, days):
    clock.at = datetime.fromisoformat("2026-05-20T07:09-07:00")
    session = mine.log_by_hand(told(day=date(2026, 5, 19)))

    assert mine.edit(session, told(day=date(2026, 5, 20) + timedelta(days=days), minutes=20))

    kept = mine.get(session)
    assert kept.started_at <= kept.ended_at <= clock.at


class Nightly(InADiary):
    """Somebody who does sessions, stops for pain, travels, and whose server's clock jumps."""

    @initialize()
    def moves_in(self):
        self.true, self.zone, self.stopped, self.n = NOW, ZONES[0], None, 0

    def now(self):
        return now_for(self.engine, ME, self.clock)

    @rule(minutes=st.integers(1, 2000))
    def waits(self, minutes):
        self.true += timedelta(minutes=minutes)
        self.clock.forward(minutes=minutes)

    @rule(hours=st.integers(-24, 0))
    def clock_is_set_back(self, hours):
        # Behind by a day at most: a clock that is wrong by more than AHEAD is not made up for.
        back = min(self.clock.at, self.true) + timedelta(hours=hours)
        self.clock.at = max(back, self.true - timedelta(hours=24))

    @rule()
    def clock_is_right_again(self):
        self.clock.at = self.true

    @rule(zone=st.sampled_from(ZONES))
    def travels(self, zone):
        self.zone = zone

    @rule(pain=st.booleans())
    def does_a_session(self, pain):
        self.n += 1
        mine, name = Sessions(self.engine, ME, self.now), f"{self.n:032x}"
        at = self.now()
        begin(mine, name, at=at, zone=self.zone)
        end = {"seq": 1, "kind": "stopped" if pain else "finished", "why": "pain" if pain else "", "at": at.isoformat()}
        mine.append(name, [end])
        if pain:
            self.stopped = max(self.stopped or at, at)

    @invariant()
    def a_back_that_hurt_rests_ten_hours(self):
        if self.stopped is None or self.now() - self.stopped >= timedelta(hours=10):
            return
        assert Nights(self.engine, ME, self.zone, NUMBERS, self.now).rests()

    @invariant()
    def the_day_after_is_never_within_six_hours(self):
        due = Nights(self.engine, ME, self.zone, NUMBERS, self.now).due()
        assert due is None or self.now() - due.ended_at >= timedelta(hours=6)


TestNightly, TestNightlyOnPostgreSQL = on_both(
    Nightly, settings(max_examples=25, stateful_step_count=20, suppress_health_check=[HealthCheck.too_slow])
)
