"""The next step and what goes well with a routine: only what suits this person, each with its reason."""

from __future__ import annotations

from typing import Any

import pytest

from examples.people import ORDINARY, ticks
from lowback.person.profile import profile
from lowback.person.quiz import progress
from lowback.person.triage import triage
from lowback.plan.groups import place
from lowback.plan.recommend import Plan, recommend
from lowback.plan.related import goes_with, next_step
from lowback.plan.routine import as_written
from lowback.words.reasons import reason_words
from tests.answer_space import KITCHEN, LIBRARY

WRITTEN = [as_written(routine) for routine in LIBRARY.routines.values()]


def plan(**changes: Any) -> Plan:
    """What suits somebody ordinary but for these answers."""
    said = progress(ORDINARY | changes, LIBRARY.all_questions).said
    person = profile(said.facts, LIBRARY.all_conditions, said.told)
    return recommend(triage(said.facts, LIBRARY.all_rules, said.unsure), person, KITCHEN)


PLANS = {
    "ordinary": plan(),
    "very sore": plan(pain={"value": 8}),
    "old": plan(age={"value": 75}),
    "no floor": plan(worse=ticks("floor", "lie_back")),
    "urgent": plan(danger_new=ticks("saddle")),
}


@pytest.mark.parametrize("name", PLANS)
def test_nothing_is_named_that_the_rules_leave_out(name: str) -> None:
    mine = PLANS[name]
    offered = {offer.routine.id for offer in mine.offers}
    for here in WRITTEN:
        named = [*goes_with(here, mine, LIBRARY), *filter(None, [next_step(here.routine, mine, LIBRARY)])]

        assert {one.offer.routine.id for one in named} <= offered - {here.routine.id}


@pytest.mark.parametrize("here", WRITTEN, ids=lambda here: here.routine.id)
def test_what_goes_with_it_trains_the_same_elsewhere_and_is_no_harder(here) -> None:
    named = goes_with(here, PLANS["ordinary"], LIBRARY)

    assert len(named) <= 2
    for one in named:
        assert set(one.offer.routine.purpose) & set(here.routine.purpose)
        assert place(one.offer.fitted.items, LIBRARY) != place(here.items, LIBRARY)
        assert one.offer.routine.level <= here.routine.level


def test_the_next_step_is_one_level_up_and_says_when_it_is_due() -> None:
    step = next_step(LIBRARY.routines["lower_back_base"], PLANS["ordinary"], LIBRARY)

    assert step
    assert step.offer.routine.id == "lower_back_build"
    assert reason_words(step.because).startswith("One step harder. Start this after two weeks of the base routine")


def test_a_step_that_is_too_hard_for_now_is_not_named() -> None:
    assert next_step(LIBRARY.routines["lower_back_base"], PLANS["very sore"], LIBRARY) is None


def test_a_time_of_the_day_leads_to_no_stage() -> None:
    assert next_step(LIBRARY.routines["sleep_wind_down"], PLANS["ordinary"], LIBRARY) is None


def test_a_reason_says_what_for_and_where() -> None:
    [first, *_] = goes_with(as_written(LIBRARY.routines["lower_back_base"]), PLANS["ordinary"], LIBRARY)

    assert first.offer.routine.id == "desk_break"
    assert reason_words(first.because) == "It is for easy movement too, on a chair."
