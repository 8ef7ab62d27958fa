"""Things that go along with the body: a strap round a foot, a stick along the back, a cushion between the knees."""

from __future__ import annotations

from typing import Protocol

import numpy as np
import pyvista as pv
from scipy.spatial import ConvexHull

from film.body import Body, Floats, Ints, vertex_normals
from film.furniture import soft_block
from film.pose import Prop

_BAND, _POLE, _FILLING = "#C9862B", "#B98955", "#D8C9B2"


class Carried(Protocol):
    """A prop's mesh, moved to where the body takes it in each frame."""

    mesh: pv.PolyData
    colour: str

    def follow(self, skin: Floats, normals: Floats) -> None:
        """Move to where the body holds it."""


def carried(body: Body, props: tuple[Prop, ...]) -> list[Carried]:
    """The props of a film, ready to be moved."""
    kinds: dict[str, type[_Strap | _Stick | _Cushion]] = {
        "strap": _Strap,
        "stick": _Stick,
        "cushion": _Cushion,
    }
    return [kinds[prop.kind](body, prop.parts) for prop in props]


def _place(mesh: pv.PolyData, points: Floats) -> None:
    mesh.points = points.astype(np.float32)
    mesh.point_data["Normals"] = vertex_normals(points, mesh.regular_faces).astype(np.float32)


def _unit(vector: Floats) -> Floats:
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-9))


class _Hose:
    """A round or flat hose along a path: fixed mesh, moving middle line."""

    def __init__(self, along: int, around: int = 16) -> None:
        self._along = along
        turn = np.linspace(0, 2 * np.pi, around, endpoint=False)
        self._ring = np.stack([np.cos(turn), np.sin(turn)], 1)
        row, column = np.meshgrid(np.arange(along - 1), np.arange(around), indexing="ij")
        first, beside = row * around + column, row * around + (column + 1) % around
        quads = np.stack([first, beside, beside + around, first + around], -1).reshape(-1, 4)
        caps = [[0, j + 1, j] for j in range(1, around - 1)]
        last = (along - 1) * around
        caps += [[last, last + j, last + j + 1] for j in range(1, around - 1)]
        sides = np.concatenate([quads[:, [0, 1, 2]], quads[:, [0, 2, 3]]])
        self.mesh = pv.PolyData.from_regular_faces(
            np.zeros((along * around, 3), dtype=np.float32), np.concatenate([sides, np.array(caps)])
        )

    def lay(self, path: Floats, wide: Floats, half_wide: float, half_thick: float) -> None:
        """Put the hose along a path, its wide side along `wide`."""
        steps = np.concatenate([[0], np.cumsum(np.linalg.norm(np.diff(path, axis=0), axis=1))])
        even = np.linspace(0, steps[-1], self._along)
        line = np.stack([np.interp(even, steps, path[:, i]) for i in range(3)], 1)
        for _ in range(2):
            line[1:-1] = 0.25 * line[:-2] + 0.5 * line[1:-1] + 0.25 * line[2:]
        ahead = np.gradient(line, axis=0)
        ahead /= np.linalg.norm(ahead, axis=1, keepdims=True)
        flat = wide - ahead * (ahead @ wide)[:, None]
        flat /= np.linalg.norm(flat, axis=1, keepdims=True)
        thick = np.cross(ahead, flat)
        round_it = np.array([half_wide, half_thick]) * self._ring
        points = line[:, None] + flat[:, None] * round_it[None, :, :1] + thick[:, None] * round_it[None, :, 1:]
        _place(self.mesh, points.reshape(-1, 3))


class _Strap:
    """A flat band held in the hands (the first and last parts) and stretched round the limb between them."""

    colour = _BAND

    def __init__(self, body: Body, parts: tuple[str, ...]) -> None:
        self._parts = [body.parts[name] for name in parts]
        self._limbs = [_limb(body, part) for part in self._parts[1:-1]]
        self._hose = _Hose(90)
        self.mesh = self._hose.mesh

    def follow(self, skin: Floats, normals: Floats) -> None:
        """Stretch the band from hand to hand, round the outside of what lies between."""
        start, end = (skin[p].mean(0) + 0.004 * _unit(normals[p].mean(0)) for p in (self._parts[0], self._parts[-1]))
        turns = [
            _round_limb(skin, part, limb, start, end) for part, limb in zip(self._parts[1:-1], self._limbs, strict=True)
        ]
        path = np.concatenate([_tail(start), start[None], *(t[0] for t in turns), end[None], _tail(end)[::-1]])
        wide = turns[0][1] if turns else np.array([0.0, 0.0, 1.0])
        self._hose.lay(path, wide, 0.014, 0.003)


def _limb(body: Body, part: Ints) -> Ints:
    """The skin on the bones that carry a part."""
    main = body.weight_bones[np.arange(len(body.vertices)), body.weights.argmax(axis=1)]
    sides = {body.bones[bone].split(".")[-1] for bone in main[part]}
    groups = ("foot", "toe") if any(body.bones[b].startswith(("foot", "toe")) for b in main[part]) else ()
    same = np.isin(main, np.unique(main[part]))
    if groups:
        same |= np.array([body.bones[b].startswith(groups) and body.bones[b].split(".")[-1] in sides for b in main])
    return np.flatnonzero(same)


def _tail(hand: Floats) -> Floats:
    """The loose end below a hand."""
    low = max(hand[2] - 0.10, 0.004)
    return np.array([[hand[0], hand[1] + 0.01, low], [hand[0], hand[1] + 0.004, (low + hand[2]) / 2]])


