"""The studio: backdrop, lights, props and the figure, rendered to pictures."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pyvista as pv
from numpy.typing import NDArray
from PIL import Image

from lowback.film.body import Body, Floats, vertex_normals
from lowback.film.ground import REACH, ground_picture, shadow
from lowback.film.look import dressed, texture
from lowback.film.pose import Box, Camera, Person

WIDTH, HEIGHT = 1280, 720
_LENS = 24.0
_PAPER, _WALL = "#FBF5EB", "#F3EBDD"
_MAT, _WOOD, _SOFT, _SOFT_EDGE = "#8FB9B1", "#C79F72", "#F4F1EA", "#E4DDD0"
_COLOURS = {"wood": _WOOD, "soft": _SOFT, "wall": _WALL, "mat": _MAT, "worktop": _WOOD, "pillow": _SOFT}
Picture = NDArray[np.uint8]


@dataclass(slots=True)
class _Figure:
    """The dressed body as one mesh that is moved from frame to frame."""

    body: Body
    rest: Floats
    owner: NDArray[np.int64]
    mesh: pv.PolyData

    def move(self, skin: Floats) -> None:
        """Put the skin where it is in this frame, with fresh normals."""
        self.mesh.points = skin[self.owner]
        self.mesh.point_data["Normals"][:] = vertex_normals(skin, self.body.faces)[self.owner]


def _figure(body: Body, person: Person) -> _Figure:
    pairs = np.stack([body.faces.ravel(), body.uv_faces.ravel()], 1)
    unique, corner = np.unique(pairs, axis=0, return_inverse=True)
    mesh = pv.PolyData.from_regular_faces(body.vertices[unique[:, 0]], corner.reshape(-1, 3))
    mesh.active_texture_coordinates = body.uv[unique[:, 1]]
    return _Figure(body, dressed(body, person), unique[:, 0], mesh)


class Studio:
    """One person on one set, ready to be photographed in many poses."""

    def __init__(self, body: Body, person: Person, boxes: tuple[Box, ...], camera: Camera, draft: bool) -> None:
        self._camera = camera
        self._scale = 1 if draft else 2
        size = (WIDTH * self._scale, HEIGHT * self._scale)
        self._plotter = pv.Plotter(off_screen=True, window_size=list(size), lighting="none")
        self._figure = _figure(body, person)
        self._bun = _bun(body, person)
        self._centre = (camera.look_at[0], camera.look_at[1])
        self._ground = pv.Plane(
            center=(*self._centre, 0.0),
            direction=(0, 0, 1),
            i_size=2 * REACH,
            j_size=2 * REACH,
            i_resolution=1,
            j_resolution=1,
        )
        self._mats = tuple((box, _MAT) for box in boxes if box.look == "mat")
        self._prop_points: list[Floats] = []
        self._set_stage(boxes, camera)
        self._add_figure(body, person)
        self._set_camera(camera)
        self._set_lights(camera)
        if not draft:
            self._plotter.enable_ssao(radius=0.16, bias=0.006, kernel_size=96, blur=True)
        else:
            self._plotter.enable_anti_aliasing("msaa", multi_samples=4)

    @property
    def rest(self) -> Floats:
        """The dressed rest shape that is to be posed."""
        return self._figure.rest

    def picture(self, skin: Floats, head: tuple[Floats, Floats] | None = None) -> Picture:
        """A photograph of the figure with its skin so."""
        self._figure.move(skin)
        if self._bun is not None and head is not None:
            turn, place = head
            self._bun[1].points = self._bun[0] @ turn.T + place
        self._shade(skin)
        self._plotter.render()
        shot = Image.fromarray(np.asarray(self._plotter.screenshot(return_img=True)))
        # Ambient occlusion darkens the outermost row of pixels.
        rim = 3 * self._scale
        shot = shot.crop((rim, rim, shot.width - rim, shot.height - rim))
        return np.asarray(shot.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS))

    def _shade(self, skin: Floats) -> None:
        """Repaint the ground with the shadow of the figure and the props."""
        middles = skin[self._figure.body.faces].mean(axis=1)
        turn = math.radians(self._camera.around + 38)
        slant = (-0.3 * math.cos(turn), 0.3 * math.sin(turn))
        dark = shadow(np.concatenate([skin, middles, *self._prop_points]), self._centre, slant)
        painted = ground_picture(_PAPER, self._mats, dark, self._centre)
        self._ground_actor.texture = pv.Texture(painted)

    def close(self) -> None:
        """Free the window."""
        self._plotter.close()

    def _add_figure(self, body: Body, person: Person) -> None:
        paint = pv.Texture(np.flipud(texture(body, person)))
        paint.InterpolateOn()
        paint.MipmapOn()
        self._figure.mesh.point_data["Normals"] = body.normals[self._figure.owner]
        self._figure.mesh.point_data.active_normals_name = "Normals"
        actor = self._plotter.add_mesh(self._figure.mesh, texture=paint, smooth_shading=False, **_MATTE)
        actor.prop.interpolation = "Phong"
        if self._bun is not None:
            self._plotter.add_mesh(self._bun[1], color=person.hair, smooth_shading=True, **_MATTE)

    def _set_stage(self, boxes: tuple[Box, ...], camera: Camera) -> None:
        self._plotter.set_background(_PAPER)
        self._plotter.add_mesh(_sweep(camera, -0.001), color=_PAPER, smooth_shading=True, **_CLOTH)
        self._ground_texture = pv.Texture(np.zeros((8, 8, 3), dtype=np.uint8))
        self._ground_actor = self._plotter.add_mesh(
            self._ground, texture=self._ground_texture, smooth_shading=False, **_CLOTH
        )
        for box in boxes:
            for mesh, colour in _prop(box):
                self._prop_points.append(np.asarray(mesh.points))
                shade = _PLASTER if box.look == "wall" else _MATTE
                self._plotter.add_mesh(mesh, color=colour, smooth_shading=True, split_sharp_edges=True, **shade)

    def _set_camera(self, camera: Camera) -> None:
        around, up = math.radians(camera.around), math.radians(camera.up)
        away = camera.width / 2 / math.tan(math.radians(_LENS) / 2) / (WIDTH / HEIGHT)
        offset = np.array([math.cos(up) * math.cos(around), -math.cos(up) * math.sin(around), math.sin(up)]) * away
        look_at = np.array(camera.look_at)
        self._plotter.camera_position = [look_at + offset, look_at, (0, 0, 1)]
        self._plotter.camera.view_angle = _LENS
        self._plotter.camera.clipping_range = (0.5, 30)

    def _set_lights(self, camera: Camera) -> None:
        look_at = np.array(camera.look_at)
        for turn, up, strength, colour in (
            (38, 58, 0.70, "#FFF6EA"),
            (-65, 35, 0.32, "#EEF4FF"),
            (180, 50, 0.20, "#FFF8EE"),
        ):
            around = math.radians(camera.around + turn)
            rise = math.radians(up)
            away = np.array([math.cos(rise) * math.cos(around), -math.cos(rise) * math.sin(around), math.sin(rise)]) * 6
            light = pv.Light(position=look_at + away, focal_point=look_at, color=colour, intensity=strength)
            light.positional = True
            light.cone_angle = 80
            light.exponent = 0
            self._plotter.add_light(light)
        head = pv.Light(light_type="headlight", intensity=0.18)
        self._plotter.add_light(head)


_CLOTH = {"ambient": 0.56, "diffuse": 0.40, "specular": 0.0}
_PLASTER = {"ambient": 0.68, "diffuse": 0.30, "specular": 0.0}
_MATTE = {"ambient": 0.26, "diffuse": 0.80, "specular": 0.06, "specular_power": 12}


def _bun(body: Body, person: Person) -> tuple[Floats, pv.PolyData] | None:
    """A bun at the back of the head, in the head's own measure."""
    if not person.bun:
        return None
    eyes = body.heads[body.bone("eye.L")] * np.array([0, 1, 1])
    ball = pv.ParametricEllipsoid(0.034, 0.028, 0.032)
    ball = ball.triangulate().clean()
    ball.points = ball.points + eyes + np.array([0, 0.188, 0.045])
    rest = np.asarray(ball.points) - body.heads[body.bone("head")]
    return rest, ball


