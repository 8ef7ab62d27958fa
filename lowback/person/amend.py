"""What a changed answer means: what is kept, what is forgotten, and what is asked again. No screen decides it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from lowback.library.schema import Question
from lowback.person.answer import Answer
from lowback.person.quiz import (
    Answers,
    Questions,
    is_outdated,
    newest,
    progress,
    said_before,
    standing_rules,
    version_answered,
    without_clearance,
)
from lowback.person.rules import named_facts
from lowback.person.said import Said

Edits = Mapping[str, Answer | None]
"""New answers by question; None is an answer that no longer counts."""
Kept = dict[str, Answer]

ABOUT = "about"
"""In a clearance that is given on a result: the rules that this result named, and no others."""


def amended(before: Answers, edits: Edits, questions: Questions, on: date, seen: Answers | None = None) -> Kept:
    """All answers after these edits.

    A follow-up falls with what it hung on: an answer about one fall says nothing about the next. A
    clearance holds for the rules it was given for, and only while what they are about stays as it was.
    `seen` are the answers that stood before the person's eyes (default: those that are kept): in another
    tab something may have been added that nobody has cleared.
    """
    version = newest(questions)
    after: Kept = dict(before)
    for name, answer in edits.items():
        after.pop(name, None)
        if answer is not None:
            after[name] = {**answer, "v": version}
    fresh = {name for name, answer in edits.items() if answer is not None}
    if seen is not None:
        # What was asked about one thing in this tab says nothing about another that came up elsewhere.
        meant, now = _hooks(seen, questions), _hooks(after, questions)
        fresh -= {name for name in fresh if meant.get(name) != now.get(name)}
        after = {name: answer for name, answer in after.items() if name in fresh or name not in edits}
    after = _without_loose_follow_ups(before, after, fresh, questions)
    for question in questions:
        if question.clears and question.id in after:
            if question.id in fresh:
                kept = _given(question, before, seen or before, after, questions, on)
            else:
                kept = _left(question, before, after, questions)
            after = {name: answer for name, answer in after.items() if name != question.id} | kept
    return after


def reopened(before: Answers, names: Iterable[str], questions: Questions, on: date) -> Kept:
    """All answers after these questions were opened again; whatever was cleared is asked anew as well."""
    clearances = [question.id for question in questions if question.clears]
    return amended(before, dict.fromkeys((*names, *clearances)), questions, on)


def renewed(before: Answers, questions: Questions, on: date) -> Kept:
    """All answers of somebody who was asked in an earlier version, so that just what is new is open."""
    version = newest(questions)
    if version_answered(before, questions) == version and not any(is_outdated(q, before) for q in questions):
        return dict(before)
    old = [question.id for question in questions if is_outdated(question, before)]
    after = amended(before, dict.fromkeys(old), questions, on)
    return {name: {**answer, "v": version} for name, answer in after.items()}


def yes(clearance: Question) -> Answer:
    """The answer "I was checked, and exercise is fine"."""
    return {"choice": next(o.id for o in clearance.options if o.sets.get("clinician_assessed") is True)}


def _without_loose_follow_ups(before: Answers, after: Kept, fresh: set[str], questions: Questions) -> Kept:
    """The answers without those whose question hung on something that is no longer so."""
    was = _hooks(before, questions)
    now = _hooks(after, questions)
    loose = {q.id for q in questions if q.id not in fresh and was.get(q.id, ()) != now.get(q.id, ())}
    if not loose & after.keys():
        return after
    kept = {name: answer for name, answer in after.items() if name not in loose}
    return _without_loose_follow_ups(after, kept, fresh, questions)


def _hooks(answers: Answers, questions: Questions) -> dict[str, tuple[Any, ...]]:
    """What each follow-up hangs on, as it was told before the follow-up itself was asked."""
    earlier = said_before(answers, questions)
    return {
        question.id: tuple(_as_said(earlier[question.id], key) for key in (*named_facts(when), *question.hangs_on))
        for question in questions
        if (when := question.ask_when) is not None
    }


def _given(question: Question, before: Answers, seen: Answers, after: Kept, questions: Questions, on: date) -> Kept:
    """A clearance given now: about the rules that stood before the person's eyes, and still stand as they did."""
    answer = {key: value for key, value in after[question.id].items() if key != ABOUT}
    about = after[question.id].get(ABOUT)
    rules = standing_rules(seen, questions) & _unchanged(seen, after, questions)
    rules = rules if about is None else rules & set(about)
    earlier = set(before.get(question.id, {}).get("cleared", ())) & _unchanged(before, after, questions)
    cleared = rules if answer.get("choice") == yes(question)["choice"] else earlier & rules
    return {question.id: {**answer, "rules": sorted(rules), "cleared": sorted(cleared), "on": on.isoformat()}}


def _left(question: Question, before: Answers, after: Kept, questions: Questions) -> Kept:
    """What is left of an earlier clearance: the rules about which nothing has changed."""
    answer = after[question.id]
    same = _unchanged(before, after, questions)
    named = {name: [rule for rule in answer.get(name, ()) if rule in same] for name in ("rules", "cleared")}
    return {question.id: {**answer, **named}} if named["rules"] else {}


def _unchanged(before: Answers, after: Answers, questions: Questions) -> set[str]:
    """The rules about which nothing that was told has changed."""
    was, now = (_about(answers, questions) for answers in (before, after))
    opens = [rule for question in questions for rule in question.opens]
    about = {rule.id: (*named_facts(rule.when), *rule.about) for rule in opens}
    return {name for name, keys in about.items() if all(was.get(key) == now.get(key) for key in keys)}


def _about(answers: Answers, questions: Questions) -> dict[str, Any]:
    said = progress(answers, without_clearance(questions)).said
    return {key: _as_said(said, key) for key in (*said.unsure, *said.facts.given)}


def _as_said(said: Said, fact: str) -> tuple[Any, bool]:
    """What was said about a fact, and whether the person was sure: becoming sure of a yes is a change."""
    return said.facts.given.get(fact, said.unsure.get(fact)), fact in said.facts.given
