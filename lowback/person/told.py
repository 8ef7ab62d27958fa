"""The reason for a decision in the person's own words: from what was ticked, never from a list with "or"."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lowback.library.schema import Question, Unit, When
from lowback.person.facts import Facts
from lowback.person.rules import holds, named_facts


@dataclass(frozen=True, slots=True)
class Measure:
    """A number that a person gave: so many weeks or years, and without a unit so many points of ten."""

    number: float
    unit: Unit | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """Words of a content file, and the number that they have a place for: `{value}`."""

    text: str
    value: Measure | None = None


Clauses = tuple[Clause, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One thing the person stated: in which question, about which fact, as "you ..." and as "I ..."."""

    question: str
    fact: str
    words: str
    say: str = ""
    unsure: bool = False
    value: Measure | None = None

    @property
    def clause(self) -> Clause:
        """Completes "you told us that ..."."""
        return Clause(self.words, self.value)

    @property
    def quote(self) -> Clause:
        """A sentence for a clinician, in the person's own voice."""
        return Clause(self.say, self.value)


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
    return Told(question.id, fact, question.told or "", question.say or "", value=Measure(value, question.unit))


def behind(when: When, facts: Facts, told: Iterable[Told]) -> tuple[Told, ...]:
    """What the person said that makes the condition hold, in the order it was asked.

    Of two questions about one fact the later one speaks: a follow-up knows more than what made it ask.
    """
    wanted = _contributing(when, facts)
    known = [item for item in told if item.fact in wanted and item.words]
    last = {item.fact: item.question for item in known}
    mine = [item for item in known if last[item.fact] == item.question]
    return tuple({item.clause: item for item in mine}.values())


def reason(when: When, usual: str, facts: Facts, told: Iterable[Told]) -> Clauses:
    """Complete "you told us that ...": what was ticked, or the usual words when nothing was."""
    return tuple(item.clause for item in behind(when, facts, told)) or (Clause(usual),)


def _contributing(when: When, facts: Facts) -> set[str]:
    """The facts by which the condition holds, a denied one that it asks for included."""
    if when.fact is not None:
        return {when.fact} if holds(when, facts) else set()
    if when.not_ is not None:
        return set(named_facts(when.not_)) if holds(when, facts) else set()
    parts = (part for part in (when.all or when.any or ()) if holds(part, facts))
    return set().union(*(_contributing(part, facts) for part in parts))
