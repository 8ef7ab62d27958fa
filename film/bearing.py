"""What a body rests on and runs into: support, balance, and limbs that would go through each other.

Segment masses and their centres: Winter, Biomechanics and Motor Control of Human Movement (4th edition, 2009), table 4.1.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

import numpy as np
from shapely import MultiPoint, Point

from film.motion import Figure, Floats, Posed
from film.pose import Box
from film.trunk import along, depth_in, trunk_of

_NEAR = 0.012
_LIMBS = (
    ("upperleg01", "lowerleg01", 0.100, 0.433),
    ("lowerleg01", "foot", 0.0465, 0.433),
    ("foot", "toe2-1", 0.0145, 0.5),
    ("upperarm01", "lowerarm01", 0.028, 0.436),
    ("lowerarm01", "wrist", 0.016, 0.430),
    ("wrist", "finger3-1", 0.006, 0.506),
)
_MASSES = (
    ("root", "neck01", 0.497, 0.5),
    ("neck01", "head", 0.081, 1.0),
    *((f"{start}.{side}", f"{end}.{side}", mass, share) for side in "LR" for start, end, mass, share in _LIMBS),
)
_TRUNK = ("root", "spine04", "spine02")
_FREE = {"upperarm01": 0.65, "upperleg01": 0.6, "head": 2.0}
"""From which share of it on a limb can be clear of the trunk it hangs on; the head always touches it."""


def outside(points: Floats, box: Box) -> Floats:
    """Distance of points (..., 3) to the surface of a block in metres; negative is inside it."""
    beyond = np.abs(points - np.array(box.centre)) - np.array(box.size) / 2
    apart = np.sqrt(np.square(np.maximum(beyond, 0)).sum(-1))
    return np.asarray(apart + np.minimum(beyond.max(-1), 0))


def centre_of_mass(figure: Figure, posed: Posed) -> Floats:
    """Where the body's weight acts, in metres (rows, 3)."""
    total = np.zeros((len(posed.joints), 3))
    for start, end, mass, share in _MASSES:
        a, b = posed.joints[:, figure.bone(start)], posed.joints[:, figure.bone(end)]
        total += mass * (a + share * (b - a))
    return total / sum(mass for _, _, mass, _ in _MASSES)


def overhang(figure: Figure, posed: Posed, row: int, boxes: tuple[Box, ...]) -> float:
    """How far, in metres, the centre of mass of one row lies outside what the body rests on or leans on."""
    skin = posed.skin[row]
    on = skin[:, 2] < _NEAR
    for box in boxes:
        if box.look != "mat":
            on |= np.abs(outside(skin, box)) < _NEAR
    centre = centre_of_mass(figure, posed)[row]
    return float(MultiPoint(skin[on, :2]).convex_hull.distance(Point(centre[:2]))) if on.any() else 1.0


def deepest_overlap(figure: Figure, posed: Posed) -> tuple[float, str]:
    """How deep, in metres, limbs that do not join are inside each other or the trunk at worst, and which they are."""
    found = [(0.0, "-"), *_in_limbs(figure, posed), *_in_trunk(figure, posed)]
    return max(found)


def _in_limbs(figure: Figure, posed: Posed) -> Iterator[tuple[float, str]]:
    for one, other in combinations(_limbs(figure), 2):
        if not set(figure.limbs[one].tolist()) & set(figure.limbs[other].tolist()):
            apart = _between(posed.joints, figure.limbs[one], figure.limbs[other])
            depth = float(figure.radii[one] + figure.radii[other] - apart.min())
            yield depth, f"{_name(figure, one)} {_name(figure, other)}"


def _in_trunk(figure: Figure, posed: Posed) -> Iterator[tuple[float, str]]:
    trunk = trunk_of(figure)
    for limb in _limbs(figure):
        first = _FREE.get(_name(figure, limb).partition(".")[0], 0.0)
        if first < 1:
            inside = depth_in(trunk, figure, posed, along(posed.joints, figure.limbs[limb], first))
            yield float(inside.max() + figure.radii[limb]), f"{_name(figure, limb)} trunk"


def _limbs(figure: Figure) -> list[int]:
    """The limbs that are not parts of the trunk."""
    return [limb for limb in range(len(figure.limbs)) if _name(figure, limb) not in _TRUNK]


def _name(figure: Figure, limb: int) -> str:
    return str(figure.bones[figure.limbs[limb][0]])


def _between(joints: Floats, one: Floats, other: Floats) -> Floats:
    """The shortest distance between two limbs' axes in every row, in metres."""
    a, b, c, d = (joints[:, int(bone)] for bone in (*one, *other))
    u, v, w = b - a, d - c, a - c
    uu, uv, vv, uw, vw = ((x * y).sum(-1) for x, y in ((u, u), (u, v), (v, v), (u, w), (v, w)))
    first = np.clip((uv * vw - vv * uw) / np.maximum(uu * vv - uv * uv, 1e-9), 0, 1)
    second = np.clip((uv * first + vw) / np.maximum(vv, 1e-9), 0, 1)
    first = np.clip((uv * second - uw) / np.maximum(uu, 1e-9), 0, 1)
    return np.asarray(np.linalg.norm(w + first[:, None] * u - second[:, None] * v, axis=-1))
