"""How much time somebody wants to get ready and to rest: asked for in a session or on a page, the newest counts."""

from datetime import timedelta
from itertools import permutations

import pytest
from sqlalchemy import Engine

from lowback.library.pauses import MOST_PAUSE, USUAL, Pace
from lowback.store.people import People
from lowback.store.sessions import Sessions
from tests.diaries import ME, NOW, OTHER, event, script


def asked(seq: int, kind: str, seconds: float, minutes: int) -> dict[str, object]:
    """An event that asks for so many seconds, so many minutes from the start."""
    return event(seq, kind, seconds=seconds, at=(NOW + timedelta(minutes=minutes)).isoformat())


def sessions(engine: Engine, minutes: int = 60) -> Sessions:
    """The person's sessions, so many minutes later, with one begun."""
    mine = Sessions(engine, ME, lambda: NOW + timedelta(minutes=minutes))
    mine.start("s", "desk_break", script("walk"), "UTC", NOW)
    return mine


def test_nobody_has_asked_for_anything_at_first(engine):
    assert People(engine).pace(ME) == USUAL == Pace(0, None)


def test_what_is_asked_for_in_a_session_lasts(engine):
    sessions(engine).append("s", [asked(1, "more_time", 10, 1), asked(2, "rests", 0, 2), asked(3, "more_time", 20, 3)])

    assert People(engine).pace(ME) == Pace(20, 0)
    assert People(engine).pace(OTHER) == USUAL


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_whatever_order_it_comes_in_the_newest_counts(engine, order):
    events = [asked(n + 1, "more_time", 10 * n, n) for n in range(3)]
    for place in order:
        sessions(engine).append("s", [events[place]])

    assert People(engine).pace(ME).more == 20


def test_what_was_set_on_the_page_since_is_not_taken_back_by_a_late_session(engine):
    late = [asked(1, "more_time", 30, 1)]
    People(engine).set_pace(ME, Pace(10, 20), NOW + timedelta(minutes=5))
    sessions(engine).append("s", late)
    sessions(engine).append("s", late)

    assert People(engine).pace(ME) == Pace(10, 20)


def test_a_device_whose_clock_is_ahead_does_not_rule_for_ever(engine):
    sessions(engine).append("s", [asked(1, "more_time", 30, 60 * 24 * 365)])
    People(engine).set_pace(ME, USUAL, NOW + timedelta(minutes=61))

    assert People(engine).pace(ME) == USUAL


@pytest.mark.parametrize(("seconds", "kept"), [(1e9, MOST_PAUSE), (-5, 0), (9.6, 10)])
def test_no_more_is_kept_than_can_be_asked_for(engine, seconds, kept):
    sessions(engine).append("s", [asked(1, "more_time", seconds, 1)])

    assert People(engine).pace(ME).more == kept
