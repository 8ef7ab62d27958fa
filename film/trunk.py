"""The trunk as a body that arms and legs must not go into: an oval tube, bent as its bones are."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from film.motion import Figure, Floats, Ints, Posed

_SLICE = 0.03
_OWN = ("root", "pelvis", "spine", "breast")
_LEADERS = ("root", "spine04", "spine02")
"""The bones that carry the lower, middle and upper trunk."""
_FAR = 9.0


@dataclass(frozen=True)
class Trunk:
    """Ovals at rest, one a slice from the hips up: heights, half widths, half depths and middles from back to front."""

    heights: Floats
    wide: Floats
    deep: Floats
    middle: Floats
    edges: tuple[float, ...]


def trunk_of(figure: Figure) -> Trunk:
    """The trunk of a figure, measured on its skin at rest."""
    names = np.array([str(name) for name in figure.bones])
    main = names[figure.weight_bones[np.arange(len(figure.points)), figure.weights.argmax(1)]]
    skin = figure.points[[name.startswith(_OWN) for name in main]]
    low, high = figure.heads[figure.bone("upperleg01.L"), 2], figure.heads[figure.bone("spine01"), 2]
    heights = np.arange(low, high, _SLICE)
    slices = [skin[np.abs(skin[:, 2] - height) < 0.75 * _SLICE] for height in heights]
    front, back = (np.array([edge(part[:, 1]) for part in slices]) for edge in (np.min, np.max))
    edges = tuple(float(figure.heads[figure.bone(bone), 2]) for bone in _LEADERS[1:])
    return Trunk(
        heights=heights,
        wide=np.array([np.abs(part[:, 0]).max() for part in slices]),
        deep=(back - front) / 2,
        middle=(back + front) / 2,
        edges=(-_FAR, *edges, _FAR),
    )


def depth_in(trunk: Trunk, figure: Figure, posed: Posed, places: Floats) -> Floats:
    """How deep places (rows, n, 3) are inside the trunk of a posed figure, in metres; negative is outside it."""
    deepest = np.full(places.shape[:2], -_FAR)
    for bone, (low, high) in zip(_bones(figure), pairwise(trunk.edges), strict=True):
        rest = (places - posed.joints[:, None, bone]) @ posed.turns[:, bone] + figure.heads[bone]
        height = rest[..., 2]
        there = (height >= max(low, trunk.heights[0])) & (height < min(high, trunk.heights[-1]))
        deepest = np.where(there, np.maximum(deepest, _inside(trunk, rest)), deepest)
    return deepest


def _bones(figure: Figure) -> list[int]:
    return [figure.bone(bone) for bone in _LEADERS]


def _inside(trunk: Trunk, rest: Floats) -> Floats:
    """How deep places at rest are inside the oval at their height, measured towards its middle."""
    wide, deep, middle = (np.interp(rest[..., 2], trunk.heights, m) for m in (trunk.wide, trunk.deep, trunk.middle))
    x, y = rest[..., 0], rest[..., 1] - middle
    away = np.hypot(x, y)
    share = np.maximum(np.hypot(x / wide, y / deep), 1e-6)
    return np.asarray(away * (1 / share - 1))


def along(joints: Floats, limb: Ints, first: float) -> Floats:
    """Places along a limb's axis from a share of it to its end (rows, 6, 3)."""
    start, end = (joints[:, None, int(bone)] for bone in limb)
    return np.asarray(start + np.linspace(first, 1, 6)[:, None] * (end - start))
