"""Safety over time: no sequence of answers, checks, clearances, tabs and days offers an exercise that nobody cleared.

An independent record keeps, for every rule that somebody cleared, what had been told about it at that moment.
`LOWBACK_PEOPLE=500000 pytest tests/safety/test_sequences.py --timeout=0` walks more of them, the same ones every time.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from examples.people import ORDINARY, answers
from lowback.library.schema import Question, TriageRule
from lowback.person.amend import amended, renewed, reopened
from lowback.person.facts import Facts
from lowback.person.quiz import newest, progress
from lowback.person.rules import holds, named_facts
from lowback.person.said import Said
from lowback.person.triage import triage
from tests.answer_space import LIBRARY, share
from tests.person.test_told import BEFORE
from tests.safety.test_quiz import _options

Kept = dict[str, Any]

QUESTIONS = LIBRARY.all_questions
CLEARANCE = next(question.id for question in QUESTIONS if question.clears)
LOCKS = tuple(rule for rule in LIBRARY.all_rules if rule.level != "caution")
NEW_SINCE_1 = tuple(question.id for question in QUESTIONS if question.since > 1)
CHECKS = tuple(item.asks for item in LIBRARY.safety_check.items)
STEPS = 25
VERSION = newest(QUESTIONS)
pick = st.integers(0, 2**16)
answer = st.sampled_from(("assessed_yes", "assessed_no", "not_sure"))


def opens(question: Question, given: Kept) -> bool:
    """True when the answer, alone, leaves nothing that no clearance can open."""
    quiz = answers(**BEFORE.get(question.id, {}), **{question.id: given})
    return all(lock.clearable for lock in standing({name: one | {"v": VERSION} for name, one in quiz.items()}))


def as_yes(said: Said) -> Facts:
    """What was told, with "not sure" about a danger as a yes and an examination that nobody told us of as none."""
    unseen = {"trauma_checked": False} if not said.facts.ruled_out("trauma_checked") else {}
    return Facts.model_validate(unseen | dict(said.unsure) | dict(said.facts.given))


def about(lock: TriageRule, kept: Kept) -> dict[str, Any]:
    """What has been told about a rule: every fact that it names."""
    said = progress(kept, QUESTIONS).said
    told = {**said.unsure, **said.facts.given}
    return {fact: told.get(fact, "not known") for fact in named_facts(lock.when)}


def standing(kept: Kept) -> list[TriageRule]:
    facts = as_yes(progress(kept, QUESTIONS).said)
    return [lock for lock in LOCKS if holds(lock.when, facts) is not False]


POSSIBLE = {question.id: [one for one in _options(question) if one is not None] for question in QUESTIONS}
# Most people tick what a clearance can open: where every second answer calls for help, nothing is ever offered.
USUAL = {q.id: [one for one in POSSIBLE[q.id] if opens(q, one)] or POSSIBLE[q.id] for q in QUESTIONS if not q.clears}


class Visits(RuleBasedStateMachine):
    """One person in two tabs, over many days."""

    def __init__(self) -> None:
        super().__init__()
        self.kept: Kept = {}
        self.tab: Kept = {}
        self.today = date(2026, 11, 29)
        self.cleared: dict[str, dict[str, Any]] = {}

    @initialize(came_before=st.booleans(), checked=answer)
    def begin(self, came_before: bool, checked: str) -> None:
        if came_before:
            old = {name: given for name, given in ORDINARY.items() if name not in NEW_SINCE_1}
            self.kept = {**old, CLEARANCE: {"choice": checked}}
        else:
            self.edit(dict(ORDINARY))
        self.tab = dict(self.kept)

    def edit(self, edits: Kept, seen: Kept | None = None) -> None:
        before = seen if seen is not None else dict(self.kept)
        self.kept = amended(self.kept, edits, QUESTIONS, self.today, seen=seen)
        if edits.get(CLEARANCE, {}).get("choice") == "assessed_yes":
            self.cleared |= {lock.id: about(lock, before) for lock in standing(before)}
        self.forget_what_changed()

    def forget_what_changed(self) -> None:
        locks = {lock.id: lock for lock in LOCKS}
        self.cleared = {name: was for name, was in self.cleared.items() if was == about(locks[name], self.kept)}

    @rule(question=pick, option=pick)
    def answer_any_question(self, question: int, option: int) -> None:
        self.edit(self.drawn(question, option))

    @rule(question=pick, option=pick)
    def answer_in_the_other_tab(self, question: int, option: int) -> None:
        self.edit(self.drawn(question, option), seen=self.tab)
        self.tab = dict(self.kept)

    def drawn(self, number: int, option: int) -> Kept:
        asked = [q for q in progress(self.kept, QUESTIONS).asked if not q.clears]
        question = asked[number % len(asked)]
        return {question.id: self.one_of(question, option)}

    def one_of(self, question: Question, option: int) -> Kept:
        options = POSSIBLE[question.id] if option % 8 == 0 else USUAL[question.id]
        return options[option // 8 % len(options)]

    @rule(option=pick, checked=answer)
    def answer_all_that_is_asked(self, option: int, checked: str) -> None:
        for _ in range(20):
            question = progress(self.kept, QUESTIONS).next
            if question is None:
                return
            self.edit({question.id: {"choice": checked} if question.clears else self.one_of(question, option)})

    @rule(checked=answer)
    def say_whether_it_was_checked(self, checked: str) -> None:
        self.edit({CLEARANCE: {"choice": checked}})

    @rule(checked=answer)
    def say_so_in_the_other_tab(self, checked: str) -> None:
        self.edit({CLEARANCE: {"choice": checked}}, seen=self.tab)
        self.tab = dict(self.kept)

    @rule()
    def look_at_the_other_tab(self) -> None:
        self.tab = dict(self.kept)

    @rule(asks=st.sampled_from((*CHECKS, LIBRARY.rescreen.asks)))
    def something_is_new_or_it_is_time_to_ask_again(self, asks: tuple[str, ...]) -> None:
        self.kept = reopened(self.kept, asks, QUESTIONS, self.today)
        self.cleared = {}

    @rule(days=st.integers(1, 60))
    def days_pass(self, days: int) -> None:
        self.today += timedelta(days=days)

    @rule()
    def start_a_session_after_the_questions_have_changed(self) -> None:
        self.kept = renewed(self.kept, QUESTIONS, self.today)
        self.forget_what_changed()

    @invariant()
    def nothing_is_offered_while_a_rule_stands_that_nobody_cleared(self) -> None:
        walked = progress(self.kept, QUESTIONS)
        said = walked.said
        verdict = triage(said.facts, LIBRARY.all_rules, said.unsure, said.clearance, said.told)
        if not (walked.complete and verdict.may_exercise):
            return
        for lock in standing(self.kept):
            assert lock.clearable, lock.id
            assert lock.id in self.cleared, lock.id

    @invariant()
    def every_answer_that_is_kept_says_which_questions_it_was_given_to(self) -> None:
        assert all(given.get("v", 1) in (1, VERSION) for given in self.kept.values())


# As many sequences as the other properties look at people, in their share.
TestVisits = pytest.mark.timeout(600)(Visits.TestCase)
TestVisits.settings = settings(share(0.0035), stateful_step_count=STEPS)
