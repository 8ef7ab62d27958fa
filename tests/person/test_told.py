"""What we say a person told us comes from what was ticked: every option, alone, in its own words only."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from examples.people import NONE, answers, ticks
from lowback.library.schema import Option, Question, When
from lowback.person.facts import Facts
from lowback.person.profile import profile
from lowback.person.quiz import progress
from lowback.person.rules import holds, named_facts
from lowback.person.told import Clause
from lowback.person.triage import Raised, triage
from lowback.words.told import clause_words, in_a_row
from tests.answer_space import LIBRARY

QUESTIONS = LIBRARY.all_questions
WHENS = {c.id: c.when for c in LIBRARY.all_conditions} | {r.id: r.when for r in LIBRARY.all_rules}
DANGERS = {rule.id for rule in LIBRARY.all_rules if rule.level != "caution"}
OPTIONS = [(q, o) for q in QUESTIONS for o in q.options if not q.clears and not q.on_plan]
EVERY_OPTION = pytest.mark.parametrize(
    ("question", "option"), OPTIONS, ids=[f"{question.id}.{option.id}" for question, option in OPTIONS]
)

# What has to be ticked before a follow-up is asked at all.
BEFORE: dict[str, dict[str, Any]] = {
    "accident": {"danger_now": ticks("started")},
    "fracture_when": {"ever_had": ticks("fracture")},
    "cancer_signs": {"ever_had": ticks("cancer")},
    "trend": {"danger_now": ticks("constant")},
    "pregnancy_signs": {"health": ticks("pregnant"), "pregnancy": {"value": 20}},
    "birth_type": {"health": ticks("birth"), "birth_when": {"value": 8}},
    "operation": {"health": ticks("operation"), "operation_when": {"value": 8}},
    "operation_cleared": {
        "health": ticks("operation"), "operation": {"choice": "disc"}, "operation_when": {"value": 8},
    },
    "how_new": {"danger_new": ticks("pee")},
    "breath_new": {"danger_now": ticks("breath")},
    "bed": {"worse": ticks("floor")},
    "morning": {"worse": ticks("morning_long")},
}  # fmt: skip


def told(question: str, option: str) -> str | None:
    return next(o.told for o in LIBRARY.questions[question].options if o.id == option)


def given(question: Question, *names: str) -> dict[str, Any]:
    """The quiz of an ordinary adult with just these options of the question, and what makes it asked."""
    answer = ticks(*names) if question.kind == "many" else {"choice": names[0]}
    return answers(**BEFORE.get(question.id, {}), **{question.id: answer})


def raised(quiz: dict[str, Any]) -> dict[str, Raised]:
    said = progress(quiz, QUESTIONS).said
    found = triage(said.facts, LIBRARY.all_rules, said.unsure, said.clearance, said.told)
    return {item.rule.id: item for item in found.raised}


def reasons(quiz: dict[str, Any]) -> dict[str, str]:
    """In which words every rule and every condition is explained to this person."""
    said = progress(quiz, QUESTIONS).said
    person = profile(said.facts, LIBRARY.all_conditions, said.told)
    conditions = {condition.id: in_a_row(person.because(condition)) for condition in person.conditions}
    return conditions | {name: because(item) for name, item in raised(quiz).items()}


def because(item: Raised) -> str:
    return in_a_row(item.because)


def says(item: Raised) -> set[str]:
    return {clause_words(said) for said in item.says}


def parts_of(when: When, asked_for: bool) -> Iterator[tuple[When, bool]]:
    """Every test of one fact in a condition, and whether it asks for a yes or a no."""
    if when.fact:
        yield when, asked_for
    for part in when.all or when.any or ():
        yield from parts_of(part, asked_for)
    if when.not_:
        yield from parts_of(when.not_, not asked_for)


def helps(option: Option, when: When) -> bool:
    """True when the option by itself makes some part of the condition hold."""
    facts = Facts.model_validate(option.sets)
    return any(test.fact in option.sets and holds(test, facts) is wanted for test, wanted in parts_of(when, True))


@pytest.mark.parametrize("option", [o for _, o in OPTIONS], ids=[f"{q.id}.{o.id}" for q, o in OPTIONS])
def test_an_option_that_can_raise_a_danger_or_bring_a_condition_has_words_of_its_own(option):
    can = {name for name, when in WHENS.items() if helps(option, when)}

    assert option.told or not can
    assert option.say or not can & DANGERS


@EVERY_OPTION
def test_an_option_alone_is_told_in_its_own_words_and_no_other_options_are_named(question, option):
    quiz = given(question, option.id)
    without = {**quiz, question.id: NONE} if question.kind == "many" else dict(BEFORE.get(question.id, {}))
    before = reasons(answers(**{k: v for k, v in without.items() if k in {*BEFORE.get(question.id, {}), question.id}}))
    ticked = [o for q in QUESTIONS for o in q.options if o.id in _chosen(quiz.get(q.id, {}))]
    others = {o.told for o in question.options if o.told} - {o.told for o in ticked}

    for name, words in reasons(quiz).items():
        rest = words
        for mine in ticked:
            rest = rest.replace(mine.told or "", "")
        assert not [other for other in others if other in rest], name
        if name not in before and helps(option, WHENS[name]):
            assert option.told, name
            assert option.told in words, name


@EVERY_OPTION
def test_what_to_say_speaks_of_what_was_ticked_and_of_no_other_option(question, option):
    quiz = given(question, option.id)
    ticked = [o for q in QUESTIONS for o in q.options if o.id in _chosen(quiz.get(q.id, {}))]
    others = {o.say for o in question.options if o.say} - {o.say for o in ticked}

    for name, item in raised(quiz).items():
        if name in DANGERS:
            assert not others & says(item), name
            assert item.rule.tell_them not in says(item) or not set(option.sets) & set(named_facts(item.rule.when)), (
                name
            )


def _chosen(answer: dict[str, Any]) -> set[str]:
    return {*answer.get("ticked", ()), answer.get("choice", "")}


def test_two_ticks_are_both_told_as_one_sentence():
    quiz = answers(danger_now=ticks("chest", "calf"))

    assert because(raised(quiz)["E8"]) == (f"{told('danger_now', 'chest')}, and {told('danger_now', 'calf')}")
    assert in_a_row((Clause("a"),)) == "a"
    assert in_a_row(tuple(map(Clause, "abc"))) == "a, b, and c"


def test_no_words_hold_a_comma_that_would_read_as_the_next_clause():
    loose = (", and ", ", or ", ", then ")
    words = [text for q in QUESTIONS for text in (q.told, q.none_told, *(o.told for o in q.options)) if text]

    assert not [text for text in words if any(comma in text for comma in loose) or text.startswith("it ")]


@pytest.mark.parametrize(("weeks", "words"), [(0, "less than 1 week"), (1, "1 week"), (3, "3 weeks")])
def test_weeks_are_said_as_people_say_them(weeks, words):
    quiz = answers(health=ticks("birth"), birth_when={"value": weeks}, birth_type={"choice": "vaginal"})

    assert because(raised(quiz)["K3"]) == f"you gave birth {words} ago"


def test_of_a_tick_and_a_doubt_each_is_told_as_what_it_is():
    sick = raised(answers(danger_now={"ticked": ["fever"], "not_sure": ["unwell"]}))

    assert (sick["C1"].unsure, because(sick["C1"])) == (False, "you have a temperature or shivers")
    assert (sick["E9"].unsure, because(sick["E9"])) == (True, "you feel very unwell")
    assert "I feel very unwell." in says(sick["E9"]) - says(sick["C1"])


def test_none_of_the_places_and_not_knowing_the_weeks_have_words_too():
    nowhere = answers(where=NONE, pain={"value": 8}, how_long={"choice": "days"})
    early = answers(health=ticks("pregnant"), pregnancy={"value": None}, pregnancy_signs=NONE)

    assert because(raised(nowhere)["C19"]).startswith("your pain is in none of the places that we named")
    assert (raised(early)["K2"].unsure, because(raised(early)["K2"])) == (False, told("health", "pregnant"))
