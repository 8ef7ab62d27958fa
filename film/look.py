"""What a person looks like: skin, hair, face and clothes, as rules for the colour of any place on the rest body."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from film.blend import blended
from film.body import Body, Floats
from film.bump import BUMP
from film.hair import hair_colour, hair_cover
from film.pose import Person
from film.wrap import Places, wrapped


@dataclass(frozen=True, slots=True)
class Spot:
    """Places on the rest body; `face` is measured from between the eyes, the others are what each place hangs on."""

    at: Floats
    face: Floats
    head: Floats
    ear: Floats
    arm: Floats
    leg: Floats
    eye: Floats
    along_arm: Floats
    along_leg: Floats


# All bodies share one mesh: the ears are among these vertices in everybody.
_EARS = ((5380, 5755), (11963, 12336))


def rgb(code: str) -> Floats:
    """A colour written as #rrggbb, each part from 0 to 1."""
    return np.array([int(code[i : i + 2], 16) for i in (1, 3, 5)]) / 255


def soft(value: Floats, edge: float, width: float) -> Floats:
    """0 below the edge, 1 above it, blended over a width."""
    return blended((value - edge) / width + 0.5)


def spots(body: Body) -> Spot:
    """The rules' view of every vertex of a body."""
    hand = ("finger", "metacarpal", "wrist")
    shoulder = body.heads[body.bone("upperarm01.L")]
    elbow = body.heads[body.bone("lowerarm01.L")]
    mirrored = body.vertices * np.where(body.vertices[:, :1] < 0, [-1, 1, 1], [1, 1, 1])
    wrist = body.heads[body.bone("wrist.L")]
    upper = (mirrored - shoulder) @ (elbow - shoulder) / np.square(elbow - shoulder).sum()
    fore = (mirrored - elbow) @ (wrist - elbow) / np.square(wrist - elbow).sum()
    hip, ankle = body.heads[body.bone("upperleg01.L")], body.heads[body.bone("foot.L")]
    face = body.vertices - body.heads[body.bone("eye.L")] * np.array([0, 1, 1])
    return Spot(
        at=body.vertices,
        face=face,
        head=body.share("head", "eye"),
        ear=_ears(face),
        arm=body.share("upperarm", "lowerarm", *hand),
        leg=body.share("upperleg", "lowerleg", "foot", "toe"),
        eye=body.share("eye"),
        along_arm=np.where(body.share("lowerarm", *hand) > 0.5, 1 + np.maximum(fore, 0.0), upper),
        along_leg=(mirrored[:, 2] - hip[2]) / (ankle[2] - hip[2]),
    )


