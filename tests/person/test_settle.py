"""An old complaint that was ticked is asked about before anybody is sent to call; a new one never waits for it."""

from __future__ import annotations

from typing import Any

import pytest

from examples.people import NONE, ORDINARY, ticks
from lowback.person.quiz import newest, progress
from lowback.person.settle import to_settle
from lowback.person.triage import Verdict, triage
from tests.answer_space import LIBRARY
from tests.app import answer, go_to, open_app, title

QUESTIONS, RULES = LIBRARY.all_questions, LIBRARY.all_rules
UNSURE = {"ticked": [], "not_sure": ["pee"]}
OLD = [
    ({"danger_new": ticks("pee")}, "how_new"),
    ({"danger_new": UNSURE}, "how_new"),
    ({"danger_new": ticks("both_legs")}, "how_new"),
    ({"danger_new": NONE, "danger_now": ticks("breath")}, "breath_new"),
]


def verdict(answers: dict[str, Any]) -> Verdict:
    said = progress(answers, QUESTIONS).said
    return triage(said.facts, RULES, said.unsure, said.clearance)


def asked_to_settle(answers: dict[str, Any]) -> str | None:
    answered = {name: {**answer, "v": newest(QUESTIONS)} for name, answer in answers.items()}
    question = to_settle(answered, QUESTIONS, RULES)
    return question.id if question else None


@pytest.mark.parametrize(("ticked", "question"), OLD)
def test_what_may_be_old_is_an_emergency_until_it_is_settled(ticked, question):
    assert asked_to_settle(ticked) == question
    assert verdict(ORDINARY | ticked).level == "emergency"


@pytest.mark.parametrize("choice", ["new", "not_sure"])
@pytest.mark.parametrize(("ticked", "question"), OLD)
def test_new_or_not_sure_stays_an_emergency(ticked, question, choice):
    assert verdict(ORDINARY | ticked | {question: {"choice": choice}}).level == "emergency"


@pytest.mark.parametrize(("ticked", "question"), OLD)
def test_an_old_one_is_no_emergency_but_is_not_forgotten(ticked, question):
    found = verdict(ORDINARY | ticked | {question: {"choice": "old"}})

    assert found.level in ("caution", "see_clinician_first")
    assert found.level == "caution" or found.urgency == "soon"
    assert found.raised


@pytest.mark.parametrize(
    "ticked",
    [
        {"danger_new": ticks("saddle", "pee")},
        {"danger_new": {"ticked": ["pee"], "not_sure": ["saddle"]}},
        {"danger_new": ticks("poo", "both_legs")},
        {"danger_new": ticks("pee", "weaker")},
        {"danger_new": ticks("pee", "both_legs")},
        {"danger_new": ticks("pee", "unsteady")},
        {"danger_new": ticks("poo")},
        {"danger_new": NONE, "danger_now": ticks("breath", "calf")},
        {"danger_new": NONE, "danger_now": {"ticked": ["breath"], "not_sure": ["calf"]}},
        {"danger_new": NONE, "danger_now": ticks("breath", "chest")},
        {"danger_new": NONE, "danger_now": ticks("breath", "tearing")},
    ],
)
def test_beside_another_sign_nothing_is_asked_and_nothing_is_taken_back(ticked):
    assert asked_to_settle(ticked) is None
    for name in ("how_new", "breath_new"):
        assert verdict(ORDINARY | ticked | {name: {"choice": "old"}}).level == "emergency"


def test_with_cancer_an_old_sign_is_an_emergency_all_the_same():
    cancer = {"ever_had": ticks("cancer"), "cancer_signs": NONE, "trend": {"choice": "same"}}

    found = verdict(ORDINARY | {"danger_new": ticks("pee"), "how_new": {"choice": "old"}} | cancer)

    assert [item.rule.id for item in found.deciding] == ["E10"]


def test_the_quiz_asks_before_the_result_and_the_pages_stay_shut_meanwhile():
    urgent = LIBRARY.screens.levels.emergency.title
    app = answer(open_app("quiz"), "danger_new", ticks("pee"))

    assert title(app) == LIBRARY.questions["how_new"].title
    assert title(go_to(app, "plan")) == urgent
    answer(go_to(app, "quiz", step="2"), "how_new", {"choice": "new"})
    assert title(app) == urgent


def test_an_old_complaint_goes_on_with_the_questions():
    app = answer(open_app("quiz"), "danger_new", ticks("pee"))
    answer(app, "how_new", {"choice": "old"})

    assert title(app) == LIBRARY.questions["danger_now"].title
