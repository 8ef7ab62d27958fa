"""The next plan differs after an exercise hurt, says why, and never gives back what something else speaks against."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples.contents import load_library
from examples.people import ORDINARY, ticks
from lowback.person.profile import profile
from lowback.person.quiz import progress
from lowback.person.triage import triage
from lowback.plan.kitchen import Kitchen
from lowback.plan.reasons import ItHurt, TooLittleLeft
from lowback.plan.recommend import Offer, Plan, recommend
from lowback.plan.routine import fit, in_minutes
from lowback.plan.variations import gentler
from lowback.session.stages import script_for
from lowback.words import lines

LIBRARY = load_library()
KITCHEN = Kitchen(LIBRARY)
MONDAY = date(2026, 11, 30)


def person(**answers: Any):
    return profile(progress(ORDINARY | answers, LIBRARY.all_questions).said.facts, LIBRARY.all_conditions)


def plan(*hurt: str, **answers: Any) -> Plan:
    said = progress(ORDINARY | answers, LIBRARY.all_questions).said
    verdict = triage(said.facts, LIBRARY.all_rules, said.unsure)
    return recommend(verdict, person(**answers), KITCHEN, hurt=dict.fromkeys(hurt, MONDAY))


def offer(made: Plan, routine: str = "lower_back_base") -> Offer:
    found = made.offer(routine)
    assert found
    return found


def items(made: Plan) -> set[str]:
    return {name for offer in made.offers for name in offer.fitted.items}


def test_the_next_plan_differs_and_says_why():
    before, after = plan(), plan("clam")

    assert "clam" in items(before)
    assert "clam" not in items(after)
    (change,) = offer(after).fitted.changes
    assert (change.exercise, change.instead, change.because, change.hurt) == ("clam", "hip_abd_standing", (), MONDAY)
    words = lines.change_line(change, person(), LIBRARY, MONDAY)
    assert words == "**Standing side leg lift, holding on** instead of Clam, because it hurt on Mon 30 Nov."


def test_what_hurt_is_no_stand_in_either():
    swapped = offer(plan("clam", "hip_abd_standing")).fitted

    assert swapped.items.count("hip_abd_wall") == 1
    assert "hip_abd_standing" not in items(plan("clam", "hip_abd_standing"))


def test_without_a_stand_in_it_is_dropped():
    (change,) = (c for c in offer(plan("walk"), "flare_gentle").fitted.changes if c.exercise == "walk")

    assert change.instead is None
    assert "is left out, because it hurt on Mon 30 Nov." in lines.change_line(change, person(), LIBRARY, MONDAY)


def test_a_routine_that_hurts_all_over_is_withheld_and_says_so():
    base = LIBRARY.routines["lower_back_base"].items

    (against,) = plan(*LIBRARY.exercises).reasons_against("lower_back_base")

    assert against == TooLittleLeft((ItHurt(),))
    made = plan(*base)
    kept = made.offer("lower_back_base")
    assert kept is None or kept.score < offer(plan()).score


def test_both_reasons_are_said_where_both_hold():
    made = offer(plan("clam", worse=ticks("lie_side")))

    (change,) = (c for c in made.fitted.changes if c.exercise == "clam")

    assert change.because
    words = lines.change_line(change, person(worse=ticks("lie_side")), LIBRARY, MONDAY)
    assert "because you told us" in words
    assert words.endswith("; because it hurt on Mon 30 Nov.")


def test_asked_back_is_not_allowed():
    """Nothing hurts any more, and what the person told us still leaves the exercise out."""
    assert "clam" not in items(plan(worse=ticks("lie_side")))
    stays = lines.hurt_line(LIBRARY.exercises["clam"], MONDAY, person(worse=ticks("lie_side")), MONDAY)
    assert "It stays left out after that, because you told us" in stays
    assert "stays" not in lines.hurt_line(LIBRARY.exercises["clam"], MONDAY, person(), MONDAY)


@given(hurt=st.sets(st.sampled_from(sorted(LIBRARY.exercises)), max_size=12), spares=st.booleans())
def test_whatever_hurt_is_in_no_routine_and_every_change_has_its_reason(hurt, spares):
    answers = {"worse": ticks("lie_side", "floor")} if spares else {}
    made, who = plan(*hurt, **answers), person(**answers)

    assert items(made).isdisjoint(hurt)
    for offer in made.offers:
        assert all(change.because or change.hurt for change in offer.fitted.changes)
        assert [name for name in offer.fitted.items if who.against(LIBRARY.exercises[name])] == []
    assert all(all(withheld.because) for withheld in made.withheld)


@pytest.mark.parametrize("routine", list(LIBRARY.routines))
def test_what_is_offered_when_it_hurts_is_allowed_gentle_new_and_by_name(routine):
    who, hurt = person(worse=ticks("lie_side")), {"seated_march": MONDAY}
    pieces = in_minutes(fit(LIBRARY.routines[routine], who, LIBRARY, hurt), 60, LIBRARY)
    done = {piece.exercise for piece in pieces}

    for item in script_for(LIBRARY.routines[routine], pieces, who, LIBRARY, hurt).items:
        names = [easier.item.exercise for easier in item.easier]
        assert 1 <= len(names) <= 3
        assert len(set(names)) == len(names)
        assert names[-1] == item.exercise
        assert done.union(hurt).isdisjoint(names[:-1])
        for name in names[:-1]:
            assert who.against(LIBRARY.exercises[name]) == ()
            assert LIBRARY.exercises[name].level <= LIBRARY.exercises[item.exercise].level


def test_where_too_little_stands_in_there_is_gentler_kin_for_the_same_purpose():
    squat = LIBRARY.exercises["sit_to_stand"]

    kin = [other.id for other in gentler(squat, person(), LIBRARY, ())]

    assert "sit_to_stand" not in LIBRARY.swaps
    assert kin[:2] == ["heel_press_seated", "adductor_squeeze"]
    assert [name for name in kin if not set(LIBRARY.exercises[name].classes) <= set(squat.classes)] == []


def test_every_exercise_has_two_or_three_easier_ones():
    counts = [
        len(item.easier)
        for routine in LIBRARY.routines.values()
        for item in script_for(
            routine, in_minutes(fit(routine, person(), LIBRARY), 60, LIBRARY), person(), LIBRARY
        ).items
    ]

    assert set(counts) == {2, 3}
