"""Anatomical neutral: the turns that bring each bone of the rest pose to standing straight, arms hanging, palms in."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from film.joints import LUMBAR

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_DOWN = np.array([0.0, 0.0, -1.0])
_FORWARD = np.array([0.0, -1.0, 0.0])
_PELVIS = 0.7
"""The share of a flatter back that the pelvis gives; the ribs give the rest."""


def unit(vector: Floats) -> Floats:
    """The vector at length one."""
    return np.asarray(vector / np.linalg.norm(vector))


def _frame(along: Floats, across: Floats) -> Floats:
    """Three right-angled axes: the first along, the second as near to across as it can be."""
    first = unit(along)
    second = unit(across - first * (across @ first))
    return np.stack([first, second, np.cross(first, second)], axis=1)


def _turn(along: Floats, across: Floats, to_along: Floats, to_across: Floats) -> Floats:
    """The rotation that carries one pair of directions to another."""
    return np.asarray(_frame(to_along, to_across) @ _frame(along, across).T)


def _arm(at: dict[str, Floats], side: str) -> dict[str, Floats]:
    """Arm hanging, elbow straight with its hinge across the body, palm to the thigh."""
    upper = at[f"lowerarm01.{side}"] - at[f"upperarm01.{side}"]
    fore = at[f"wrist.{side}"] - at[f"lowerarm01.{side}"]
    hand = at[f"finger3-1.{side}"] - at[f"wrist.{side}"]
    knuckles = at[f"finger5-1.{side}"] - at[f"finger2-1.{side}"]
    hinge, inward = np.cross(upper, fore), np.array([-1.0, 0.0, 0.0])
    forearm = _turn(fore, hinge, _DOWN, inward)
    palm = _turn(hand, knuckles, _DOWN, -_FORWARD)
    return {
        f"upperarm01.{side}": _turn(upper, hinge, _DOWN, inward),
        f"lowerarm01.{side}": forearm,
        f"lowerarm02.{side}": _between(forearm, palm, 0.5),
        f"wrist.{side}": palm,
    }


def _between(first: Floats, second: Floats, share: float) -> Floats:
    """The rotation a share of the way from the first to the second."""
    step = second @ first.T
    angle = np.arccos(np.clip((np.trace(step) - 1) / 2, -1, 1))
    if angle < 1e-6:
        return first
    skew = (step - step.T) / (2 * np.sin(angle))
    part = np.eye(3) + np.sin(share * angle) * skew + (1 - np.cos(share * angle)) * skew @ skew
    return np.asarray(part @ first)


def _leg(at: dict[str, Floats], side: str) -> dict[str, Floats]:
    """Ankle straight below the hip, foot pointing forward with the sole level."""
    leg = at[f"foot.{side}"] - at[f"upperleg01.{side}"]
    foot = at[f"toe2-1.{side}"] - at[f"foot.{side}"]
    level = np.array([foot[0], foot[1], 0.0])
    straight = _turn(leg, np.array([1.0, 0.0, 0.0]), _DOWN, np.array([1.0, 0.0, 0.0]))
    return {f"upperleg01.{side}": straight, f"foot.{side}": _turn(level, -_DOWN, _FORWARD, -_DOWN)}


def _trunk(hollow: float) -> dict[str, Floats]:
    """The low back bent forward by so many degrees, most of it by the pelvis tucked under; the head stays upright."""
    tucked, along = -_PELVIS * hollow, 0.0
    turns = {"root": _forward(tucked)}
    for bone, share in LUMBAR:
        along += share * hollow
        turns[bone] = _forward(tucked + along)
    return turns | {"neck01": np.eye(3)}


def _forward(degrees: float) -> Floats:
    """The rotation that bends forward."""
    sin, cos = np.sin(np.radians(degrees)), np.cos(np.radians(degrees))
    return np.array([[1.0, 0.0, 0.0], [0.0, cos, -sin], [0.0, sin, cos]])


def neutral_turns(heads: Floats, parents: Ints, bones: tuple[str, ...], hollow: float) -> Floats:
    """One rotation a bone, from its rest direction to its direction in anatomical neutral.

    `hollow` is how many degrees the rest pose's low back is hollower than that of a person who stands at ease.
    """
    at = dict(zip(bones, heads, strict=True))
    named = _trunk(hollow) | _arm(at, "L") | _arm(at, "R") | _leg(at, "L") | _leg(at, "R")
    turns: list[Floats] = []
    for bone, parent in zip(bones, parents, strict=True):
        inherited = turns[parent] if parent >= 0 else np.eye(3)
        turns.append(named.get(bone, inherited))
    return np.stack(turns)