def _round_limb(skin: Floats, part: Ints, limb: Ints, start: Floats, end: Floats) -> tuple[Floats, Floats]:
    """The way of a tight band round a limb, seen in the cut across it, and the direction along the limb there."""
    middle = skin[part].mean(0)
    out = _unit(middle - (start + end) / 2)
    spread = skin[part] - middle
    across = np.linalg.svd(spread - np.outer(spread @ out, out), full_matrices=False)[2][1]
    across = _unit(across - out * (across @ out))
    across = across if across @ (end - start) >= 0 else -across
    along = np.cross(out, across)
    near = skin[limb] - middle
    cut = near[np.abs(near @ along) < 0.016]
    flat = np.stack([cut @ across, cut @ out], 1)
    hands = np.stack([(np.array([start, end]) - middle) @ across, (np.array([start, end]) - middle) @ out], 1)
    # Two hands in one place would leave no room between them for the limb.
    hands[:, 0] += np.array([-1e-4, 1e-4])
    hull = ConvexHull(np.concatenate([hands, flat])).vertices.tolist()
    hull = hull[hull.index(0) :] + hull[: hull.index(0)] if 0 in hull else hull
    if 1 in hull:
        one = hull.index(1)
        way = hull[1:one] if one > len(hull) / 2 else hull[:one:-1]
    else:
        way = sorted((i for i in hull if i > 1), key=lambda i: flat[i - 2, 0])
    turn = np.array([flat[i - 2] for i in way]) * (1 + 0.004 / np.maximum(np.abs(flat).max(), 0.02))
    return middle + turn[:, :1] * across + (turn[:, 1:] + 0.003) * out, along


class _Stick:
    """A stick along the line through parts, touching the outermost of them."""

    colour = _POLE
    _radius = 0.012

    def __init__(self, body: Body, parts: tuple[str, ...]) -> None:
        self._parts = [body.parts[name] for name in parts]
        self._held = all("palm" in name or "hand" in name or "fingers" in name for name in parts)
        self._hose = _Hose(40, 20)
        self.mesh = self._hose.mesh

    def follow(self, skin: Floats, normals: Floats) -> None:
        """Lie along the parts, on the skin; a stick held by hands alone goes through them."""
        ways = [_unit(normals[part].mean(0)) for part in self._parts]
        middles = np.array([skin[p].mean(0) + self._radius * w for p, w in zip(self._parts, ways, strict=True)])
        ahead = _unit(middles[-1] - middles[0])
        base = middles.mean(0)
        reach = (middles - base) @ ahead
        if not self._held:
            base, ahead = self._resting(skin, base, ahead, _unit(np.mean(ways, axis=0)))
        ends = np.array([reach.min() - 0.14, reach.max() + 0.14])
        path = base + ends[:, None] * ahead
        path[:, 2] = np.maximum(path[:, 2], self._radius)
        aside = np.cross(ahead, np.array([0.3, 0.5, 0.8]))
        self._hose.lay(np.linspace(path[0], path[1], 40), _unit(aside), self._radius, self._radius)

    def _resting(self, skin: Floats, base: Floats, ahead: Floats, out: Floats) -> tuple[Floats, Floats]:
        """The line laid on the outermost skin of its parts, so that it sinks into none of them."""
        out = _unit(out - ahead * (out @ ahead))
        aside = np.cross(ahead, out)
        tops = []
        for part in self._parts:
            off = skin[part] - base
            close = off[np.abs(off @ aside - (off @ aside).mean()) < 0.02]
            highest = close[np.argsort(close @ out)[-6:]].mean(0)
            tops.append((float(highest @ ahead), float(highest @ out)))
        places, heights = np.array(tops).T
        slope = float(np.polyfit(places, heights, 1)[0]) if len(tops) > 1 else 0.0
        lift = float((heights - slope * places).max()) + self._radius
        return base + out * lift, _unit(ahead + out * slope)


class _Cushion:
    """A soft cushion between two parts, squeezed to the gap between them."""

    colour = _FILLING

    def __init__(self, body: Body, parts: tuple[str, ...]) -> None:
        self._one, self._other = body.parts[parts[0]], body.parts[parts[-1]]
        spots = body.vertices[self._one]
        # Its long side follows the limb: the two places of the part that are farthest up and down at rest.
        self._up = (self._one[spots[:, 2].argmax()], self._one[spots[:, 2].argmin()])
        self.mesh = soft_block()
        self._shape = np.asarray(self.mesh.points, dtype=np.float64).copy()

    def follow(self, skin: Floats, normals: Floats) -> None:
        """Fill the gap, wider where it is squeezed."""
        one, other = skin[self._one].mean(0), skin[self._other].mean(0)
        across = _unit(other - one)
        gap = float(np.linalg.norm(other - one))
        long = skin[self._up[0]] - skin[self._up[1]]
        long = _unit(long - across * (long @ across))
        deep = np.cross(long, across)
        thick = max(gap + 0.012, 0.03)
        spread = float(np.clip((0.10 / thick) ** 0.3, 0.85, 1.25))
        size = np.array([thick / 2, 0.075 * spread, 0.095 * spread])
        points = (one + other) / 2 + (self._shape * size) @ np.stack([across, deep, long])
        points[:, 2] = np.maximum(points[:, 2], 0.003)
        _place(self.mesh, points)
