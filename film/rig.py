"""Forward kinematics: joint angles and a pelvis in, bones and skin out, for many frames at once."""

from __future__ import annotations

import math

import torch
from torch import Tensor

from film.body import Body
from film.joints import JOINTS

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
        parents = torch.tensor(self._parents).clamp(min=0)
        self._arms = (self._neutral[parents] @ (self._heads - self._heads[parents])[..., None])[..., 0]
        self._set_turns(body)
        self._set_levels()

    def _set_turns(self, body: Body) -> None:
        """Which joints turn each bone: every bone has the same few slots, the empty ones with no share."""
        of_bone: dict[int, list[tuple[int, float]]] = {}
        for j, joint in enumerate(JOINTS):
            for bone, share in joint.shares:
                of_bone.setdefault(body.bone(bone), []).append((j, share))
        slots = max(len(rows) for rows in of_bone.values())
        table = [of_bone.get(b, []) for b in range(len(self._parents))]
        filled = [(rows + [(0, 0.0)] * slots)[:slots] for rows in table]
        self._joint = torch.tensor([[j for j, _ in rows] for rows in filled])
        self._share = torch.tensor([[share for _, share in rows] for rows in filled], dtype=torch.float64)
        self._axis = torch.tensor([[JOINTS[j].axis for j, _ in rows] for rows in filled], dtype=torch.float64)

    def _set_levels(self) -> None:
        """Bones in the order of their distance from the root, so that each distance is posed in one go."""
        depth: list[int] = []
        for parent in self._parents:
            depth.append(0 if parent < 0 else depth[parent] + 1)
        order = sorted(range(len(depth)), key=lambda bone: depth[bone])
        spot = {bone: i for i, bone in enumerate(order)}
        self._back = torch.tensor([spot[b] for b in range(len(depth))])
        self._levels: list[tuple[Tensor, Tensor]] = []
        for level in range(1, max(depth) + 1):
            bones = [b for b in order if depth[b] == level]
            base = sum(1 for d in depth if d < level - 1)
            self._levels.append((torch.tensor(bones), torch.tensor([spot[self._parents[b]] - base for b in bones])))

    def _own_turns(self, angles: Tensor) -> Tensor:
        """The own turn of every bone (frames, bones, 3, 3), from joint angles in degrees."""
        radians = angles[:, self._joint] * self._share * (math.pi / 180)
        single = turn_about(self._axis, radians)
        own = single[:, :, 0]
        for slot in range(1, single.shape[2]):
            own = own @ single[:, :, slot]
        return own

    def bones(self, angles: Tensor, turn: Tensor, place: Tensor) -> tuple[Tensor, Tensor]:
        """World turns (frames, bones, 3, 3) and heads (frames, bones, 3) of all bones."""
        own = self._own_turns(angles)
        frames, heads = [turn[:, None]], [place[:, None]]
        for bones, parents in self._levels:
            above = frames[-1][:, parents]
            heads.append(heads[-1][:, parents] + (above @ self._arms[bones][..., None])[..., 0])
            frames.append(above @ own[:, bones])
        world = torch.cat(frames, 1)[:, self._back] @ self._neutral
        return world, torch.cat(heads, 1)[:, self._back]

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
