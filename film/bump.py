"""A pregnant belly: carried high and round, and moved by the trunk.

The body model's belly hangs low, and its skin weights were made for a flat one, which thighs fold.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from film.blend import blended

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

BUMP = "stomach-pregnant-incr"
"""How much bump a person has, among the local changes of the body model."""
_CARRIERS = ("root", "pelvis", "spine", "breast", "upperleg")
"""What the skin of a bump hangs on in the body model; hands are near, but no part of it."""


def on_the_trunk(
    vertices: Floats, heads: Floats, bones: tuple[str, ...], weights: Floats, owners: Ints
) -> tuple[Floats, Ints]:
    """Skin weights and their bones, with the bump hanging whole on the middle of the low back, and not on the thighs.

    A womb does not fold: it goes where the low back goes, when the trunk rounds or the thighs come up.
    """
    held = np.array([name.startswith(_CARRIERS) for name in bones])[owners]
    share = _bump_share(vertices, heads, bones) * (weights * held).sum(axis=1)
    middle = np.full((len(vertices), 1), bones.index("spine04"))
    return np.hstack([weights * (1 - share[:, None]), share[:, None]]), np.hstack([owners, middle])


def _bump_share(vertices: Floats, heads: Floats, bones: tuple[str, ...]) -> Floats:
    """How much of each point of skin is bump, from 0 to 1: in front of the hips, from the groin to under the ribs."""
    hip, ribs = heads[bones.index("upperleg01.L")], heads[bones.index("spine02")]
    forward = _ramp(hip[1] - 0.055 - vertices[:, 1], 0.07)
    above = _ramp(vertices[:, 2] - hip[2] + 0.025, 0.07)
    below = _ramp(ribs[2] + 0.06 - vertices[:, 2], 0.17)
    return np.asarray(forward * above * below)


def _ramp(value: Floats, over: float) -> Floats:
    """From 0 at 0 to 1 at so many metres, smooth at both ends."""
    return blended(value / over)


def carried_high(vertices: Floats, heads: Floats, bones: tuple[str, ...]) -> Floats:
    """The rest shape with the upper belly brought forward."""
    waist = heads[bones.index("spine03")]
    across, up = vertices[:, 0] / 0.135, (vertices[:, 2] - waist[2] - 0.035) / 0.095
    front = np.clip((waist[1] - 0.02 - vertices[:, 1]) / 0.10, 0, 1)
    share = np.exp(-np.square(across) - np.square(up)) * front
    return np.asarray(vertices + share[:, None] * np.array([0.0, -0.034, 0.008]))
