"""The quiz without a screen: which questions matter, and what the answers add up to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lowback.library.schema import Question, TriageRule
from lowback.person.answer import Answer
from lowback.person.rules import holds, named_facts
from lowback.person.said import Said, chosen_in, what_is_said
from lowback.person.triage import as_told, standing

Answers = Mapping[str, Answer]
Questions = tuple[Question, ...]
NOT_SURE = "not_sure"
"""The choice that content files give to somebody who is not sure."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the quiz is: the questions that matter, in order, and the first without an answer.

    `new` are those that a person who answered an earlier version of the questions has not seen yet: they
    are asked before the next session and close nothing until then.
    """

    asked: Questions
    next: Question | None
    said: Said
    new: Questions = ()

    @property
    def complete(self) -> bool:
        """True when every question that matters has an answer."""
        return self.next is None


def progress(answers: Answers, questions: Questions) -> Progress:
    """Walk the quiz with these answers; a question appears only when it may matter.

    Answers to questions that no longer matter are kept by the caller but say nothing here. A clearance
    that does not name every rule that stands now counts as not answered.
    """
    walk = _Walk(answers, questions)
    for question in questions:
        walk.come_to(question)
    return Progress(tuple(walk.asked), walk.unanswered, walk.said, tuple(walk.new))


def said_before(answers: Answers, questions: Questions) -> dict[str, Said]:
    """For each follow-up, what was said before it came up."""
    walk = _Walk(answers, questions)
    found: dict[str, Said] = {}
    for question in questions:
        if question.ask_when is not None:
            found[question.id] = walk.said
        walk.come_to(question)
    return found


class _Walk:
    """One way through the quiz, and what it has come to so far."""

    def __init__(self, answers: Answers, questions: Questions) -> None:
        self.answers = answers
        self.version = version_answered(answers, questions)
        self.asked: list[Question] = []
        self.new: list[Question] = []
        self.unanswered: Question | None = None

    @property
    def said(self) -> Said:
        return what_is_said(self.answers, self.asked, self.new)

    def come_to(self, question: Question) -> None:
        if question.on_plan or not self._may_matter(question):
            return
        if question.id not in self.answers and question.since > self.version:
            self.new.append(question)
            return
        self.asked.append(question)
        if is_outdated(question, self.answers):
            self.new.append(question)
        if self.unanswered is None and not self._is_answered(question):
            self.unanswered = question

    def _may_matter(self, question: Question) -> bool:
        """Unknown is never "no": a question that might matter is asked."""
        if question.ask_when is None and not question.clears:
            return True
        said = self.said
        waiting = any(earlier.id not in self.answers for earlier in self.asked)
        if question.clears:
            # Given on a result, it counts although the rest is still open.
            heard = question.id in self.answers or not waiting
            return heard and bool(standing(said.facts, question.opens, said.unsure))
        assert question.ask_when is not None
        if question.settles:
            return holds(question.ask_when, as_told(said.facts, said.unsure)[1]) is True
        truth = holds(question.ask_when, said.facts)
        return truth is True or (truth is None and not waiting)

    def _is_answered(self, question: Question) -> bool:
        answer = self.answers.get(question.id)
        if answer is None or not question.clears:
            return answer is not None
        said = self.said
        return standing(said.facts, question.opens, said.unsure) <= set(answer.get("rules", ()))


def version_answered(answers: Answers, questions: Questions) -> int:
    """The version of the questions that the first of them was answered in; the newest when it is open."""
    first = answers.get(questions[0].id) if questions else None
    return newest(questions) if first is None else int(first.get("v", 1))


def newest(questions: Questions) -> int:
    """The version of these questions."""
    return max((since for q in questions for since in (q.since, *(o.since for o in q.options))), default=1)


def is_outdated(question: Question, answers: Answers) -> bool:
    """True when the question has gained an option since it was answered."""
    answer = answers.get(question.id)
    latest = max((option.since for option in question.options), default=1)
    return answer is not None and latest > int(answer.get("v", 1))


def without_clearance(questions: Questions) -> Questions:
    """The questions about the person, without the one about being checked."""
    return tuple(question for question in questions if not question.clears)


def standing_rules(answers: Answers, questions: Questions) -> frozenset[str]:
    """The rules that a clearance given now would be about."""
    said = progress(answers, without_clearance(questions)).said
    opens = tuple(rule for question in questions for rule in question.opens)
    return standing(said.facts, opens, said.unsure)


def doubtful(answer: Answer) -> bool:
    """Whether the person said of it that they are not sure."""
    return bool(answer.get("not_sure")) or answer.get("choice") == NOT_SURE


def stating(facts: Iterable[str], answers: Answers, asked: Questions) -> tuple[str, ...]:
    """The questions in which the person stated one of these facts, or was not sure about it."""
    wanted = set(facts)
    return tuple(q.id for q in asked if q.id in answers and wanted & _stated(q, answers[q.id]))


def asked_in(rule: TriageRule, answers: Answers, asked: Questions) -> str:
    """The question in which the person said what raises the rule: its own, unless it was said elsewhere."""
    said = stating(named_facts(rule.when), answers, asked)
    usual = rule.question or ""
    return usual if usual in said or not said else said[0]


def facts_of(question: Question) -> frozenset[str]:
    """Every fact that an answer to this question may state."""
    stated = {key for option in question.options for key in option.sets} | question.otherwise.keys()
    return frozenset(stated | question.none_sets.keys() | ({question.fact} if question.fact else set()))


def minutes_offered(questions: Questions) -> dict[int, tuple[str, Answer]]:
    """The minutes a day that can be chosen, each with the question it answers, and the answer."""
    return {o.minutes: (q.id, {"choice": o.id}) for q in questions for o in q.options if o.minutes}


def minutes_wanted(answers: Answers, questions: Questions, default: int = 15) -> int:
    """Minutes a day as the person chose them."""
    offered = minutes_offered(questions).items()
    chosen = (m for m, (name, given) in offered if answers.get(name, {}).get("choice") == given["choice"])
    return next(chosen, default)


def _stated(question: Question, answer: Answer) -> set[str]:
    chosen = {*chosen_in(answer), *answer.get("not_sure", ())}
    facts = {key for option in question.options if option.id in chosen for key in option.sets}
    return facts | ({question.fact} if question.fact else set())
