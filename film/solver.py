"""Finds the joint angles nearest to the written ones that keep contacts still and nothing below the floor."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from film.contacts import boxes_of, contacts_of
from film.joints import JOINT_NAMES, JOINTS
from film.pose import Contact, PoseFile, Start, spelled_out
from film.rig import Rig, turn_of
from film.touch import above_floor, depth_inside, lowest, outside, over_skin, sample, to_surface
from film.ways import Motion, Way, laid_over, less

_CONTACT = _SKIN = 0.0015
_THROUGH = 0.06
_BESIDE = 0.01
_PLACE = 0.15
_KNOTS = 9
_SETTLED = 1e-3


class Solver:
    """Poses one body for one position file."""

    def __init__(self, rig: Rig, pose: PoseFile, start: Start) -> None:
        self.rig, self.pose, self.start = rig, pose, start
        self.contacts = contacts_of(pose, start)
        self.boxes = boxes_of(pose, start)
        self.sample = sample(rig.body, self.contacts, pose.apart)
        mixing = rig.mixing(self.sample.points)
        rest = torch.tensor(rig.body.vertices)[self.sample.points]
        ones = torch.ones(len(rest), 1, dtype=torch.float64)
        # One flat matrix product per frame poses all followed points, which is what the solver spends its time on.
        self._skinning = (mixing[:, :, None] * torch.cat([rest, ones], 1)[:, None]).flatten(1)
        self._facing = (mixing[:, :, None] * torch.tensor(rig.body.normals)[self.sample.points][:, None]).flatten(1)
        self._heads = torch.tensor(rig.body.heads)[..., None]
        low_high = torch.tensor([(j.movement.low, j.movement.high) for j in JOINTS], dtype=torch.float64)
        self._low, self._high = low_high[:, 0], low_high[:, 1]
        self._anchors: dict[int, Tensor] = {}
        self._keys: Motion | None = None

    def written(self) -> Motion:
        """The keyframes as they are written."""
        base = spelled_out(self.start.angles)
        rows, turns, places = [], [], []
        for keyframe in self.pose.keyframes.values():
            angles = base | spelled_out(keyframe.angles)
            rows.append([angles.get(name, 0.0) for name in JOINT_NAMES])
            turns.append(keyframe.turn or self.start.turn)
            places.append(keyframe.place or self.start.place)
        radians = torch.deg2rad(torch.tensor(turns, dtype=torch.float64))
        return Motion(torch.tensor(rows, dtype=torch.float64), radians, torch.tensor(places, dtype=torch.float64))

    def stiffness(self) -> Tensor:
        """How many degrees each joint may stray: little where an angle is written, more where none is."""
        named = set(spelled_out(self.start.angles))
        for keyframe in self.pose.keyframes.values():
            named |= set(spelled_out(keyframe.angles))
        pull = spelled_out(self.start.pull) | spelled_out(self.pose.pull)
        stray = [pull.get(j.name, j.movement.drift * (0.6 if j.name in named else 1.5)) for j in JOINTS]
        return torch.tensor(stray, dtype=torch.float64)

    def keyframes(self) -> Motion:
        """The keyframes, solved together."""
        if self._keys is not None:
            return self._keys
        names = list(self.pose.keyframes)
        active = {i: [not c.only or n in c.only for n in names] for i, c in enumerate(self.contacts)}
        solved = self.solve(self.written(), active, rounds=5, smooth=0.0)
        with torch.no_grad():
            points, _ = self._posed(solved.angles, turn_of(solved.turns), solved.places)
        for i, contact in enumerate(self.contacts):
            if contact.still and any(active[i]):
                self._anchors[i] = points[torch.tensor(active[i])][:, self.sample.parts[contact.part]].mean(0)
        self._keys = solved
        return solved

    def misses(self, solved: Motion) -> dict[tuple[str, str], float]:
        """How far, in metres, each contact is from being met, by keyframe and part; only where it should hold."""
        found: dict[tuple[str, str], float] = {}
        with torch.no_grad():
            points, normals = self._posed(solved.angles, turn_of(solved.turns), solved.places)
        for row, name in enumerate(self.pose.keyframes):
            for contact in self.contacts:
                if not contact.only or name in contact.only:
                    gap = self._gap(points[row], contact)
                    if contact.on and normals is not None:
                        gap = torch.maximum(gap, self._off_skin(points[row], normals[row], contact.part, contact.on))
                    found[name, contact.part] = float(gap)
        return found

    def _off_skin(self, points: Tensor, normals: Tensor, part: str, under: str) -> Tensor:
        """How far a part is from touching the skin it lies on, or how deep it is in it on average."""
        skin = self.sample.parts[under]
        over, away = over_skin(points[self.sample.parts[part]], points[skin], normals[skin])
        deep = (-over).clamp(min=0) * (away < _THROUGH)
        return torch.maximum(lowest(over.abs() + (away - _THROUGH).clamp(min=0)), deep.mean())

    def _gap(self, points: Tensor, contact: Contact) -> Tensor:
        """How far a part is from what it should touch."""
        part = points[self.sample.parts[contact.part]]
        if contact.to:
            gap = (part.mean(0) - points[self.sample.parts[contact.to]].mean(0)).norm()
            return (gap - contact.lift).clamp(min=0)
        if contact.meets:
            return (lowest(to_surface(part, contact.meets, self.boxes)) - contact.lift).abs()
        return points.new_zeros(())

    def between(self, way: Way, names: tuple[str, str], shares: list[float]) -> Motion:
        """The way from one solved keyframe to another at the given shares of it.

        It is solved at a few even knots; what they correct is laid over all shares as a smooth curve.
        """
        knots = torch.linspace(0, 1, _KNOTS, dtype=torch.float64)
        loose = ((knots > 0) & (knots < 1)).to(torch.float64)
        kept = {i: all(not c.only or n in c.only for n in names) for i, c in enumerate(self.contacts)}
        active = {i: [on] * len(knots) for i, on in kept.items()}
        aimed = way(knots)
        solved = self.solve(aimed, active, rounds=3, smooth=0.2, loose=loose)
        wanted = torch.tensor(shares, dtype=torch.float64)
        return laid_over(way(wanted), less(solved, aimed), knots, wanted)

    def solve(
        self, aim: Motion, active: dict[int, list[bool]], rounds: int, smooth: float, loose: Tensor | None = None
    ) -> Motion:
        """The motion near the aim that fits all contacts; frames that are not loose stay as they are."""
        # Degrees and centimetres: steps of about the same weight, which the minimiser needs.
        off = torch.zeros(len(aim.angles), len(JOINTS) + 6, dtype=torch.float64).requires_grad_()
        base = turn_of(aim.turns)
        aims = _Aim(aim, self.stiffness(), {i: torch.tensor(on) for i, on in active.items()}, smooth)

        def moved() -> tuple[Tensor, Tensor, Tensor]:
            free = off if loose is None else off * loose[:, None]
            return aim.angles + free[:, :-6], torch.deg2rad(free[:, -6:-3]), aim.places + free[:, -3:] / 100

        def loss() -> Tensor:
            off.grad = None
            angles, turned, places = moved()
            total = self._loss(angles, turn_of(turned) @ base, turned, places, aims)
            total.backward()  # type: ignore[no-untyped-call]
            return total

        for _ in range(rounds):
            # A fresh start now and then: touching skin has kinks that a long memory of slopes gets stuck on.
            torch.optim.LBFGS(
                [off], lr=1, max_iter=80, history_size=40, tolerance_change=_SETTLED, line_search_fn="strong_wolfe"
            ).step(loss)
        with torch.no_grad():
            angles, turned, places = moved()
            return Motion(angles.detach(), _vectors(turn_of(turned) @ base), places.detach())

    def skin(self, motion: Motion) -> Tensor:
        """The whole skin in every frame."""
        with torch.no_grad():
            return self.rig.skin(self.rig.bones(motion.angles, turn_of(motion.turns), motion.places))

    def _posed(self, angles: Tensor, turn: Tensor, places: Tensor) -> tuple[Tensor, Tensor | None]:
        """The followed points in every frame, and their normals where parts must stay out of each other."""
        turns, heads = self.rig.bones(angles, turn, places)
        offsets = heads - (turns @ self._heads)[..., 0]
        moves = torch.cat([turns, offsets[..., None]], -1).transpose(1, 2).flatten(2)
        points = (moves @ self._skinning.T).transpose(1, 2)
        if not self.pose.apart and not any(contact.on for contact in self.contacts):
            return points, None
        return points, (turns.transpose(1, 2).flatten(2) @ self._facing.T).transpose(1, 2)

    def _loss(self, angles: Tensor, turn: Tensor, turned: Tensor, places: Tensor, aim: _Aim) -> Tensor:
        points, normals = self._posed(angles, turn, places)
        total = ((angles - aim.motion.angles) / aim.stray).square().sum()
        total = total + (turned / torch.deg2rad(torch.tensor(self.start.turn_drift))).square().sum()
        total = total + ((places - aim.motion.places) / _PLACE).square().sum()
        over = (angles - self._high).clamp(min=0) + (self._low - angles).clamp(min=0)
        total = total + 4 * over.square().sum()
        total = total + 5 * (-above_floor(points) - _SKIN / 2).clamp(min=0).square().sum() / _SKIN**2
        for box in self.boxes:
            if box.solid:
                total = total + (-outside(points, box) - _SKIN / 2).clamp(min=0).square().sum() / _SKIN**2
        for first, second in self.pose.apart:
            assert normals is not None
            total = total + self._overlap(points, normals, first, second)
        for i, contact in enumerate(self.contacts):
            if aim.active[i].any():
                total = total + self._touching(points[aim.active[i]], contact, self._anchors.get(i))
                if contact.on:
                    assert normals is not None
                    total = total + self._lying(points[aim.active[i]], normals[aim.active[i]], contact)
        return total + _roughness(angles, turned, places, aim)

    def _overlap(self, points: Tensor, normals: Tensor, first: str, second: str) -> Tensor:
        a, b = self.sample.parts[first], self.sample.parts[second]
        return 0.03 * depth_inside(points[:, a], points[:, b], normals[:, b]).square().sum() / _SKIN**2

    def _lying(self, points: Tensor, normals: Tensor, contact: Contact) -> Tensor:
        """How far a part is from lying on the skin of another: it follows its shape and does not go in."""
        assert contact.on is not None
        under = self.sample.parts[contact.on]
        over, away = over_skin(points[:, self.sample.parts[contact.part]], points[:, under], normals[:, under])
        gap = torch.where(over > 0, torch.minimum(away, over + _BESIDE), over)
        deep = (-over - _SKIN).clamp(min=0) * (away < _THROUGH)
        lying = (gap.clamp(min=0) / (4 * _CONTACT)).square().mean(-1).sum()
        return lying + 2 * (deep / _SKIN).square().mean(-1).sum()

    def _touching(self, points: Tensor, contact: Contact, anchor: Tensor | None) -> Tensor:
        part = points[:, self.sample.parts[contact.part]]
        cost = points.new_zeros(())
        if contact.to:
            gap = (part.mean(1) - points[:, self.sample.parts[contact.to]].mean(1)).norm(dim=-1) - contact.lift
            return ((gap.clamp(min=0) if contact.on else gap) / (5 * _CONTACT)).square().sum()
        if contact.meets:
            distance = to_surface(part, contact.meets, self.boxes) - contact.lift
            cost = cost + (lowest(distance) / _CONTACT).square().sum()
            if contact.flat:
                cost = cost + 0.5 * (distance.clamp(min=0) / (4 * _CONTACT)).square().mean(-1).sum()
        if contact.still and (anchor is not None or len(part) > 1):
            away = part - (part.mean(0) if anchor is None else anchor)
            if contact.pivot:
                away = away.mean(1, keepdim=True)
            cost = cost + (away / _CONTACT).square().sum(-1).mean(-1).sum()
        return cost


@dataclass(frozen=True, slots=True)
class _Aim:
    """What a solve is pulled to: angles, their play, which contacts are on in which frame, how smooth."""

    motion: Motion
    stray: Tensor
    active: dict[int, Tensor]
    smooth: float


def _roughness(angles: Tensor, turned: Tensor, places: Tensor, aim: _Aim) -> Tensor:
    """How jerky the correction to the aimed-at motion is from frame to frame."""
    if aim.smooth == 0 or len(angles) < 3:
        return angles.new_zeros(())
    off = torch.cat([angles - aim.motion.angles, turned * 57, (places - aim.motion.places) * 200], -1)
    return aim.smooth * (off[2:] - 2 * off[1:-1] + off[:-2]).square().sum()


def _vectors(turns: Tensor) -> Tensor:
    """Rotation vectors of rotation matrices (good away from half turns)."""
    cosine = ((turns.diagonal(dim1=-2, dim2=-1).sum(-1) - 1) / 2).clamp(-1 + 1e-12, 1 - 1e-12)
    angle = cosine.arccos()
    skew = torch.stack(
        [turns[:, 2, 1] - turns[:, 1, 2], turns[:, 0, 2] - turns[:, 2, 0], turns[:, 1, 0] - turns[:, 0, 1]], -1
    )
    return skew * (angle / (2 * angle.sin()).clamp(min=1e-9))[:, None]
