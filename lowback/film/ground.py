"""The ground under the figure: mat and soft shadow, painted as one picture."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from lowback.film.pose import Box

Floats = NDArray[np.float64]
REACH = 2.4
_CELL = 0.01
_SLANT = (0.28, 0.12)


def shadow(points: Floats, centre: tuple[float, float], slant: tuple[float, float]) -> Floats:
    """How dark the ground is under points above it, 0 to 1: sharp where they touch, wide and faint where they are high."""
    cells = round(2 * REACH / _CELL)
    light = np.ones((cells, cells))
    edges = np.array([-0.02, 0.02, 0.05, 0.09, 0.14, 0.2, 0.28, 0.38, 0.5, 0.7, 1.0, 1.5, 2.0])
    for low, high in zip(edges[:-1], edges[1:], strict=True):
        layer = points[(points[:, 2] >= low) & (points[:, 2] < high)]
        if len(layer):
            middle = max(0.0, float(low + high) / 2)
            light *= 1 - _strength(middle) * _layer(layer, centre, slant, cells, middle)
    return np.asarray(1 - light)


def _strength(height: float) -> float:
    return float(0.50 / (1 + height / 0.10))


def _layer(
    points: Floats, centre: tuple[float, float], slant: tuple[float, float], cells: int, height: float
) -> Floats:
    """One slice of the figure, thrown on the ground and blurred by its height."""
    spots = points[:, :2] - np.array(centre) + points[:, 2:] * np.array(slant) + REACH
    index = np.clip((spots / _CELL).astype(int), 0, cells - 1)
    hit = np.zeros((cells, cells), dtype=np.uint8)
    hit[index[:, 1], index[:, 0]] = 255
    image = Image.fromarray(hit).filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.MinFilter(3))
    blurred = image.filter(ImageFilter.GaussianBlur((0.012 + 0.42 * height) / _CELL))
    return np.asarray(blurred, dtype=np.float64) / 255


def ground_picture(
    floor: str, mats: tuple[tuple[Box, str], ...], dark: Floats, centre: tuple[float, float]
) -> NDArray[np.uint8]:
    """The ground's colours as a picture, seen from above with y upwards."""
    size = 1400
    image = np.tile(_rgb(floor), (size, size, 1))
    x, y = np.meshgrid(np.linspace(-REACH, REACH, size) + centre[0], np.linspace(-REACH, REACH, size) + centre[1])
    for box, colour in mats:
        cover = _rounded(x - box.centre[0], y - box.centre[1], box.size[0] / 2, box.size[1] / 2)
        rim = _rounded(x - box.centre[0], y - box.centre[1], box.size[0] / 2 + 0.012, box.size[1] / 2 + 0.012)
        image = image * (1 - 0.05 * rim[..., None])
        image = image + (_rgb(colour) - image) * cover[..., None]
    shade = np.asarray(Image.fromarray(dark).resize((size, size), Image.Resampling.BICUBIC))
    image = image * (1 - shade[..., None] * np.array([0.86, 0.90, 0.92]))
    return np.asarray((np.clip(image, 0, 1) * 255).astype(np.uint8)[::-1])


def _rounded(x: Floats, y: Floats, half_x: float, half_y: float, corner: float = 0.03) -> Floats:
    beyond_x, beyond_y = np.abs(x) - half_x + corner, np.abs(y) - half_y + corner
    beyond = np.hypot(np.maximum(beyond_x, 0), np.maximum(beyond_y, 0)) + np.minimum(np.maximum(beyond_x, beyond_y), 0)
    return np.asarray(np.clip(0.5 - (beyond - corner) / 0.004, 0, 1))


def _rgb(code: str) -> Floats:
    return np.array([int(code[i : i + 2], 16) for i in (1, 3, 5)]) / 255
