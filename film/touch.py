"""Distances the solver and the check share: skin to floor and blocks, part to part."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor

from film.body import Body
from film.pose import Box, Contact

FLOOR = "floor"
_BEARING = ("sole", "heel_back", "foot_top", "hand", "knee", "elbow", "thigh_back", "calf")
_ALWAYS = ("seat", "upper_back", *(f"{side}_{part}" for side in ("left", "right") for part in _BEARING))


def above_floor(points: Tensor) -> Tensor:
    """Height over the floor; negative is through it."""
    return points[..., 2]


def outside(points: Tensor, box: Box) -> Tensor:
    """Distance to the surface of a block; negative is inside it."""
    half = torch.tensor(box.size, dtype=points.dtype) / 2
    beyond = (points - torch.tensor(box.centre, dtype=points.dtype)).abs() - half
    apart = (beyond.clamp(min=0).square().sum(-1) + 1e-12).sqrt()
    return apart + beyond.amax(-1).clamp(max=0)


def to_surface(points: Tensor, surface: str, boxes: tuple[Box, ...]) -> Tensor:
    """Distance to the floor or to the block that carries a surface of that name."""
    if surface == FLOOR:
        return above_floor(points)
    return outside(points, next(box for box in boxes if box.surface == surface))


def lowest(distances: Tensor, count: int = 12) -> Tensor:
    """The mean of the few smallest distances: where a round part rests."""
    return distances.topk(min(count, distances.shape[-1]), dim=-1, largest=False).values.mean(-1)


def over_skin(points: Tensor, skin: Tensor, normals: Tensor) -> tuple[Tensor, Tensor]:
    """How far each point is over the nearest skin (negative is under it), and how far from that place."""
    near = torch.cdist(points, skin).argmin(-1)[..., None].expand(*points.shape)
    away = points - skin.gather(-2, near)
    return (away * normals.gather(-2, near)).sum(-1), away.norm(dim=-1)


def depth_inside(points: Tensor, skin: Tensor, normals: Tensor) -> Tensor:
    """How far each point is under the nearest skin; zero outside."""
    over, away = over_skin(points, skin, normals)
    return torch.where(away < 0.06, -over, torch.zeros_like(over)).clamp(min=0)


@dataclass(frozen=True, slots=True)
class Sample:
    """The skin points that are followed, and where each named part sits among them."""

    points: Tensor
    parts: dict[str, Tensor]


def sample(body: Body, contacts: tuple[Contact, ...], pairs: tuple[tuple[str, str], ...], spare: int = 900) -> Sample:
    """Points of every part in use (about 120 each, more of one that another lies on) and a spread over the rest."""
    named = {c.part for c in contacts} | {c.to for c in contacts if c.to} | {p for pair in pairs for p in pair}
    under = {c.on for c in contacts if c.on}
    thinned = {name: body.parts[name][:: max(1, len(body.parts[name]) // 120)] for name in sorted(named - under)}
    thinned |= {name: body.parts[name][:: max(1, len(body.parts[name]) // 400)] for name in sorted(under)}
    thinned |= {name: body.parts[name][:: max(1, len(body.parts[name]) // 90)] for name in _ALWAYS if name not in named}
    step = max(1, len(body.vertices) // spare)
    every = sorted({int(v) for part in thinned.values() for v in part} | set(range(0, len(body.vertices), step)))
    row = {vertex: i for i, vertex in enumerate(every)}
    parts = {name: torch.tensor([row[int(v)] for v in part]) for name, part in thinned.items()}
    return Sample(torch.tensor(every), parts)
