"""What is offered, in which order, and why; everything not offered says why not."""

from dataclasses import replace
from typing import Any

import pytest

from examples.contents import load_library
from examples.people import NONE, ORDINARY, ticks
from lowback.person.profile import Profile, profile
from lowback.person.quiz import progress
from lowback.person.triage import Verdict, triage
from lowback.plan.kitchen import Kitchen
from lowback.plan.reasons import YouTold
from lowback.plan.recommend import recommend

LIBRARY = load_library()
KITCHEN = Kitchen(LIBRARY)


def verdict_and_person(**changes: Any) -> tuple[Verdict, Profile]:
    said = progress(ORDINARY | changes, LIBRARY.all_questions).said
    verdict = triage(said.facts, LIBRARY.all_rules, said.unsure)
    return verdict, profile(said.facts, LIBRARY.all_conditions)


def plan(**changes):
    return recommend(*verdict_and_person(**changes), KITCHEN)


def offered(**changes):
    return [offer.routine.id for offer in plan(**changes).offers]


def test_the_same_answers_give_the_same_plan():
    assert plan() == plan()


def test_every_routine_is_either_offered_or_withheld_with_a_reason():
    for changes in ({}, {"worse": ticks("floor", "lie_back")}, {"pain": {"value": 8}}):
        made = plan(**changes)

        named = {o.routine.id for o in made.offers} | {w.routine.id for w in made.withheld}
        assert named == set(LIBRARY.routines)
        assert all(w.because and all(w.because) for w in made.withheld)
        assert all(o.because for o in made.offers)


def test_a_danger_sign_offers_nothing():
    assert offered(danger_new=ticks("saddle")) == []
    assert offered(danger_new={"ticked": [], "not_sure": ["saddle"]}) == []


def test_a_lock_offers_nothing_until_a_clinician_has_said_yes():
    weight = {"ever_had": ticks("weight")}

    assert offered(**weight, assessed={"choice": "assessed_no"}) == []
    assert offered(**weight, assessed={"choice": "assessed_yes"})


@pytest.mark.parametrize(
    ("changes", "first"),
    [
        ({"worse": NONE, "day": NONE}, "pt_style_basics"),
        ({"where": ticks("below_knee")}, "sciatica_settle"),
        ({"pain": {"value": 8}}, "flare_gentle"),
        ({"health": ticks("scoliosis")}, "scoliosis_gentle"),
        ({"health": ticks("bendy")}, "control_hypermobile"),
        ({"health": ticks("stenosis")}, "stenosis_ease"),
        ({"ever_had": ticks("bones")}, "bone_safe"),
        ({"health": ticks("pregnant"), "pregnancy": {"value": 38}, "pregnancy_signs": NONE}, "late_pregnancy"),
        ({"health": ticks("birth"), "birth_when": {"value": 10}, "birth_type": {"choice": "vaginal"}},
         "postpartum_restart"),
        ({"health": ticks("operation"), "operation": {"choice": "disc"}, "operation_when": {"value": 30},
          "operation_cleared": {"choice": "yes_cleared"}}, "post_surgery_cleared"),
        ({"day": ticks("lifting"), "worse": NONE}, "after_work_unload"),
    ],
)  # fmt: skip
def test_the_routine_made_for_it_comes_first(changes, first):
    assert offered(**changes)[0] == first


def test_of_two_that_suit_the_one_that_fits_the_minutes_comes_first():
    nothing_more = verdict_and_person(worse=NONE, day=NONE)

    first = [recommend(*nothing_more, KITCHEN, minutes).offers[0].routine.id for minutes in (15, 30)]
    assert first == ["pt_style_basics", "lower_back_base"]


def test_of_two_with_as_many_points_the_shorter_one_comes_first():
    only_made_for = dict.fromkeys(("level", "kept", "helped", "focus", "minutes", "moves", "props"), 0.0)
    ranking = LIBRARY.ranking.model_copy(update=only_made_for | {"match": 1.0})

    offers = recommend(*verdict_and_person(worse=NONE, day=NONE), Kitchen(replace(LIBRARY, ranking=ranking))).offers

    assert len({offer.score for offer in offers}) < len(offers)
    assert [offer.routine.id for offer in offers] == [
        offer.routine.id for offer in sorted(offers, key=lambda offer: (-offer.score, offer.minutes))
    ]


def test_reasons_are_what_the_person_told_us():
    best = plan(where=ticks("below_knee")).offers[0]

    assert any("knee" in str(reason) for reason in best.because if isinstance(reason, YouTold))


def test_no_offer_holds_what_a_condition_excludes_or_a_level_above_the_cap():
    for changes in ({"pain": {"value": 9}}, {"ever_had": ticks("bones")}, {"health": ticks("bendy")}):
        said = progress(ORDINARY | changes, LIBRARY.all_questions).said
        person = profile(said.facts, LIBRARY.all_conditions)
        excluded = {exclusion.movement_class for exclusion in person.exclusions}
        for offer in plan(**changes).offers:
            for item in offer.fitted.items:
                assert not excluded & set(LIBRARY.exercises[item].classes)
                assert LIBRARY.exercises[item].level <= person.max_level
