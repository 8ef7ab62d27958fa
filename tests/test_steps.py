"""The session as the player runs it: same time on both sides, plain JSON, an easier way out."""

import json
from itertools import pairwise

import pytest

from lowback.library import load_library
from lowback.profile import profile
from lowback.quiz import progress
from lowback.routine import in_minutes, seconds_of
from lowback.steps import session_plan
from tests.people import ORDINARY, ticks

LIBRARY = load_library()


def made(routine, minutes=60, **changes):
    facts = progress(ORDINARY | changes, LIBRARY.all_questions).said.facts
    person = profile(facts, LIBRARY.all_conditions)
    pieces = in_minutes(LIBRARY.routines[routine].items, minutes, LIBRARY)
    return session_plan("A session", pieces, person, LIBRARY)


@pytest.mark.parametrize("routine", list(LIBRARY.routines))
def test_both_sides_get_the_same_full_time(routine):
    for item in made(routine)["items"]:
        by_side = {}
        for stage in item["stages"]:
            if stage["kind"] == "work":
                by_side.setdefault(stage["side"], []).append(stage["seconds"])
        assert len({tuple(seconds) for seconds in by_side.values()}) == 1


@pytest.mark.parametrize("routine", list(LIBRARY.routines))
def test_every_item_starts_by_getting_ready_and_changes_sides_with_a_pause(routine):
    for item in made(routine)["items"]:
        kinds = [stage["kind"] for stage in item["stages"]]
        assert kinds[0] == "ready"
        assert kinds[-1] == "work"
        assert not any(a == b == "work" for a, b in pairwise(kinds))


@pytest.mark.parametrize("minutes", [5, 10, 15])
def test_the_stages_add_up_to_the_minutes_that_were_promised(minutes):
    plan = made("lower_back_base", minutes)

    total = sum(stage["seconds"] for item in plan["items"] for stage in item["stages"])
    pieces = in_minutes(LIBRARY.routines["lower_back_base"].items, minutes, LIBRARY)
    assert total == seconds_of(pieces, LIBRARY)
    assert plan["minutes"] == round(total / 60)


def test_the_plan_is_plain_json_without_health_answers():
    text = json.dumps(made("lower_back_base", worse=ticks("lie_side")))

    assert "because" not in text
    assert "side_lying_intolerant" not in text


def test_the_easier_way_is_never_something_the_person_should_not_do():
    for item in made("lower_back_base", worse=ticks("lie_side", "floor"))["items"]:
        assert item["easier"]["item"]["exercise"] != "clam" or item["exercise"] == "clam"


def test_a_changed_position_gets_more_time_to_get_ready():
    items = made("lower_back_base")["items"]
    leads = {item["exercise"]: item["stages"][0]["seconds"] for item in items}

    assert leads["heel_slide"] < leads["clam"]
