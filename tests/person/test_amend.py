"""What a changed answer means: what is kept, what is forgotten, what is asked again, and what stays cleared."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from examples.people import NONE, answers, ticks
from lowback.person.amend import ABOUT, amended, renewed, reopened
from lowback.person.quiz import newest, progress, standing_rules
from lowback.person.triage import Verdict, triage
from tests.answer_space import LIBRARY

QUESTIONS = LIBRARY.all_questions
TODAY = date(2026, 11, 29)
YES, NO = {"choice": "assessed_yes"}, {"choice": "assessed_no"}


def told(*edits: dict[str, Any], start: dict[str, Any] | None = None) -> dict[str, Any]:
    """All answers after these edits, one after the other, from an ordinary adult on."""
    kept = start or amended({}, answers(), QUESTIONS, TODAY)
    for edit in edits:
        kept = amended(kept, edit, QUESTIONS, TODAY)
    return kept


def verdict(kept: dict[str, Any]) -> Verdict:
    said = progress(kept, QUESTIONS).said
    return triage(said.facts, LIBRARY.all_rules, said.unsure, said.clearance, said.told)


def asks(kept: dict[str, Any]) -> str | None:
    question = progress(kept, QUESTIONS).next
    return question.id if question else None


def cleared(kept: dict[str, Any]) -> set[str]:
    return set(kept.get("assessed", {}).get("cleared", ()))


# The three leaks, by name
def test_cleared_for_weight_loss_does_not_open_an_operation_told_later():
    kept = told({"ever_had": ticks("weight")}, {"assessed": YES})
    assert cleared(kept) == {"C9"}
    assert verdict(kept).may_exercise

    kept = told(
        {"health": ticks("operation")}, {"operation": {"choice": "disc"}}, {"operation_when": {"value": 3}},
        {"operation_cleared": {"choice": "no_cleared"}}, start=kept,
    )  # fmt: skip

    assert verdict(kept).level == "see_clinician_first"
    assert asks(kept) == "assessed"
    assert cleared(kept) == {"C9"}


def test_steroid_tablets_with_a_long_pain_do_not_open_a_new_pain_told_later():
    kept = told({"ever_had": ticks("steroids", "weight")}, {"assessed": YES})
    assert verdict(kept).may_exercise

    kept = told({"how_long": {"choice": "days"}}, start=kept)

    assert [item.rule.id for item in verdict(kept).deciding] == ["C11"]
    assert asks(kept) == "assessed"


def test_low_defences_with_a_long_constant_pain_do_not_open_a_new_one_told_later():
    kept = told(
        {"ever_had": ticks("immune"), "danger_now": ticks("constant")}, {"trend": {"choice": "worse"}},
        {"assessed": YES},
    )  # fmt: skip
    assert "C5" not in cleared(kept)
    assert verdict(kept).may_exercise

    kept = told({"how_long": {"choice": "days"}}, start=kept)

    assert (verdict(kept).level, verdict(kept).urgency) == ("see_clinician_first", "same_day")
    assert asks(kept) == "assessed"


# A follow-up falls with what it hung on
def test_a_new_fall_asks_again_how_it_was():
    kept = told({"danger_now": ticks("started")}, {"accident": {"choice": "serious_checked"}})

    again = reopened(kept, ["danger_now"], QUESTIONS, TODAY)
    again = told({"danger_now": ticks("started")}, start=again)

    assert "accident" not in again
    assert asks(again) == "accident"


@pytest.mark.parametrize(
    "edit", [{"operation": {"choice": "fusion"}}, {"operation_when": {"value": 1}}, {"health": NONE}]
)
def test_a_surgeons_word_is_about_one_operation(edit):
    kept = told(
        {"health": ticks("operation")}, {"operation": {"choice": "disc"}}, {"operation_when": {"value": 8}},
        {"operation_cleared": {"choice": "yes_cleared"}},
    )  # fmt: skip

    assert "operation_cleared" not in told(edit, start=kept)


def test_how_the_pain_changes_is_asked_again_when_it_is_another_pain():
    kept = told({"danger_now": ticks("constant")}, {"trend": {"choice": "better"}})

    assert "trend" in told({"age": {"value": 41}}, start=kept)
    assert "trend" not in told({"danger_now": NONE}, start=kept)
    assert "trend" not in told({"ever_had": ticks("cancer")}, start=kept)


# A clearance is about what was told
def test_a_clearance_falls_when_what_it_is_about_changes_and_stays_when_something_else_does():
    kept = told({"ever_had": ticks("steroids"), "how_long": {"choice": "days"}}, {"assessed": YES})
    assert cleared(kept) == {"C11"}

    assert cleared(told({"age": {"value": 41}}, start=kept)) == {"C11"}
    assert cleared(told({"where": ticks("buttock")}, start=kept)) == {"C11"}
    assert cleared(told({"how_long": {"choice": "weeks"}}, start=kept)) == set()


def test_a_clearance_keeps_what_is_left_of_it():
    kept = told({"ever_had": ticks("weight", "old_weakness")}, {"assessed": YES})
    assert cleared(kept) == {"C9", "C12"}

    kept = told({"ever_had": ticks("weight")}, start=kept)

    assert cleared(kept) == {"C9"}
    assert verdict(kept).may_exercise


def test_a_no_clears_nothing_and_is_not_asked_twice():
    kept = told({"ever_had": ticks("weight")}, {"assessed": NO})

    assert (cleared(kept), asks(kept)) == (set(), None)
    assert not verdict(kept).may_exercise


def test_a_later_no_about_something_new_does_not_take_back_an_earlier_yes():
    kept = told({"ever_had": ticks("weight")}, {"assessed": YES})
    kept = told({"ever_had": ticks("weight", "old_weakness")}, {"assessed": NO}, start=kept)

    assert cleared(kept) == {"C9"}
    assert [item.rule.id for item in verdict(kept).deciding] == ["C12"]


def test_a_clearance_given_on_a_result_opens_no_more_than_that_result_named():
    kept = told({"ever_had": ticks("weight", "old_weakness")})
    kept = told({"assessed": YES | {ABOUT: ["C9"]}}, start=kept)

    assert cleared(kept) == {"C9"}
    assert asks(kept) == "assessed"
    assert ABOUT not in kept["assessed"]


def test_what_was_added_in_another_tab_is_not_cleared_by_this_one():
    seen = told({"ever_had": ticks("weight")})
    kept = told({"ever_had": ticks("weight", "old_weakness")}, start=seen)

    after = amended(kept, {"assessed": YES}, QUESTIONS, TODAY, seen=seen)

    assert cleared(after) == {"C9"}
    assert asks(after) == "assessed"


def test_what_was_changed_in_another_tab_is_not_cleared_by_this_one():
    seen = told({"ever_had": ticks("steroids"), "how_long": {"choice": "weeks"}})
    kept = told({"how_long": {"choice": "days"}}, start=seen)

    assert cleared(amended(kept, {"assessed": YES}, QUESTIONS, TODAY, seen=seen)) == set()


def test_opening_questions_again_opens_the_clearance_too():
    kept = told({"ever_had": ticks("weight")}, {"assessed": YES})

    again = reopened(kept, ["danger_new"], QUESTIONS, TODAY)

    assert "assessed" not in again
    assert "ever_had" in again
    assert asks(again) == "danger_new"


def test_a_clearance_says_when_it_was_given_and_about_what():
    kept = told({"ever_had": ticks("weight")}, {"assessed": YES})

    assert kept["assessed"] == {
        "choice": "assessed_yes", "v": 2, "rules": ["C9"], "cleared": ["C9"], "on": "2026-11-29",
    }  # fmt: skip


# Those who came before
OLD = {name: answer for name, answer in answers().items() if name != "body"}


def test_answers_without_a_version_are_of_the_first_and_what_is_new_closes_nothing():
    walked = progress(OLD, QUESTIONS)

    assert walked.complete
    assert {question.id for question in walked.new} == {"body", "danger_new", "danger_now", "where"}
    assert verdict(OLD).level == "go"


def test_renewing_opens_just_what_is_new():
    kept = renewed(OLD, QUESTIONS, TODAY)
    walked = progress(kept, QUESTIONS)

    assert OLD.keys() - kept.keys() == {"danger_new", "danger_now", "where"}
    assert [q.id for q in walked.asked if q.id not in kept] == ["danger_new", "danger_now", "body", "where"]
    assert {answer["v"] for answer in kept.values()} == {newest(QUESTIONS)}
    assert renewed(kept, QUESTIONS, TODAY) == kept


def test_a_clearance_from_before_it_named_its_rules_is_asked_again():
    old = {**OLD, "ever_had": ticks("weight"), "assessed": YES}

    assert not verdict(old).may_exercise
    assert asks(old) == "assessed"
    assert standing_rules(old, QUESTIONS) == {"C9"}


def test_a_new_question_that_is_answered_counts_at_once():
    kept = told({"body": ticks("lump")}, start=renewed(OLD, QUESTIONS, TODAY))

    assert "C24" in {item.rule.id for item in verdict(kept).raised}


def test_with_the_danger_questions_a_clearance_is_asked_for_again_although_what_it_was_about_is_not():
    pregnant = {"health": ticks("pregnant"), "pregnancy": {"value": 6}, "pregnancy_signs": NONE}
    kept = told(pregnant, {"where": ticks("elsewhere")}, {"how_long": {"choice": "days"}}, {"assessed": YES})
    assert cleared(kept) == {"C26"}

    kept = reopened(kept, LIBRARY.rescreen.asks, QUESTIONS, TODAY)

    assert cleared(told({"danger_new": NONE}, {"danger_now": NONE}, {"ever_had": NONE}, start=kept)) == set()
