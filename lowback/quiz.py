"""The quiz without a screen: which questions matter, what an answer means, and whether it is valid."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lowback.facts import Facts
from lowback.rules import holds, named_facts
from lowback.schema import Question, Scalar

Answer = dict[str, Any]
"""One stored answer: {"ticked": [...], "not_sure": [...]}, {"choice": id} or {"value": number}."""
Answers = Mapping[str, Answer]
Questions = tuple[Question, ...]


class AnswerError(ValueError):
    """An answer that cannot be taken; the message is one sentence for the person."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a person's answers state: the facts, and danger signs they were not sure about."""

    facts: Facts
    unsure: Mapping[str, Scalar]


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the quiz is: the questions that matter, in order, and the first without an answer."""

    asked: Questions
    next: Question | None
    said: Said

    @property
    def complete(self) -> bool:
        """True when every question that matters has an answer."""
        return self.next is None


def progress(answers: Answers, questions: Questions) -> Progress:
    """Walk the quiz with these answers; a question appears only when it may matter.

    Answers to questions that no longer matter are kept by the caller but say nothing here.
    """
    asked: list[Question] = []
    unanswered: Question | None = None
    for question in questions:
        if question.ask_when and not _may_matter(question, answers, asked):
            continue
        asked.append(question)
        if question.id not in answers and unanswered is None:
            unanswered = question
    return Progress(tuple(asked), unanswered, _said(answers, asked))


def check(question: Question, answer: Answer) -> Answer:
    """The answer in its stored form.

    Raises:
        AnswerError: nothing chosen, an unknown option, or a number out of range.
    """
    checks = {"many": _check_many, "one": _check_one, "number": _check_number, "scale": _check_number}
    return checks[question.kind](question, answer)


def in_words(question: Question, answer: Answer) -> tuple[str, ...]:
    """The answer as the person gave it, for the review screen and for a clinician."""
    labels = {option.id: option.label for option in question.options}
    if question.kind == "many":
        unsure = tuple(f"Not sure: {labels[i]}" for i in answer["not_sure"] if i in labels)
        ticked = tuple(labels[i] for i in answer["ticked"] if i in labels)
        return (*ticked, *unsure) or (question.none_label or "None of these",)
    if question.kind == "one":
        return (labels.get(answer["choice"], "Not answered"),)
    number = f"{answer['value']:g}"
    return (f"{number} out of 10" if question.kind == "scale" else f"{number} {question.unit}",)


def stating(facts: Iterable[str], answers: Answers, asked: Questions) -> tuple[str, ...]:
    """The questions in which the person stated one of these facts, or was not sure about it."""
    wanted = set(facts)
    return tuple(q.id for q in asked if q.id in answers and wanted & _stated(q, answers[q.id]))


def labels_stating(facts: Iterable[str], answers: Answers, asked: Questions) -> tuple[str, ...]:
    """The labels the person ticked or chose that state one of these facts, in the order asked."""
    wanted = set(facts)
    return tuple(
        option.label
        for question in asked
        for option in question.options
        if option.id in _chosen(answers.get(question.id, {})) and wanted & option.sets.keys()
    )


def minutes_wanted(answers: Answers, default: int = 15) -> int:
    """Minutes a day from the last question, whose options are named m5, m10, m15 and m20."""
    choice = str(answers.get("minutes", {}).get("choice", ""))
    return int(choice[1:]) if choice[1:].isdigit() else default


def _chosen(answer: Answer) -> set[str | None]:
    return {*answer.get("ticked", ()), answer.get("choice")}


def _stated(question: Question, answer: Answer) -> set[str]:
    chosen = {*_chosen(answer), *answer.get("not_sure", ())}
    facts = {key for option in question.options if option.id in chosen for key in option.sets}
    return facts | ({question.fact} if question.fact else set())


def _may_matter(question: Question, answers: Answers, asked: list[Question]) -> bool:
    """Unknown is never "no": a question that might matter is asked."""
    said = _said(answers, asked)
    assert question.ask_when is not None
    waiting = any(earlier.id not in answers for earlier in asked)
    truth = holds(question.ask_when, said.facts)
    return truth is True or (truth is None and not waiting)


def _said(answers: Answers, asked: list[Question]) -> Said:
    """What the answers add up to; a later answer never takes back what an earlier one stated.

    Only a follow-up restates the fact that made it ask: weeks for "pregnant", how bad for "a fall".
    """
    stated: dict[str, Scalar] = {}
    default: dict[str, Scalar] = {}
    unknown: set[str] = set()
    unsure: dict[str, Scalar] = {}
    for question in asked:
        if (answer := answers.get(question.id)) is None:
            continue
        default |= question.otherwise
        said, doubted = _in_one_answer(question, answer)
        follows = named_facts(question.ask_when) if question.ask_when else ()
        settled = (stated.keys() | unsure.keys()) - set(follows)
        stated |= {key: value for key, value in said.items() if key not in settled}
        unknown |= doubted.keys()
        if question.not_sure == "counts_as_yes":
            unsure |= {key: value for key, value in doubted.items() if key not in stated}
    known = {key: value for key, value in default.items() if key not in unknown} | stated
    return Said(Facts.model_validate(known), unsure)


def _in_one_answer(question: Question, answer: Answer) -> tuple[dict[str, Scalar], dict[str, Scalar]]:
    """What one answer states, and what it would have stated had the person been sure."""
    chosen = _chosen(answer)
    said: dict[str, Scalar] = {question.fact: answer["value"]} if question.fact else {}
    doubted: dict[str, Scalar] = {}
    for option in question.options:
        if option.id in chosen:
            said |= option.sets
        elif option.id in answer.get("not_sure", ()):
            doubted |= option.sets
    return said, doubted


def _check_many(question: Question, answer: Answer) -> Answer:
    known = {option.id for option in question.options}
    ticked = [i for i in answer.get("ticked") or [] if i in known]
    not_sure = [i for i in answer.get("not_sure") or [] if i in known and i not in ticked]
    none = bool(answer.get("none"))
    if answer.get("some_not_sure") and not not_sure:
        raise AnswerError("Tick which ones you are not sure about.")
    if not (ticked or not_sure or none):
        raise AnswerError(f"Tick what fits, or “{question.none_label}”.")
    # Any positive statement beats "none of these".
    return {"ticked": ticked, "not_sure": not_sure}


def _check_one(question: Question, answer: Answer) -> Answer:
    choice = answer.get("choice")
    if choice not in {option.id for option in question.options}:
        raise AnswerError("Choose one answer to go on.")
    kept = {"choice": choice}
    return kept | ({"on": answer["on"]} if answer.get("on") else {})


def _check_number(question: Question, answer: Answer) -> Answer:
    value = answer.get("value")
    what = f"a whole number from {question.least} to {question.most}"
    if isinstance(value, str) and value.strip().lstrip("-").isdecimal() and len(value) < 9:
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise AnswerError(f"Enter {what}.")
    if not (question.least or 0) <= value <= (question.most or 0):
        raise AnswerError(f"Enter {what}. {value} does not fit.")
    return {"value": value}