def _sweep(camera: Camera, floor: float) -> pv.PolyData:
    """Floor and back wall in one, bent in a wide curve, facing the camera."""
    bend, back = 2.4, 3.6
    turn = math.radians(camera.around)
    deep = [(-9.0, 0.0), (back - bend - 0.3, 0.0), (back - bend - 0.15, 0.0), (back - bend, 0.0)]
    deep += [(back - bend + bend * math.sin(a), bend - bend * math.cos(a)) for a in np.linspace(0, math.pi / 2, 24)]
    deep += [(back, 8.0)]
    along, away = np.array([math.sin(turn), math.cos(turn), 0]), -np.array([math.cos(turn), -math.sin(turn), 0])
    centre = np.array([camera.look_at[0], camera.look_at[1], floor])
    rows = [centre + away * d + np.array([0, 0, h]) + along * s for d, h in deep for s in (-14.0, 14.0)]
    quads = [[2 * i, 2 * i + 1, 2 * i + 3, 2 * i + 2] for i in range(len(deep) - 1)]
    return pv.PolyData.from_regular_faces(np.array(rows), quads)


def _block(centre: Floats, size: Floats) -> pv.PolyData:
    low, high = centre - size / 2, centre + size / 2
    return pv.Box((low[0], high[0], low[1], high[1], low[2], high[2])).triangulate()


def _prop(box: Box) -> list[tuple[pv.PolyData, str]]:
    """The meshes a block is drawn with."""
    centre, size = np.array(box.centre), np.array(box.size)
    if box.look in ("hidden", "mat"):
        return []
    if box.look == "soft":
        cushion = pv.ParametricSuperEllipsoid(
            xradius=size[0] / 2, yradius=size[1] / 2, zradius=size[2] / 2 * 1.15, n1=0.75, n2=0.3
        )
        cushion.points = np.asarray(cushion.points) + centre
        return [(cushion, _SOFT)]
    meshes = [(_block(centre, size), _COLOURS[box.look])]
    if box.legs:
        meshes += [(leg, _WOOD) for leg in _legs(centre, size)]
    if box.back:
        meshes += [(part, _WOOD) for part in _chair_back(centre, size)]
    return meshes


def _legs(centre: Floats, size: Floats) -> list[pv.PolyData]:
    under = centre[2] - size[2] / 2
    reach = size[:2] / 2 - 0.03
    spots = [(centre[0] + sx * reach[0], centre[1] + sy * reach[1]) for sx in (-1, 1) for sy in (-1, 1)]
    return [pv.Cylinder(center=(x, y, under / 2), direction=(0, 0, 1), radius=0.018, height=under) for x, y in spots]


def _chair_back(centre: Floats, size: Floats) -> list[pv.PolyData]:
    rear, top = centre[1] + size[1] / 2 - 0.02, centre[2] + 0.42
    posts = [
        pv.Cylinder(
            center=(centre[0] + side * (size[0] / 2 - 0.03), rear, (centre[2] + top) / 2),
            direction=(0, 0, 1),
            radius=0.016,
            height=top - centre[2],
        )
        for side in (-1, 1)
    ]
    return [*posts, _block(np.array([centre[0], rear, top - 0.07]), np.array([size[0], 0.025, 0.16]))]
