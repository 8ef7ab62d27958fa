"""Easier and harder ways to do an exercise: only those that nothing speaks against."""

from __future__ import annotations

from collections.abc import Iterator

from lowback.library.catalogue import Exercise, Variation
from lowback.library.library import Library
from lowback.person.profile import Profile
from lowback.plan.routine import stand_ins


def open_to(
    ways: tuple[Variation, ...], exercise: Exercise, person: Profile | None, library: Library
) -> tuple[Variation, ...]:
    """The ways that this person may try; all of them when nobody has told us anything."""
    return tuple(way for way in ways if person is None or _allowed(way, exercise, person, library))


def gentler(exercise: Exercise, person: Profile, library: Library, taken: tuple[str, ...]) -> Iterator[Exercise]:
    """What this person may do in place of an exercise that hurts: what stands in for it, then its gentler kin."""
    swaps = [library.exercises[name] for name in stand_ins(exercise.id, person, library, taken)]
    yield from (other for other in swaps if other.level <= exercise.level)
    kin = (other for other in library.exercises.values() if other not in swaps and other.id not in taken)
    yield from (other for other in kin if _asks_less(other, exercise) and not person.against(other))


def calm(exercise: Exercise, person: Profile, library: Library, taken: tuple[str, ...]) -> Iterator[Exercise]:
    """The gentlest that this person may do in the same position, else sitting or lying down."""
    gentlest = [e for e in library.exercises.values() if e.level == 0 and e.id not in (exercise.id, *taken)]
    allowed = [other for other in gentlest if not person.against(other)]
    yield from (other for other in allowed if other.position == exercise.position)
    yield from (other for other in allowed if other.position in {"seated", "supine"} - {exercise.position})


def _asks_less(other: Exercise, exercise: Exercise) -> bool:
    """Trains the same before all, is easier where that can be, and asks for no kind of movement that is new."""
    easier = other.level < exercise.level or other.level == 0
    same = exercise.focus[0] in other.focus
    return other.id != exercise.id and easier and same and set(other.classes) <= set(exercise.classes)


def _allowed(way: Variation, exercise: Exercise, person: Profile, library: Library) -> bool:
    other = library.exercises[way.exercise] if way.exercise else None
    made = exercise.model_copy(
        update={"level": max(exercise.level, way.level), "classes": (*exercise.classes, *way.classes)}
    )
    return not person.against(made) and not (other and person.against(other))
