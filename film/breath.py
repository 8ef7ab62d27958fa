"""Breathing moves the belly and the lower ribs outwards by a few millimetres."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from film.body import Body

Floats = NDArray[np.float64]


_SHARES = {"belly": (1.0, 0.7, 0.45), "ribs": (0.15, 1.0, 0.3), "both": (0.6, 1.0, 0.45)}
"""How far the belly, the sides of the lower ribs and the chest go along, by where a breath goes."""


def breathing(body: Body, into: str = "belly") -> Floats:
    """How each point of the rest body moves with a full breath of one metre that goes mostly into belly or ribs."""
    at, hips = body.vertices, body.heads[body.bone("upperleg01.L")][2]
    waist, ribs = body.heads[body.bone("spine03")][2], body.heads[body.bone("spine01")][2]
    torso = 1 - np.clip(
        body.share("upperarm", "lowerarm", "finger", "metacarpal", "wrist", "upperleg", "head", "neck"), 0, 1
    )
    belly = np.exp(-np.square((at[:, 2] - waist) / 0.10)) * np.clip(-body.normals[:, 1], 0, 1)
    side = np.exp(-np.square((at[:, 2] - (waist + ribs) / 2) / 0.10)) * np.abs(body.normals[:, 0])
    chest = np.exp(-np.square((at[:, 2] - ribs) / 0.12)) * np.clip(-body.normals[:, 1], 0, 1)
    keep = np.clip((at[:, 2] - hips) / 0.08, 0, 1)
    outward = body.normals * np.array([1.0, 1.0, 0.2])
    risen = sum(share * part for share, part in zip(_SHARES[into], (belly, side, chest), strict=True))
    return np.asarray(outward * (risen * torso * keep)[:, None])
