"""How much of an exercise there is today, and what became of a routine in the minutes, in words."""

from __future__ import annotations

import pytest

from examples.contents import load_library
from lowback.plan.dose import fewest, full, half
from lowback.plan.routine import Piece, as_written, in_minutes
from lowback.words.lines import amount_line, made_to_fit

LIBRARY = load_library()
BASE = as_written(LIBRARY.routines["lower_back_base"])


@pytest.mark.parametrize(
    ("exercise", "amount", "words"),
    [
        ("bridge", full, "On your back · 8 times, held for 3 seconds"),
        ("clam", full, "On your side · 10 times · each side"),
        ("figure4_seated", full, "Sitting · 2 × 25 seconds · each side"),
        ("figure4_seated", half, "Sitting · 25 seconds · each side"),
        ("dead_bug", full, "On your back · 6 times · 2 rounds · each side"),
        ("pelvic_floor_lift", fewest, "Sitting · 8 times, held for 5 seconds · then 8 quick ones"),
        ("pelvic_clock", full, "On your back · 6 times · each direction"),
        ("walk", full, "Standing · 10 minutes"),
        ("march_on_spot", fewest, "Standing · 30 seconds"),
    ],
)
def test_an_amount_says_how_often_how_long_and_on_which_sides(exercise, amount, words) -> None:
    piece = Piece(exercise, amount(LIBRARY.exercises[exercise]))

    assert amount_line(piece, LIBRARY) == words


def test_nothing_is_said_of_a_routine_that_is_whole() -> None:
    assert made_to_fit(in_minutes(BASE, 60, LIBRARY), BASE, 60, LIBRARY) == ""


def test_what_became_of_a_routine_in_fewer_minutes_is_said() -> None:
    pieces = in_minutes(BASE, 10, LIBRARY)
    smaller = [piece for piece in pieces if piece.amount != full(LIBRARY.exercises[piece.exercise])]

    assert made_to_fit(pieces, BASE, 10, LIBRARY) == (
        f" For 10 minutes: {len(pieces)} of 11 exercises, {len(smaller)} of them in a smaller amount."
    )
    assert 0 < len(smaller) < len(pieces) < 11


def test_smaller_amounts_alone_are_said_too() -> None:
    routine = as_written(LIBRARY.routines["pt_style_basics"])

    assert made_to_fit(in_minutes(routine, 15, LIBRARY), routine, 15, LIBRARY).startswith(" For 15 minutes: 7 of 7 ")
