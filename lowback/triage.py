"""May this person exercise now? Facts in, a verdict out: level, urgency, rules raised, facts still open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from lowback.facts import Facts
from lowback.rules import Truth, holds, open_facts
from lowback.schema import Scalar, TriageLevel, TriageRule, Urgency

LEVELS: tuple[TriageLevel, ...] = ("go", "caution", "see_clinician_first", "emergency")
NOTHING_UNSURE: Mapping[str, Scalar] = MappingProxyType({})
URGENCIES: tuple[Urgency, ...] = ("none", "soon", "same_day", "now")


@dataclass(frozen=True, slots=True)
class Raised:
    """A rule that speaks: raised by an answer, or by "not sure" about a danger sign."""

    rule: TriageRule
    unsure: bool = False
    cleared: bool = False

    @property
    def level(self) -> TriageLevel:
        """The rule's own level, or caution once a clinician has said exercise is fine."""
        return "caution" if self.cleared else self.rule.level


@dataclass(frozen=True, slots=True)
class Verdict:
    """The level that decides what the person may see, and everything that led to it."""

    level: TriageLevel
    urgency: Urgency
    raised: tuple[Raised, ...]
    open: tuple[str, ...]

    @property
    def may_exercise(self) -> bool:
        """True only for go and caution."""
        return self.level in ("go", "caution")

    @property
    def deciding(self) -> tuple[Raised, ...]:
        """The raised rules that have the verdict's own level."""
        return tuple(r for r in self.raised if r.level == self.level)

    @property
    def cautions(self) -> tuple[Raised, ...]:
        """What asks for care without stopping anyone."""
        return tuple(r for r in self.raised if r.level == "caution")


def triage(
    facts: Facts, rules: tuple[TriageRule, ...], unsure: Mapping[str, Scalar] = NOTHING_UNSURE
) -> Verdict:
    """The verdict for these facts: the first matching level wins, and unknown never clears.

    `unsure` holds what a yes would have stated where the person was "not sure" about a danger sign:
    it counts as yes. A rule that is not known holds back what its yes would, without being raised.
    An examination that nobody told us about has not happened.
    """
    facts = _with_known(facts, {"clinician_assessed": False})
    as_yes = _with_known(facts, unsure)
    raised: list[Raised] = []
    floor: TriageLevel = "go"
    still_open: list[str] = []
    for rule in rules:
        truth = holds(rule.when, as_yes)
        cleared = rule.clearable and facts.clinician_assessed is True
        if truth:
            raised.append(Raised(rule, holds(rule.when, facts) is not True, cleared))
        elif truth is None:
            floor = higher(floor, _floor(rule, cleared))
            still_open.extend(open_facts(rule.when, as_yes))
    level = floor
    for item in raised:
        level = higher(level, item.level)
    return Verdict(level, _urgency(raised, level), tuple(raised), tuple(dict.fromkeys(still_open)))


def higher(one: TriageLevel, other: TriageLevel) -> TriageLevel:
    """The more serious of two levels."""
    return max(one, other, key=LEVELS.index)


def _floor(rule: TriageRule, cleared: bool) -> TriageLevel:
    """The level an unanswered rule holds the verdict to: no exercise for E and C, care for K."""
    return "caution" if cleared or rule.level == "caution" else "see_clinician_first"


def _urgency(raised: list[Raised], level: TriageLevel) -> Urgency:
    deciding = [item.rule.urgency for item in raised if item.level == level and not item.cleared]
    return max(deciding, key=URGENCIES.index, default="none")


def _with_known(facts: Facts, assumed: Mapping[str, Scalar]) -> Facts:
    """The facts, with these assumed where nothing is known."""
    if all(facts.known(key) for key in assumed):
        return facts
    return Facts.model_validate(dict(assumed) | dict(facts.given))


def truth_of(rule: TriageRule, facts: Facts) -> Truth:
    """Whether the rule holds for these facts, for the page that shows how we decide."""
    return holds(rule.when, facts)
