"""The clinician's cases, triage and profile, and that every rule, condition and danger sign has one."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from lowback.library.library import content_root
from lowback.library.parse import read_list
from lowback.library.schema import Condition, Question, TriageRule
from lowback.person.facts import Facts, facts_from
from lowback.person.profile import Profile, profile
from lowback.person.rules import named_facts
from lowback.person.triage import LEVELS, Verdict, triage

Case = dict[str, Any]

HERE = Path(__file__).resolve().parents[1] / "cases"
RULES = read_list(content_root() / "triage.yaml", TriageRule, [])
CONDITIONS = read_list(content_root() / "conditions.yaml", Condition, [])
QUESTIONS = read_list(content_root() / "quiz.yaml", Question, [])
TRIAGE = YAML(typ="safe").load(HERE / "triage.yaml")
ORDINARY: dict[str, Any] = TRIAGE["ordinary"]
TRIAGE_CASES: list[Case] = TRIAGE["cases"]
PROFILE_CASES: list[Case] = YAML(typ="safe").load(HERE / "profile.yaml")["cases"]
DANGERS = sorted({key for rule in RULES if rule.level != "caution" for key in named_facts(rule.when)})
BY_NAME: Any = {"ids": lambda case: case["name"]}


def stated(case: Case) -> dict[str, Any]:
    base = ORDINARY if case["base"] == "ordinary" else {}
    return {key: v for key, v in {**base, **case["facts"]}.items() if key not in case.get("drop", ())}


def verdict(values: dict[str, Any]) -> Verdict:
    return triage(facts_from(values), RULES)


def raised(case: Case) -> set[str]:
    return {item.rule.id for item in verdict(stated(case)).raised}


def meaning(case: Case) -> Profile:
    return profile(facts_from(stated(case)), CONDITIONS)


@pytest.mark.parametrize("case", TRIAGE_CASES, **BY_NAME)
def test_triage_case(case: Case) -> None:
    found = verdict(stated(case))

    assert (found.level, found.urgency) == (case["level"], case["urgency"])
    assert set(case["raised"]) <= raised(case)
    assert not set(case.get("not_raised", ())) & raised(case)
    assert set(case.get("open", ())) <= set(found.open)


@pytest.mark.parametrize("case", PROFILE_CASES, **BY_NAME)
def test_profile_case(case: Case) -> None:
    found = meaning(case)
    short_list = found.only[0].allows_only if found.only else None

    assert set(case["conditions"]) <= found.condition_ids
    assert not set(case.get("not_conditions", ())) & found.condition_ids
    assert {e.movement_class for e in found.exclusions} == set(case["excluded"])
    assert found.max_level == case["max_level"]
    assert (short_list.exercises if short_list else ()) == tuple(case.get("only", ()))


def test_the_ordinary_adult_has_every_answer() -> None:
    assert list(ORDINARY) == list(Facts.model_fields)


def test_no_two_cases_have_the_same_name() -> None:
    names = [case["name"] for case in (*TRIAGE_CASES, *PROFILE_CASES)]

    assert len(set(names)) == len(names)


def test_every_rule_is_raised_by_a_case_that_expects_it() -> None:
    expected = {rule for case in TRIAGE_CASES for rule in case["raised"]}

    assert expected == {rule.id for rule in RULES}


@pytest.mark.parametrize("rule", [r for r in RULES if r.level != "caution"], ids=lambda rule: rule.id)
def test_every_danger_rule_decides_a_case_nearly_by_itself(rule: TriageRule) -> None:
    deciding = [
        {item.rule.id for item in verdict(stated(case)).deciding}
        for case in TRIAGE_CASES
        if rule.id in case["raised"] and case["level"] == rule.level and case["urgency"] == rule.urgency
    ]

    assert any(rule.id in ids and len(ids) <= 2 for ids in deciding)


@pytest.mark.parametrize("rule", [r for r in RULES if r.clearable], ids=lambda rule: rule.id)
def test_every_rule_that_can_be_opened_has_a_case_where_it_is(rule: TriageRule) -> None:
    opened = [case for case in TRIAGE_CASES if stated(case).get("clinician_assessed") is True]

    assert any(rule.id in case["raised"] and case["level"] == "caution" for case in opened)


def test_emergencies_that_no_examination_settles_and_the_two_last_locks_cannot_be_opened() -> None:
    shut = {rule.id for rule in RULES if rule.level != "caution" and not rule.clearable}
    once_checked = {"E6", "E13", "E14"}

    assert shut == {f"E{n}" for n in range(1, 16)} - once_checked | {"C15", "C16"}


def test_what_stops_nobody_cannot_be_opened() -> None:
    assert not [rule.id for rule in RULES if rule.clearable and rule.level == "caution"]


def test_a_clearance_opens_only_the_rules_it_was_given_for_because_no_rule_asks_for_it_itself() -> None:
    assert not [rule.id for rule in RULES if "clinician_assessed" in named_facts(rule.when)]


@pytest.mark.parametrize("condition", CONDITIONS, ids=lambda condition: condition.id)
def test_every_condition_and_its_exclusions_have_a_case(condition: Condition) -> None:
    cases = [case for case in PROFILE_CASES if condition.id in case["conditions"]]

    assert any(set(condition.excludes) <= set(case["excluded"]) for case in cases)
    assert condition.max_level is None or any(c["max_level"] == condition.max_level for c in cases)


@pytest.mark.parametrize("key", DANGERS)
def test_no_answer_that_a_danger_sign_needs_can_be_left_out_to_start(key: str) -> None:
    tried = [case for case in TRIAGE_CASES if key in stated(case)]
    held_back = 0
    for case in tried:
        values = stated(case)
        without = {name: value for name, value in values.items() if name != key}
        fewer = Facts.model_validate(without)

        if not verdict(values).may_exercise and not fewer.ruled_out(key):
            held_back += 1
            assert not triage(fewer, RULES).may_exercise, case["name"]
    assert held_back, f"no case is held back in which {key} was answered"


CHECKED = {"clinician_assessed", "trauma_checked"}


def test_an_emergency_sign_stays_one_whatever_else_is_answered() -> None:
    signs = [case for case in TRIAGE_CASES if case["level"] == "emergency"]
    for case in signs:
        for other in TRIAGE_CASES:
            if other["level"] != "emergency" and not CHECKED & other["facts"].keys():
                both = stated({**other, "facts": {**other["facts"], **case["facts"]}, "drop": ()})

                assert triage(Facts.model_validate(both), RULES).level == "emergency", other["name"]


def test_nothing_answered_holds_back_all_that_anyone_must_leave_out() -> None:
    blank = profile(facts_from({}), CONDITIONS)

    assert {e.movement_class for e in blank.exclusions} == {c for x in CONDITIONS for c in x.excludes}
    assert blank.max_level == min(c.max_level for c in CONDITIONS if c.max_level is not None)


def test_rules_are_in_the_order_of_the_table() -> None:
    table = [*(f"E{n}" for n in range(1, 16)), *(f"C{n}" for n in range(1, 28)), *(f"K{n}" for n in range(1, 22))]

    assert [rule.id for rule in RULES] == table
    assert [LEVELS.index(rule.level) for rule in RULES] == sorted((LEVELS.index(r.level) for r in RULES), reverse=True)


def test_every_question_a_rule_returns_to_can_change_that_rule() -> None:
    states = {
        q.id: {*q.otherwise, *(k for o in q.options for k in o.sets), *([q.fact] if q.fact else [])} for q in QUESTIONS
    }
    for rule in RULES:
        if rule.question:
            assert states[rule.question] & set(named_facts(rule.when)), rule.id


def test_what_is_said_uses_no_word_that_frightens_or_blames() -> None:
    words = ("red flag", "damage", "degenerat", "unstable", "weak core", "worn", "crumbl", "serious cause")
    files = ("triage.yaml", "conditions.yaml", "screens.yaml", "safety_check.yaml")
    for file in files:
        text = json.dumps(YAML(typ="safe").load(content_root() / file), default=str).lower()

        assert not [word for word in words if word in text], file
