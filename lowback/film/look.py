"""What a person looks like: skin, hair, face and clothes, painted on the rest body, and how far cloth and hair stand off."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from lowback.film.body import Body
from lowback.film.pose import Person

Floats = NDArray[np.float64]
SIZE = 2048


@dataclass(frozen=True, slots=True)
class _Spot:
    """Places on the rest body in the face's own measure: z from the eyes, and what each place hangs on."""

    at: Floats
    face: Floats
    head: Floats
    arm: Floats
    leg: Floats
    foot: Floats
    hand: Floats
    eye: Floats
    along_arm: Floats
    along_leg: Floats


def _rgb(code: str) -> Floats:
    return np.array([int(code[i : i + 2], 16) for i in (1, 3, 5)]) / 255


def soft(value: Floats, edge: float, width: float) -> Floats:
    """0 below the edge, 1 above it, blended over a width."""
    share = np.clip((value - edge) / width + 0.5, 0, 1)
    return np.asarray(share * share * (3 - 2 * share))


def _spots(body: Body, at: Floats, shares: dict[str, Floats]) -> _Spot:
    """The paint rules' view of any points of the body."""
    eyes = body.heads[body.bone("eye.L")] * np.array([0, 1, 1])
    return _Spot(at=at, face=at - eyes, **shares)


def _shares(body: Body) -> dict[str, Floats]:
    fingers = ("finger", "metacarpal", "wrist")
    shoulder = body.heads[body.bone("upperarm01.L")]
    elbow = body.heads[body.bone("lowerarm01.L")]
    mirrored = body.vertices * np.where(body.vertices[:, :1] < 0, [-1, 1, 1], [1, 1, 1])
    upper = (mirrored - shoulder) @ (elbow - shoulder) / np.square(elbow - shoulder).sum()
    hip, ankle = body.heads[body.bone("upperleg01.L")], body.heads[body.bone("foot.L")]
    return {
        "head": body.share("head"),
        "arm": body.share("upperarm", "lowerarm", *fingers),
        "leg": body.share("upperleg", "lowerleg", "foot", "toe"),
        "foot": body.share("foot", "toe"),
        "hand": body.share(*fingers),
        "eye": body.share("eye"),
        "along_arm": np.where(body.share("lowerarm", *fingers) > 0.5, np.maximum(upper, 1.0), upper),
        "along_leg": (mirrored[:, 2] - hip[2]) / (ankle[2] - hip[2]),
    }


def _hairline(face: Floats) -> Floats:
    """How far a place on the head is above the hairline, in metres."""
    line = np.interp(face[:, 1], [-0.04, -0.015, 0.02, 0.045, 0.09, 0.14], [0.066, 0.058, 0.012, 0.012, -0.035, -0.06])
    return np.asarray(face[:, 2] - line)


def _ear(face: Floats) -> Floats:
    """Where the ears are, 0 to 1."""
    near = np.hypot((face[:, 1] - 0.06) / 0.027, (face[:, 2] + 0.02) / 0.036)
    return np.asarray((near < 1) & (np.abs(face[:, 0]) > 0.066)).astype(np.float64)


def hair_cover(spot: _Spot) -> Floats:
    """How much of a place is under hair, 0 to 1."""
    return np.asarray(
        soft(_hairline(spot.face), 0.0, 0.006) * (spot.head > 0.5) * (1 - _ear(spot.face)) * (spot.eye < 0.5)
    )


def top_cover(spot: _Spot, person: Person, body: Body) -> Floats:
    """How much of a place is under the top: sleeves to a share of the upper arm, a round neck, down over the waistband."""
    neck = body.heads[body.bone("neck01")]
    waist = body.heads[body.bone("spine05")][2] + 0.045
    ring = np.hypot(spot.at[:, 0] / 0.088, (spot.at[:, 1] - neck[1] + 0.02) / 0.085)
    drop = neck[2] - 0.012 - 0.035 * soft(-(spot.at[:, 1] - neck[1]), 0.0, 0.1)
    above = np.minimum(ring * 0.08 - 0.08, 0) * -1
    neckline = np.where(spot.at[:, 2] > drop, 1.0, 0.0) * (above > 0)
    sleeve = soft(person.sleeve - spot.along_arm, 0.0, 0.01)
    armed = np.where(spot.arm > 0.5, sleeve, 1.0)
    trunk = soft(spot.at[:, 2], waist, 0.003) * (spot.head < 0.5)
    high = soft(neck[2] + 0.028 - spot.at[:, 2], 0.0, 0.003)
    return np.asarray(trunk * armed * (1 - neckline) * np.where(spot.arm > 0.5, 1.0, high))


