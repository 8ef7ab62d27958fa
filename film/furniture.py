"""Chairs, cushions, walls and worktops: what stands still on the set."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pyvista as pv

from film.body import Floats, vertex_normals
from film.pose import Box, Camera

WALL, MAT, WOOD, SOFT, LINEN = "#F3EBDD", "#8FB9B1", "#C79F72", "#E4DFD4", "#DDD8E4"
_STONE, _CABINET, _PLINTH, _HANDLE = "#E9E4DA", "#B9C8C0", "#8C9A94", "#6E6A62"
_GRAIN = 0.035
_SEAM = 0.3
"""How high, as a share of its thickness, a cushion that lies on the floor is widest."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A mesh of one colour; plaster is dull, and keeps no light from anything else."""

    mesh: pv.PolyData
    colour: str
    plaster: bool = False


def pieces(boxes: tuple[Box, ...]) -> list[Piece]:
    """The meshes the blocks of a set are drawn with."""
    return [piece for box in boxes for piece in _piece(box)]


def _piece(box: Box) -> list[Piece]:
    centre, size = np.array(box.centre), np.array(box.size)
    if box.look == "wall":
        return [Piece(slab(centre, size, 0.004), WALL, plaster=True)]
    if box.look == "soft":
        return [Piece(_cushion(centre, size), SOFT)]
    if box.look == "pillow":
        return [Piece(_pillow(centre, size), LINEN)]
    if box.look == "worktop":
        return _worktop(centre, size)
    if box.look == "wood":
        meshes = [slab(centre, size, 0.012)]
        meshes += _legs(centre, size) if box.legs else []
        meshes += _chair_back(centre, size) if box.back else []
        return [Piece(mesh, WOOD) for mesh in meshes]
    return []


def slab(centre: Floats, size: Floats, radius: float) -> pv.PolyData:
    """A block with rounded edges, fine enough to take soft light."""
    half = np.asarray(size, dtype=np.float64) / 2
    radius = float(min(radius, half.min() * 0.98))
    lines = [_lines(float(h), radius) for h in half]
    points, quads, count = [], [], 0
    for axis in range(3):
        across, up = (axis + 1) % 3, (axis + 2) % 3
        for side in (-1.0, 1.0):
            grid = np.zeros((len(lines[across]), len(lines[up]), 3))
            grid[..., axis] = side * half[axis]
            grid[..., across], grid[..., up] = np.meshgrid(lines[across], lines[up], indexing="ij")
            points.append(grid.reshape(-1, 3))
            quads.append(_grid_faces(grid.shape[0], grid.shape[1], side < 0) + count)
            count += len(points[-1])
    flat = np.concatenate(points)
    inner = np.clip(flat, -half + radius, half - radius)
    out = flat - inner
    out /= np.linalg.norm(out, axis=1, keepdims=True)
    mesh = pv.PolyData.from_regular_faces(inner + radius * out + centre, np.concatenate(quads))
    mesh.point_data["Normals"] = out
    return mesh


def _lines(half: float, radius: float) -> Floats:
    """Where the lines of a grid cross an edge: close together in the rounding, a grain apart on the flat."""
    flat = half - radius
    middle = np.linspace(-flat, flat, max(2, round(2 * flat / _GRAIN) + 1))
    bend = flat + radius * np.tan(np.linspace(0, np.pi / 4, 4))[1:]
    return np.concatenate([-bend[::-1], middle, bend])


def _grid_faces(rows: int, columns: int, flipped: bool) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    first = (np.arange(rows - 1)[:, None] * columns + np.arange(columns - 1)).ravel()
    corners = [first, first + columns, first + columns + 1, first + 1]
    return np.stack(corners[::-1] if flipped else corners, 1)


def smooth(mesh: pv.PolyData) -> pv.PolyData:
    """The mesh with normals, its points shared between faces."""
    whole = mesh.triangulate().clean(tolerance=1e-6)
    whole.clear_data()
    faces = whole.regular_faces
    whole.point_data["Normals"] = vertex_normals(np.asarray(whole.points, dtype=np.float64), faces)
    return whole


def rod(start: Floats, end: Floats, radius: float) -> pv.PolyData:
    """A round rod from one place to another."""
    length = float(np.linalg.norm(np.asarray(end) - start))
    line = pv.Line(start, end, resolution=max(2, round(length / _GRAIN)))
    return smooth(line.tube(radius=radius, n_sides=20, capping=True))


def _cushion(centre: Floats, size: Floats) -> pv.PolyData:
    shape = pv.ParametricSuperEllipsoid(xradius=size[0] / 2, yradius=size[1] / 2, zradius=1.0, n1=0.75, n2=0.3)
    points = np.asarray(shape.points)
    points[:, 2] = np.where(points[:, 2] > 0, (1 - _SEAM) * size[2] * 1.1, _SEAM * size[2]) * points[:, 2]
    shape.points = points + centre + np.array([0, 0, (_SEAM - 0.5) * size[2]])
    return smooth(shape)


def soft_block() -> pv.PolyData:
    """A soft block that reaches from -1 to 1 each way, thin along x."""
    shape = pv.ParametricSuperEllipsoid(
        xradius=1.0, yradius=1.0, zradius=1.0, n1=0.6, n2=0.6, u_res=40, v_res=40, w_res=40
    )
    return smooth(shape)


