"""Keeps a solved film and a thinned body, so that the motion can be checked without the film maker's libraries."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from film.body import Body, Floats
from film.joints import JOINT_NAMES
from film.motion import FIGURES, MOTIONS, Figure, Trajectory, posed
from film.rig import turn_of
from film.shoot import Shoot, Take

_THIN = 3
_PART = 60
_SAME = 0.001
_SEGMENTS = [
    (f"{start}.{side}", f"{end}.{side}", tuple(f"{own}.{side}" for own in owners))
    for side in ("L", "R")
    for start, end, owners in (
        ("upperarm01", "lowerarm01", ("upperarm01", "upperarm02")),
        ("lowerarm01", "wrist", ("lowerarm01", "lowerarm02")),
        ("wrist", "finger3-1", ("wrist", "metacarpal1", "metacarpal2", "metacarpal3", "metacarpal4")),
        ("upperleg01", "lowerleg01", ("upperleg01", "upperleg02")),
        ("lowerleg01", "foot", ("lowerleg01", "lowerleg02")),
        ("foot", "toe2-1", ("foot",)),
    )
]
_TRUNK = (
    ("root", "spine04", ("root", "spine05", "pelvis.L", "pelvis.R")),
    ("spine04", "spine03", ("spine04", "spine03")),
    ("spine02", "neck01", ("spine02", "spine01")),
    ("head", "eye.L", ("head",)),
)


def trajectory(shoot: Shoot, take: Take) -> Trajectory:
    """The solved film, rounded to what can be seen: a hundredth of a degree, a tenth of a millimetre."""
    rows, names = take.rows(), list(shoot.pose.keyframes)
    spots = sorted(take.row, key=lambda spot: take.row[spot])
    held = np.zeros(len(take.motion.angles), dtype=np.uint8)
    held[
        [
            row
            for row, m in zip(rows, take.moments, strict=True)
            if m.start == m.end and _long(take, m.start, shoot.pose.flow)
        ]
    ] = 1
    return Trajectory(
        figure=np.array(shoot.figure),
        joints=np.array(JOINT_NAMES),
        angles=np.round(take.motion.angles.numpy(), 2).astype(np.float32),
        turns=np.round(take.motion.turns.numpy(), 4).astype(np.float32),
        places=np.round(take.motion.places.numpy(), 4).astype(np.float32),
        starts=np.array([names.index(start) for start, _, _ in spots], dtype=np.uint8),
        ends=np.array([names.index(end) for _, end, _ in spots], dtype=np.uint8),
        shares=np.array([share for _, _, share in spots], dtype=np.float32),
        frames=np.array(rows, dtype=np.uint16),
        held=held,
    )


def _long(take: Take, keyframe: str, flow: bool) -> bool:
    """Whether the film rests in a keyframe rather than passes through it."""
    return not flow and sum(m.start == m.end == keyframe for m in take.moments) > 2


def files(stem: str, shoot: Shoot, take: Take) -> dict[Path, bytes]:
    """The solved film, and the figure that moves in it, as they are to be kept.

    Raises:
        AssertionError: the checks would see another movement than the camera.
    """
    motion, figure = trajectory(shoot, take), thinned(shoot.body)
    seen = shoot.rig.bones(take.motion.angles, turn_of(take.motion.turns), take.motion.places)[1].numpy()
    assert np.abs(posed(figure, motion).joints - seen).max() < _SAME, stem
    return {FIGURES / f"{shoot.figure}.npz": figure.packed(), MOTIONS / f"{stem}.npz": motion.packed()}


def thinned(body: Body) -> Figure:
    """The body with every third point of its skin, and the points of its parts (at most 60 each)."""
    chosen = {name: points[:: max(1, len(points) // _PART)] for name, points in sorted(body.parts.items())}
    every = np.unique(np.concatenate([np.arange(0, len(body.vertices), _THIN), *chosen.values()]))
    pairs = [(n, int(p)) for n, points in enumerate(chosen.values()) for p in np.searchsorted(every, points)]
    segments = [*_SEGMENTS, *_TRUNK]
    return Figure(
        heads=body.heads.astype(np.float32),
        parents=body.parents.astype(np.int16),
        bones=np.array(body.bones),
        neutral=body.neutral.astype(np.float32),
        points=body.vertices[every].astype(np.float32),
        weight_bones=body.weight_bones[every].astype(np.uint8),
        weights=body.weights[every].astype(np.float32),
        part_names=np.array(list(chosen)),
        part_of=np.array([n for n, _ in pairs], dtype=np.uint8),
        part_points=np.array([p for _, p in pairs], dtype=np.uint16),
        limbs=np.array([(body.bone(a), body.bone(b)) for a, b, _ in segments], dtype=np.uint8),
        radii=np.array([_radius(body, a, b, owners) for a, b, owners in segments], dtype=np.float32),
    )


def _radius(body: Body, start: str, end: str, owners: tuple[str, ...]) -> float:
    """How thick a limb is all round: most of its skin is further from its axis."""
    on = body.share(*owners) > 0.6
    a, b = body.heads[body.bone(start)], body.heads[body.bone(end)]
    return float(np.quantile(_from_axis(body.vertices[on], a, b), 0.3))


def _from_axis(points: Floats, a: Floats, b: Floats) -> Floats:
    along = np.clip((points - a) @ (b - a) / np.square(b - a).sum(), 0, 1)
    return np.asarray(np.linalg.norm(points - a - along[:, None] * (b - a), axis=1))
