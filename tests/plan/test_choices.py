"""What else somebody may do today: only what their plan allows."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from examples.people import ORDINARY, ticks
from lowback.library.catalogue import TimeOfDay
from lowback.library.schema import UPRIGHT
from lowback.person.facts import Facts
from lowback.person.profile import profile
from lowback.person.quiz import progress
from lowback.person.triage import triage
from lowback.plan.choices import choices, time_of_day
from lowback.plan.recommend import recommend
from tests.answer_space import KITCHEN, LIBRARY

OFFERED = (5, 10, 15, 20)


def made(minutes: int = 10, hurt: tuple[str, ...] = (), now: TimeOfDay | None = None, **changes: Any):
    said = progress(ORDINARY | changes, LIBRARY.all_questions).said
    person = profile(said.facts, LIBRARY.all_conditions, said.told)
    verdict = triage(said.facts, LIBRARY.all_rules, said.unsure)
    plan = recommend(verdict, person, KITCHEN, minutes, hurt=dict.fromkeys(hurt, date(2026, 11, 1)))
    return plan, {choice.kind: choice for choice in choices(plan, said.facts, LIBRARY, minutes, OFFERED, now)}


def test_there_are_at_most_five_and_rest_is_always_among_them():
    for changes in ({}, {"worse": ticks("floor", "lie_back")}, {"pain": {"value": 8}}, {"age": {"value": 75}}):
        _, found = made(**changes)

        assert len(found) <= 5
        assert list(found)[-1] == "rest"


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"worse": ticks("standing")},
        {"pain": {"value": 8}},
        {"age": {"value": 75}},
        {"day": ticks("feet", "lifting")},
    ],
)
def test_every_routine_among_them_is_an_offer_of_the_plan_and_not_the_first_one_again(changes):
    plan, found = made(**changes)

    for kind in ("other", "upright"):
        if kind in found:
            assert found[kind].offer in plan.offers[1:]
    others = [choice.offer.routine.id for kind, choice in found.items() if kind in ("other", "upright")]
    assert len(set(others)) == len(others)


def test_shorter_is_the_first_routine_in_the_fewest_minutes_and_is_not_there_where_it_would_be_no_shorter():
    plan, found = made(minutes=20)

    assert (found["shorter"].offer, found["shorter"].minutes) == (plan.offers[0], 5)
    assert "shorter" not in made(minutes=5)[1]


def test_without_the_floor_everything_is_done_sitting_or_standing():
    _, found = made()

    positions = {LIBRARY.exercises[name].position for name in found["upright"].offer.fitted.items}
    assert positions <= set(UPRIGHT)


def test_the_routine_without_the_floor_is_not_shown_a_second_time_as_another_one():
    plan, found = made()
    first, other, upright, *_ = plan.offers
    assert found["upright"].offer is upright

    turned = choices(replace(plan, offers=(first, upright, other)), Facts(), LIBRARY, 10, OFFERED)

    assert [choice.offer for choice in turned if choice.kind in ("other", "upright")] == [other, upright]


def test_a_walk_is_offered_unless_walking_makes_it_worse_or_may_do_so_or_it_hurt():
    assert "walk" in made()[1]
    assert "walk" not in made(worse=ticks("standing"))[1]
    assert "walk" not in made(worse={"ticked": [], "not_sure": ["standing"]})[1]
    assert "walk" not in made(hurt=("walk",))[1]


@pytest.mark.parametrize(
    ("hour", "now"),
    [(2, "evening"), (5, "morning"), (9, "morning"), (10, "work"), (17, "work"), (18, "evening"), (23, "evening")],
)
def test_what_is_made_for_this_time_of_the_day_comes_first_and_is_shown_once(hour, now):
    assert time_of_day(hour) == now
    plan, found = made(now=now)

    assert next(iter(found)) == now
    assert found[now].offer.routine.time == now
    assert found[now].offer in plan.offers[1:]
    routines = [choice.offer.routine.id for kind, choice in found.items() if choice.offer and kind != "shorter"]
    assert len(set(routines)) == len(routines)


def test_what_is_made_for_now_is_not_beside_itself_where_the_plan_begins_with_it():
    plan, _ = made()
    morning = next(offer for offer in plan.offers if offer.routine.time == "morning")

    turned = choices(replace(plan, offers=(morning, *plan.offers)), Facts(), LIBRARY, 10, OFFERED, "morning")

    assert "morning" not in [choice.kind for choice in turned]


def test_what_the_plan_leaves_out_is_not_offered_at_its_hours():
    plan, _ = made()
    left = tuple(offer for offer in plan.offers if offer.routine.time != "evening")

    assert "evening" not in [
        c.kind for c in choices(replace(plan, offers=left), Facts(), LIBRARY, 10, OFFERED, "evening")
    ]
