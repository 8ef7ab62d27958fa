"""Easier and harder ways to do an exercise: only those that nothing speaks against."""

from __future__ import annotations

from lowback.library.catalogue import Exercise, Variation
from lowback.library.library import Library
from lowback.person.profile import Profile


def open_to(
    ways: tuple[Variation, ...], exercise: Exercise, person: Profile | None, library: Library
) -> tuple[Variation, ...]:
    """The ways that this person may try; all of them when nobody has told us anything."""
    return tuple(way for way in ways if person is None or _allowed(way, exercise, person, library))


def _allowed(way: Variation, exercise: Exercise, person: Profile, library: Library) -> bool:
    other = library.exercises[way.exercise] if way.exercise else None
    made = exercise.model_copy(
        update={"level": max(exercise.level, way.level), "classes": (*exercise.classes, *way.classes)}
    )
    return not person.against(made) and not (other and person.against(other))
