"""The routines of the library in groups: for this person, by where they are done, and by the time of day."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, get_args

from lowback.library.catalogue import TimeOfDay
from lowback.library.library import Library
from lowback.library.schema import UPRIGHT
from lowback.plan.reasons import Place

Group = Literal["you", "all"] | Place | TimeOfDay


def place(items: tuple[str, ...], library: Library) -> Place:
    """Where these exercises are done: on the floor if any of them is, else as most of them are."""
    positions = [library.exercises[name].position for name in items]
    if any(position not in UPRIGHT for position in positions):
        return "floor"
    return "seated" if positions.count("seated") * 2 >= len(positions) else "standing"


def grouped(
    routines: Mapping[str, tuple[str, ...]], mine: tuple[str, ...], library: Library
) -> Mapping[Group, tuple[str, ...]]:
    """The ids in each group that has any, in the order they come in; `routines` says what is in each."""
    places = {name: place(items, library) for name, items in routines.items()}
    times = {name: library.routines[name].time for name in routines}
    found: dict[Group, tuple[str, ...]] = {"you": mine}
    for where in get_args(Place):
        found[where] = tuple(name for name in routines if places[name] == where)
    for when in get_args(TimeOfDay):
        found[when] = tuple(name for name in routines if times[name] == when)
    found["all"] = tuple(routines)
    return {group: names for group, names in found.items() if names}
