"""Wraps a painted picture round the body: which place of the body each texel shows, and what colour it has there."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from film.body import Body, Floats, Ints

SIZE = 2048
Places = dict[str, Floats]
Slim = NDArray[np.float32]


def wrapped(body: Body, values: Places, paint: Callable[[Places], Floats]) -> NDArray[np.uint8]:
    """The picture for a body: values at its vertices are carried to every texel and painted there."""
    face, corners, filled = _raster(body)
    image = np.zeros((SIZE, SIZE, 3), dtype=np.uint8)
    colour = paint({name: _blend(value, body, face, corners) for name, value in values.items()})
    image[filled] = (np.clip(colour, 0, 1) * 255 + 0.5).astype(np.uint8)
    return _bleed(image, filled)


def _blend(values: Floats, body: Body, face: Ints, corners: Slim) -> Floats:
    """Values at vertices, carried to places inside faces."""
    own = values.astype(np.float32)
    columns = body.faces[face].T
    shares = corners.T if own.ndim == 1 else corners.T[..., None]
    return np.asarray(sum(own[column] * share for column, share in zip(columns, shares, strict=True)))


def _raster(body: Body) -> tuple[Ints, Slim, NDArray[np.bool_]]:
    """Which face lies under each texel and where in it; faces of about one size are done together."""
    owner = np.full(SIZE * SIZE, -1, dtype=np.int64)
    mixed = np.zeros((SIZE * SIZE, 2), dtype=np.float32)
    spots = (body.uv[body.uv_faces] * SIZE).astype(np.float32)
    low = np.maximum(np.floor(spots.min(1)).astype(np.int64) - 1, 0)
    reach = (np.ceil(spots.max(1)).astype(np.int64) + 2 - low).max(1)
    done = 0
    for size in (6, 8, 10, 12, 14, 17, 20, 25, 32, 44, 64, 128, SIZE):
        chosen = np.flatnonzero((reach > done) & (reach <= size))
        done = size
        for part in np.array_split(chosen, max(1, len(chosen) * size * size // 400_000)):
            if len(part):
                _fill(part, spots[part], low[part], int(reach[part].max()), owner, mixed)
    filled = owner >= 0
    first, second = mixed[filled].T
    return owner[filled], np.stack([first, second, 1 - first - second], -1), filled.reshape(SIZE, SIZE)


def _fill(part: Ints, spots: Slim, low: Ints, size: int, owner: Ints, mixed: Slim) -> None:
    """Mark the texels of some faces of about one size."""
    a, b, c = (spots[:, i, :, None, None] for i in range(3))
    step = np.arange(size, dtype=np.float32) + np.float32(0.5)
    u, v = low[:, 0, None, None] + step[None, None, :], low[:, 1, None, None] + step[None, :, None]
    u, v = u.astype(np.float32), v.astype(np.float32)
    area = (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) - (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0])
    area = np.where(np.abs(area) < 1e-9, np.inf, area)
    first = ((b[:, 0] - u) * (c[:, 1] - v) - (b[:, 1] - v) * (c[:, 0] - u)) / area
    second = ((c[:, 0] - u) * (a[:, 1] - v) - (c[:, 1] - v) * (a[:, 0] - u)) / area
    inside = (first > -0.02) & (second > -0.02) & (first + second < 1.02) & (u < SIZE) & (v < SIZE)
    which, row, column = np.nonzero(inside & np.isfinite(area))
    texel = (low[which, 1] + row) * SIZE + low[which, 0] + column
    owner[texel] = part[which]
    mixed[texel] = np.stack([first[inside & np.isfinite(area)], second[inside & np.isfinite(area)]], -1)


def _bleed(image: NDArray[np.uint8], filled: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """The picture with every island's rim grown outwards, so that seams do not show."""
    for _ in range(4):
        for shift in ((0, 1), (0, -1), (1, 0), (-1, 0)):
            moved, there = np.roll(image, shift, (0, 1)), np.roll(filled, shift, (0, 1))
            grow = there & ~filled
            image[grow] = moved[grow]
            filled = filled | grow
    return image
