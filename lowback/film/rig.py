"""Forward kinematics: joint angles and a pelvis in, bones and skin out, for many frames at once."""

from __future__ import annotations

import math

import torch
from torch import Tensor

from lowback.film.body import Body
from lowback.film.joints import JOINTS

Turns = list[Tensor]


def turn_about(axis: Tensor, angle: Tensor) -> Tensor:
    """Rotation matrices about fixed axes (n, 3) by angles (frames, n) in radians."""
    x, y, z = axis.unbind(-1)
    zero = torch.zeros_like(x)
    skew = torch.stack([zero, -z, y, z, zero, -x, -y, x, zero], -1).reshape(*x.shape, 3, 3)
    sin, cos = angle.sin()[..., None, None], angle.cos()[..., None, None]
    return torch.eye(3, dtype=axis.dtype) + sin * skew + (1 - cos) * (skew @ skew)


def turn_of(vector: Tensor) -> Tensor:
    """The rotation a rotation vector (frames, 3) stands for."""
    angle = (vector.square().sum(-1) + 1e-16).sqrt()
    axis = vector / angle[..., None]
    x, y, z = axis.unbind(-1)
    zero = torch.zeros_like(x)
    skew = torch.stack([zero, -z, y, z, zero, -x, -y, x, zero], -1).reshape(*x.shape, 3, 3)
    sin, cos = angle.sin()[..., None, None], angle.cos()[..., None, None]
    return torch.eye(3, dtype=vector.dtype) + sin * skew + (1 - cos) * (skew @ skew)


class Rig:
    """A body that can be posed by joint angles."""

    def __init__(self, body: Body) -> None:
        self.body = body
        self._heads = torch.tensor(body.heads)
        self._neutral = torch.tensor(body.neutral)
        self._parents = [int(p) for p in body.parents]
        rows = [(body.bone(bone), j, share) for j, joint in enumerate(JOINTS) for bone, share in joint.shares]
        self._of_bone: dict[int, list[int]] = {}
        for row, (bone, _, _) in enumerate(rows):
            self._of_bone.setdefault(bone, []).append(row)
        self._row_joint = torch.tensor([j for _, j, _ in rows])
        self._row_share = torch.tensor([share for _, _, share in rows], dtype=torch.float64)
        self._row_axis = torch.tensor([JOINTS[j].axis for _, j, _ in rows], dtype=torch.float64)
        self._levels = self._by_depth()

    def _by_depth(self) -> list[list[int]]:
        depth: list[int] = []
        for parent in self._parents:
            depth.append(0 if parent < 0 else depth[parent] + 1)
        return [[b for b, d in enumerate(depth) if d == level] for level in range(max(depth) + 1)]

    def _bone_turns(self, angles: Tensor) -> dict[int, Tensor]:
        """The own turn of every bone that has one, from joint angles in degrees."""
        radians = angles[:, self._row_joint] * self._row_share * (math.pi / 180)
        single = turn_about(self._row_axis, radians)
        turns = {}
        for bone, rows in self._of_bone.items():
            turn = single[:, rows[0]]
            for row in rows[1:]:
                turn = turn @ single[:, row]
            turns[bone] = turn
        return turns

    def bones(self, angles: Tensor, turn: Tensor, place: Tensor) -> tuple[Tensor, Tensor]:
        """World turns (frames, bones, 3, 3) and heads (frames, bones, 3) of all bones."""
        own = self._bone_turns(angles)
        frames: dict[int, Tensor] = {}
        heads: dict[int, Tensor] = {}
        for bone in (b for level in self._levels for b in level):
            parent = self._parents[bone]
            if parent < 0:
                frames[bone], heads[bone] = turn, place
                continue
            arm = self._neutral[parent] @ (self._heads[bone] - self._heads[parent])
            heads[bone] = heads[parent] + frames[parent] @ arm
            frames[bone] = frames[parent] @ own[bone] if bone in own else frames[parent]
        count = range(len(self._parents))
        world = torch.stack([frames[b] for b in count], 1) @ self._neutral
        return world, torch.stack([heads[b] for b in count], 1)

    def skin(self, bones: tuple[Tensor, Tensor], chosen: Tensor | None = None, rest: Tensor | None = None) -> Tensor:
        """The chosen skin points (all of them if none are named) on posed bones."""
        turns, heads = bones
        everyone = torch.arange(len(self.body.vertices)) if chosen is None else chosen
        points = torch.tensor(self.body.vertices)[everyone] if rest is None else rest
        offsets = heads - (turns @ self._heads[..., None])[..., 0]
        mix = self.mixing(everyone)
        count = len(turns)
        flat = torch.cat([turns.reshape(count, -1, 9), offsets], -1)
        blended = torch.einsum("vb,fbk->fvk", mix, flat)
        turned = (blended[..., :9].reshape(count, -1, 3, 3) @ points[..., None])[..., 0]
        return turned + blended[..., 9:]

    def mixing(self, chosen: Tensor) -> Tensor:
        """How much each bone moves each chosen point."""
        mixing = torch.zeros(len(chosen), len(self._parents), dtype=torch.float64)
        weights = torch.tensor(self.body.weights)[chosen]
        return mixing.scatter_add(1, torch.tensor(self.body.weight_bones)[chosen], weights)