def _ears(face: Floats) -> Floats:
    """1 on the ears, 0 elsewhere."""
    numbered = np.zeros(len(face), dtype=bool)
    for first, end in _EARS:
        numbered[first:end] = True
    x, y, z = np.abs(face[:, 0]), face[:, 1], face[:, 2]
    beside = (x > 0.06) & (y > 0.028) & (y < 0.11) & (z > -0.065) & (z < 0.017 - 0.25 * np.abs(y - 0.062))
    return np.asarray(numbered & beside, dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Cut:
    """Where clothes end on one body, in metres."""

    neck: Floats
    hem: float
    waist: float
    upper_arm: float
    sleeve: float
    bump: float


def cut(body: Body, person: Person) -> Cut:
    """How a person's clothes are cut: over a bump the top is longer in front, and goes under it."""
    low_back = float(body.heads[body.bone("spine05")][2])
    arm = body.heads[body.bone("lowerarm01.L")] - body.heads[body.bone("upperarm01.L")]
    return Cut(
        neck=body.heads[body.bone("neck01")] + np.array([0.0, -0.028, 0.030]),
        hem=low_back + 0.045,
        waist=low_back + 0.075,
        upper_arm=float(np.linalg.norm(arm)),
        sleeve=person.sleeve,
        bump=min(1.0, person.local.get(BUMP, 0.0)),
    )


def into_top(spot: Spot, made: Cut) -> Floats:
    """How far a place is inside the edge of the top, in metres: from the neck, from the hem and from the cuffs."""
    from_neck = spot.at - made.neck
    collar = np.hypot(np.hypot(from_neck[:, 0], from_neck[:, 1]), np.minimum(from_neck[:, 2], 0)) - 0.097
    front = soft(-spot.at[:, 1], 0.02, 0.16)
    hem = spot.at[:, 2] - made.hem + 0.075 * made.bump * front
    cuff = (made.sleeve - spot.along_arm) * made.upper_arm
    on_arm = spot.arm > 0.5
    inside = np.where(on_arm, cuff, np.minimum(collar, hem))
    return np.asarray(np.where(spot.head > 0.5, -1.0, inside))


def top_cover(spot: Spot, made: Cut) -> Floats:
    """How much of a place is under the top, 0 to 1."""
    return soft(into_top(spot, made), 0.0, 0.0025)


def leggings_cover(spot: Spot, made: Cut) -> Floats:
    """How much of a place is under the leggings: waist to just above the ankle."""
    return np.asarray(
        soft(made.waist - spot.at[:, 2], 0.0, 0.003) * soft(0.9 - spot.along_leg, 0.0, 0.006) * (spot.arm < 0.5)
    )


def texture(body: Body, person: Person) -> NDArray[np.uint8]:
    """The picture that is wrapped round the body, painted place by place."""
    own = spots(body)
    made = cut(body, person)
    values = {field.name: np.asarray(getattr(own, field.name)) for field in fields(Spot)}
    return wrapped(body, values, lambda places: _paint(Spot(**places), person, made))


def _paint(spot: Spot, person: Person, made: Cut) -> Floats:
    """The colour of any places of the body."""
    colour: Floats = np.tile(rgb(person.skin), (len(spot.at), 1))
    head = spot.head > 0.02
    near: Places = {field.name: getattr(spot, field.name)[head] for field in fields(Spot)}
    colour[head] = _head(Spot(**near), colour[head], person)
    cuff = soft(spot.along_leg, 0.885, 0.002)
    leggings = leggings_cover(spot, made)
    colour = over(colour, rgb(person.leggings) * (1 - 0.12 * cuff[:, None]), leggings)
    inside = into_top(spot, made)
    edge = soft(0.011 - inside, 0.0, 0.0015)
    return over(colour, rgb(person.top) * (1 - 0.10 * edge[:, None]), soft(inside, 0.0, 0.0025))


def over(under: Floats, above: Floats, share: Floats) -> Floats:
    """One colour laid over another, by a share."""
    return np.asarray(under + (above - under) * share[:, None])


def _head(spot: Spot, skin: Floats, person: Person) -> Floats:
    """The skin of the head with lips, cheeks, brows, a stubble if they have one, eyes and hair."""
    x, y, z = np.abs(spot.face[:, 0]), spot.face[:, 1], spot.face[:, 2]
    front = (spot.head > 0.5) * (y < 0.01)
    lip = np.clip(1 - np.hypot(x / 0.024, (z - person.mouth) / (0.0105 - 0.004 * (x / 0.024) ** 2)), 0, 1)
    skin = over(skin, skin * np.array([0.93, 0.66, 0.64]), soft(lip, 0.1, 0.2) * front * 0.75)
    blush = np.exp(-np.square((x - 0.045) / 0.02) - np.square((z + 0.035) / 0.018)) * front
    skin = over(skin, skin * np.array([1.0, 0.86, 0.84]), blush * 0.5)
    dark = rgb(person.hair) * (0.72 if rgb(person.hair).mean() > 0.5 else 1.0)
    arch = 0.0225 + 0.0035 * np.sin(np.clip((x - 0.010) / 0.044, 0, 1) * np.pi)
    brow = soft(0.0026 - np.abs(z - arch), 0.0, 0.002) * soft(x, 0.014, 0.005) * soft(0.052 - x, 0.0, 0.008) * front
    skin = over(skin, dark, brow * 0.65)
    rim = np.abs(np.hypot((x - 0.0305) / 0.0175, z / 0.0085) - 1) * 0.01
    lash = soft(0.0025 - rim, 0.0, 0.002) * (z > 0.001) * front * (spot.eye < 0.5)
    skin = over(skin, np.minimum(dark, 0.4) * 0.6, lash * 0.7)
    if person.beard:
        skin = over(skin, rgb(person.hair), _beard(x, y, z) * (1 - soft(lip, 0.05, 0.1)) * (spot.head > 0.5) * 0.6)
    return over(_eyes(spot, skin), hair_colour(spot.face, person, rgb(person.hair)), hair_cover(spot, person))


def _beard(x: Floats, y: Floats, z: Floats) -> Floats:
    """Where a short beard grows: along the jaw from before the ears, and over the lip."""
    line = np.interp(y, [-0.03, -0.005, 0.03, 0.05], [-0.076, -0.066, -0.046, -0.012])
    jaw = soft(line - z, 0.0, 0.014) * soft(0.062 - y, 0.0, 0.016) * soft(z, -0.135, 0.02)
    over_lip = np.abs(z + 0.0625 + 0.25 * np.maximum(x - 0.010, 0))
    lip = soft(0.030 - x, 0.0, 0.016) * soft(0.0055 - over_lip, 0.0, 0.006) * soft(-0.005 - y, 0.0, 0.01)
    return np.asarray(np.maximum(jaw, 0.75 * lip))


def _eyes(spot: Spot, skin: Floats) -> Floats:
    """White, iris and pupil on the eyeballs."""
    off = np.hypot(np.abs(spot.face[:, 0]) - 0.0305, spot.face[:, 2])
    ball = np.tile(np.array([0.93, 0.91, 0.89]), (len(off), 1))
    ball = over(ball, np.array([0.30, 0.20, 0.13]), soft(0.0070 - off, 0.0, 0.001))
    ball = over(ball, np.array([0.03, 0.02, 0.02]), soft(0.0028 - off, 0.0, 0.001))
    return over(skin, ball, (spot.eye > 0.5).astype(np.float64))
