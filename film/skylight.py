"""How much light from all round reaches each place on the figure and the furniture: soft dark where surfaces meet."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from film.body import Floats, Ints

Slim = NDArray[np.float32]
_PAIRS = 26
_CELL = 0.018
_FLOOR_REACH = 0.30


def neighbours(faces: Ints, count: int) -> csr_array:
    """A matrix that puts the mean of its neighbours, and a little of itself, in place of every vertex's value."""
    ends = np.concatenate([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    row, column = np.concatenate([ends[:, 0], ends[:, 1]]), np.concatenate([ends[:, 1], ends[:, 0]])
    links = csr_array((np.ones(len(row), dtype=np.float32), (row, column)), shape=(count, count))
    links.data[:] = 1.0
    own = csr_array((np.full(count, 2.0, dtype=np.float32), (np.arange(count), np.arange(count))), shape=(count, count))
    mixed = links + own
    share = 1 / np.asarray(mixed.sum(axis=1)).ravel()
    return csr_array(mixed.multiply(share[:, None]).astype(np.float32))


def _directions() -> Slim:
    """Directions spread evenly over half the sphere; each also stands for its opposite."""
    number = np.arange(_PAIRS)
    height = (number + 0.5) / _PAIRS
    around = number * math.pi * (3 - math.sqrt(5))
    ring = np.sqrt(1 - height**2)
    return np.stack([ring * np.cos(around), ring * np.sin(around), height], 1).astype(np.float32)


class Skylight:
    """The light of a bright room, brightest from the side of the lamp."""

    def __init__(self, lamp: Floats) -> None:
        self._half = _directions()
        both = np.concatenate([self._half, -self._half])
        side = np.clip(both @ (lamp / np.linalg.norm(lamp)).astype(np.float32), 0, 1)
        self._bright = (0.75 + 0.35 * both[:, 2] + 1.1 * side**3).astype(np.float32)

    def reaching(self, points: Floats, normals: Floats, blockers: Floats) -> Slim:
        """The share of the light that reaches each point past the blockers, 0 to 1."""
        at, facing, block = (np.ascontiguousarray(a, dtype=np.float32) for a in (points, normals, blockers))
        lit, most = np.zeros(len(at), dtype=np.float32), np.full(len(at), 1e-6, dtype=np.float32)
        middle, reach = _round(np.concatenate([at, block]))
        for number, way in enumerate(self._half):
            rise = facing @ way
            plane = _plane(way)
            spots, deep = _along(at, plane, way)
            block_spots, block_deep = _along(block, plane, way)
            low = np.asarray(plane @ middle - reach, dtype=np.float32)
            for sign, bright in ((1, self._bright[number]), (-1, self._bright[number + _PAIRS])):
                turned = rise * sign
                front = np.flatnonzero(turned > 0.04)
                cover = _roof(_cells(block_spots - low), block_deep * sign, math.ceil(2 * reach / _CELL))
                gap = _sampled(cover, _cells(spots[front] - low)) - deep[front] * sign
                free = _past(gap, turned[front])
                if sign < 0:
                    free *= _past_floor(at[front, 2], way[2])
                share = turned[front] * bright
                lit[front] += share * free
                most[front] += share
        return lit / most


def _round(points: Slim) -> tuple[Slim, float]:
    """The middle of a ball round all points, and its radius with some room to spare."""
    low, high = points.min(0), points.max(0)
    return np.asarray((low + high) / 2, dtype=np.float32), float(np.linalg.norm(high - low)) / 2 + 3 * _CELL


def _along(points: Slim, plane: Slim, way: Slim) -> tuple[Slim, Slim]:
    """Places seen along a direction: where on the plane across it, and how far up."""
    return np.asarray(points @ plane.T, dtype=np.float32), np.asarray(points @ way, dtype=np.float32)


def _plane(way: Slim) -> Slim:
    """Two directions across a direction."""
    aside = np.cross(way, np.array([0.0, 0.0, 1.0]) if abs(way[2]) < 0.9 else np.array([1.0, 0.0, 0.0]))
    aside /= np.linalg.norm(aside)
    return np.stack([aside, np.cross(way, aside)]).astype(np.float32)


def _cells(spots: Slim) -> Slim:
    return np.asarray(spots / np.float32(_CELL), dtype=np.float32)


def _roof(spots: Slim, deep: Slim, size: int) -> Slim:
    """The outermost blocker over each cell of a grid, spread by a cell so that there are no holes."""
    cover = np.full(size * size, -9.0, dtype=np.float32)
    cell = spots.astype(np.int32)
    np.maximum.at(cover, cell[:, 0] * size + cell[:, 1], deep)
    roof = cover.reshape(size, size)
    for axis in (0, 1):
        spread = roof.copy()
        ahead, behind = [slice(None)] * 2, [slice(None)] * 2
        ahead[axis], behind[axis] = slice(1, None), slice(None, -1)
        np.maximum(spread[tuple(ahead)], roof[tuple(behind)], out=spread[tuple(ahead)])
        np.maximum(spread[tuple(behind)], roof[tuple(ahead)], out=spread[tuple(behind)])
        roof = spread
    return roof


def _sampled(roof: Slim, spots: Slim) -> Slim:
    """The roof's height at places between the middles of its cells."""
    spots = spots - np.float32(0.5)
    cell = spots.astype(np.int32)
    part = np.asarray(spots - cell, dtype=np.float32)
    wide = roof.shape[1]
    flat, index = roof.ravel(), cell[:, 0] * wide + cell[:, 1]
    x, y = part[:, 0], part[:, 1]
    near = flat[index] * (1 - y) + flat[index + 1] * y
    far = flat[index + wide] * (1 - y) + flat[index + wide + 1] * y
    return np.asarray(near * (1 - x) + far * x, dtype=np.float32)


def _past(gap: Slim, turned: Slim) -> Slim:
    """How much light passes a roof so far above: a slanting surface must not shade itself."""
    slack = 0.018 + 0.030 * np.sqrt(1 / np.square(turned) - 1)
    return np.asarray(1 - np.clip((gap - np.minimum(slack, 0.16)) / 0.035, 0, 1), dtype=np.float32)


def _past_floor(height: Slim, slope: np.float32) -> Slim:
    """Light that comes up from the floor: none where it is near, all where it is far."""
    way = np.maximum(height, 0) / (slope * _FLOOR_REACH)
    return np.asarray(1 - 0.75 / (1 + way * way), dtype=np.float32)
