"""The picture that stands for a routine in a list: a telling one, and never the one that stands above it."""

from __future__ import annotations

from collections.abc import Iterable

from lowback.library.catalogue import Exercise
from lowback.library.library import Library
from lowback.person.profile import Profile
from lowback.plan.routine import Fitted
from lowback.session.pictures import figures_for, pictures

_SEEN_LITTLE = frozenset({"breath", "pelvic_floor", "rest"})
"""What exercises are for in whose pictures nothing happens."""


def covers(shown: Iterable[Fitted], library: Library, person: Profile | None = None) -> tuple[Exercise, ...]:
    """For each routine of a list the exercise that shows it; no two in a row have the same picture."""
    found: list[Exercise] = []
    above: str | None = ""
    for fitted in shown:
        figures = figures_for(library, person, fitted.routine)
        posters = [(pictures(exercise, library, figures).poster, exercise) for exercise in telling(fitted, library)]
        above, exercise = next((pair for pair in posters if pair[0] != above), posters[0])
        found.append(exercise)
    return tuple(found)


def telling(fitted: Fitted, library: Library) -> list[Exercise]:
    """What is left of the routine, most telling first: its covers, then what has a film in which something moves."""
    named = tuple(library.exercises[name] for name in fitted.routine.cover if name in fitted.items)
    left = (library.exercises[name] for name in fitted.items if name not in fitted.routine.cover)
    return [*named, *sorted(left, key=lambda exercise: _dullness(exercise, library))]


def _dullness(exercise: Exercise, library: Library) -> tuple[bool, bool]:
    return exercise.id not in library.media.clips, not _SEEN_LITTLE.isdisjoint(exercise.points)
