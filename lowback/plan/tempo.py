"""How long one repetition takes: film and count are one clock.

Where the body moves the film sets the tempo, slow as it is; where it stays, in a hold or a rest, the dose does.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate, pairwise

from lowback.library.catalogue import Dose, Exercise
from lowback.library.media import FilmPart, PartKind

QUICK = 1
"""Seconds of each way of a quick repetition; the remainder is rest."""


@dataclass(frozen=True, slots=True)
class Beat:
    """A part of one repetition and its seconds, to a thousandth: a frame lasts forty."""

    kind: PartKind
    seconds: float


def repetition(exercise: Exercise) -> tuple[Beat, ...]:
    """One repetition in the order of its film; empty where there is no film, or the film does not count."""
    dose, film = exercise.dose, exercise.film
    if dose.kind == "time" or not film:
        return ()
    lasting: list[tuple[PartKind, float]] = [(part.kind, _seconds(part, dose)) for part in film]
    if dose.rest_between and all(part.kind != "rest" for part in film):
        lasting.append(("rest", dose.rest_between))
    # Rounded where each ends, so that together they are as long as they are.
    ends = [0.0, *(round(end, 3) for end in accumulate(seconds for _, seconds in lasting))]
    spans = (round(end - start, 3) for start, end in pairwise(ends))
    return tuple(Beat(kind, seconds) for (kind, _), seconds in zip(lasting, spans, strict=True))


def quick_repetition(seconds: float) -> tuple[Beat, ...]:
    """A quick one: there, back and let go."""
    return Beat("in", QUICK), Beat("out", QUICK), Beat("rest", seconds - 2 * QUICK)


def seconds_of_one(exercise: Exercise) -> float:
    """Seconds of one repetition, or of the open stretch of time."""
    return exercise.dose.seconds_per_rep or round(sum(beat.seconds for beat in repetition(exercise)), 3)


def _seconds(part: FilmPart, dose: Dose) -> float:
    return {"hold": dose.hold_seconds, "rest": dose.rest_between}.get(part.kind) or part.seconds
