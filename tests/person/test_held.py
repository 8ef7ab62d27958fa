"""What somebody who had not seen how it was made found open, and stays shut now."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from examples.people import NONE, ORDINARY, answers, ticks
from lowback.person.amend import ABOUT, amended, renewed, reopened, yes
from lowback.person.answer import AnswerError, check
from lowback.person.facts import FactsError, facts_from
from lowback.person.quiz import Answers, progress
from lowback.person.triage import Verdict, triage
from lowback.store.answers import StoredAnswers
from lowback.store.engine import writing
from lowback.store.tables import answers as rows
from tests.answer_space import LIBRARY
from tests.diaries import ME, fresh_database

DAY = date(2026, 11, 29)
HALF_A_YEAR = timedelta(days=200)
QUESTIONS = LIBRARY.all_questions
CLEARED = {"assessed": {"choice": "assessed_yes"}}
UNSURE_FEVER = {"danger_now": {"ticked": [], "not_sure": ["fever"]}}


def after(before: Answers, seen: Answers | None = None, **edits: Any) -> Answers:
    return amended(before, edits, QUESTIONS, DAY, seen)


def told(**changes: Any) -> Answers:
    """The ordinary adult with these answers, given one after the other."""
    given: Answers = {}
    for name, answer in answers(**changes).items():
        given = after(given, **{name: answer})
    return given


def verdict(given: Answers) -> Verdict:
    said = progress(given, QUESTIONS).said
    return triage(said.facts, LIBRARY.all_rules, said.unsure, said.clearance, said.told)


def seen_about(given: Answers) -> Answers:
    """Somebody who knows about what stops them said that exercise is fine."""
    about = [item.rule.id for item in verdict(given).deciding]
    return after(given, assessed={**yes(LIBRARY.questions["assessed"]), ABOUT: about})


def test_having_been_seen_counts_while_the_rest_of_the_questions_is_open():
    fall = after({}, danger_new=NONE)
    fall = after(fall, danger_now=ticks("started"))
    fall = after(fall, accident={"choice": "serious_unchecked"})
    assert verdict(fall).level == "emergency"

    assert verdict(seen_about(fall)).level != "emergency"


@pytest.mark.parametrize(
    ("before", "edit", "rule"),
    [
        (UNSURE_FEVER, {"danger_now": ticks("fever")}, "C1"),
        (
            {"ever_had": ticks("cancer"), "cancer_signs": NONE, "trend": {"choice": "same"}, "where": ticks("thigh")},
            {"where": ticks("thigh", "below_knee")},
            "E13",
        ),
    ],
)
def test_a_clearance_does_not_outlive_what_it_was_about(before, edit, rule):
    cleared = told(**before, **CLEARED)
    assert rule in cleared["assessed"]["cleared"]

    assert not verdict(after(cleared, **edit)).may_exercise


def test_becoming_sure_of_an_old_complaint_is_asked_about_again():
    old = told(danger_new={"ticked": [], "not_sure": ["pee"]}, how_new={"choice": "old"})

    assert "how_new" not in after(old, danger_new=ticks("pee"))


def test_an_answer_about_one_sign_is_not_one_about_another_that_was_ticked_in_another_tab():
    here = after({}, danger_new=ticks("pee"))
    there = after(here, danger_new=ticks("both_legs"))

    both = after(there, seen=here, how_new={"choice": "old"})

    assert "how_new" not in both
    assert verdict(both).level == "emergency"


@pytest.fixture
def kept(tmp_path) -> Iterator[StoredAnswers]:
    """The answers of somebody who was asked an earlier version of the questions, half a year ago."""
    engine = fresh_database(tmp_path)
    stored = StoredAnswers(engine, ME)
    for name, answer in ORDINARY.items():
        if name != "body":
            stored.save(name, answer)
    with writing(engine) as connection:
        connection.execute(update(rows).values(updated_at=datetime.now(UTC) - HALF_A_YEAR))
    yield stored
    engine.dispose()


def test_saying_in_which_version_one_was_asked_is_no_new_answer(kept):
    before = kept.all()

    kept.replace(before, renewed(before, QUESTIONS, DAY))

    assert kept.all()["ever_had"]["v"] == 2
    assert kept.oldest(["ever_had"]) < datetime.now(UTC) - timedelta(days=199)


def test_an_answer_that_changed_is_as_new_as_its_change(kept):
    before = kept.all()

    kept.replace(before, before | {"ever_had": ticks("bones")})

    assert kept.oldest(["ever_had"]) > datetime.now(UTC) - timedelta(days=1)
    assert kept.oldest(["age"]) < datetime.now(UTC) - timedelta(days=199)


def test_what_grows_with_time_is_asked_again_with_the_danger_questions():
    pregnant = told(health=ticks("pregnant"), pregnancy={"value": 15}, pregnancy_signs=NONE)

    again = reopened(pregnant, (*LIBRARY.rescreen.asks, *LIBRARY.rescreen.ages), QUESTIONS, DAY)

    assert "pregnancy" not in again
    assert "health" in again


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("pregnant", "pregnant_weeks"),
        ("bowel_change", "bladder_bowel_change"),
        ("clot_in_leg", "calf_swelling_or_breathless"),
    ],
)
def test_a_yes_to_a_part_and_a_no_to_the_whole_are_refused(part, whole):
    no = None if whole == "pregnant_weeks" else False

    with pytest.raises(FactsError, match=part):
        facts_from({part: True, whole: no})


def test_what_is_told_is_what_counted():
    both = told(danger_new=ticks("both_legs"), how_new={"choice": "new"}, where=ticks("thigh"))

    assert not [said for item in verdict(both).deciding for said in item.says if "one leg" in said.text]


@pytest.mark.parametrize("sent", [None, [], "yes", {"value": "--5"}, {"value": {"a": 1}}, {"value": "٣"}])
def test_a_number_of_a_wrong_shape_gets_a_sentence(sent):
    with pytest.raises(AnswerError):
        check(LIBRARY.questions["age"], sent)


@pytest.mark.parametrize(
    ("question", "sent"),
    [
        ("danger_now", {"ticked": 3}),
        ("danger_now", {"ticked": [["fever"]], "not_sure": {"fever": 1}}),
        ("how_long", {"choice": ["long"]}),
        ("how_long", {"choice": {"long": 1}}),
    ],
)
def test_ticks_and_choices_of_a_wrong_shape_get_a_sentence(question, sent):
    with pytest.raises(AnswerError):
        check(LIBRARY.questions[question], sent)
