"""Filter, swap, drop and shorten: what is left is allowed, balanced, and fits the minutes."""

from itertools import pairwise

import pytest

from examples.contents import load_library
from examples.people import ORDINARY, ticks
from lowback.person.profile import profile
from lowback.person.quiz import progress
from lowback.plan.dose import fewest, full
from lowback.plan.routine import as_written, fit, in_minutes, minutes_of, position_changes, seconds_of

LIBRARY = load_library()
ROUTINES = tuple(LIBRARY.routines.values())


def person(**changes):
    answers = ORDINARY | changes
    return profile(progress(answers, LIBRARY.all_questions).said.facts, LIBRARY.all_conditions)


def test_an_exercise_that_is_ruled_out_is_swapped_for_the_first_allowed_one():
    fitted = fit(LIBRARY.routines["lower_back_base"], person(worse=ticks("lie_side")), LIBRARY)

    change = next(change for change in fitted.changes if change.exercise == "clam")
    assert change.instead == "hip_abd_standing"
    assert [condition.id for condition in change.because] == ["side_lying_intolerant"]
    assert "clam" not in fitted.items
    assert fitted.items.index("hip_abd_standing") == 6


def test_nobody_does_the_same_exercise_twice_because_of_a_swap():
    everything = person(worse=ticks("lie_back", "lie_side", "floor"))

    for routine in ROUTINES:
        items = fit(routine, everything, LIBRARY).items
        assert len(items) == len(set(items))


@pytest.mark.parametrize("minutes", [5, 10, 15, 20])
@pytest.mark.parametrize("routine", ROUTINES, ids=lambda routine: routine.id)
def test_a_session_fits_its_minutes_and_keeps_the_order(routine, minutes):
    pieces = in_minutes(as_written(routine), minutes, LIBRARY)

    assert seconds_of(pieces, LIBRARY) <= minutes * 60 + 30
    places = [routine.items.index(piece.exercise) for piece in pieces]
    assert all(one < other for one, other in pairwise(places))


@pytest.mark.parametrize("routine", ROUTINES, ids=lambda routine: routine.id)
def test_a_five_minute_session_still_trains_what_the_routine_is_for(routine):
    pieces = in_minutes(as_written(routine), 5, LIBRARY)

    trained = {area for piece in pieces for area in LIBRARY.exercises[piece.exercise].focus}
    assert len(pieces) >= 2
    assert trained >= set(routine.purpose)


@pytest.mark.parametrize("routine", ROUTINES, ids=lambda routine: routine.id)
def test_amounts_stay_between_the_published_ends(routine):
    for minutes in (5, 10, 15):
        for piece in in_minutes(as_written(routine), minutes, LIBRARY):
            exercise = LIBRARY.exercises[piece.exercise]
            low, usual = fewest(exercise, routine.most_reps), full(exercise, routine.most_reps)
            assert low.seconds_a_side <= piece.amount.seconds_a_side <= usual.seconds_a_side


def test_enough_minutes_give_the_whole_routine():
    base = LIBRARY.routines["lower_back_base"]

    pieces = in_minutes(as_written(base), 60, LIBRARY)

    assert tuple(piece.exercise for piece in pieces) == base.items
    assert seconds_of(pieces, LIBRARY) // 60 <= minutes_of(LIBRARY, base.items, base.most_reps)


def test_position_changes_are_counted_between_neighbours():
    assert position_changes(("bridge", "heel_slide", "cat_cow", "sit_to_stand"), LIBRARY) == 2
    assert position_changes(("bridge",), LIBRARY) == 0
