"""The clinician's cases of exercises that stand in, and that every swap and every exclusion has one."""

from __future__ import annotations

from typing import Any

import pytest
from ruamel.yaml import YAML

from lowback.library.schema import Condition
from lowback.person.facts import facts_from
from lowback.person.profile import Profile
from lowback.plan.routine import blocked, fit, reach, stand_ins, swapped
from tests.answer_space import LIBRARY, profile_of
from tests.person.test_cases import HERE, ORDINARY, PROFILE_CASES, meaning

CASES: list[dict[str, Any]] = YAML(typ="safe").load(HERE / "swaps.yaml")["cases"]
SWAPS = [(name, instead) for name, candidates in LIBRARY.swaps.items() for instead in candidates]
CONDITIONS = LIBRARY.all_conditions


def person(case: dict[str, Any]) -> Profile:
    return profile_of(facts_from({**ORDINARY, **case["facts"]}))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['exercise']}-{case['instead']}")
def test_swap_case(case):
    found = stand_ins(case["exercise"], person(case), LIBRARY, tuple(case.get("already", ())))

    assert next(found, None) == case["instead"]
    assert person(case).against(LIBRARY.exercises[case["exercise"]])


@pytest.mark.parametrize(("name", "instead"), SWAPS)
def test_every_swap_has_a_case(name, instead):
    assert any((case["exercise"], case["instead"]) == (name, instead) for case in CASES)


@pytest.mark.parametrize("condition", CONDITIONS, ids=lambda condition: condition.id)
def test_every_class_that_a_condition_excludes_has_a_case_where_the_person_told_us_so(condition: Condition):
    told = [
        exclusion.movement_class
        for case in PROFILE_CASES
        for exclusion in meaning(case).exclusions
        if exclusion.condition == condition and exclusion.certain
    ]

    own_list = condition.leaves_out_told
    assert set(told) >= set(condition.excludes)
    assert own_list == bool(set(told) - set(condition.excludes))


def made_up(exercise):
    """A routine that holds an exercise no routine of ours holds."""
    routine = LIBRARY.routines["lower_back_base"]
    return routine.model_copy(update={"items": (exercise, *routine.items[-3:])})


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['exercise']}-{case['instead']}")
def test_a_routine_is_fitted_as_the_swaps_say(case):
    """Every routine that holds the exercise leaves it out and keeps its order and its reasons."""
    who = person(case)
    holding = [routine for routine in LIBRARY.routines.values() if case["exercise"] in routine.items]
    for routine in holding or [made_up(case["exercise"])]:
        fitted = fit(routine, who, LIBRARY)
        change = next(c for c in fitted.changes if c.exercise == case["exercise"])

        assert fitted.routine is routine
        assert case["exercise"] not in fitted.items
        assert change.because == who.against(LIBRARY.exercises[case["exercise"]])
        assert change.instead is None or fitted.items.count(change.instead) == 1
        assert change.instead not in routine.items
        kept = [name for name in fitted.items if name in routine.items]
        assert kept == [name for name in routine.items if not who.against(LIBRARY.exercises[name])]


def test_the_first_free_one_stands_in_where_the_exercise_was():
    items = ("bridge", "clam", "sit_to_stand")

    assert swapped(LIBRARY, items, frozenset()) == (items, ())
    assert swapped(LIBRARY, items, frozenset({"clam"})) == (
        ("bridge", "hip_abd_standing", "sit_to_stand"), (("clam", "hip_abd_standing"),),
    )  # fmt: skip
    assert swapped(LIBRARY, items, frozenset({"bridge"})) == (
        ("heel_press_seated", "clam", "sit_to_stand"), (("bridge", "heel_press_seated"),),
    )  # fmt: skip
    everything = frozenset(LIBRARY.exercises)
    assert swapped(LIBRARY, items, everything)[0] == ()
    assert swapped(LIBRARY, ("clam", "clam"), frozenset()) == (("clam",), ())


def test_two_that_need_the_same_stand_in_do_not_both_get_it():
    items, swaps = swapped(
        LIBRARY, ("pelvic_tilt_supine", "pelvic_clock"), frozenset({"pelvic_tilt_supine", "pelvic_clock"})
    )

    assert items == ("pelvic_tilt_seated", "pelvic_tilt_wall")
    assert swaps == (("pelvic_tilt_supine", items[0]), ("pelvic_clock", items[1]))


def test_an_exercise_without_a_swap_has_no_stand_in():
    nobody = profile_of(facts_from(ORDINARY))

    assert "walk" not in LIBRARY.swaps
    assert list(stand_ins("walk", nobody, LIBRARY, ())) == []


def test_how_a_routine_is_fitted_depends_on_its_items_and_what_could_stand_in():
    assert reach(LIBRARY, ("clam", "walk")) == {"clam", "walk", "hip_abd_standing", "hip_abd_wall"}


def test_blocked_is_every_exercise_that_is_not_allowed():
    who = profile_of(facts_from({**ORDINARY, "cannot_lie_supine": True, "activity_level": "low"}))

    out = blocked(LIBRARY, who.limits)

    assert out == {e.id for e in LIBRARY.exercises.values() if who.against(e)}
    assert {"bridge", "dead_bug"} <= out
    assert "walk" not in out
