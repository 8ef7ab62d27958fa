"""Whether films and doses are one clock: parts fill their film, and a dose says what its film cannot, and no more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from lowback.checks.walk import Found
from lowback.library.catalogue import Exercise
from lowback.library.library import Library
from lowback.library.media import Clip, PartKind
from lowback.library.parse import Problem

_NEAR = 0.0051
"""Seconds of a clip are rounded to a hundredth; a frame lasts four."""
_AFTER: Mapping[PartKind, tuple[PartKind, ...]] = {
    "in": ("hold", "out"),
    "hold": ("out", "move"),
    "out": ("rest", "in"),
    "rest": ("in", "move"),
    "move": ("hold", "rest"),
}
"""What each part may lead into; the last leads into the first."""


def parts_fill_their_clip(found: Found, _: Library) -> Iterator[Problem]:
    """The parts of a film are as long as the film."""
    clip = found.value
    if isinstance(clip, Clip) and abs(sum(part.seconds for part in clip.parts) - clip.seconds) > _NEAR:
        frames = sum(part.frames for part in clip.parts)
        yield found.problem(f"{frames} frames are not {clip.seconds:g} seconds", "parts")


def parts_lead_on(found: Found, _: Library) -> Iterator[Problem]:
    """Each part of a film leads into the next, and the last into the first; a film of one part leads into itself."""
    clip = found.value
    if isinstance(clip, Clip) and len(clip.parts) > 1:
        for part, after in pairwise((*clip.parts, clip.parts[0])):
            if after.kind not in _AFTER[part.kind]:
                yield found.problem(f"{part.kind} does not lead into {after.kind}", "parts")


def tempo_is_said_once(found: Found, library: Library) -> Iterator[Problem]:
    """A dose has a tempo of its own only where no film shows one."""
    exercise = found.value
    if not isinstance(exercise, Exercise) or exercise.dose.kind == "time":
        return
    filmed, typed = exercise.id in library.media.clips, exercise.dose.seconds_per_rep is not None
    if filmed and typed:
        yield found.problem("the film sets the tempo", "dose", "seconds_per_rep")
    if not filmed and not typed:
        yield found.problem("no film sets the tempo: write seconds_per_rep", "dose")


def stays_where_the_film_does(found: Found, library: Library) -> Iterator[Problem]:
    """A dose asks for a hold only where its film stays, and never for a shorter hold or rest than the film's."""
    exercise = found.value
    if not isinstance(exercise, Exercise) or exercise.id not in library.media.clips:
        return
    shown = {part.kind: part.seconds for part in exercise.film}
    if exercise.dose.hold_seconds and "hold" not in shown:
        yield found.problem("the film does not stay anywhere", "dose", "hold_seconds")
    for field, kind, asked in _asked(exercise):
        if asked < shown.get(kind, 0):
            message = f"{asked} s are less than the {shown[kind]:.1f} of the film"
            yield found.problem(message, "dose", field)


def _asked(exercise: Exercise) -> Iterator[tuple[str, PartKind, int]]:
    dose = exercise.dose
    if dose.hold_seconds is not None:
        yield "hold_seconds", "hold", dose.hold_seconds
    if dose.rest_between is not None:
        yield "rest_between", "rest", dose.rest_between
