"""The ground under the figure: mat and soft shadow, painted as pictures seen from above."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter, grey_closing, zoom

from film.body import Floats
from film.pose import Box

Slim = NDArray[np.float32]
REACH = 2.4
_SIZE = 1400
_CELL, _COARSE = 0.01, 4
_HEIGHTS = np.array([0.0, 0.03, 0.065, 0.11, 0.17, 0.25, 0.36, 0.52, 0.75, 1.1, 1.5, 2.0])


def shadow(points: Floats, centre: tuple[float, float], slant: tuple[float, float]) -> Slim:
    """How dark the ground is under points above it, 0 to 1: sharp where they touch, wide and faint where they are high.

    A point counts for the two levels it lies between, so that nothing jumps when it rises.
    """
    at = np.asarray(points, dtype=np.float32)
    spots = at[:, :2] + at[:, 2:] * np.array(slant, np.float32) - np.array(centre, np.float32) + np.float32(REACH)
    height = np.clip(at[:, 2], 0, _HEIGHTS[-1] - 0.001)
    below = np.searchsorted(_HEIGHTS, height, side="right") - 1
    part = (height - _HEIGHTS[below]) / (_HEIGHTS[below + 1] - _HEIGHTS[below])
    light = np.ones((_cells(1), _cells(1)), dtype=np.float32)
    for number, level in enumerate(_HEIGHTS[:-1]):
        share = np.where(below == number, 1 - part, np.where(below == number - 1, part, 0)).astype(np.float32)
        there = share > 0.02
        if there.any():
            light *= 1 - np.float32(0.60 / (1 + level / 0.10)) * _level(spots[there], share[there], float(level))
    return np.asarray(1 - light, dtype=np.float32)


def _cells(coarse: int) -> int:
    return round(2 * REACH / _CELL) // coarse


def _level(spots: Slim, share: Slim, height: float) -> Slim:
    """One level of the figure, thrown on the ground and blurred by its height; wide blurs need only a coarse grid."""
    spread = (0.014 + 0.42 * height) / _CELL
    coarse = _COARSE if spread > 3 * _COARSE else 1
    cells = _cells(coarse)
    index = np.clip((spots / (_CELL * coarse)).astype(np.int32), 0, cells - 1)
    hit = np.zeros((cells, cells), dtype=np.float32)
    np.maximum.at(hit, (index[:, 1], index[:, 0]), share)
    margin = int(3 * spread / coarse) + 4
    low, high = np.maximum(index.min(0) - margin, 0), index.max(0) + margin + 1
    window = (slice(low[1], high[1]), slice(low[0], high[0]))
    part = hit[window] if coarse > 1 else grey_closing(hit[window], size=5)
    hit[window] = gaussian_filter(part, spread / coarse, truncate=2.6)
    return hit if coarse == 1 else np.asarray(zoom(hit, coarse, order=1, grid_mode=True, mode="nearest"))


def ground_picture(floor: str, mats: tuple[tuple[Box, str], ...], centre: tuple[float, float]) -> NDArray[np.uint8]:
    """The ground's colours as a picture, seen from above with y upwards."""
    image = np.tile(_rgb(floor), (_SIZE, _SIZE, 1))
    across = np.linspace(-REACH, REACH, _SIZE)
    x, y = np.meshgrid(across + centre[0], across + centre[1])
    for box, colour in mats:
        cover = _rounded(x - box.centre[0], y - box.centre[1], box.size[0] / 2, box.size[1] / 2)
        rim = _rounded(x - box.centre[0], y - box.centre[1], box.size[0] / 2 + 0.012, box.size[1] / 2 + 0.012)
        image = image * (1 - 0.05 * rim[..., None])
        image = image + (_rgb(colour) - image) * cover[..., None]
    return np.asarray((np.clip(image, 0, 1) * 255).astype(np.uint8)[::-1])


def _rounded(x: Floats, y: Floats, half_x: float, half_y: float, corner: float = 0.03) -> Floats:
    beyond_x, beyond_y = np.abs(x) - half_x + corner, np.abs(y) - half_y + corner
    beyond = np.hypot(np.maximum(beyond_x, 0), np.maximum(beyond_y, 0)) + np.minimum(np.maximum(beyond_x, beyond_y), 0)
    return np.asarray(np.clip(0.5 - (beyond - corner) / 0.004, 0, 1))


def _rgb(code: str) -> Floats:
    return np.array([int(code[i : i + 2], 16) for i in (1, 3, 5)]) / 255