def leggings_cover(spot: _Spot, body: Body) -> Floats:
    """How much of a place is under the leggings: waist to just above the ankle."""
    waist = body.heads[body.bone("spine05")][2] + 0.075
    return np.asarray(
        soft(waist - spot.at[:, 2], 0.0, 0.003) * soft(0.9 - spot.along_leg, 0.0, 0.006) * (spot.arm < 0.5)
    )


def dressed(body: Body, person: Person) -> Floats:
    """The rest shape with hair and cloth on: cloth lies smooth over the chest and stands a little off the skin."""
    spot = _spots(body, body.vertices, _shares(body))
    under = top_cover(spot, person, body) * (spot.arm < 0.2)
    smooth = _ironed(body, under)
    return np.asarray(smooth + body.normals * stand_off(body, person)[:, None])


def _ironed(body: Body, where: Floats, rounds: int = 12) -> Floats:
    """The rest shape with its small bumps ironed out where cloth covers it."""
    edges = np.unique(
        np.sort(np.concatenate([body.faces[:, [0, 1]], body.faces[:, [1, 2]], body.faces[:, [2, 0]]]), axis=1), axis=0
    )
    count = np.bincount(edges.ravel(), minlength=len(body.vertices))[:, None]
    points = body.vertices.copy()
    for step in range(rounds):
        total = np.zeros_like(points)
        np.add.at(total, edges[:, 0], points[edges[:, 1]])
        np.add.at(total, edges[:, 1], points[edges[:, 0]])
        # Shrinking and swelling in turn (Taubin) smooths without losing volume.
        pull = 0.6 if step % 2 == 0 else -0.45
        points = points + pull * where[:, None] * (total / np.maximum(count, 1) - points)
    return points


def stand_off(body: Body, person: Person) -> Floats:
    """How far hair and cloth stand off the skin at each vertex, in metres."""
    spot = _spots(body, body.vertices, _shares(body))
    thick = 0.016 if person.bun else 0.009
    rise = np.clip(_hairline(spot.face) / 0.03, 0, 1) ** 0.6
    hair = thick * rise * hair_cover(spot)
    return np.asarray(hair + 0.0045 * top_cover(spot, person, body) + 0.0015 * leggings_cover(spot, body))


def _paint(spot: _Spot, person: Person, body: Body) -> Floats:
    """The colour of any places of the body."""
    skin = np.tile(_rgb(person.skin), (len(spot.at), 1))
    skin = _face(spot, skin, person)
    across = np.arctan2(spot.face[:, 0], spot.face[:, 2] + 0.02)
    strand = (
        np.sin(across * 210) * 0.5 + np.sin(across * 77 + 1.0) * 0.3 + np.sin(across * 333 + spot.face[:, 1] * 40) * 0.2
    )
    hair = _rgb(person.hair) * (1.0 + 0.13 * strand[:, None])
    colour = _over(skin, hair, hair_cover(spot))
    leggings = leggings_cover(spot, body)
    band = soft(spot.along_leg, 0.885, 0.002)
    colour = _over(colour, _rgb(person.leggings) * (1 - 0.12 * band[:, None]), leggings)
    return _over(colour, np.tile(_rgb(person.top), (len(spot.at), 1)), top_cover(spot, person, body))


def _over(under: Floats, over: Floats, share: Floats) -> Floats:
    return under + (over - under) * share[:, None]


