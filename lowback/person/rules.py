"""The small condition language with three truths: yes (True), no (False), not known (None)."""

from __future__ import annotations

from lowback.library.schema import When
from lowback.person.facts import Facts

Truth = bool | None
MISSING = object()


def holds(when: When, facts: Facts) -> Truth:
    """Whether the condition holds for these facts; None when that is not known."""
    if when.fact is not None:
        return _fact_holds(when, when.fact, facts)
    if when.all is not None:
        return _combined(when.all, facts, decisive=False)
    if when.any is not None:
        return _combined(when.any, facts, decisive=True)
    truth = holds(when.not_, facts) if when.not_ else None
    return None if truth is None else not truth


def open_facts(when: When, facts: Facts) -> tuple[str, ...]:
    """The facts that could still settle the condition, in the order it names them."""
    if holds(when, facts) is not None:
        return ()
    if when.fact is not None:
        return (when.fact,)
    parts = when.all or when.any or ((when.not_,) if when.not_ else ())
    return tuple(dict.fromkeys(key for part in parts for key in open_facts(part, facts)))


def named_facts(when: When) -> tuple[str, ...]:
    """Every fact the condition mentions."""
    if when.fact is not None:
        return (when.fact,)
    parts = when.all or when.any or ((when.not_,) if when.not_ else ())
    return tuple(dict.fromkeys(key for part in parts for key in named_facts(part)))


def _fact_holds(when: When, fact: str, facts: Facts) -> Truth:
    value = facts.given.get(fact, MISSING)
    if value is MISSING:
        return False if facts.ruled_out(fact) else None
    # Most facts are a plain yes or no, and so are most tests of them.
    if value is True or value is False:
        return value if when.is_ is None else value == when.is_
    if when.is_ is not None:
        return bool(value == when.is_)
    if when.one_of is not None:
        return value in when.one_of
    if when.at_least is None and when.below is None:
        return bool(value)
    return value is not None and _in_range(float(value), when)


def _in_range(value: float, when: When) -> bool:
    above = when.at_least is None or value >= when.at_least
    return above and (when.below is None or value < when.below)


def _combined(parts: tuple[When, ...], facts: Facts, *, decisive: bool) -> Truth:
    """Kleene's "and" and "or": one decisive part decides, else one not-known is not known."""
    known = True
    for part in parts:
        truth = holds(part, facts)
        if truth is decisive:
            return decisive
        known = known and truth is not None
    return not decisive if known else None
