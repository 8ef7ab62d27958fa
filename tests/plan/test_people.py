"""People from the world: few are alarmed for nothing, few who need somebody today are not sent to somebody."""

from __future__ import annotations

from collections import Counter
from statistics import mean

import pytest

from lowback.library.schema import Question
from lowback.person.answer import Answer, check
from lowback.person.quiz import progress
from tests.answer_space import LIBRARY
from tests.world import ABOUT_THEM, WORLD, Case, Heard, answered, heard, more_alarming

FOR_SPECIAL_BODIES = {
    "late_pregnancy", "postpartum_restart", "post_surgery_cleared", "bone_safe", "stenosis_ease", "control_hypermobile",
    "sciatica_settle", "scoliosis_gentle",
}  # fmt: skip
"""Routines that are for those they are made for; how many are offered to the others is not held still."""
OFFERED_AT_D03CE89 = 8.97
"""The other ten routines, for each of the 204 ordinary people who might exercise at commit d03ce89, where they answered
what the quiz asked then ("a fall onto my bottom" was "a small slip", what it had no tick for was not said)."""
LIKE = sorted({reading["like"] for case in WORLD for reading in case.get("readings", ()) if "like" in reading})
BY_NAME = pytest.mark.parametrize("case", WORLD, ids=lambda case: case["name"])


def told(people: list[Heard]) -> str:
    return "\n".join(map(str, people))


def as_the_form_keeps_it(question: Question, answer: Answer) -> Answer:
    """The same answer given through the form, in the order in which it was written."""
    nothing = {"none": True, "not_known": answer.get("value", 0) is None}
    kept = check(question, answer | nothing)
    order = {key: sorted(kept[key], key=answer[key].index) for key in ("ticked", "not_sure") if key in kept}
    return kept | order | {"v": answer["v"]}


def within_the_day(person: Heard) -> bool:
    return person.verdict.urgency in ("now", "same_day")


def test_there_are_enough_people_of_every_kind() -> None:
    least = {"ordinary": 200, "now": 35, "today": 30, "soon": 15}

    assert Counter(case["kind"] for case in WORLD) >= Counter(least)
    assert len({case["name"] for case in WORLD}) == len(WORLD)


@BY_NAME
def test_everything_a_person_says_is_asked_and_everything_asked_is_answered(case: Case) -> None:
    answers = answered(case["answers"])

    assert progress(answers, LIBRARY.all_questions).complete
    assert set(case["answers"]) - {"assessed"} <= set(answers)
    for question in ABOUT_THEM:
        if question.id in answers:
            assert as_the_form_keeps_it(question, answers[question.id]) == answers[question.id]


def test_at_most_one_ordinary_person_in_twenty_is_locked_out() -> None:
    people = heard("ordinary")
    locked = [person for person in people if not person.verdict.may_exercise]

    assert len(locked) <= 0.05 * len(people), told(locked)


def test_at_most_one_ordinary_person_in_fifty_is_sent_to_999() -> None:
    people = heard("ordinary")
    alarmed = [person for person in people if person.verdict.level == "emergency"]

    assert len(alarmed) <= 0.02 * len(people), told(alarmed)


@pytest.mark.parametrize("like", LIKE)
def test_an_anxious_reading_of_an_ordinary_story_does_not_call_999(like: str) -> None:
    alarmed = [person for person in more_alarming(like) if person.verdict.level == "emergency"]

    assert told(alarmed) == ""


def test_ordinary_people_are_offered_about_as_many_routines_as_before() -> None:
    offers = [person.plan.offers for person in heard("ordinary") if person.verdict.may_exercise]
    offered = mean(sum(o.routine.id not in FOR_SPECIAL_BODIES for o in each) for each in offers)

    assert offered == pytest.approx(OFFERED_AT_D03CE89, rel=0.1)


def test_every_ordinary_person_who_may_exercise_is_offered_something() -> None:
    empty = [person for person in heard("ordinary") if person.verdict.may_exercise and not person.plan.offers]

    assert told(empty) == ""


def test_nine_in_ten_who_need_somebody_within_the_day_are_sent_within_the_day() -> None:
    people = [*heard("now"), *heard("today")]
    missed = [person for person in people if not within_the_day(person)]

    assert len(missed) <= 0.1 * len(people), told(missed)


def test_nine_in_ten_emergencies_are_sent_within_the_day() -> None:
    people = heard("now")
    missed = [person for person in people if not within_the_day(person)]

    assert len(missed) <= 0.1 * len(people), told(missed)
