"""What answers mean for movement: exclusions are united, the lowest level wins, unknown withholds."""

from __future__ import annotations

from typing import Any

from lowback.person.facts import Facts, facts_from
from lowback.person.profile import Limits, Profile, profile
from tests.answer_space import LIBRARY, ORDINARY

CONDITIONS = LIBRARY.all_conditions


def person(**changes: Any) -> Profile:
    return profile(facts_from({**ORDINARY, **changes}), CONDITIONS)


def left_out(who: Profile) -> list[tuple[str, str, bool]]:
    return [(e.movement_class, e.condition.id, e.certain) for e in who.exclusions]


def test_an_ordinary_back_may_do_everything():
    who = person()

    assert who.condition_ids == {"nonspecific_chronic", "sitting_related"}
    assert (who.exclusions, who.by_class, who.capped_by, who.only) == ((), {}, (), ())
    assert who.max_level == 3
    assert who.limits == Limits(frozenset(), 3, ())
    assert not any(who.against(exercise) for exercise in LIBRARY.exercises.values())


def test_exclusions_are_united_and_every_reason_is_kept():
    who = person(osteoporosis=True, worse_bending=True)
    told = left_out(who)

    assert ("flexion_endrange", "osteoporosis", True) in told
    assert ("flexion_endrange", "extension_pref", True) in told
    assert [c.id for c in who.by_class["flexion_endrange"]] == ["osteoporosis", "extension_pref"]
    assert who.limits.excluded == {name for name, _, _ in told} == set(who.by_class)
    assert [c.id for c in who.against(LIBRARY.exercises["knee_hug_double"])] == ["osteoporosis", "extension_pref"]


def test_the_lowest_level_wins_and_all_who_ask_for_it_are_named():
    who = person(osteoporosis=True, pain_0_10=8, activity_level="low")

    assert who.max_level == 1
    assert [c.id for c in who.capped_by] == ["acute_flare", "beginner"]
    assert {c.id for c in who.against(LIBRARY.exercises["dead_bug"])} == {"acute_flare", "beginner"}
    assert not who.against(LIBRARY.exercises["wall_angel"])


def test_what_is_not_known_withholds_without_being_told_back():
    values = {key: value for key, value in ORDINARY.items() if key != "osteoporosis"}

    who = profile(facts_from(values), CONDITIONS)

    assert "osteoporosis" not in who.condition_ids
    assert left_out(who) == [(name, "osteoporosis", False) for name in LIBRARY.conditions["osteoporosis"].excludes]
    assert not who.certain(LIBRARY.conditions["osteoporosis"])
    assert who.certain(LIBRARY.conditions["nonspecific_chronic"])
    assert who.max_level == 2


def test_those_we_were_told_about_come_before_those_that_are_only_not_ruled_out():
    values = {key: value for key, value in ORDINARY.items() if key != "pregnant_weeks"}

    who = profile(facts_from(values | {"scoliosis": True}), CONDITIONS)

    certain = [exclusion.certain for exclusion in who.exclusions]
    assert certain == sorted(certain, reverse=True)
    assert who.by_class["rotation_endrange"][0].id == "scoliosis_mild"


def test_a_condition_can_withhold_from_more_people_than_it_is_told_to():
    who = person(leg_pain=True, below_knee=True, spinal_stenosis_dx=True)

    assert "sciatica" not in who.condition_ids
    assert ("neural_tension", "sciatica", False) in left_out(who)
    assert who.max_level == 2


def test_a_short_list_allows_nothing_else():
    who = person(postpartum_weeks=3, birth_type="vaginal")
    short = LIBRARY.conditions["postpartum"].allows_only

    assert short is not None
    assert [c.id for c in who.only] == ["postpartum"]
    assert who.limits.lists == (short.exercises,)
    assert {e.id for e in LIBRARY.exercises.values() if who.limits.allow(e)} == set(short.exercises)
    assert [c.id for c in who.against(LIBRARY.exercises["bridge"])] == ["postpartum"]
    assert not who.against(LIBRARY.exercises["walk"])


def test_nothing_answered_holds_back_what_everybody_together_must_leave_out():
    who = profile(Facts(), CONDITIONS)

    assert who.conditions == ()
    assert who.limits.excluded == {name for c in CONDITIONS for name in c.excludes}
    assert who.max_level == min(c.max_level for c in CONDITIONS if c.max_level is not None)
    assert [c.id for c in who.only] == ["postpartum"]


def test_what_is_allowed_and_what_speaks_against_it_are_the_same_question():
    for changes in ({}, {"pain_0_10": 9}, {"cannot_lie_supine": True}, {"postpartum_weeks": 1}):
        who = person(**changes)
        for exercise in LIBRARY.exercises.values():
            assert who.limits.allow(exercise) is not bool(who.against(exercise))
