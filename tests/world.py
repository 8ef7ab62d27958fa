"""People from the world: what `cases/people.yaml` says they tick, as answers, and what the program says to them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from lowback.library.schema import Question
from lowback.person.amend import amended
from lowback.person.answer import Answer
from lowback.person.profile import profile
from lowback.person.quiz import Answers, newest, progress, without_clearance
from lowback.person.triage import Verdict, triage
from lowback.plan.recommend import Plan, recommend
from tests.answer_space import KITCHEN, LIBRARY

Case = dict[str, Any]

DAY = date(2026, 11, 29)
ABOUT_THEM = without_clearance(LIBRARY.all_questions)
VERSION = newest(LIBRARY.all_questions)
WORLD: list[Case] = YAML(typ="safe").load(Path(__file__).resolve().parent / "cases" / "people.yaml")


@dataclass(frozen=True, slots=True, repr=False)
class Heard:
    """One reading of one person, and what the program makes of it."""

    case: Case
    like: str | None
    verdict: Verdict
    plan: Plan

    def __repr__(self) -> str:
        rules = ", ".join(item.rule.id for item in self.verdict.deciding)
        like = f" (reading: {self.like})" if self.like else ""
        return f"{self.case['name']}{like}: {self.verdict.level}, {self.verdict.urgency}, {rules}. {self.case['story']}"


@cache
def heard(kind: str) -> tuple[Heard, ...]:
    """What the program says to everybody of this kind, each as they see themselves."""
    return tuple(_heard(case, case["answers"]) for case in WORLD if case["kind"] == kind)


@cache
def more_alarming(like: str | None = None) -> tuple[Heard, ...]:
    """What it says to the second readings of ordinary people; `like` names those that once alarmed for nothing."""
    return tuple(
        _heard(case, case["answers"] | reading, reading.get("like", "own"))
        for case in WORLD
        for reading in case.get("readings", ())
        if like is None or reading.get("like", "own") == like
    )


def answered(written: Case) -> Answers:
    """The answers to every question that is asked, kept as the quiz keeps them."""
    given = {q.id: as_answer(q, written) for q in ABOUT_THEM if q.kind == "many" or q.id in written}
    answers = {q.id: given[q.id] for q in progress(given, ABOUT_THEM).asked if q.id in given}
    following = progress(answers, LIBRARY.all_questions).next
    if following is None or not following.clears:
        return answers
    checked = {"choice": written.get(following.id, "assessed_no")}
    return amended(answers, {following.id: checked}, LIBRARY.all_questions, DAY)


def as_answer(question: Question, written: Case) -> Answer:
    """One answer; a list that is not there is none of these."""
    if question.kind != "many":
        return {"choice" if question.kind == "one" else "value": written[question.id], "v": VERSION}
    names = written.get(question.id, ())
    ticked = [name for name in names if not name.startswith("?")]
    return {"ticked": ticked, "not_sure": [name[1:] for name in names if name.startswith("?")], "v": VERSION}


def _heard(case: Case, written: Case, like: str | None = None) -> Heard:
    said = progress(answered(written), LIBRARY.all_questions).said
    verdict = triage(said.facts, LIBRARY.all_rules, said.unsure, said.clearance, said.told)
    person = profile(said.facts, LIBRARY.all_conditions, said.told)
    return Heard(case, like, verdict, recommend(verdict, person, KITCHEN))
