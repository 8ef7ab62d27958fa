"""The next plan differs after an exercise felt hard or easy, says why, and never goes over what a person may do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples.contents import load_library
from examples.people import ORDINARY, ticks
from lowback.person.profile import profile
from lowback.person.quiz import progress
from lowback.person.triage import triage
from lowback.plan.dose import Amount, fewest, full, half, less
from lowback.plan.felt import FEELS, Felt, Time, Wish, wishes
from lowback.plan.kitchen import Kitchen
from lowback.plan.recommend import recommend
from lowback.plan.routine import Fitted, Piece, as_written, by_feel, fit, in_minutes, seconds_of
from lowback.words import lines

LIBRARY = load_library()
BASE = LIBRARY.routines["lower_back_base"]
BRIDGE = LIBRARY.exercises["bridge"]
TUESDAY = date(2026, 12, 1)
STRONG = {"pain_now": {"value": 8}}


def said(*feels: Any) -> Wish | None:
    """What these words on one exercise, newest first, a day apart, say of the next time."""
    times = tuple(Time(TUESDAY - timedelta(days=n), feel) for n, feel in enumerate(feels))
    return wishes({"bridge": times}, LIBRARY.parameters).get("bridge")


def step(*feels: Any) -> str | None:
    found = said(*feels)
    return found.step if found else None


def person(**answers: Any):
    return profile(progress(ORDINARY | answers, LIBRARY.all_questions).said.facts, LIBRARY.all_conditions)


def fitted(felt: Mapping[str, str], **answers: Any) -> Fitted:
    wanted: Felt = {name: Wish(each, TUESDAY) for name, each in felt.items()}  # type: ignore[arg-type]
    return fit(BASE, person(**answers), LIBRARY, felt=wanted)


def amounts(made: Fitted, minutes: int = 60) -> dict[str, Any]:
    return {piece.exercise: piece.amount for piece in in_minutes(made, minutes, LIBRARY)}


@pytest.mark.parametrize(
    ("feels", "next_time"),
    [
        ((), None),
        ((None, None), None),
        (("right",), None),
        (("hard",), "less"),
        (("hard", "right"), "less"),
        (("hard", "hard"), "half"),
        (("hard", "hard", "hard"), "half"),
        (("right", "hard", "hard"), None),
        (("easy", "hard"), None),
        (("easy",), None),
        (("easy", "easy"), "usual"),
        (("easy", "right", "easy"), None),
    ],
)
def test_the_last_words_say_how_much_there_is_next_time(feels, next_time):
    assert step(*feels) == next_time


@pytest.mark.parametrize(("feels", "next_time"), [((None, "hard"), "less"), (("hard", None, "hard"), "half")])
def test_silence_does_not_take_back_that_it_was_hard(feels, next_time):
    assert step(*feels) == next_time
    found = said(*feels)
    assert found
    assert found.day == TUESDAY - timedelta(days=feels.index("hard"))


@pytest.mark.parametrize("feels", [("easy", None, "easy"), (None, "easy", "easy"), ("easy", "hurt", "easy")])
def test_a_time_of_which_nobody_said_that_it_was_easy_was_not(feels):
    assert step(*feels) is None


def test_what_hurt_does_not_take_back_that_it_was_hard():
    assert step("hurt", "hard") == "less"
    assert step("hurt") is None


def test_one_step_less_is_less_than_usual_wherever_half_is():
    for exercise in LIBRARY.exercises.values():
        usual, low, half_of_it = (_seconds(exercise.id, each(exercise)) for each in (full, less, half))
        assert half_of_it <= low
        assert low < usual or half_of_it == usual
    assert less(LIBRARY.exercises["knee_fold"]) == fewest(LIBRARY.exercises["knee_fold"])
    assert less(BRIDGE) == half(BRIDGE)


@pytest.mark.parametrize(("felt", "amount"), [("half", half), ("less", less), ("usual", full)])
def test_the_next_session_has_the_amount_and_leaves_all_else_as_it_was(felt, amount):
    before, after = amounts(fitted({})), amounts(fitted({"bridge": felt}))

    assert after["bridge"] == amount(BRIDGE)
    assert {name: each for name, each in after.items() if name != "bridge"} == {
        name: each for name, each in before.items() if name != "bridge"
    }


@pytest.mark.parametrize("minutes", [7, 10, 12, 13, 14, 15])
def test_what_felt_easy_is_the_first_to_get_its_usual_amount_in_the_same_minutes(minutes):
    plain, limit = in_minutes(fitted({}), minutes, LIBRARY), minutes * 60
    lacking = [piece.exercise for piece in plain if piece.amount != full(LIBRARY.exercises[piece.exercise])]
    assert lacking

    for name in lacking:
        eager = in_minutes(fitted({name: "usual"}), minutes, LIBRARY)
        alone = [
            Piece(p.exercise, (full if p.exercise == name else fewest)(LIBRARY.exercises[p.exercise])) for p in plain
        ]
        fits = seconds_of(tuple(alone), LIBRARY) <= limit
        assert [piece.exercise for piece in eager] == [piece.exercise for piece in plain]
        assert seconds_of(eager, LIBRARY) <= limit
        assert (Piece(name, full(LIBRARY.exercises[name])) in eager) is fits
        assert by_feel(fitted({name: "usual"}), minutes, LIBRARY) == ((name,) if fits else ())


def _seconds(name: str, amount: Amount) -> float:
    return amount.seconds(LIBRARY.pauses, LIBRARY.exercises[name].position)


def test_what_is_otherwise_is_told_by_name_with_its_day():
    made = fitted({"bridge": "less", "clam": "half", "dead_bug": "usual"})

    told = [lines.felt_line(LIBRARY.exercises[name], made.felt[name], TUESDAY) for name in by_feel(made, 60, LIBRARY)]

    assert sorted(told) == [
        "**Bridge**: less this time, because it felt hard on Tue 1 Dec.",
        "**Clam**: much less this time, because it felt hard more than once, last on Tue 1 Dec.",
    ]
    assert lines.felt_line(BRIDGE, Wish("usual", TUESDAY), TUESDAY) == (
        "**Bridge**: its usual amount this time, because it felt easy, last on Tue 1 Dec."
    )


def test_where_the_minutes_give_no_more_anyway_there_is_nothing_to_tell():
    folds = next(piece for piece in in_minutes(fitted({}), 10, LIBRARY) if _low(piece))

    assert by_feel(fitted({folds.exercise: "less"}), 10, LIBRARY) == ()


def _low(piece: Piece) -> bool:
    exercise = LIBRARY.exercises[piece.exercise]
    return piece.amount == less(exercise) == fewest(exercise)


def test_a_little_more_is_not_called_the_usual_amount():
    walks = replace(as_written(LIBRARY.routines["pt_style_basics"]), felt={"walk": Wish("usual", TUESDAY)})

    amount = amounts(walks, 12)["walk"]

    assert fewest(LIBRARY.exercises["walk"]).seconds_a_side < amount.seconds_a_side < 600
    assert by_feel(walks, 12, LIBRARY) == ()


def test_a_smaller_amount_is_not_put_down_to_the_minutes():
    made = fitted({"bridge": "less"})

    assert lines.made_to_fit(in_minutes(made, 60, LIBRARY), made, 60, LIBRARY) == ""


def test_nothing_that_was_said_changes_a_routine_as_it_is_written():
    assert as_written(BASE).felt == {}


words = st.lists(st.sampled_from([None, *FEELS]), max_size=4).map(
    lambda feels: tuple(Time(TUESDAY - timedelta(days=n), feel) for n, feel in enumerate(feels))
)


@given(
    times=st.dictionaries(st.sampled_from(sorted(LIBRARY.exercises)), words, max_size=20),
    hurt=st.sets(st.sampled_from(BASE.items), max_size=3),
    minutes=st.sampled_from([5, 10, 15, 20]),
    answers=st.sampled_from([{}, STRONG, {"worse": ticks("lie_side", "floor")}]),
)
def test_whatever_was_said_nothing_is_offered_that_is_ruled_out_or_hurt_or_more_than_the_cap(
    times, hurt, minutes, answers
):
    told = progress(ORDINARY | answers, LIBRARY.all_questions).said
    verdict, who = triage(told.facts, LIBRARY.all_rules, told.unsure), person(**answers)
    felt = wishes(times, LIBRARY.parameters)
    out = dict.fromkeys(hurt, TUESDAY)

    made = recommend(verdict, who, Kitchen(LIBRARY), hurt=out, felt=felt)
    plain = recommend(verdict, who, Kitchen(LIBRARY), hurt=out)

    assert [offer.routine.id for offer in made.offers] == [offer.routine.id for offer in plain.offers]
    for offer in made.offers:
        pieces = in_minutes(offer.fitted, minutes, LIBRARY)
        assert hurt.isdisjoint(piece.exercise for piece in pieces)
        assert seconds_of(pieces, LIBRARY) <= max(minutes * 60 + 30, seconds_of(pieces[:1], LIBRARY))
        for piece in pieces:
            exercise = LIBRARY.exercises[piece.exercise]
            assert not who.against(exercise)
            assert piece.amount.reps * piece.amount.sets <= max(offer.fitted.most_reps, 1)
            assert piece.amount.seconds_a_side <= full(exercise, offer.fitted.most_reps).seconds_a_side
            if (wish := felt.get(piece.exercise)) and wish.step != "usual":
                assert piece.amount == wish.most(exercise, offer.fitted.most_reps)
