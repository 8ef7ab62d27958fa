"""Whether what came from a form can be taken as an answer, and the form in which it is kept."""

from __future__ import annotations

import re
from typing import Any, Literal

from lowback.library.schema import Question, TriageRule
from lowback.person.facts import Facts
from lowback.person.triage import triage

Answer = dict[str, Any]
"""One stored answer: {"ticked": [...], "not_sure": [...]}, {"choice": id} or {"value": number or None}.

`v` is the version of the questions it was given to (1 when it is missing); a clearance also names its `rules`.
"""


Refusal = Literal["lost", "not_sure_of_what", "no_tick", "no_choice", "no_number", "out_of_range"]


class AnswerError(ValueError):
    """An answer that cannot be taken: why not, to which question, and the number that does not fit."""

    def __init__(self, why: Refusal, question: Question, number: int | None = None) -> None:
        super().__init__(f"{question.id}: {why}")
        self.why, self.question, self.number = why, question, number


def check(question: Question, answer: Answer) -> Answer:
    """The answer in its stored form.

    Raises:
        AnswerError: nothing chosen, an unknown option, or a number out of range.
    """
    if not isinstance(answer, dict):
        raise AnswerError("lost", question)
    checks = {"many": _check_many, "one": _check_one, "number": _check_number, "scale": _check_number}
    return checks[question.kind](question, answer)


def alarming(question: Question, rules: tuple[TriageRule, ...]) -> tuple[str, ...]:
    """The options that raise an emergency by themselves, whatever else is so."""
    return tuple(
        option.id
        for option in question.options
        if any(raised.level == "emergency" for raised in triage(Facts.model_validate(option.sets), rules).raised)
    )


def _check_many(question: Question, answer: Answer) -> Answer:
    known = [option.id for option in question.options]
    ticked = [i for i in known if i in names(answer.get("ticked"))]
    not_sure = [i for i in known if i in names(answer.get("not_sure")) and i not in ticked]
    none = bool(answer.get("none"))
    if answer.get("some_not_sure") and not not_sure:
        raise AnswerError("not_sure_of_what", question)
    if not (ticked or not_sure or none):
        raise AnswerError("no_tick", question)
    # Any positive statement beats "none of these".
    return {"ticked": ticked, "not_sure": not_sure}


def _check_one(question: Question, answer: Answer) -> Answer:
    choice = answer.get("choice")
    if choice not in [option.id for option in question.options]:
        raise AnswerError("no_choice", question)
    return {"choice": choice}


def _check_number(question: Question, answer: Answer) -> Answer:
    value = answer.get("value")
    if question.not_sure_label and answer.get("not_known") is True:
        return {"value": None}
    if isinstance(value, str) and re.fullmatch(r"\s*-?[0-9]{1,8}\s*", value):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise AnswerError("no_number", question)
    if not (question.least or 0) <= value <= (question.most or 0):
        raise AnswerError("out_of_range", question, value)
    return {"value": value}


def names(given: object) -> tuple[str, ...]:
    """The option ids that a browser sent; anything else that it may send is none."""
    return tuple(i for i in given if isinstance(i, str)) if isinstance(given, (list, tuple)) else ()