def _pillow(centre: Floats, size: Floats) -> pv.PolyData:
    """A bed pillow: full in the middle, thin along its seams, its corners drawn out."""
    count = 40
    u, v = np.meshgrid(np.linspace(-1, 1, count), np.linspace(-1, 1, count), indexing="ij")
    high = ((1 - np.abs(u) ** 3.2) * (1 - np.abs(v) ** 3.2)) ** 0.55
    drawn_u, drawn_v = 1 - 0.09 * (1 - v**2) * u**4, 1 - 0.07 * (1 - u**2) * v**4
    flat = np.stack([u * drawn_u * size[0] / 2, v * drawn_v * size[1] / 2, np.zeros_like(u)], -1).reshape(-1, 3)
    up = np.array([0, 0, size[2]])
    flat += (_SEAM - 0.5) * up
    top = flat + (1 - _SEAM) * high.reshape(-1, 1) * up
    under = flat - _SEAM * np.minimum(high, 0.95).reshape(-1, 1) * up
    faces = np.concatenate([_grid_faces(count, count, False), _grid_faces(count, count, True) + count * count])
    return smooth(pv.PolyData.from_regular_faces(np.concatenate([top, under]) + centre, faces))


def _worktop(centre: Floats, size: Floats) -> list[Piece]:
    """A kitchen worktop: a pale slab with a rounded front on a cabinet whose doors face the figure."""
    top, thick = centre[2] + size[2] / 2, 0.045
    slab_at = np.array([centre[0], centre[1], top - thick / 2])
    kick, inset = 0.10, 0.025
    height = top - thick - kick
    body = np.array([size[0] - 2 * inset - 0.03, size[1] - 2 * inset - 0.03, height])
    middle = np.array([centre[0], centre[1], kick + height / 2])
    plinth = np.array([body[0] - 0.07, body[1] - 0.07, kick])
    found = [
        Piece(slab(slab_at, np.array([size[0], size[1], thick]), 0.018), _STONE),
        Piece(slab(middle, body, 0.003), _PLINTH),
        Piece(slab(np.array([centre[0], centre[1], kick / 2]), plinth, 0.003), _PLINTH),
    ]
    for axis in (0, 1):
        for side in (-1, 1):
            found += _doors(middle, body, axis, side)
    return found


def _doors(middle: Floats, body: Floats, axis: int, side: int) -> list[Piece]:
    """The doors on one side of a cabinet, each with a rail handle."""
    along = 1 - axis
    count = max(1, round(body[along] / 0.5))
    wide = body[along] / count
    found = []
    for number in range(count):
        at, size = middle.copy(), body.copy()
        at[axis] += side * (body[axis] / 2 + 0.008)
        at[along] += (number - (count - 1) / 2) * wide
        size[axis], size[along], size[2] = 0.018, wide - 0.006, body[2] - 0.006
        found.append(Piece(slab(at, size, 0.003), _CABINET))
        grip, reach = at.copy(), np.zeros(3)
        grip[axis] += side * 0.028
        grip[2] += body[2] / 2 - 0.06
        reach[along] = min(0.16, wide / 3)
        found.append(Piece(rod(grip - reach / 2, grip + reach / 2, 0.006), _HANDLE))
    return found


def _legs(centre: Floats, size: Floats) -> list[pv.PolyData]:
    under = centre[2] - size[2] / 2
    reach = size[:2] / 2 - 0.03
    spots = [(centre[0] + sx * reach[0], centre[1] + sy * reach[1]) for sx in (-1, 1) for sy in (-1, 1)]
    return [rod(np.array([x, y, 0.0]), np.array([x, y, under]), 0.018) for x, y in spots]


def _chair_back(centre: Floats, size: Floats) -> list[pv.PolyData]:
    rear, top = centre[1] + size[1] / 2 - 0.02, centre[2] + 0.42
    across = size[0] / 2 - 0.03
    posts = [
        rod(np.array([centre[0] + s * across, rear, centre[2]]), np.array([centre[0] + s * across, rear, top]), 0.016)
        for s in (-1, 1)
    ]
    return [*posts, slab(np.array([centre[0], rear, top - 0.07]), np.array([size[0], 0.028, 0.16]), 0.012)]


def sweep(camera: Camera, floor: float) -> pv.PolyData:
    """Floor and back wall in one, bent in a wide curve, facing the camera."""
    bend, back = 2.4, 3.6
    turn = np.radians(camera.around)
    deep = [(-9.0, 0.0), (back - bend - 0.3, 0.0), (back - bend - 0.15, 0.0), (back - bend, 0.0)]
    deep += [(back - bend + bend * np.sin(a), bend - bend * np.cos(a)) for a in np.linspace(0, np.pi / 2, 24)]
    deep += [(back, 8.0)]
    along, away = np.array([np.sin(turn), np.cos(turn), 0]), -np.array([np.cos(turn), -np.sin(turn), 0])
    centre = np.array([camera.look_at[0], camera.look_at[1], floor])
    rows = [centre + away * d + np.array([0, 0, h]) + along * s for d, h in deep for s in (-14.0, 14.0)]
    quads = [[2 * i, 2 * i + 1, 2 * i + 3, 2 * i + 2] for i in range(len(deep) - 1)]
    return pv.PolyData.from_regular_faces(np.array(rows), quads)
