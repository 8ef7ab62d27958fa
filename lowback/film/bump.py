"""A pregnant belly: carried high and round, and moved by the trunk.

The body model's belly hangs low, and its skin weights were made for a flat one, which thighs fold.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def on_the_trunk(vertices: Floats, heads: Floats, bones: tuple[str, ...], weights: Floats, owners: Ints) -> Floats:
    """The skin weights, with what a bump hangs on the thighs given to the bone of the trunk it hangs on most."""
    hip = heads[bones.index("upperleg01.L")]
    forward = np.clip((hip[1] - 0.095 - vertices[:, 1]) / 0.05, 0, 1)
    above = np.clip((vertices[:, 2] - hip[2] + 0.025) / 0.06, 0, 1)
    thigh = np.array([name.startswith("upperleg") for name in bones])[owners]
    given = (weights * thigh).sum(axis=1) * forward * above
    most = np.where(thigh, -1.0, weights).argmax(axis=1)
    moved = weights * np.where(thigh, 1 - (forward * above)[:, None], 1.0)
    moved[np.arange(len(moved)), most] += given
    return np.asarray(moved)


def carried_high(vertices: Floats, heads: Floats, bones: tuple[str, ...]) -> Floats:
    """The rest shape with the upper belly brought forward."""
    waist = heads[bones.index("spine03")]
    across, up = vertices[:, 0] / 0.135, (vertices[:, 2] - waist[2] - 0.035) / 0.095
    front = np.clip((waist[1] - 0.02 - vertices[:, 1]) / 0.10, 0, 1)
    share = np.exp(-np.square(across) - np.square(up)) * front
    return np.asarray(vertices + share[:, None] * np.array([0.0, -0.034, 0.008]))
