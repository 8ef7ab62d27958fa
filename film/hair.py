"""Hair: where it grows, its colour, how thick it stands and the bun at the back."""

from __future__ import annotations

from typing import Protocol

import numpy as np
import pyvista as pv

from film.blend import blended
from film.body import Body, Floats
from film.pose import Person

_COMBED = ([-0.04, -0.015, 0.02, 0.045, 0.09, 0.14], [0.066, 0.058, 0.012, 0.012, -0.035, -0.06])
_SHORT = (
    [-0.05, -0.02, 0.012, 0.030, 0.046, 0.060, 0.095, 0.15],
    [0.066, 0.060, 0.030, -0.018, -0.022, 0.0, -0.030, -0.045],
)


class _Head(Protocol):
    """Places on the head, measured from between the eyes."""

    @property
    def face(self) -> Floats: ...
    @property
    def head(self) -> Floats: ...
    @property
    def ear(self) -> Floats: ...
    @property
    def eye(self) -> Floats: ...


def curly(person: Person) -> bool:
    """Whether their hair is tightly curled."""
    return person.shape.get("african", 0.0) > 0.5


def above_hairline(face: Floats, person: Person) -> Floats:
    """How far a place on the head is above the hairline, in metres; short hair leaves the temples free."""
    places, heights = _COMBED if person.bun else _SHORT
    line = np.interp(face[:, 1], places, heights)
    temple = np.exp(-np.square((np.abs(face[:, 0]) - 0.046) / 0.014)) * (face[:, 1] < 0.0)
    return np.asarray(face[:, 2] - line - (0.0 if person.bun else 0.010) * temple)


def hair_cover(spot: _Head, person: Person) -> Floats:
    """How much of a place is under hair, 0 to 1; short hair fades out at its edge."""
    edge = 0.006 if person.bun else 0.014
    share = blended(above_hairline(spot.face, person) / edge + 0.5)
    return np.asarray(share * (spot.head > 0.5) * (spot.ear < 0.5) * (spot.eye < 0.5))


def hair_colour(face: Floats, person: Person, colour: Floats) -> Floats:
    """The colour of hair at places on the head: combed back in strands, short and ruffled, or curled."""
    x, y, z = face.T
    if curly(person):
        tone = np.sin(x * 800 + 3 * np.sin(z * 310)) * np.sin(y * 760 + 3 * np.sin(x * 290)) * np.sin(z * 780 + y * 300)
        return np.asarray(colour * (1 + 0.45 * tone[:, None]))
    across = np.arctan2(x, z + 0.02)
    sway = 0.05 * np.sin(y * 55 + across * 3)
    if not person.bun:
        across, sway = across * 1.4, 0.16 * np.sin(y * 90 + across * 9) + 0.1 * np.sin(z * 120)
    strand = (
        0.45 * np.sin((across + sway) * 143)
        + 0.35 * np.sin((across - sway) * 251 + 1)
        + 0.3 * np.sin(across * 67 + y * 60)
    )
    return np.asarray(colour * (1 + 0.065 * strand[:, None]))


def hair_rise(spot: _Head, person: Person) -> Floats:
    """How far hair stands off the skin, in metres."""
    thick = 0.016 if person.bun else 0.009
    if curly(person):
        thick = 0.019 if person.bun else 0.010
    rise = np.clip(above_hairline(spot.face, person) / 0.035, 0, 1) ** 0.6
    return np.asarray(thick * rise * hair_cover(spot, person))


def bun(body: Body, person: Person) -> tuple[Floats, pv.PolyData] | None:
    """A bun at the back of the head, in the head's own measure; curls make it fuller."""
    if not person.bun:
        return None
    eyes = body.heads[body.bone("eye.L")] * np.array([0, 1, 1])
    size = np.array([0.048, 0.040, 0.046]) if curly(person) else np.array([0.036, 0.029, 0.034])
    ball = pv.Icosphere(radius=1.0, nsub=4)
    way = np.asarray(ball.points)
    bumps = 0.035 * np.sin(way[:, 0] * 17) * np.sin(way[:, 1] * 16 + 1) * np.sin(way[:, 2] * 18) if curly(person) else 0
    swirl = 0.02 * np.sin(9 * np.arctan2(way[:, 2], way[:, 0]) + 8 * way[:, 1]) if not curly(person) else 0
    ball.points = way * (1 + np.asarray(bumps + swirl)[..., None]) * size + eyes + np.array([0, 0.190, 0.045])
    return np.asarray(ball.points) - body.heads[body.bone("head")], ball
