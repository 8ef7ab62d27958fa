"""May this person exercise now? Facts in, a verdict out: level, urgency, rules raised, facts still open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from lowback.library.schema import Scalar, TriageLevel, TriageRule, Urgency
from lowback.person.facts import Facts
from lowback.person.rules import holds, open_facts
from lowback.person.told import Clause, Clauses, Told, behind

LEVELS: tuple[TriageLevel, ...] = ("go", "caution", "see_clinician_first", "emergency")
NOTHING_UNSURE: Mapping[str, Scalar] = MappingProxyType({})
# An examination that nobody told us about has not happened.
NOT_TOLD: Mapping[str, Scalar] = MappingProxyType({"clinician_assessed": False, "trauma_checked": False})
URGENCIES: tuple[Urgency, ...] = ("none", "soon", "same_day", "now")


@dataclass(frozen=True, slots=True)
class Raised:
    """A rule that speaks: raised by an answer, or by "not sure" about a danger sign."""

    rule: TriageRule
    unsure: bool = False
    cleared: bool = False
    told: tuple[Told, ...] = ()
    """What the person said that raises it."""

    @property
    def level(self) -> TriageLevel:
        """The rule's own level, or caution once a clinician has said exercise is fine."""
        return "caution" if self.cleared else self.rule.level

    @property
    def because(self) -> Clauses:
        """Complete "you told us that ...": what was ticked, or the rule's own words."""
        ticked = tuple(item.clause for item in self.told if item.unsure is self.unsure)
        return ticked or (Clause(self.rule.because),)

    @property
    def says(self) -> Clauses:
        """What to say to a clinician: what was ticked and what to ask for, or the rule's own words."""
        mine = [item for item in self.told if self.unsure or not item.unsure]
        said = tuple(dict.fromkeys(item.quote for item in mine if item.say))
        more = self.rule.ask_for if said else self.rule.tell_them
        return (*said, Clause(more)) if more else said


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
    facts: Facts,
    rules: tuple[TriageRule, ...],
    unsure: Mapping[str, Scalar] = NOTHING_UNSURE,
    clearance: frozenset[str] | None = None,
    told: tuple[Told, ...] = (),
) -> Verdict:
    """The verdict for these facts: the first matching level wins, and unknown never clears.

    `unsure` holds what a yes would have stated where the person was "not sure" about a danger sign:
    it counts as yes. A rule that is not known holds back what its yes would, without being raised.
    `clearance` names the rules that "I was checked, and exercise is fine" was said about; None (one
    line of `assess`) means: about all that this line states. `told` are the person's own words.
    """
    facts, as_yes = as_told(facts, unsure)
    raised: list[Raised] = []
    floor: TriageLevel = "go"
    still_open: list[str] = []
    for rule in rules:
        truth = holds(rule.when, as_yes)
        cleared = _is_cleared(rule, facts, clearance)
        if truth:
            words = behind(rule.when, as_yes, told) if told else ()
            raised.append(Raised(rule, holds(rule.when, facts) is not True, cleared, words))
        elif truth is None:
            floor = higher(floor, _floor(rule, cleared))
            still_open.extend(open_facts(rule.when, as_yes))
    level = floor
    for item in raised:
        level = higher(level, item.level)
    return Verdict(level, _urgency(raised, level), tuple(raised), tuple(dict.fromkeys(still_open)))


def standing(
    facts: Facts, rules: tuple[TriageRule, ...], unsure: Mapping[str, Scalar] = NOTHING_UNSURE
) -> frozenset[str]:
    """The rules that a clearance would be about: clearable ones that are raised, or not known to be silent."""
    _, as_yes = as_told(facts, unsure)
    return frozenset(rule.id for rule in rules if rule.clearable and holds(rule.when, as_yes) is not False)


def higher(one: TriageLevel, other: TriageLevel) -> TriageLevel:
    """The more serious of two levels."""
    return max(one, other, key=LEVELS.index)


def as_told(facts: Facts, unsure: Mapping[str, Scalar]) -> tuple[Facts, Facts]:
    """The facts as told, and the same with "not sure" read as yes."""
    facts = _with_known(facts, {key: no for key, no in NOT_TOLD.items() if not facts.ruled_out(key)})
    return facts, _with_known(facts, unsure)


def _is_cleared(rule: TriageRule, facts: Facts, clearance: frozenset[str] | None) -> bool:
    if not rule.clearable:
        return False
    return facts.clinician_assessed is True if clearance is None else rule.id in clearance


def _floor(rule: TriageRule, cleared: bool) -> TriageLevel:
    """The level an unanswered rule holds the verdict to: no exercise for E and C, care for K."""
    return "caution" if cleared or rule.level == "caution" else "see_clinician_first"


def _urgency(raised: list[Raised], level: TriageLevel) -> Urgency:
    deciding = [item.rule.urgency for item in raised if item.level == level and not item.cleared]
    return max(deciding, key=URGENCIES.index, default="none")


def _with_known(facts: Facts, assumed: Mapping[str, Scalar]) -> Facts:
    """The facts, with these assumed where nothing is known."""
    missing = {key: value for key, value in assumed.items() if not facts.known(key)}
    return Facts.model_validate(dict(facts.given) | missing) if missing else facts
