"""Today, Plan and Progress are made from one diary: the same numbers, the same days, the same direction."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
import streamlit as st
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as hs
from pandas import DataFrame
from sqlalchemy import delete
from streamlit.testing.v1 import AppTest

from lowback.diary.entry import SessionInput
from lowback.diary.night import own_day
from lowback.language.speech import spoken
from lowback.library.catalogue import Routine
from lowback.store.clock import utc_now
from lowback.store.engine import writing
from lowback.store.sessions import Sessions
from lowback.store.tables import days, routine_weeks, sessions
from lowback.web import resources
from tests.app import go_to, quiz_done, words

ZONE = "UTC"
SAME = HealthCheck.function_scoped_fixture
"""One person for all the diaries: each is put in the place of the one before."""
TOLD = hs.tuples(hs.integers(0, 1), hs.integers(0, 27), hs.integers(1, 90), hs.integers(0, 10), hs.integers(0, 10))
"""A session: which of the first routines on Plan, how many days ago, its minutes, and how sore before and after."""
Told = tuple[int, int, int, int, int]


@pytest.fixture
def somebody() -> AppTest:
    return quiz_done()


def routines() -> dict[str, Routine]:
    """Every routine by its name."""
    return {routine.name: routine for routine in resources.library().routines.values()}


def keep(app: AppTest, diary: list[Told]) -> None:
    """These sessions and no others are in the diary."""
    person = app.session_state["visit.person"]
    with writing(resources.engine()) as connection:
        for table in (sessions, days, routine_weeks):
            connection.execute(delete(table).where(table.c.person == person))
    today, offered = own_day(utc_now(), ZONE), [routines()[name] for name in plan_says(app)]
    for which, ago, minutes, before, after in diary:
        routine, day = offered[which], today - timedelta(days=ago)
        entry = SessionInput(routine.id, routine.name, day, minutes, ZONE, today, before, after)
        Sessions(resources.engine(), person).log_by_hand(entry)


@contextmanager
def charts() -> Iterator[dict[str, DataFrame]]:
    """The tables that are drawn meanwhile, by the key of their chart."""
    drawn: dict[str, DataFrame] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(st, "vega_lite_chart", lambda frame, *_, key, **__: drawn.update({key: frame}))
        yield drawn


def plan_says(app: AppTest) -> dict[str, tuple[str, int] | None]:
    """By the name of each routine on Plan, the direction and the points that it tells of the back after it."""
    said: dict[str, tuple[str, int] | None] = {}
    name = ""
    drawn: Iterable[Any] = go_to(app, "plan").main
    for element in drawn:
        if element.type == "header":
            name = element.value
            said[name] = None
        elif element.type == "markdown" and element.value.startswith("- "):
            found = re.search(r"your back has felt (?:(about the same)|(easier|sorer), by about (\d+))", element.value)
            said[name] = (found[1] or found[2], int(found[3] or 0)) if found else said[name]
    return said


# A diary that fails is short, and to make it shorter takes minutes.
@settings(max_examples=10, phases=[Phase.explicit, Phase.generate], suppress_health_check=[SAME])
@example(diary=[(0, 1, 10, 6, 3), (0, 2, 10, 6, 3), (1, 0, 10, 3, 5)])
@example(diary=[(0, 1, 10, 6, 3), (0, 2, 10, 6, 2), (0, 8, 10, 5, 4), *[(1, ago, 30, 2, 5) for ago in (0, 1, 2)]])
@given(diary=hs.lists(TOLD, min_size=1, max_size=14))
def test_the_pages_say_the_same_of_one_diary(somebody: AppTest, diary: list[Told]) -> None:
    keep(somebody, diary)
    with charts() as drawn:
        progress = words(go_to(somebody, "progress", range="all"))
    told = plan_says(somebody)
    today = go_to(somebody, "today")

    weeks, calendar, compared = (drawn.get(f"progress.{name}.chart") for name in ("weeks", "calendar", "routines"))
    assert weeks is not None
    assert calendar is not None
    minutes, target = week_of(today)
    assert (minutes, target) == (weeks["minutes"].iloc[-1], weeks["target"].iloc[-1])
    active = calendar[(calendar["begin"] == calendar["begin"].max()) & (calendar["minutes"] > 0)]
    assert ticked(today) == set(active["weekday"])
    fell = {} if compared is None else dict(zip(compared["title"], compared["before"] - compared["after"], strict=True))
    assert {name for name, said in told.items() if said} == set(fell) & set(told)
    for name, said in told.items():
        if said:
            agrees(*said, fell[name])
            assert f"easier on average after “{name}”" not in progress or said[0] == "easier"


def agrees(way: str, points: int, fell: float) -> None:
    """What Plan says of a routine is what the table on Progress has: averages there are rounded to a tenth."""
    if way == "about the same":
        assert abs(fell) < 1.1
    else:
        assert (fell > 0) == (way == "easier")
        assert abs(abs(fell) - points) <= 0.6


def week_of(today: AppTest) -> tuple[int, int]:
    """The minutes of the week and the target, as Today has them."""
    found = re.search(r"(\d+)(?: of| minutes, more than the) (\d+)", progress_text(today))
    assert found
    return int(found[1]), int(found[2])


def progress_text(today: AppTest) -> str:
    bars: list[Any] = [each for each in today.main if each.type == "progress"]
    return str(bars[0].proto.text)


def ticked(today: AppTest) -> set[str]:
    """The days of the week that Today marks as active."""
    return {day for day in spoken().weekdays if re.search(rf":material/check_circle: (?:\*\*)?{day}", words(today))}
