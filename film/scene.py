"""The studio: the figure and its props before a still backdrop, lit and photographed."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import pyvista as pv
from numpy.typing import NDArray
from PIL import Image
from scipy.sparse import csr_array
from vtkmodules.util.numpy_support import vtk_to_numpy
from vtkmodules.vtkCommonCore import vtkUnsignedCharArray

from film.backdrop import PAPER, Backdrop, ground_meshes
from film.body import Body, Floats, vertex_normals
from film.dress import dressed
from film.furniture import pieces
from film.hair import bun
from film.look import texture
from film.pose import Box, Camera, Person, Prop
from film.props import Carried, carried
from film.skylight import Skylight, neighbours

WIDTH, HEIGHT = 1280, 720
_LENS = 24.0
_LAMP = (38, 48)
_DEPTH, _WARM = 0.64, np.array([0.80, 1.02, 1.12], dtype=np.float32)
_PLASTER = {"ambient": 0.68, "diffuse": 0.30, "specular": 0.0}
_MATTE = {"ambient": 0.30, "diffuse": 0.80, "specular": 0.06, "specular_power": 12}
Picture = NDArray[np.uint8]


@dataclass(slots=True)
class _Lit:
    """A mesh whose points carry the soft light that reaches them; `owner` is the point of the skin each one shows."""

    mesh: pv.PolyData
    links: csr_array
    owner: NDArray[np.int64]

    def light(self, reaching: NDArray[np.float32], rounds: int = 3) -> None:
        """Darken the mesh where little light reaches it, a little warmer than grey."""
        for _ in range(rounds):
            reaching = self.links @ reaching
        dim = (1 - _DEPTH * (1 - np.clip(reaching[self.owner] * 1.12, 0, 1)) ** 1.25)[:, None]
        self.mesh.point_data["light"][:] = (255 * dim**_WARM).astype(np.uint8)
        self.mesh.Modified()


class Studio:
    """One person on one set, ready to be photographed in many poses."""

    def __init__(
        self,
        body: Body,
        person: Person,
        boxes: tuple[Box, ...],
        camera: Camera,
        draft: bool,
        props: tuple[Prop, ...] = (),
    ) -> None:
        self._body, self._draft = body, draft
        self._scale = 1 if draft else 2
        self._plotter = pv.Plotter(
            off_screen=True, window_size=[WIDTH * self._scale, HEIGHT * self._scale], lighting="none"
        )
        self._plotter.disable_anti_aliasing()
        self._rest = dressed(body, person)
        self._set_camera(camera)
        self._set_lights(camera, 58, 0.70, 0.18)
        self._backdrop = self._photographed_backdrop(boxes, camera)
        self._plotter.remove_all_lights()
        # The figure is lit more from the front than the set, so that faces are clear and the wall stays calm.
        self._set_lights(camera, _LAMP[1], 0.78, 0.24)
        self._furniture: list[_Lit] = []
        self._set_furniture(boxes)
        self._carried: list[Carried] = []
        self._set_props(body, props)
        self._figure = self._add_figure(body, person)
        self._bun = bun(body, person)
        if self._bun is not None:
            self._plotter.add_mesh(self._bun[1], color=person.hair, smooth_shading=True, **_MATTE)
        lamp = math.radians(camera.around + _LAMP[0])
        self._sky = Skylight(np.array([math.cos(lamp), -math.sin(lamp), math.tan(math.radians(_LAMP[1]))]))

    @property
    def rest(self) -> Floats:
        """The dressed rest shape that is to be posed."""
        return self._rest

    def picture(self, skin: Floats, head: tuple[Floats, Floats] | None = None) -> Picture:
        """A photograph of the figure with its skin so."""
        normals = vertex_normals(skin, self._body.faces)
        self._figure.mesh.points = skin[self._figure.owner].astype(np.float32)
        self._figure.mesh.point_data["Normals"][:] = normals[self._figure.owner]
        if self._bun is not None and head is not None:
            turn, place = head
            self._bun[1].points = self._bun[0] @ turn.T + place
        for prop in self._carried:
            prop.follow(skin, normals)
        held = [np.asarray(prop.mesh.points) for prop in self._carried]
        solid = np.concatenate([skin, skin[self._body.faces].mean(axis=1), self._blocking, *held])
        if not self._draft:
            self._light(skin, normals, solid)
        self._plotter.render_window.Render()
        return self._backdrop.behind(self._shot(), solid)

    def close(self) -> None:
        """Free the window."""
        self._plotter.close()

    def _light(self, skin: Floats, normals: Floats, solid: Floats) -> None:
        """Let soft light fall on the figure and the furniture."""
        points = np.concatenate([skin, *(np.asarray(f.mesh.points) for f in self._furniture)])
        facing = np.concatenate([normals, *(np.asarray(f.mesh.point_data["Normals"]) for f in self._furniture)])
        reaching = self._sky.reaching(points, facing, solid)
        first = len(skin)
        self._figure.light(reaching[:first])
        for lit in self._furniture:
            lit.light(reaching[first : first + lit.mesh.n_points], rounds=6)
            first += lit.mesh.n_points

    def _shot(self) -> NDArray[np.uint8]:
        """What the window shows, with how much of each place is covered, from the top."""
        pixels = vtkUnsignedCharArray()
        wide, high = self._plotter.window_size
        self._plotter.render_window.GetRGBACharPixelData(0, 0, wide - 1, high - 1, 0, pixels)
        return np.asarray(vtk_to_numpy(pixels).reshape(high, wide, 4)[::-1])

    def _photographed_backdrop(self, boxes: tuple[Box, ...], camera: Camera) -> Backdrop:
        """The empty set, photographed once."""
        self._plotter.set_background(PAPER)
        actors = [self._plotter.add_mesh(mesh, **look) for mesh, look in ground_meshes(boxes, camera)]
        self._plotter.render_window.Render()
        empty = Image.fromarray(np.ascontiguousarray(self._shot()[..., :3]))
        for actor in actors:
            self._plotter.remove_actor(actor)
        self._plotter.set_background("black")
        self._plotter.render_window.SetAlphaBitPlanes(1)
        view = self._plotter.camera.GetCompositeProjectionTransformMatrix(WIDTH / HEIGHT, -1, 1)
        seen = np.array([[view.GetElement(i, j) for j in range(4)] for i in range(4)])
        return Backdrop(np.asarray(empty.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)), seen, camera)

    def _set_furniture(self, boxes: tuple[Box, ...]) -> None:
        solid = [np.zeros((0, 3))]
        for piece in pieces(boxes):
            mesh = piece.mesh
            self._furniture.append(_lit(mesh))
            if not piece.plaster:
                solid.append(np.asarray(mesh.points))
            self._show(mesh, piece.colour, _PLASTER if piece.plaster else _MATTE)
        self._blocking = np.concatenate(solid)

    def _set_props(self, body: Body, props: tuple[Prop, ...]) -> None:
        for prop in carried(body, props):
            prop.follow(body.vertices, body.normals)
            self._carried.append(prop)
            self._furniture.append(_lit(prop.mesh))
            self._show(prop.mesh, prop.colour, _MATTE)

    def _show(self, mesh: pv.PolyData, colour: str | pv.Texture, shade: dict[str, float]) -> None:
        """Put a mesh on the set whose colour is dimmed by the light that reaches each point."""
        mesh.point_data["light"] = np.full((mesh.n_points, 3), 255, dtype=np.uint8)
        mesh.point_data.active_normals_name = "Normals"
        paint = colour if isinstance(colour, pv.Texture) else _plain(colour)
        if not isinstance(colour, pv.Texture):
            mesh.active_texture_coordinates = np.full((mesh.n_points, 2), 0.5)
        actor = self._plotter.add_mesh(mesh, texture=paint, smooth_shading=False, **shade)
        actor.prop.interpolation = "Phong"
        actor.mapper.SetScalarModeToUsePointFieldData()
        actor.mapper.SelectColorArray("light")
        actor.mapper.SetColorModeToDirectScalars()
        actor.mapper.ScalarVisibilityOn()

    def _add_figure(self, body: Body, person: Person) -> _Lit:
        pairs = np.stack([body.faces.ravel(), body.uv_faces.ravel()], 1)
        unique, corner = np.unique(pairs, axis=0, return_inverse=True)
        mesh = pv.PolyData.from_regular_faces(body.vertices[unique[:, 0]].astype(np.float32), corner.reshape(-1, 3))
        mesh.active_texture_coordinates = body.uv[unique[:, 1]]
        mesh.point_data["Normals"] = body.normals[unique[:, 0]].astype(np.float32)
        paint = pv.Texture(np.flipud(texture(body, person)))
        paint.InterpolateOn()
        paint.MipmapOn()
        self._show(mesh, paint, _MATTE)
        return _Lit(mesh, neighbours(body.faces, len(body.vertices)), unique[:, 0])

    def _set_camera(self, camera: Camera) -> None:
        around, up = math.radians(camera.around), math.radians(camera.up)
        away = camera.width / 2 / math.tan(math.radians(_LENS) / 2) / (WIDTH / HEIGHT)
        offset = np.array([math.cos(up) * math.cos(around), -math.cos(up) * math.sin(around), math.sin(up)]) * away
        look_at = np.array(camera.look_at)
        self._plotter.camera_position = [look_at + offset, look_at, (0, 0, 1)]
        self._plotter.camera.view_angle = _LENS
        self._plotter.camera.clipping_range = (0.5, 30)

    def _set_lights(self, camera: Camera, lamp_up: float, lamp: float, front: float) -> None:
        look_at = np.array(camera.look_at)
        for turn, up, strength, colour in (
            (_LAMP[0], lamp_up, lamp, "#FFF6EA"),
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
        self._plotter.add_light(pv.Light(light_type="headlight", intensity=front))


def _lit(mesh: pv.PolyData) -> _Lit:
    links = neighbours(mesh.triangulate().regular_faces, mesh.n_points)
    return _Lit(mesh, links, np.arange(mesh.n_points))


def _plain(colour: str) -> pv.Texture:
    rgb = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
    return pv.Texture(np.full((4, 4, 3), rgb, dtype=np.uint8))
