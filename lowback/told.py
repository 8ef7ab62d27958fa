"""The reason for a decision in the person's own words: from what was ticked, never from a list with "or"."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from lowback.facts import Facts
from lowback.rules import holds, named_facts
from lowback.schema import When


@dataclass(frozen=True, slots=True)
class Told:
    """One thing the person stated: in which question, about which fact, as "you ..." and as "I ..."."""

    question: str
    fact: str
    words: str
    say: str = ""
    unsure: bool = False


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
    """The parts as one sentence: "a", "a and b", "a, b and c"."""
    return " and ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def _contributing(when: When, facts: Facts) -> set[str]:
    """The facts by which the condition holds, a denied one that it asks for included."""
    if when.fact is not None:
        return {when.fact} if holds(when, facts) else set()
    if when.not_ is not None:
        return set(named_facts(when.not_)) if holds(when, facts) else set()
    parts = (part for part in (when.all or when.any or ()) if holds(part, facts))
    return set().union(*(_contributing(part, facts) for part in parts))
