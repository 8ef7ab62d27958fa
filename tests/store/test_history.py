"""Totals for the charts agree with the sessions they add up."""

from datetime import date

import pytest

from lowback.diary.entry import SessionInput
from lowback.diary.measures import ActiveDay
from lowback.store.history import History
from lowback.store.sessions import Sessions
from tests.diaries import ME, OTHER, Clock, fresh_database, play

TODAY = date(2026, 5, 20)
ALWAYS = (date(2020, 1, 1), date(2030, 1, 1))


@pytest.fixture
def engine(tmp_path):
    return fresh_database(tmp_path)


def tell(engine, day, minutes=15, person=ME, **more):
    entry = SessionInput("desk_break", "Desk break", date(2026, 5, day), minutes, "UTC", TODAY, **more)
    return Sessions(engine, person, Clock()).log_by_hand(entry)


def test_the_sessions_of_one_day_are_added_up(engine):
    tell(engine, 18)
    tell(engine, 18, minutes=10)
    tell(engine, 20)

    days = History(engine, ME).days(*ALWAYS)

    assert days == [ActiveDay(date(2026, 5, 18), 25, 2), ActiveDay(date(2026, 5, 20), 15, 1)]


def test_deleted_sessions_and_those_of_others_are_left_out(engine):
    tell(engine, 18, person=OTHER, pain_after=9)
    Sessions(engine, ME).delete(tell(engine, 19, pain_after=9))
    history = History(engine, ME)

    assert history.days(*ALWAYS) == []
    assert history.pains(*ALWAYS) == []
    assert history.first_day() is None


def test_only_sessions_with_a_score_give_a_point_and_a_zero_is_a_score(engine):
    tell(engine, 17)
    tell(engine, 18, pain_after=0)
    tell(engine, 19, pain_before=6)

    points = History(engine, ME).pains(*ALWAYS)

    assert [(point.before, point.after) for point in points] == [(None, 0), (6, None)]


def test_the_first_day_is_that_of_the_earliest_session(engine):
    tell(engine, 20)
    tell(engine, 11)

    assert History(engine, ME).first_day() == date(2026, 5, 11)


def test_the_days_agree_with_the_sessions(engine):
    play(Sessions(engine, ME, Clock()))
    tell(engine, 18)

    sessions = Sessions(engine, ME).between(*ALWAYS)

    assert sum(day.minutes for day in History(engine, ME).days(*ALWAYS)) == sum(s.minutes for s in sessions)


def test_what_a_routine_eased_is_said_from_two_sessions_on_and_only_of_ones_own(engine):
    tell(engine, 17, pain_before=6, pain_after=4)
    tell(engine, 16, person=OTHER, pain_before=6, pain_after=0)
    assert History(engine, ME).eased() == {}

    tell(engine, 18, pain_before=5, pain_after=4)
    tell(engine, 19, pain_before=5)

    assert History(engine, ME).eased() == {"desk_break": 1.5}
