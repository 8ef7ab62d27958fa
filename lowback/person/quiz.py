"""The quiz without a screen: which questions matter, and what the answers add up to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lowback.library.schema import Question, Scalar, TriageRule
from lowback.person.facts import Facts
from lowback.person.rules import holds, named_facts
from lowback.person.told import Told, amount, in_their_words
from lowback.person.triage import as_told, standing

Answer = dict[str, Any]
"""One stored answer: {"ticked": [...], "not_sure": [...]}, {"choice": id} or {"value": number or None}.

`v` is the version of the questions it was given to (1 when it is missing); a clearance also names its `rules`.
"""
Answers = Mapping[str, Answer]
Questions = tuple[Question, ...]

OWN_LIST = "leave_out"
"""Where the movement classes are kept that the person was told to leave out; no question of the quiz asks it."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a person's answers state: the facts, danger signs they were not sure about, and in which words."""

    facts: Facts
    unsure: Mapping[str, Scalar]
    told: tuple[Told, ...] = ()
    clearance: frozenset[str] = frozenset()
    """The rules that "I was checked, and exercise is fine" was said about."""


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
    asked: list[Question] = []
    new: list[Question] = []
    unanswered: Question | None = None
    version = version_answered(answers, questions)
    for question in questions:
        if question.on_plan or not _may_matter(question, answers, asked, new):
            continue
        if question.id not in answers and question.since > version:
            new.append(question)
            continue
        asked.append(question)
        if is_outdated(question, answers):
            new.append(question)
        if unanswered is None and not _is_answered(question, answers, asked, new):
            unanswered = question
    return Progress(tuple(asked), unanswered, _said(answers, asked, new), tuple(new))


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


def in_words(question: Question, answer: Answer) -> tuple[str, ...]:
    """The answer as the person gave it, for the review screen and for a clinician."""
    labels = {option.id: option.label for option in question.options}
    if question.kind == "many":
        unsure = tuple(f"Not sure: {labels[i]}" for i in answer["not_sure"] if i in labels)
        ticked = tuple(labels[i] for i in answer["ticked"] if i in labels)
        return (*ticked, *unsure) or (question.none_label or "None of these",)
    if question.kind == "one":
        return (labels.get(answer["choice"], "Not answered"),)
    if answer["value"] is None:
        return (question.not_sure_label or "Not sure",)
    return (amount(question, answer["value"]),)


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


def _chosen(answer: Answer) -> set[str | None]:
    return {*answer.get("ticked", ()), answer.get("choice")}


def _stated(question: Question, answer: Answer) -> set[str]:
    chosen = {*_chosen(answer), *answer.get("not_sure", ())}
    facts = {key for option in question.options if option.id in chosen for key in option.sets}
    return facts | ({question.fact} if question.fact else set())


def _may_matter(question: Question, answers: Answers, asked: list[Question], new: list[Question]) -> bool:
    """Unknown is never "no": a question that might matter is asked."""
    if question.ask_when is None and not question.clears:
        return True
    said = _said(answers, asked, new)
    waiting = any(earlier.id not in answers for earlier in asked)
    if question.clears:
        # Given on a result, it counts although the rest is still open.
        return (question.id in answers or not waiting) and bool(standing(said.facts, question.opens, said.unsure))
    assert question.ask_when is not None
    if question.settles:
        return holds(question.ask_when, as_told(said.facts, said.unsure)[1]) is True
    truth = holds(question.ask_when, said.facts)
    return truth is True or (truth is None and not waiting)


def _is_answered(question: Question, answers: Answers, asked: list[Question], new: list[Question]) -> bool:
    answer = answers.get(question.id)
    if answer is None or not question.clears:
        return answer is not None
    said = _said(answers, asked, new)
    return standing(said.facts, question.opens, said.unsure) <= set(answer.get("rules", ()))


def _said(answers: Answers, asked: list[Question], new: Iterable[Question] = ()) -> Said:
    """What the answers add up to; a later answer never takes back what an earlier one stated.

    Only a follow-up restates the fact that made it ask: weeks for "pregnant", how bad for "a fall". Where the
    number is not known, what made it ask still counts as a yes.
    A question that did not exist when the person answered is not held against them: `otherwise` holds.
    """
    stated: dict[str, Scalar] = {}
    default: dict[str, Scalar] = {key: value for q in new if q.id not in answers for key, value in q.otherwise.items()}
    unknown: set[str] = set()
    unsure: dict[str, Scalar] = {}
    told: list[Told] = []
    clearance: frozenset[str] = frozenset()
    for question in asked:
        if (answer := answers.get(question.id)) is None:
            continue
        default |= question.otherwise
        said, doubted = _in_one_answer(question, answer)
        follows = named_facts(question.ask_when) if question.ask_when else ()
        settled = (stated.keys() | unsure.keys()) - set(follows)
        asked_for = {key: stated[key] for key in follows if key in stated}
        stated = {key: value for key, value in stated.items() if key in settled or key not in doubted}
        stated |= {key: value for key, value in said.items() if key not in settled}
        unknown |= doubted.keys()
        if question.not_sure == "counts_as_yes":
            unsure |= {key: value for key, value in doubted.items() if key not in stated}
        elif question.fact:
            unsure |= {key: asked_for[key] for key in doubted if key in asked_for}
        told += [item for item in in_their_words(question, answer) if item.fact not in settled]
        clearance |= frozenset(answer.get("cleared", ()) if question.clears else ())
    known = {key: value for key, value in default.items() if key not in unknown} | stated
    own = answers.get(OWN_LIST, {}).get("ticked", ())
    return Said(Facts.model_validate(known | {"leave_out": tuple(own)}), unsure, tuple(told), clearance)


def _in_one_answer(question: Question, answer: Answer) -> tuple[dict[str, Scalar], dict[str, Scalar]]:
    """What one answer states, and what it would have stated had the person been sure."""
    chosen, unsure = _chosen(answer), answer.get("not_sure", ())
    said: dict[str, Scalar] = {}
    doubted: dict[str, Scalar] = {}
    if question.fact:
        (said if answer["value"] is not None else doubted)[question.fact] = answer["value"]
    if question.kind == "many" and not (answer["ticked"] or unsure):
        said |= question.none_sets
    for option in question.options:
        if option.id in chosen:
            said |= option.sets
        elif option.id in unsure:
            doubted |= option.sets
    return said, doubted
