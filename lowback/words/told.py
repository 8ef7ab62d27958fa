"""What a person told us, as half a sentence after "you told us" and as a sentence for a clinician."""

from __future__ import annotations

from lowback.language.speech import say, several, spoken
from lowback.library.schema import Unit
from lowback.person.told import Clause, Clauses, Measure


def measured(value: Measure) -> str:
    """The number as people say it: "7 out of 10", "1 week", "less than 1 week"."""
    if value.unit is None:
        return say("{n} out of 10", n=value.number)
    if value.unit == "weeks":
        return several("{n} week", "{n} weeks", value.number) if value.number else say("less than 1 week")
    return several("{n} year", "{n} years", value.number) if value.number else say("less than 1 year")


def unit_words(unit: Unit | None) -> str | None:
    """What a number counts, as it stands beside the field for it."""
    if unit is None:
        return None
    return say("weeks") if unit == "weeks" else say("years")


def clause_words(clause: Clause) -> str:
    """The words with their number."""
    return clause.text.format(value=measured(clause.value)) if clause.value else clause.text


def in_a_row(clauses: Clauses) -> str:
    """The clauses as one: "a", "a, and b", "a, b, and c"."""
    *others, last = map(clause_words, clauses)
    return say("{others}, and {last}", others=spoken().row(others), last=last) if others else last
