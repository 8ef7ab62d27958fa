"""Checks of the order in which a routine's exercises come: a sore back changes its position seldom."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from lowback.library.library import Library
from lowback.library.parse import Problem
from lowback.library.schema import UPRIGHT

MOST_CHANGES = 4


def changes_position_seldom(library: Library) -> Iterator[Problem]:
    """A routine changes position at most four times, and nobody who has come up from the floor goes down again."""
    for routine in library.routines.values():
        file = library.root / "routines" / f"{routine.id}.yaml"
        positions = [library.exercises[name].position for name in routine.items]
        changes = [place for place, (before, now) in enumerate(pairwise(positions), 1) if before != now]
        if len(changes) > MOST_CHANGES:
            yield Problem.at(file, ("items", changes[MOST_CHANGES]), f"{len(changes)} changes of position, at most 4")
        downs = [place for place in changes if positions[place - 1] in UPRIGHT and positions[place] not in UPRIGHT]
        for place in downs[1 if positions[0] in UPRIGHT else 0 :]:
            yield Problem.at(file, ("items", place), "down to the floor a second time")
