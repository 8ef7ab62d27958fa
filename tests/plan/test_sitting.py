"""Two routines in one session: nothing that either would not have, nothing twice, and the quiet one last."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from lowback.plan.related import goes_with
from lowback.plan.routine import seconds_of
from lowback.plan.sitting import SHORTEST, Sitting, both, sitting
from lowback.store.tables import sessions
from tests.answer_space import LIBRARY
from tests.plan.test_related import PLANS


def pairs(name: str) -> list[Sitting]:
    """Whatever two routines somebody may do in one session."""
    plan = PLANS[name]
    found = (both(here, one.offer, 10) for here in plan.offers for one in goes_with(here.fitted, plan, LIBRARY))
    return [pair for pair in found if pair]


@pytest.mark.parametrize("name", PLANS)
@pytest.mark.parametrize("minutes", [5, 10, 20])
def test_two_have_what_each_would_have_in_its_half_and_nothing_twice(name: str, minutes: int) -> None:
    for pair in pairs(name):
        pieces = pair.pieces(minutes, LIBRARY)
        names = [piece.exercise for piece in pieces]
        first, second = pair.offers

        assert len(names) == len(set(names))
        assert pieces[: len(alone := Sitting((first,)).pieces(max(SHORTEST, minutes // 2), LIBRARY))] == alone
        assert set(names[len(alone) :]) <= set(second.fitted.items) - {piece.exercise for piece in alone}
        assert seconds_of(pieces, LIBRARY) <= seconds_of(Sitting((first,)).pieces(60, LIBRARY), LIBRARY) + seconds_of(
            Sitting((second,)).pieces(60, LIBRARY), LIBRARY
        )


def test_there_are_two_to_be_done_together_for_somebody_ordinary() -> None:
    found = pairs("ordinary")

    assert len(found) > 10
    assert any(len(pair.pieces(10, LIBRARY)) > len(Sitting(pair.offers[:1]).pieces(5, LIBRARY)) for pair in found)
    assert not pairs("urgent")


def test_a_morning_begins_it_and_an_evening_ends_it_and_not_both_in_one() -> None:
    offers = {offer.routine.time: offer for offer in PLANS["ordinary"].offers}
    morning, evening, other = offers["morning"], offers["evening"], offers[None]

    assert both(evening, other, 10) == both(other, evening, 10) == Sitting((other, evening))
    assert both(morning, other, 10) == both(other, morning, 10) == Sitting((morning, other))
    assert both(morning, evening, 10) is None
    assert both(morning, other, 9) is None


@pytest.mark.parametrize("name", PLANS)
def test_it_is_known_again_by_its_id_and_only_in_a_plan_that_has_all_of_it(name: str) -> None:
    for pair in (*pairs(name), *(Sitting((offer,)) for offer in PLANS[name].offers)):
        assert sitting(pair.id, PLANS[name]) == pair
        assert sitting(pair.id, PLANS["urgent"]) is None


@pytest.mark.parametrize(
    "name", ["", "~", "desk_break~", "desk_break~desk_break", "desk_break~unknown", "desk_break~lower_back_base~walk"]
)
def test_what_is_not_one_or_two_routines_of_the_plan_is_nothing(name: str) -> None:
    assert sitting(name, PLANS["ordinary"]) is None


def test_the_diary_has_room_for_every_two() -> None:
    longest = max(len("~".join(two)) for two in permutations(LIBRARY.routines, 2))

    words: Any = sessions.c.routine.type
    assert longest <= words.length
