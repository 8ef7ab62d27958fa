"""Whether the list of films says what a film can be: its parts fill it, and one leads into the next."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from lowback.checks.walk import Found
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
