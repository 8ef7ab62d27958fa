"""Safety as properties: over all answers, nobody is offered what speaks against them.

`LOWBACK_PEOPLE=200000 pytest tests/safety/test_properties.py` looks at more people; the same ones every time.
"""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lowback.person.facts import Facts, facts_from
from lowback.plan.recommend import Plan, recommend
from tests.answer_space import (
    ADVERSE,
    FEWER_EXERCISES,
    KITCHEN,
    LIBRARY,
    OTHERS,
    TOLD_ONLY,
    Values,
    allowed,
    graver_steps,
    people,
    possible,
    profile_of,
    rank,
    share,
    verdict_of,
    with_answer,
)

pytestmark = [pytest.mark.people, pytest.mark.timeout(600)]  # thousands of people, on a machine that may be busy
LOCK = 2
pick = st.integers(0, 2**32)


def plan_of(facts: Facts, minutes: int = 15) -> Plan:
    return recommend(verdict_of(facts), profile_of(facts), KITCHEN, minutes)


def one_step_worse(values: Values, number: int) -> Facts | None:
    """The person after one graver answer, chosen by the number; None when there is none."""
    steps = graver_steps(values, ADVERSE)
    start = number % len(steps) if steps else 0
    tried = (with_answer(values, *step) for step in steps[start:] + steps[:start])
    return next((facts for facts in tried if facts), None)


@share(0.25)
@given(people, st.sampled_from((5, 10, 15, 20)))
def test_nobody_is_offered_an_excluded_class_or_a_level_above_the_cap(values, minutes):
    facts = facts_from(values)
    person = profile_of(facts)
    excluded = {exclusion.movement_class for exclusion in person.exclusions}

    for offer in plan_of(facts, minutes).offers:
        assert offer.routine.level <= person.max_level
        for name in offer.fitted.items:
            exercise = LIBRARY.exercises[name]
            assert not excluded & set(exercise.classes)
            assert exercise.level <= person.max_level
            assert not person.against(exercise)


@share(0.1)
@given(people)
def test_what_is_left_out_always_says_why(values):
    facts = facts_from(values)
    plan = plan_of(facts)

    named = [o.routine.id for o in plan.offers] + [w.routine.id for w in plan.withheld]
    assert sorted(named) == sorted(LIBRARY.routines)
    assert all(w.because and all(w.because) for w in plan.withheld)
    for offer in plan.offers:
        gone = set(offer.routine.items) - set(offer.fitted.items)
        assert gone <= {change.exercise for change in offer.fitted.changes}
        assert all(change.because for change in offer.fitted.changes)
        assert offer.because


@share(0.1)
@given(people)
def test_an_emergency_or_a_lock_offers_nothing(values):
    facts = facts_from(values)

    assert rank(facts) < LOCK or not plan_of(facts).offers


@share(0.1)
@given(people)
def test_a_routine_that_is_offered_keeps_four_exercises_and_its_purpose(values):
    for offer in plan_of(facts_from(values)).offers:
        items = offer.fitted.items
        trained = {area for name in items for area in LIBRARY.exercises[name].focus}
        assert len(set(items)) == len(items) >= LIBRARY.ranking.fewest_items
        assert set(offer.routine.purpose) <= trained


@share(0.25)
@given(people, pick)
def test_a_graver_answer_never_lowers_the_level_and_never_adds_an_exercise(values, number):
    before, after = facts_from(values), one_step_worse(values, number)
    if after is None:
        return

    assert rank(after) >= rank(before)
    assert allowed(after) <= allowed(before)


@share(0.05)
@given(people)
def test_a_newer_pain_never_adds_an_exercise(values):
    for step in graver_steps(values, FEWER_EXERCISES):
        worse = with_answer(values, *step)
        assert worse is None or allowed(worse) <= allowed(facts_from(values))


@share(0.2)
@given(people, pick)
def test_leaving_an_answer_out_never_clears_and_never_adds_an_exercise(values, number):
    told = [fact for fact in values if fact not in TOLD_ONLY]
    fact = told[number % len(told)]
    before, after = facts_from(values), possible({k: v for k, v in values.items() if k != fact})
    if after is None:
        return  # such a line is refused, so nothing is offered

    assert rank(after) >= min(rank(before), LOCK)
    assert allowed(after) <= allowed(before)


@share(0.05)
@given(people)
def test_who_a_person_is_and_what_they_do_says_nothing_about_danger(values):
    before = facts_from(values)

    for fact in OTHERS:
        after = facts_from({key: value for key, value in values.items() if key != fact})
        assert (rank(after), allowed(after)) == (rank(before), allowed(before))


@share(0.05)
@given(people)
def test_who_is_told_a_condition_is_also_kept_from_what_it_excludes(values):
    person = profile_of(facts_from(values))

    for condition in person.conditions:
        assert set(condition.excludes) <= person.limits.excluded
        assert condition.max_level is None or person.max_level <= condition.max_level


def test_the_generated_people_are_of_every_kind_and_most_properties_have_something_to_look_at():
    seen: Counter[str] = Counter()

    @share(0.03)
    @given(people, pick)
    def count(values, number):
        facts = facts_from(values)
        plan = plan_of(facts)
        left_out = list(values)[number % len(values)]
        seen.update(
            ["all", f"rank {rank(facts)}"]
            + ["offered"] * bool(plan.offers)
            + ["changed"] * any(offer.fitted.changes for offer in plan.offers)
            + ["worse"] * (one_step_worse(values, number) is not None)
            + ["without"] * (possible({k: v for k, v in values.items() if k != left_out}) is not None)
            + ["newer"] * bool(graver_steps(values, FEWER_EXERCISES))
            + ["told"] * bool(profile_of(facts).conditions)
        )

    count()

    least = {"rank 0": 3, "rank 1": 10, "rank 2": 10, "rank 3": 10, "offered": 20, "changed": 10, "worse": 90}
    least |= {"without": 90, "newer": 80, "told": 80}
    assert [name for name, percent in least.items() if seen[name] < seen["all"] * percent / 100] == []
