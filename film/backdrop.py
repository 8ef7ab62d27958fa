"""The empty set as one still picture, and the shadow that moves over its ground."""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pyvista as pv
from numpy.typing import NDArray
from PIL import Image

from film.body import Floats
from film.furniture import MAT, sweep
from film.ground import REACH, ground_picture, shadow
from film.pose import Box, Camera

PAPER = "#FBF5EB"
_CLOTH = {"ambient": 0.56, "diffuse": 0.40, "specular": 0.0}
_TINT = np.array([0.86, 0.90, 0.92], dtype=np.float32)


def ground_meshes(boxes: tuple[Box, ...], camera: Camera) -> list[tuple[pv.PolyData, dict[str, Any]]]:
    """The sweep and the ground with its mats, and how each is to be shown."""
    centre = (camera.look_at[0], camera.look_at[1])
    plane = pv.Plane(
        center=(*centre, 0.0), direction=(0, 0, 1), i_size=2 * REACH, j_size=2 * REACH, i_resolution=1, j_resolution=1
    )
    mats = tuple((box, MAT) for box in boxes if box.look == "mat")
    paint = pv.Texture(ground_picture(PAPER, mats, centre))
    paint.MipmapOn()
    return [
        (sweep(camera, -0.001), {"color": PAPER, "smooth_shading": True, **_CLOTH}),
        (plane, {"texture": paint, "smooth_shading": False, **_CLOTH}),
    ]


class Backdrop:
    """A still picture of the empty set; `view` takes places in the room to the picture, both sides from -1 to 1."""

    def __init__(self, empty: NDArray[np.uint8], view: Floats, camera: Camera) -> None:
        self._empty = empty
        self._centre = (camera.look_at[0], camera.look_at[1])
        turn = math.radians(camera.around + 38)
        self._slant = (-0.3 * math.cos(turn), 0.3 * math.sin(turn))
        self._set_map(view)

    def _set_map(self, view: Floats) -> None:
        """Where on the ground each place in the picture lies, and which rows of the picture show any ground."""
        high, wide = self._empty.shape[:2]
        to_pixels = np.array([[wide / 2, 0, wide / 2], [0, -high / 2, high / 2], [0, 0, 1]])
        to_picture = to_pixels @ view[np.ix_([0, 1, 3], [0, 1, 3])]
        self._to_ground = np.linalg.inv(to_picture)
        rows = self._to_ground[2, 2] + self._to_ground[2, 1] * np.arange(high)
        # Past the horizon the sign turns; ground that far away takes no shadow.
        self._first_row = int(np.argmax(rows * rows[-1] > 0))

    def _shade(self, solid: Floats) -> NDArray[np.float32]:
        """How dark the shadow is at each place of the picture below the horizon."""
        dark = shadow(solid, self._centre, self._slant)
        cells = dark.shape[0]
        scale = cells / (2 * REACH)
        to_cells = np.array(
            [[scale, 0, (REACH - self._centre[0]) * scale], [0, scale, (REACH - self._centre[1]) * scale], [0, 0, 1]]
        )
        lower = np.array([[1, 0, 0], [0, 1, self._first_row], [0, 0, 1]])
        turn = to_cells @ self._to_ground @ lower
        high, wide = self._empty.shape[:2]
        seen = Image.fromarray(dark).transform(
            (wide, high - self._first_row),
            Image.Transform.PERSPECTIVE,
            tuple((turn / turn[2, 2]).ravel()[:8]),
            Image.Resampling.BILINEAR,
        )
        return np.asarray(seen)

    def behind(self, shot: NDArray[np.uint8], solid: Floats) -> NDArray[np.uint8]:
        """The picture of what stands before the backdrop, put in front of it, with its shadow on the ground."""
        shade = self._shade(solid)
        picture = self._empty.copy()
        ground = picture[self._first_row :]
        lit = 1 - shade[..., None] * _TINT
        ground[:] = (ground * lit + 0.5).astype(np.uint8)
        return _over(picture, shot)


def _over(picture: NDArray[np.uint8], shot: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """The covered part of a finer shot, shrunk and laid over the picture; uncovered places of the shot are black."""
    scale = shot.shape[0] // picture.shape[0]
    covered = shot[..., 3] > 0
    rows, columns = np.flatnonzero(covered.any(1)), np.flatnonzero(covered.any(0))
    if not len(rows):
        return picture
    edges = (picture.shape[0], picture.shape[1])
    (top, end), (left, right) = (
        (max(0, found[0] // scale - 4), min(edge, found[-1] // scale + 5))
        for found, edge in zip((rows, columns), edges, strict=True)
    )
    fine = Image.fromarray(np.ascontiguousarray(shot[top * scale : end * scale, left * scale : right * scale]))
    bands = [band.resize((right - left, end - top), Image.Resampling.LANCZOS) for band in fine.split()]
    small = np.stack([np.asarray(band) for band in bands], -1).astype(np.float32)
    window = picture[top:end, left:right]
    mixed = small[..., :3] + window * (1 - small[..., 3:] / 255)
    window[:] = np.clip(mixed + 0.5, 0, 255).astype(np.uint8)
    return picture
