"""What is offered fits the person: names, order, doses, harder and easier ways, and what stands in."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lowback.person.facts import Facts, facts_from
from lowback.person.profile import Profile
from lowback.plan.dose import fewest, full
from lowback.plan.recommend import Plan, recommend
from lowback.plan.routine import Fitted, as_written, fit, in_minutes, minutes_of
from lowback.plan.variations import open_to
from lowback.session.script import Work
from lowback.session.stages import script_for
from lowback.words import lines
from lowback.words.reasons import reason_words
from tests.answer_space import KITCHEN, LIBRARY, ORDINARY, Values, people, profile_of, share, verdict_of

pytestmark = pytest.mark.timeout(600)  # thousands of people a test, on a machine that may be busy
EXERCISES = tuple(LIBRARY.exercises.values())
ACUTE: Values = {"duration_weeks": 2}
FRACTURE: Values = {"age": 76, "vertebral_fracture_weeks": 60, "clinician_assessed": True}


def plan_of(facts: Facts) -> Plan:
    return recommend(verdict_of(facts), profile_of(facts), KITCHEN)


def names_of(facts: Facts) -> list[str]:
    return [offer.routine.id for offer in plan_of(facts).offers]


def who(**facts: object) -> Facts:
    return facts_from(ORDINARY | facts)


def told(facts: Facts, *names: str) -> tuple[object, ...]:
    """What the person said about each of these; what they left open counts as a yes here."""
    return tuple(facts.given.get(name, "open") for name in names)


def no(*answers: object) -> bool:
    return all(answer is None or answer is False for answer in answers)


def denied(routine: str, facts: Facts) -> bool:
    """Whether the person told us that the name of this routine is not about them."""
    weeks = facts.given.get("pregnant_weeks", "open")
    return {
        "late_pregnancy": weeks is None or (isinstance(weeks, int) and weeks < 16),
        "postpartum_restart": no(*told(facts, "postpartum_weeks")),
        "post_surgery_cleared": no(*told(facts, "recent_surgery_weeks")),
        "scoliosis_gentle": no(*told(facts, "scoliosis")),
        "sciatica_settle": no(*told(facts, "leg_pain")) or no(*told(facts, "below_knee")),
        "stenosis_ease": no(*told(facts, "spinal_stenosis_dx")) and no(*told(facts, "worse_standing_walking")),
    }.get(routine, False)


@share(0.25)
@given(people)
def test_no_plan_shows_a_routine_whose_name_states_what_the_person_denied(values):
    facts = facts_from(values)

    assert not [name for name in names_of(facts) if denied(name, facts)]


STATES = ("pregnan", "birth", "surgery", "scoliosis", "sciatica", "stenosis", "bone", "flexible")


def test_a_routine_whose_name_states_something_about_a_body_is_for_such_bodies_alone():
    stating = [r for r in LIBRARY.routines.values() if any(word in r.name.lower() for word in STATES)]

    assert len(stating) >= 7
    assert [routine.id for routine in stating if not routine.exclusive] == []


def test_a_routine_made_for_others_says_for_whom_it_is_made():
    reasons = plan_of(who()).reasons_against("late_pregnancy")

    assert [reason_words(reason) for reason in reasons] == ["It is made for: pregnancy from 16 weeks; late pregnancy."]


@pytest.mark.parametrize("routine", [r.id for r in LIBRARY.routines.values() if r.exclusive])
def test_a_routine_for_a_special_body_is_still_there_for_it(routine):
    made_for: dict[str, dict[str, Any]] = {
        "late_pregnancy": {"pregnant_weeks": 30, "pregnancy_warning_signs": False, "pregnancy_complications": False},
        "postpartum_restart": {"postpartum_weeks": 10, "birth_type": "vaginal"},
        "post_surgery_cleared": {"recent_surgery_weeks": 30, "surgery_type": "discectomy", "surgery_cleared": True},
        "bone_safe": FRACTURE,
        "stenosis_ease": {"spinal_stenosis_dx": True},
        "control_hypermobile": {"hypermobility": True},
        "scoliosis_gentle": {"scoliosis": True},
        "sciatica_settle": {"leg_pain": True, "leg_pain_side": "one", "below_knee": True,
                            "leg_pain_new_or_worse": False},
    }  # fmt: skip

    assert names_of(who(**made_for[routine]))[0] == routine


MADE_FOR_DAYS = {"desk": "desk_break", "standing": "after_work_unload", "lifting": "after_work_unload"}


@share(0.25)
@given(people, st.sampled_from(sorted(MADE_FOR_DAYS)))
def test_what_is_made_for_a_persons_days_is_among_the_first_three(values, job):
    names = names_of(facts_from(values | {"job": job}))
    made = MADE_FOR_DAYS[job]

    assert made not in names or names.index(made) < 3


@pytest.mark.parametrize("job", sorted(MADE_FOR_DAYS))
def test_days_move_a_routine_up_past_what_has_more_points_and_say_so(job):
    plan = plan_of(who(job=job, previous_episodes=True, activity_level="low", morning_stiffness_minutes=30,
                       improves_with_movement=True))  # fmt: skip
    offer = next(offer for offer in plan.offers if offer.routine.id == MADE_FOR_DAYS[job])
    scores = [other.score for other in plan.offers if other is not offer]

    assert plan.offers.index(offer) < 3
    assert scores == sorted(scores, reverse=True)
    assert offer.moved_up == (sum(score > offer.score for score in scores) >= 3)
    assert ("what your days are like" in lines.ranked_by(offer)) == offer.moved_up


def test_nobody_elses_order_is_changed_by_days():
    plan = plan_of(who(job="other"))

    scores = [offer.score for offer in plan.offers]
    assert scores == sorted(scores, reverse=True)
    assert not any(offer.moved_up for offer in plan.offers)


@share(0.04)
@given(people)
def test_no_harder_or_easier_way_asks_for_what_the_person_should_not_do(values):
    person = profile_of(facts_from(values))
    excluded = {exclusion.movement_class for exclusion in person.exclusions}
    for exercise in EXERCISES:
        for way in open_to((*exercise.easier, *exercise.harder), exercise, person, LIBRARY):
            assert excluded.isdisjoint(way.classes)
            assert max(way.level, exercise.level) <= person.max_level
            assert way.exercise is None or not person.against(LIBRARY.exercises[way.exercise])


@share(0.04)
@given(people)
def test_whoever_may_do_an_exercise_has_an_easier_way_to_do_it(values):
    person = profile_of(facts_from(values))

    allowed = [exercise for exercise in EXERCISES if not person.against(exercise)]
    assert [e.id for e in allowed if not open_to(e.easier, e, person, LIBRARY)] == []


@pytest.mark.parametrize("exercise", ["knee_rolls", "heel_slide", "hip_hinge", "bridge", "knee_fold"])
def test_after_a_spine_fracture_the_card_leaves_out_what_makes_it_harder(exercise):
    person = profile_of(who(**FRACTURE))
    card = LIBRARY.exercises[exercise]

    assert "**Easier:**" in lines.ways(card, person, LIBRARY)
    assert "**Harder:**" not in lines.ways(card, person, LIBRARY)
    assert "**Harder:**" in lines.ways(card, profile_of(who()), LIBRARY)
    assert "**Harder:**" in lines.ways(card, None, LIBRARY)


def test_a_variation_that_adds_a_class_is_hidden_from_whom_the_class_is_kept():
    squeeze = LIBRARY.exercises["adductor_squeeze"]

    shown = lines.ways(squeeze, profile_of(who(cannot_side_lie=True)), LIBRARY)
    assert "lying on your side" not in shown
    assert "on your back" in shown


def repeats(person: Profile, routine: str, minutes: int = 60) -> list[int]:
    """The repetitions of every paced exercise of a routine in the player, all sets of a side together."""
    fitted = fit(LIBRARY.routines[routine], person, LIBRARY)
    script = script_for(fitted.routine, in_minutes(fitted, minutes, LIBRARY), person, LIBRARY)
    items = [item for item in script.items if LIBRARY.exercises[item.exercise].dose.kind == "reps"]
    works = [[stage for stage in item.stages if isinstance(stage, Work)] for item in items]
    return [sum(stage.reps for stage in work) // len({stage.side for stage in work}) for work in works]


@pytest.mark.parametrize(("routine", "most"), [("flare_gentle", 5), ("pt_style_basics", 5), ("control_hypermobile", 6)])
def test_the_player_counts_to_what_the_words_of_the_routine_say(routine, most):
    assert max(repeats(profile_of(who()), routine)) == most
    assert str(most) in " ".join((LIBRARY.routines[routine].how_often, *LIBRARY.routines[routine].notes))


@pytest.mark.parametrize("facts", [ACUTE, {"pain_0_10": 8}], ids=["new pain", "flare"])
@pytest.mark.parametrize("minutes", [5, 10, 20, 60])
@pytest.mark.parametrize("routine", ["flare_gentle", "lower_back_base", "desk_break", "pilates_beginners"])
def test_with_new_or_strong_pain_every_routine_has_at_most_five_of_each(facts, minutes, routine):
    person = profile_of(who(**facts))

    assert max(repeats(person, routine, minutes), default=0) <= 5


@share(0.01)
@given(people)
def test_no_session_ever_asks_for_more_than_is_right_for_now(values):
    facts = facts_from(values)
    person = profile_of(facts)
    for offer in plan_of(facts).offers:
        assert offer.fitted.most_reps == min(person.most_reps, offer.routine.most_reps)
        assert max(repeats(person, offer.routine.id), default=0) <= offer.fitted.most_reps


def _minutes(fitted: Fitted) -> int:
    return minutes_of(LIBRARY, fitted.items, fitted.most_reps)


def test_page_words_and_minutes_are_those_of_the_smaller_dose():
    person, base = profile_of(who(**ACUTE)), LIBRARY.routines["lower_back_base"]
    fitted = fit(base, person, LIBRARY)
    shown = {p.exercise: lines.amount_line(p, LIBRARY) for p in in_minutes(fitted, 60, LIBRARY)}

    assert "5 times" in shown["bridge"]
    assert _minutes(fitted) < _minutes(as_written(base))
    assert lines.fewer_for_now(LIBRARY.exercises["bridge"], person).endswith("For you now: at most 5 times")
    assert lines.fewer_for_now(LIBRARY.exercises["clam"], person).endswith("at most 5 on each side")
    assert lines.fewer_for_now(LIBRARY.exercises["knee_hug_single"], person) == ""
    assert lines.fewer_for_now(LIBRARY.exercises["bridge"], profile_of(who())) == ""


@pytest.mark.parametrize("amount", [full, fewest])
@pytest.mark.parametrize("most", [1, 5, 6, 12])
def test_at_most_so_many_means_all_sets_together(most, amount):
    for exercise in EXERCISES:
        much = amount(exercise, most)
        assert much.sets * much.reps <= most
        assert much.reps >= min(most, amount(exercise).reps)


def test_after_a_spine_fracture_the_back_is_still_strengthened_at_level_one():
    person = profile_of(who(**FRACTURE))
    items = fit(LIBRARY.routines["bone_safe"], person, LIBRARY).items

    strengthening = [LIBRARY.exercises[name] for name in items if "back_strength" in LIBRARY.exercises[name].points]
    assert "head_shoulder_press" in [exercise.id for exercise in strengthening]
    assert {exercise.level for exercise in strengthening} <= {0, 1}


@share(0.1)
@given(people)
def test_nobody_with_a_spine_fracture_leans_over_a_chair_edge(values):
    facts = facts_from(values)
    offered = {name for offer in plan_of(facts).offers for name in offer.fitted.items}

    assert no(*told(facts, "vertebral_fracture_weeks")) or "thoracic_ext_chair" not in offered


def test_with_stenosis_and_no_floor_the_knee_hugs_become_a_bend_and_not_an_arch():
    stenosis = {"age": 74, "spinal_stenosis_dx": True, "can_get_on_floor": False}
    on_a_chair, on_a_bed = (
        fit(LIBRARY.routines["stenosis_ease"], profile_of(who(**stenosis, can_lie_on_bed=bed)), LIBRARY)
        for bed in (False, True)
    )

    hug = next(change for change in on_a_chair.changes if change.exercise == "knee_hug_single")
    assert hug.instead == "forward_bend_seated"
    assert "knee_hug_single" in on_a_bed.items
