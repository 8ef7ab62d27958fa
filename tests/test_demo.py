"""The example sessions are the same each time, plausible, and marked as examples."""

from collections import Counter
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from examples.contents import load_library
from lowback import demo
from lowback.diary.entry import SessionInput
from lowback.diary.findings import pain_finding
from lowback.person.quiz import progress
from lowback.person.triage import triage
from lowback.store.answers import StoredAnswers
from lowback.store.history import History
from lowback.store.people import People
from lowback.store.sessions import Sessions
from tests.diaries import ME, OTHER, fresh_database

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 23, 59, tzinfo=UTC)
ALWAYS = (date(2020, 1, 1), date(2030, 1, 1))


@pytest.fixture
def engine(tmp_path):
    return fresh_database(tmp_path)


def test_filling_gives_half_a_year_of_sessions_all_marked_as_examples(engine):
    demo.fill(engine, ME, NOW)

    sessions = Sessions(engine, ME).between(*ALWAYS)
    assert 80 <= len(sessions) <= 130
    assert {session.source for session in sessions} == {"example"}
    assert sessions[-1].local_date <= TODAY
    assert sessions[0].local_date > TODAY - timedelta(days=183)


@pytest.mark.parametrize("hour", range(0, 24, 3))
def test_no_example_is_in_the_future_whatever_the_hour(engine, hour):
    now = NOW.replace(hour=hour)

    demo.fill(engine, ME, now)

    assert all(s.ended_at <= now for s in Sessions(engine, ME).between(*ALWAYS) if s.ended_at)


def test_filling_twice_gives_the_same_sessions_once(engine):
    demo.fill(engine, ME, NOW)
    once = Sessions(engine, ME).between(*ALWAYS)

    demo.fill(engine, ME, NOW)

    assert Sessions(engine, ME).between(*ALWAYS) == once


def test_filling_leaves_real_sessions_and_other_people_alone(engine):
    entry = SessionInput("walk", "A walk", TODAY, 30, "UTC", TODAY)
    mine = Sessions(engine, ME).log_by_hand(entry)
    demo.fill(engine, OTHER, NOW)

    demo.fill(engine, ME, NOW)

    kept = Sessions(engine, ME).get(mine)
    assert kept
    assert kept.source == "by_hand"
    assert len(Sessions(engine, OTHER).between(*ALWAYS)) >= 80


LIBRARY = load_library()
ROUTINES, NUMBERS = LIBRARY.routines, LIBRARY.parameters


def test_the_examples_use_real_routines_by_their_names(engine):
    demo.fill(engine, ME, NOW)

    for session in Sessions(engine, ME).between(*ALWAYS):
        assert session.title == ROUTINES[session.routine].name


def test_the_story_has_a_gap_a_harder_fortnight_and_ends_easier(engine):
    demo.fill(engine, ME, NOW)

    points = History(engine, ME).pains(*ALWAYS)
    gaps = [(b.day - a.day).days for a, b in pairwise(points)]
    harder = next(point.day for point in points if point.routine == "flare_gentle" and point.day > points[30].day)
    assert max(gaps) >= 9
    assert pain_finding(points, TODAY, NUMBERS).kind == "easier"
    until = harder + timedelta(days=13)
    flare = [point for point in points if point.day <= until]
    assert pain_finding(flare, until, NUMBERS).kind == "harder"


def test_the_story_crosses_a_change_of_the_clocks_at_the_same_hours(engine):
    demo.fill(engine, ME, NOW)

    points = History(engine, ME).pains(*ALWAYS)
    hours = Counter(point.wall_clock.hour for point in points)
    offsets = {point.at.hour - point.wall_clock.hour for point in points}
    assert set(hours) <= {7, 8, 18, 21}
    assert offsets == {0, -1}


def test_every_example_is_what_a_person_could_have_told():
    told = [
        SessionInput(
            example.routine,
            "x",
            example.day,
            example.minutes,
            "UTC",
            TODAY,
            example.before,
            example.after,
            5,
            example.note,
        )
        for example in demo.story(TODAY)
    ]

    assert len(told) > 50


def test_the_examples_make_the_person(engine):
    demo.fill(engine, ME, NOW)

    assert People(engine).weekly_target(ME) == 60


def test_the_made_up_person_has_a_plan_and_keeps_answers_of_their_own(engine):
    StoredAnswers(engine, ME).save("age", {"value": 71})

    demo.fill(engine, ME, NOW)

    library = load_library()
    kept = StoredAnswers(engine, ME).all()
    walked = progress(kept, library.all_questions)
    assert walked.complete
    assert triage(walked.said.facts, library.all_rules).may_exercise
    assert kept["age"] == {"value": 71}
