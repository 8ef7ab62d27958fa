"""Named patches of skin that can rest on something: soles, palms, knees, the seat, the back."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Mask = NDArray[np.bool_]


class _Skin:
    """The rest mesh as questions about where a patch of skin is and which way it faces."""

    def __init__(self, vertices: Floats, normals: Floats, heads: Floats, bones: tuple[str, ...], main: Ints) -> None:
        self.vertices, self.normals = vertices, normals
        self.heads = dict(zip(bones, heads, strict=True))
        self._names = np.array(bones)[main]

    def on(self, *prefixes: str) -> Mask:
        """Skin that hangs mainly on bones whose names start so."""
        return np.array([str(name).startswith(prefixes) for name in self._names])

    def near(self, bone: str, reach: float) -> Mask:
        """Skin within reach of a joint."""
        return np.asarray(np.linalg.norm(self.vertices - self.heads[bone], axis=1) < reach)

    def faces(self, axis: int, least: float) -> Mask:
        """Skin that faces along an axis; a negative least means against it."""
        along = self.normals[:, axis]
        return np.asarray(along > least if least > 0 else along < least)


def surface_parts(
    vertices: Floats, normals: Floats, heads: Floats, bones: tuple[str, ...], main: Ints
) -> dict[str, Ints]:
    """The vertex numbers of every named part."""
    skin = _Skin(vertices, normals, heads, bones, main)
    masks = _trunk(skin)
    for side, letter, out in (("left", "L", 1.0), ("right", "R", -1.0)):
        masks |= {f"{side}_{name}": mask for name, mask in _leg(skin, letter, out).items()}
        masks |= {f"{side}_{name}": mask for name, mask in _arm(skin, letter, out).items()}
    return {name: np.flatnonzero(mask) for name, mask in masks.items()}


def _trunk(skin: _Skin) -> dict[str, Mask]:
    torso = skin.on("spine", "root", "pelvis", "clavicle", "shoulder01")
    z = skin.vertices[:, 2]
    hips = skin.heads["upperleg01.L"][2]
    waist, ribs = skin.heads["spine03"][2], skin.heads["spine01"][2]
    buttock = (skin.on("root", "pelvis", "upperleg01", "spine05")) & (np.abs(z - hips) < 0.13)
    return {
        "seat": buttock & skin.faces(1, 0.3),
        "seat_below": skin.on("root", "pelvis", "upperleg01") & (z < hips - 0.02) & skin.faces(1, 0.3),
        "sacrum": torso & skin.faces(1, 0.5) & (np.abs(skin.vertices[:, 0]) < 0.08) & (z > hips) & (z < waist - 0.05),
        "upper_back": torso & skin.faces(1, 0.5) & (z > ribs - 0.05),
        "low_back": torso
        & skin.faces(1, 0.5)
        & (np.abs(skin.vertices[:, 0]) < 0.1)
        & (z > waist - 0.06)
        & (z < waist + 0.1),
        "head_back": skin.on("head") & skin.faces(1, 0.5),
        "forehead": skin.on("head") & skin.faces(1, -0.6) & (z > skin.heads["eye.L"][2] + 0.03),
        "left_head_side": skin.on("head") & skin.faces(0, 0.7),
        "right_head_side": skin.on("head") & skin.faces(0, -0.7),
        "trunk": torso,
        "belly": torso & skin.faces(1, -0.5) & (z > hips) & (z < waist + 0.08),
        "chest": torso & skin.faces(1, -0.5) & (z > ribs - 0.12),
    }


def _leg(skin: _Skin, letter: str, out: float) -> dict[str, Mask]:
    def on(*bones: str) -> Mask:
        return skin.on(*(f"{bone}.{letter}" for bone in bones))

    foot = skin.on(f"foot.{letter}") | _digits(skin, "toe", letter)
    ankle, toes = skin.heads[f"foot.{letter}"], skin.heads[f"toe2-1.{letter}"]
    y, under = skin.vertices[:, 1], skin.faces(2, -0.6)
    knee = skin.near(f"lowerleg01.{letter}", 0.11)
    thigh, above_knee = on("upperleg02"), skin.vertices[:, 2] - skin.heads[f"lowerleg01.{letter}"][2]
    return {
        "sole": foot & under,
        "heel": foot & under & (y > ankle[1] - 0.01),
        "heel_back": foot & skin.faces(1, 0.5) & (y > ankle[1]),
        "toes": foot & under & (y < toes[1] + 0.025),
        "foot_top": foot & skin.faces(2, 0.3) & (y < ankle[1] - 0.05),
        "foot_inner": foot & skin.faces(0, -0.6 * out),
        "foot_outer": foot & skin.faces(0, 0.6 * out),
        "knee": on("upperleg02", "lowerleg01") & knee & skin.faces(1, -0.5),
        "knee_outer": on("upperleg02", "lowerleg01") & knee & skin.faces(0, 0.6 * out),
        "knee_inner": on("upperleg02", "lowerleg01") & knee & skin.faces(0, -0.6 * out),
        "shin": on("lowerleg01", "lowerleg02") & skin.faces(1, -0.5) & ~knee,
        "calf": on("lowerleg01", "lowerleg02") & skin.faces(1, 0.6) & ~knee & (skin.vertices[:, 2] > ankle[2] + 0.1),
        "thigh_back": on("upperleg02") & skin.faces(1, 0.5) & ~knee,
        "thigh_outer": on("upperleg01", "upperleg02") & skin.faces(0, 0.7 * out),
        "thigh": on("upperleg01", "upperleg02"),
        "lower_leg": on("lowerleg01", "lowerleg02"),
        "thigh_top": thigh & skin.faces(1, -0.5),
        "thigh_mid": thigh & skin.faces(1, -0.7) & (np.abs(above_knee - 0.20) < 0.05),
        "thigh_low": thigh & skin.faces(1, -0.7) & (np.abs(above_knee - 0.10) < 0.05),
        "thigh_behind_inner": thigh
        & skin.faces(1, 0.35)
        & skin.faces(0, -0.15 * out)
        & (np.abs(above_knee - 0.16) < 0.05),
        "thigh_behind_outer": thigh
        & skin.faces(1, 0.35)
        & skin.faces(0, 0.15 * out)
        & (np.abs(above_knee - 0.16) < 0.05),
        "hip_outer": on("upperleg01", "pelvis") & skin.faces(0, 0.7 * out),
    }


def _digits(skin: _Skin, kind: str, letter: str) -> Mask:
    joints = (f"{kind}{digit}-{joint}.{letter}" for digit in range(1, 6) for joint in (1, 2, 3))
    return skin.on(*joints)


def _arm(skin: _Skin, letter: str, out: float) -> dict[str, Mask]:
    fingers = _digits(skin, "finger", letter)
    hand = fingers | skin.on(
        *(f"{bone}.{letter}" for bone in ("wrist", "metacarpal1", "metacarpal2", "metacarpal3", "metacarpal4"))
    )
    wrist = skin.heads[f"wrist.{letter}"]
    along = skin.heads[f"finger3-1.{letter}"] - wrist
    knuckles = skin.heads[f"finger5-1.{letter}"] - skin.heads[f"finger2-1.{letter}"]
    inward = np.cross(knuckles, along) * out
    palmar = skin.normals @ (inward / np.linalg.norm(inward)) > 0.5
    beyond = (skin.vertices - wrist) @ (along / np.linalg.norm(along)) > 0.015
    thumb = skin.on(*(f"finger1-{joint}.{letter}" for joint in (1, 2, 3)))
    arm = skin.on(*(f"{bone}.{letter}" for bone in ("shoulder01", "upperarm01", "upperarm02")))
    fore = skin.on(f"lowerarm01.{letter}", f"lowerarm02.{letter}")
    elbow = skin.near(f"lowerarm01.{letter}", 0.07)
    return {
        "hand": hand,
        "palm": hand & palmar & beyond & ~thumb,
        "palm_heel": hand & palmar & ~fingers,
        "hand_back": hand & (skin.normals @ (inward / np.linalg.norm(inward)) < -0.5) & ~thumb,
        "fingers": fingers & palmar & ~thumb,
        "forearm": fore,
        "elbow": (arm | fore) & elbow & skin.faces(1, 0.2),
        "arm": arm,
        "shoulder_outer": arm & skin.faces(0, 0.4 * out) & ~elbow,
    }
