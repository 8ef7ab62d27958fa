"""What a person's facts mean for movement: conditions, classes left out, and the highest level."""

from __future__ import annotations

from dataclasses import dataclass

from lowback.facts import Facts
from lowback.rules import Truth, holds
from lowback.schema import Condition, Exercise

HIGHEST_LEVEL = 3


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A movement class that is left out, and the condition that asks for it.

    `certain` is False when it is left out because the condition is not known to be absent.
    """

    movement_class: str
    condition: Condition
    certain: bool


@dataclass(frozen=True, slots=True)
class Profile:
    """Conditions that hold (heaviest first), everything withheld with its reason, the level cap."""

    conditions: tuple[Condition, ...]
    exclusions: tuple[Exclusion, ...]
    max_level: int
    capped_by: tuple[Condition, ...]
    only: tuple[Condition, ...]
    """Conditions that allow nothing but a short list of exercises."""

    @property
    def condition_ids(self) -> frozenset[str]:
        """Ids of the conditions that hold."""
        return frozenset(condition.id for condition in self.conditions)

    def against(self, exercise: Exercise) -> tuple[Condition, ...]:
        """The conditions that speak against an exercise, empty when it is allowed."""
        by_class = [e.condition for e in self.exclusions if e.movement_class in exercise.classes]
        by_level = self.capped_by if exercise.level > self.max_level else ()
        by_list = [c for c in self.only if c.allows_only and exercise.id not in c.allows_only.exercises]
        return tuple({c.id: c for c in (*by_class, *by_list, *by_level)}.values())

    def certain(self, condition: Condition) -> bool:
        """True when the person told us this, False when it is only not ruled out."""
        return condition.id in self.condition_ids


def profile(facts: Facts, conditions: tuple[Condition, ...]) -> Profile:
    """What these facts mean: exclusions are united, the level is the lowest cap of all.

    A condition that is not known withholds like one that holds, but is not listed.
    """
    present = tuple(c for c in conditions if holds(c.when, facts))
    withholding = tuple(c for c in conditions if _withholds(c, facts) is not False)
    ids = {c.id for c in present}
    exclusions = tuple(
        Exclusion(name, c, c.id in ids)
        for c in sorted(withholding, key=lambda c: c.id not in ids)
        for name in c.excludes
    )
    cap = min((c.max_level for c in withholding if c.max_level is not None), default=HIGHEST_LEVEL)
    capped_by = tuple(c for c in withholding if c.max_level == cap)
    only = tuple(c for c in conditions if _allows_only(c, facts) is not False)
    return Profile(present, exclusions, cap, capped_by, only)


def _withholds(condition: Condition, facts: Facts) -> Truth:
    return holds(condition.withholds_when or condition.when, facts)


def _allows_only(condition: Condition, facts: Facts) -> Truth:
    return holds(condition.allows_only.when, facts) if condition.allows_only else False
