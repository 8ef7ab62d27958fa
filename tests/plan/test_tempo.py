"""Film and count are one clock: of every exercise, in every amount that a session may ask for."""

from __future__ import annotations

import re

import pytest

from examples.contents import load_library
from lowback.library.catalogue import Exercise
from lowback.plan.dose import Amount, fewest, full, half
from lowback.plan.routine import Piece, as_written, in_minutes, seconds_of
from lowback.plan.tempo import QUICK, repetition, seconds_of_one
from lowback.session.script import Move, Work
from lowback.session.speech import amounts, limits_of
from lowback.session.stages import Spot, move

LIBRARY = load_library()
EXERCISES = LIBRARY.exercises
COUNTED = {name: e for name, e in EXERCISES.items() if e.dose.kind != "time"}
FILMED = {name: e for name, e in COUNTED.items() if e.film}
A_MILLISECOND = 0.0011
SECONDS = re.compile(r"(up to )?(\d+)(?: to (\d+))? seconds")
ASKS_FOR_REST = re.compile(r"for a breath between holds|wait a moment before the next")


def moves(exercise: Exercise) -> list[tuple[Amount, Move]]:
    """The exercise in every amount that a session may ask for."""
    found = {amount for most in limits_of(LIBRARY) for amount in amounts(exercise, most)}
    return [(amount, move(Piece(exercise.id, amount), Spot(15), LIBRARY)) for amount in found]


def works(one: Move) -> list[Work]:
    return [stage for stage in one.stages if isinstance(stage, Work)]


@pytest.mark.parametrize("exercise", FILMED.values(), ids=FILMED)
def test_one_count_is_one_repetition_of_the_film(exercise: Exercise) -> None:
    """Where the body moves it is as fast as the film; where it stays, as long as the dose or else the film."""
    dose = exercise.dose
    stays = {"hold": dose.hold_seconds, "rest": dose.rest_between}

    for beat, part in zip(repetition(exercise), exercise.film, strict=False):
        assert beat.kind == part.kind
        assert beat.seconds == pytest.approx(stays.get(part.kind) or part.frames / 24, abs=A_MILLISECOND)
    assert len(repetition(exercise)) - len(exercise.film) in (0, 1)
    assert seconds_of_one(exercise) == pytest.approx(sum(beat.seconds for beat in repetition(exercise)))


@pytest.mark.parametrize("exercise", COUNTED.values(), ids=COUNTED)
def test_amount_film_and_minutes_hold_together(exercise: Exercise) -> None:
    for amount, one in moves(exercise):
        for stage in works(one):
            assert stage.seconds == pytest.approx(stage.reps * stage.seconds_per_rep, abs=0.01)
            if exercise.film:
                assert sum(beat.seconds for beat in stage.cycle) == pytest.approx(stage.seconds_per_rep)
                assert {beat.kind for beat in stage.cycle} <= {part.kind for part in one.parts} | {"rest"}
        assert one.seconds == pytest.approx(15 + amount.seconds(LIBRARY.pauses, exercise.position), abs=0.02)


def test_an_open_stretch_and_what_no_film_shows_keep_a_time_of_their_own() -> None:
    assert repetition(EXERCISES["walk"]) == repetition(EXERCISES["head_shoulder_press"]) == ()
    assert seconds_of_one(EXERCISES["walk"]) == 600
    assert seconds_of_one(EXERCISES["head_shoulder_press"]) == 7


def test_a_loop_that_shows_two_repetitions_counts_two() -> None:
    assert seconds_of_one(EXERCISES["seated_march"]) == pytest.approx(76 / 24, abs=A_MILLISECOND)


def test_a_rest_that_the_film_does_not_show_comes_after_it() -> None:
    rolls = EXERCISES["knee_rolls"]
    resting = rolls.model_copy(update={"dose": rolls.dose.model_copy(update={"rest_between": 4})})

    assert [beat.kind for beat in repetition(resting)] == ["in", "hold", "move", "hold", "out", "rest"]
    assert seconds_of_one(resting) == seconds_of_one(rolls) + 4


@pytest.mark.parametrize("exercise", COUNTED.values(), ids=COUNTED)
def test_each_repetition_stays_as_long_as_its_card_says(exercise: Exercise) -> None:
    dose = exercise.dose
    for up_to, first, last in SECONDS.findall(" ".join((dose.text, *exercise.how))):
        least, most = (1 if up_to else int(first)), int(last or first)
        if exercise.film:
            assert dose.hold_seconds
            assert least <= dose.hold_seconds <= most
        else:
            assert seconds_of_one(exercise) > least


@pytest.mark.parametrize("exercise", COUNTED.values(), ids=COUNTED)
def test_a_card_that_asks_for_a_rest_gets_one_of_a_breath(exercise: Exercise) -> None:
    if ASKS_FOR_REST.search(" ".join(exercise.how)):
        assert {beat.kind: beat.seconds for beat in repetition(exercise)}["rest"] >= 4


def test_the_cards_that_ask_for_a_rest_are_known() -> None:
    asking = {name for name, e in EXERCISES.items() if ASKS_FOR_REST.search(" ".join(e.how))}

    assert asking == {"pelvic_floor_lift", "side_bridge_knees", "wall_plank"}


def test_the_quick_ones_are_a_stage_of_their_own_after_a_rest() -> None:
    usual = move(Piece("pelvic_floor_lift", full(EXERCISES["pelvic_floor_lift"])), Spot(15), LIBRARY)
    quick = works(usual)[-1]

    assert [stage.kind for stage in usual.stages] == ["ready", "work", "rest", "work"]
    assert (quick.reps, quick.seconds, quick.set_label) == (8, 32, "Quick ones")
    assert [(beat.kind, beat.seconds) for beat in quick.cycle] == [("in", QUICK), ("out", QUICK), ("rest", 2)]
    assert [said.words for said in quick.says] == ["Start.", "Quick ones.", "8 times."]


def test_there_are_never_more_quick_ones_than_is_right_and_none_where_it_hurts() -> None:
    lift = EXERCISES["pelvic_floor_lift"]

    assert [(much.reps, much.quick.reps) for most in (5, 60) for much in (full(lift, most), fewest(lift, most))
            if much.quick] == [(5, 5), (5, 5), (10, 8), (8, 8)]  # fmt: skip
    assert half(lift).quick is None


@pytest.mark.parametrize("minutes", [5, 10, 15, 20, 30])
@pytest.mark.parametrize("routine", LIBRARY.routines.values(), ids=LIBRARY.routines)
def test_a_slower_count_means_less_of_it_and_never_more_minutes(routine, minutes: int) -> None:
    pieces = in_minutes(as_written(routine), minutes, LIBRARY)

    assert seconds_of(pieces, LIBRARY) <= minutes * 60 + 30
    for piece in pieces:
        assert piece.amount.seconds_per_rep <= seconds_of_one(EXERCISES[piece.exercise])
        if piece.exercise in COUNTED:
            assert piece.amount.seconds_per_rep == seconds_of_one(EXERCISES[piece.exercise])
