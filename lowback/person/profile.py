"""What a person's facts mean for movement: conditions, classes left out, and the highest level."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from lowback.library.catalogue import MOST_REPS, Exercise
from lowback.library.schema import Condition
from lowback.person.facts import Facts
from lowback.person.rules import Truth, holds
from lowback.person.told import Clause, Clauses, Told, reason

HIGHEST_LEVEL = 3


@dataclass(frozen=True, slots=True)
class Exclusion:
    """A movement class that is left out, and the condition that asks for it.

    `certain` is False when it is left out because the condition is not known to be absent.
    """

    movement_class: str
    condition: Condition
    certain: bool


Limit = str | tuple[str, ...] | int
"""A movement class that is left out, a short list that is all that is right, or the highest level."""


class Limits(NamedTuple):
    """What decides which exercises are allowed: classes left out, highest level, short lists."""

    excluded: frozenset[str]
    max_level: int
    lists: tuple[tuple[str, ...], ...]

    def crossed_by(self, exercise: Exercise) -> tuple[Limit, ...]:
        """What speaks against the exercise, empty when it is allowed."""
        classes = (name for name in exercise.classes if name in self.excluded)
        lists = (names for names in self.lists if exercise.id not in names)
        level = (self.max_level,) if exercise.level > self.max_level else ()
        return (*classes, *lists, *level)

    def allow(self, exercise: Exercise) -> bool:
        """True when nothing speaks against the exercise."""
        return not self.crossed_by(exercise)


@dataclass(frozen=True, slots=True)
class Profile:
    """Conditions that hold (heaviest first), everything withheld with its reason, the level cap."""

    conditions: tuple[Condition, ...]
    condition_ids: frozenset[str]
    exclusions: tuple[Exclusion, ...]
    by_class: Mapping[str, tuple[Condition, ...]]
    """For every movement class that is left out, who asks for it."""
    limits: Limits
    capped_by: tuple[Condition, ...]
    only: tuple[Condition, ...]
    """Conditions that allow nothing but a short list of exercises."""
    words: Mapping[str, Clauses]
    """For every condition that holds, what the person said that makes it hold."""
    most_reps: int
    """As many of each exercise as are right for now, in one set."""

    @property
    def max_level(self) -> int:
        """The highest level that is allowed."""
        return self.limits.max_level

    def against(self, exercise: Exercise) -> tuple[Condition, ...]:
        """The conditions that speak against an exercise, empty when it is allowed."""
        found = (c for limit in self.limits.crossed_by(exercise) for c in self._asking_for(limit))
        return tuple({c.id: c for c in found}.values())

    def _asking_for(self, limit: Limit) -> tuple[Condition, ...]:
        if isinstance(limit, str):
            return self.by_class[limit]
        if isinstance(limit, int):
            return self.capped_by
        return tuple(c for c in self.only if c.allows_only and c.allows_only.exercises == limit)

    def because(self, condition: Condition) -> Clauses:
        """Complete "because you told us that ..."."""
        return self.words.get(condition.id, (Clause(condition.because),))

    def certain(self, condition: Condition) -> bool:
        """True when the person told us this, False when it is only not ruled out."""
        return condition.id in self.condition_ids


def profile(facts: Facts, conditions: tuple[Condition, ...], told: tuple[Told, ...] = ()) -> Profile:
    """What these facts mean: exclusions are united, the level is the lowest cap of all.

    A condition that is not known withholds like one that holds, but is not listed. `told` are the
    person's own words for the reasons.
    """
    present: list[Condition] = []
    not_ruled_out: list[Condition] = []
    for condition in conditions:
        truth = holds(condition.when, facts)
        if truth:
            present.append(condition)
        elif _withholds(condition, truth, facts) is not False:
            not_ruled_out.append(condition)
    withholding = (*present, *not_ruled_out)
    ids = frozenset(c.id for c in present)
    exclusions = tuple(Exclusion(name, c, c.id in ids) for c in withholding for name in _excluded(c, facts))
    by_class: dict[str, tuple[Condition, ...]] = {}
    for exclusion in exclusions:
        name = exclusion.movement_class
        by_class[name] = (*by_class.get(name, ()), exclusion.condition)
    cap = min((c.max_level for c in withholding if c.max_level is not None), default=HIGHEST_LEVEL)
    capped_by = tuple(c for c in withholding if c.max_level == cap)
    only = tuple(c for c in conditions if _allows_only(c, facts) is not False)
    lists = tuple(c.allows_only.exercises for c in only if c.allows_only)
    limits = Limits(frozenset(by_class), cap, lists)
    words = {c.id: reason(c.when, c.because, facts, told) for c in present} if told else {}
    most = min((c.most_reps for c in withholding if c.most_reps is not None), default=MOST_REPS)
    return Profile(tuple(present), ids, exclusions, by_class, limits, capped_by, only, words, most)


def _excluded(condition: Condition, facts: Facts) -> tuple[str, ...]:
    """What a condition leaves out: its own list, and where it says so what this person was told to leave out."""
    return (*condition.excludes, *(facts.leave_out or ())) if condition.leaves_out_told else condition.excludes


def _withholds(condition: Condition, truth: Truth, facts: Facts) -> Truth:
    return holds(condition.withholds_when, facts) if condition.withholds_when else truth


def _allows_only(condition: Condition, facts: Facts) -> Truth:
    return holds(condition.allows_only.when, facts) if condition.allows_only else False