def _face(spot: _Spot, skin: Floats, person: Person) -> Floats:
    """The skin with lips, brows, cheeks, a stubble if they have one, and eyes."""
    x, y, z = np.abs(spot.face[:, 0]), spot.face[:, 1], spot.face[:, 2]
    front = (spot.head > 0.5) * (y < 0.01)
    lip = np.clip(1 - np.hypot(x / 0.024, (z - person.mouth) / (0.0105 - 0.004 * (x / 0.024) ** 2)), 0, 1)
    skin = _over(skin, skin * np.array([0.93, 0.66, 0.64]), soft(lip, 0.1, 0.2) * front * 0.75)
    blush = np.exp(-np.square((x - 0.045) / 0.02) - np.square((z + 0.035) / 0.018)) * front
    skin = _over(skin, skin * np.array([1.0, 0.86, 0.84]), blush * 0.5)
    arch = 0.0225 + 0.0035 * np.sin(np.clip((x - 0.010) / 0.044, 0, 1) * np.pi)
    brow = soft(0.0026 - np.abs(z - arch), 0.0, 0.002) * soft(x, 0.014, 0.005) * soft(0.052 - x, 0.0, 0.008) * front
    skin = _over(skin, np.tile(_rgb(person.hair), (len(x), 1)), brow * 0.65)
    lash = (
        soft(0.0025 - np.abs(np.hypot((x - 0.0305) / 0.0175, z / 0.0085) - 1) * 0.01, 0.0, 0.002) * (z > 0.001) * front
    )
    skin = _over(skin, np.tile(_rgb(person.hair) * 0.6, (len(x), 1)), lash * 0.7 * (spot.eye < 0.5))
    if person.beard:
        jaw = soft(-z, 0.052, 0.02) * (spot.head > 0.5) * soft(0.075 - y, 0.0, 0.02) * (1 - soft(lip, 0.05, 0.1))
        skin = _over(skin, np.tile(_rgb(person.hair), (len(x), 1)), jaw * 0.55)
    return _eyes(spot, skin)


def _eyes(spot: _Spot, skin: Floats) -> Floats:
    """White, iris and pupil on the eyeballs."""
    off = np.hypot(np.abs(spot.face[:, 0]) - 0.0305, spot.face[:, 2])
    ball = np.tile(np.array([0.93, 0.91, 0.89]), (len(off), 1))
    ball = _over(ball, np.tile(np.array([0.30, 0.20, 0.13]), (len(off), 1)), soft(0.0070 - off, 0.0, 0.001))
    ball = _over(ball, np.tile(np.array([0.03, 0.02, 0.02]), (len(off), 1)), soft(0.0028 - off, 0.0, 0.001))
    return _over(skin, ball, (spot.eye > 0.5).astype(np.float64))


def texture(body: Body, person: Person) -> NDArray[np.uint8]:
    """The picture that is wrapped round the body, painted place by place."""
    face, corners, filled = _raster(body)
    shares = {name: _blend(values, body, face, corners) for name, values in _shares(body).items()}
    at = _blend(body.vertices, body, face, corners)
    image = np.zeros((SIZE, SIZE, 3), dtype=np.uint8)
    painted = np.clip(_paint(_spots(body, at, shares), person, body), 0, 1)
    image[filled] = (painted * 255).astype(np.uint8)
    return _bleed(image, filled)


def _blend(values: Floats, body: Body, face: NDArray[np.int64], corners: Floats) -> Floats:
    """Values at vertices, carried to places inside faces."""
    own = values[body.faces[face]]
    return np.asarray(np.einsum("nc...,nc->n...", own, corners))


def _raster(body: Body) -> tuple[NDArray[np.int64], Floats, NDArray[np.bool_]]:
    """Which face lies under each texel and where in it."""
    owner = np.full((SIZE, SIZE), -1, dtype=np.int64)
    mixed = np.zeros((SIZE, SIZE, 3))
    spots = body.uv[body.uv_faces] * SIZE
    for number, (a, b, c) in enumerate(spots):
        low = np.maximum(np.floor(np.minimum(np.minimum(a, b), c)).astype(int) - 1, 0)
        high = np.minimum(np.ceil(np.maximum(np.maximum(a, b), c)).astype(int) + 2, SIZE)
        u, v = np.meshgrid(np.arange(low[0], high[0]) + 0.5, np.arange(low[1], high[1]) + 0.5)
        area = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
        if abs(area) < 1e-9:
            continue
        first = ((b[0] - u) * (c[1] - v) - (b[1] - v) * (c[0] - u)) / area
        second = ((c[0] - u) * (a[1] - v) - (c[1] - v) * (a[0] - u)) / area
        inside = (first > -0.02) & (second > -0.02) & (first + second < 1.02)
        window = (slice(low[1], high[1]), slice(low[0], high[0]))
        owner[window][inside] = number
        mixed[window][inside] = np.stack([first, second, 1 - first - second], -1)[inside]
    filled = owner >= 0
    return owner[filled], mixed[filled], filled


def _bleed(image: NDArray[np.uint8], filled: NDArray[np.bool_]) -> NDArray[np.uint8]:
    """The picture with every island's rim grown outwards, so that seams do not show."""
    for _ in range(4):
        for shift in ((0, 1), (0, -1), (1, 0), (-1, 0)):
            moved, there = np.roll(image, shift, (0, 1)), np.roll(filled, shift, (0, 1))
            grow = there & ~filled
            image[grow] = moved[grow]
            filled = filled | grow
    return image
