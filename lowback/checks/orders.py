"""Checks of the order in which a routine's exercises come: a sore back changes its position seldom."""

from __future__ import annotations

from collections.abc import Iterator

from lowback.library.library import Library
from lowback.library.parse import Problem
from lowback.library.schema import UPRIGHT

MOST_CHANGES = 4


def changes_position_seldom(library: Library) -> Iterator[Problem]:
    """A routine changes position at most four times, and nobody who has come up from the floor goes down again."""
    for routine in library.routines.values():
        file = library.root / "routines" / f"{routine.id}.yaml"
        changes = library.changes_of_position(routine.items)
        if len(changes) > MOST_CHANGES:
            too_many = f"{len(changes)} changes of position, at most {MOST_CHANGES}"
            yield Problem.at(file, ("items", changes[MOST_CHANGES]), too_many)
        up = [library.exercises[name].position in UPRIGHT for name in routine.items]
        downs = [place for place in changes if up[place - 1] and not up[place]]
        for place in downs[int(up[0]) :]:
            yield Problem.at(file, ("items", place), "down to the floor a second time")
