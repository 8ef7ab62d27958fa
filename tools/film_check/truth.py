"""Where the joints of a filmed figure are, from the motion that is kept beside the clips."""

from __future__ import annotations

import numpy as np

from film.detect import POINTS, Floats
from film.motion import kept, posed

_BONES = {
    "shoulder": "upperarm01",
    "elbow": "lowerarm01",
    "wrist": "wrist",
    "hip": "upperleg01",
    "knee": "lowerleg01",
    "ankle": "foot",
}


def joints_of(stem: str) -> Floats:
    """The places of the twelve points (frames, 12, 3) in every frame of a film's loop, in metres."""
    motion, figure = kept(stem)
    bones = [figure.bone(f"{_BONES[part]}.{side[0].upper()}") for side, part in (p.split("_") for p in POINTS)]
    return np.asarray(posed(figure, motion).joints[:, bones][motion.frames])
