"""The reason for a decision in the person's own words: from what was ticked, never from a list with "or"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lowback.library.schema import Question, When
from lowback.person.facts import Facts
from lowback.person.rules import holds, named_facts


@dataclass(frozen=True, slots=True)
class Told:
    """One thing the person stated: in which question, about which fact, as "you ..." and as "I ..."."""

    question: str
    fact: str
    words: str
    say: str = ""
    unsure: bool = False


def in_their_words(question: Question, answer: Mapping[str, Any]) -> list[Told]:
    """What one answer states, in the words of what was ticked or given."""
    chosen, unsure = {*answer.get("ticked", ()), answer.get("choice")}, set(answer.get("not_sure", ()))
    told = [
        Told(question.id, fact, option.told or "", option.say or "", option.id not in chosen)
        for option in question.options
        if option.id in chosen | unsure
        for fact in option.sets
    ]
    if question.fact:
        told.append(_number_told(question, question.fact, answer["value"]))
    if question.kind == "many" and not (answer["ticked"] or unsure):
        none = question.none_told or "", question.none_say or ""
        told += [Told(question.id, fact, *none) for fact in question.none_sets]
    return told


def _number_told(question: Question, fact: str, value: float | None) -> Told:
    if value is None:
        return Told(question.id, fact, question.unknown_told or "", question.unknown_say or "", unsure=True)
    said = amount(question, value)
    words, say = (text.format(value=said) if text else "" for text in (question.told, question.say))
    return Told(question.id, fact, words, say)


def amount(question: Question, value: float) -> str:
    """The number as people say it: "7 out of 10", "1 week", "less than 1 week"."""
    if question.kind == "scale":
        return f"{value:g} out of 10"
    unit = question.unit or ""
    one = f"1 {unit.removesuffix('s')}"
    few = {0.0: f"less than {one}", 1.0: one}
    return few.get(value, f"{value:g} {unit}")


def behind(when: When, facts: Facts, told: Iterable[Told]) -> tuple[Told, ...]:
    """What the person said that makes the condition hold, in the order it was asked.

    Of two questions about one fact the later one speaks: a follow-up knows more than what made it ask.
    """
    wanted = _contributing(when, facts)
    known = [item for item in told if item.fact in wanted and item.words]
    last = {item.fact: item.question for item in known}
    mine = [item for item in known if last[item.fact] == item.question]
    return tuple({item.words: item for item in mine}.values())


def reason(when: When, usual: str, facts: Facts, told: Iterable[Told]) -> str:
    """Completes "you told us that ...": what was ticked, or the usual words when nothing was."""
    return in_a_row([item.words for item in behind(when, facts, told)]) or usual


def in_a_row(words: list[str]) -> str:
    """The clauses as one sentence: "a", "a, and b", "a, b, and c"."""
    return ", and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def _contributing(when: When, facts: Facts) -> set[str]:
    """The facts by which the condition holds, a denied one that it asks for included."""
    if when.fact is not None:
        return {when.fact} if holds(when, facts) else set()
    if when.not_ is not None:
        return set(named_facts(when.not_)) if holds(when, facts) else set()
    parts = (part for part in (when.all or when.any or ()) if holds(part, facts))
    return set().union(*(_contributing(part, facts) for part in parts))
