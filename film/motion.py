"""The solved motion of a film as it is kept, and the body it moves: plain arrays, no solver and no renderer needed."""

from __future__ import annotations

import io
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from film.joints import JOINT_NAMES, JOINTS

MOTIONS = Path("content/poses/motions")
FIGURES = Path("content/poses/figures")
Floats = NDArray[np.floating[Any]]
Ints = NDArray[np.integer[Any]]
Kept = TypeVar("Kept", bound="_Arrays")


class _Arrays:
    """Facts that are kept as one compressed file of arrays."""

    @classmethod
    def load(cls, path: Path) -> Self:
        """The facts kept in this file."""
        with np.load(path) as raw:
            return cls(**{name: _wide(raw[name]) for name in raw.files})

    def packed(self) -> bytes:
        """The facts as they are kept; the same facts always make the same bytes."""
        data = io.BytesIO()
        np.savez_compressed(data, **{f.name: getattr(self, f.name) for f in fields(self)})  # type: ignore[arg-type]
        return data.getvalue()


def _wide(values: NDArray[np.generic]) -> NDArray[np.generic]:
    kinds: dict[str, type[np.generic]] = {"f": np.float64, "u": np.int64, "i": np.int64}
    return values.astype(kinds[values.dtype.kind]) if values.dtype.kind in kinds else values


@dataclass(frozen=True)
class Trajectory(_Arrays):
    """Every distinct position of a film, and which one each frame of the loop shows.

    figure: who moves; joints: names of the columns of `angles`; angles: degrees (rows, joints); turns: the pelvis's
    rotation vectors (rows, 3); places: the pelvis in metres (rows, 3); starts, ends, shares: between which keyframes a
    row lies, by their number in the file, and how far; frames: the row of each frame; held: whether the film rests in
    a row.
    """

    figure: NDArray[np.str_]
    joints: NDArray[np.str_]
    angles: Floats
    turns: Floats
    places: Floats
    starts: Ints
    ends: Ints
    shares: Floats
    frames: Ints
    held: Ints

    def angle(self, joint: str) -> Floats:
        """One joint's angle in degrees in every row."""
        return self.angles[:, list(self.joints).index(joint)]


@dataclass(frozen=True)
class Figure(_Arrays):
    """One of our people, thinned to what the checks need.

    heads: joints at rest (bones, 3); parents, bones, neutral: the skeleton as in `Body`; points: some of the skin at
    rest (points, 3); weight_bones, weights: what moves each; part_names, part_of, part_points: pairs of a part and a
    point on it; limbs: capsules as bone from and bone to; radii: their radius in metres, just under the skin.
    """

    heads: Floats
    parents: Ints
    bones: NDArray[np.str_]
    neutral: Floats
    points: Floats
    weight_bones: Ints
    weights: Floats
    part_names: NDArray[np.str_]
    part_of: Ints
    part_points: Ints
    limbs: Ints
    radii: Floats

    def part(self, name: str) -> Ints:
        """The rows of `points` that lie on a part."""
        return np.asarray(self.part_points[self.part_of == list(self.part_names).index(name)])

    def bone(self, name: str) -> int:
        """The index of a bone by its name."""
        return list(self.bones).index(name)


def kept(stem: str) -> tuple[Trajectory, Figure]:
    """The motion of the film of that name and its figure, as they are kept."""
    motion = Trajectory.load(MOTIONS / f"{stem}.npz")
    return motion, Figure.load(FIGURES / f"{motion.figure}.npz")


@dataclass(frozen=True)
class Posed:
    """A figure in every row of a motion: bone turns (rows, bones, 3, 3), joints (rows, bones, 3) and skin (rows, points, 3)."""

    turns: Floats
    joints: Floats
    skin: Floats


def posed(figure: Figure, motion: Trajectory) -> Posed:
    """The figure in every row of the motion."""
    assert tuple(motion.joints) == JOINT_NAMES, "kept with other joints: film it again"
    turns, heads = _bones(figure, motion)
    offsets = heads - (turns @ figure.heads[..., None])[..., 0]
    mixing = np.zeros((len(figure.points), len(figure.parents)))
    np.add.at(mixing, (np.arange(len(figure.points))[:, None], figure.weight_bones), figure.weights)
    ones = np.ones((len(figure.points), 1))
    skinning = (mixing[:, :, None] * np.concatenate([figure.points, ones], 1)[:, None]).reshape(len(ones), -1)
    moves = np.concatenate([turns, offsets[..., None]], -1).transpose(0, 2, 1, 3).reshape(len(turns), 3, -1)
    return Posed(turns, heads, np.swapaxes(moves @ skinning.T, 1, 2))


def _bones(figure: Figure, motion: Trajectory) -> tuple[Floats, Floats]:
    """World turns and places of all bones in every row (the solver's rig does the same with slopes)."""
    own = _own_turns(figure, motion.angles)
    rows, count = len(motion.angles), len(figure.parents)
    frames, heads = np.zeros((rows, count, 3, 3)), np.zeros((rows, count, 3))
    for bone in _from_the_root(figure.parents):
        parent = figure.parents[bone]
        if parent < 0:
            frames[:, bone], heads[:, bone] = turns_of(motion.turns), motion.places
            continue
        arm = figure.neutral[parent] @ (figure.heads[bone] - figure.heads[parent])
        heads[:, bone] = heads[:, parent] + frames[:, parent] @ arm
        frames[:, bone] = frames[:, parent] @ own[bone] if bone in own else frames[:, parent]
    return frames @ figure.neutral, heads


def _from_the_root(parents: Ints) -> list[int]:
    """The bones, each after the one it hangs on."""
    order: list[int] = []
    while len(order) < len(parents):
        order += [b for b in range(len(parents)) if b not in order and (parents[b] < 0 or parents[b] in order)]
    return order


def _own_turns(figure: Figure, angles: Floats) -> dict[int, Floats]:
    turns: dict[int, Floats] = {}
    for column, joint in enumerate(JOINTS):
        for name, share in joint.shares:
            turn = turns_of(np.radians(angles[:, column, None] * share) * np.array(joint.axis))
            bone = figure.bone(name)
            turns[bone] = turns[bone] @ turn if bone in turns else turn
    return turns


def turns_of(vectors: Floats) -> Floats:
    """The rotations that rotation vectors (rows, 3) stand for."""
    angle = np.sqrt(np.square(vectors).sum(-1) + 1e-16)
    x, y, z = (vectors / angle[:, None]).T
    zero = np.zeros_like(x)
    skew = np.stack([zero, -z, y, z, zero, -x, -y, x, zero], -1).reshape(-1, 3, 3)
    sin, cos = np.sin(angle)[:, None, None], np.cos(angle)[:, None, None]
    return np.asarray(np.eye(3) + sin * skew + (1 - cos) * (skew @ skew))
