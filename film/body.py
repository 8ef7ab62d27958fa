"""A person is a rest mesh with bones, named surface parts and the turns that bring the rest pose to anatomical neutral."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from film.bump import BUMP, carried_high, on_the_trunk
from film.parts import surface_parts
from film.pose import Person
from film.skeleton import neutral_turns

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_MODEL_VERSION = "anny-0.6.2/2"


@dataclass(frozen=True, slots=True)
class Body:
    """One person's shape at rest: z up, facing -y, left at +x, metres."""

    vertices: Floats
    normals: Floats
    faces: Ints
    uv: Floats
    uv_faces: Ints
    heads: Floats
    parents: Ints
    bones: tuple[str, ...]
    weights: Floats
    weight_bones: Ints
    neutral: Floats
    parts: dict[str, Ints]

    def bone(self, name: str) -> int:
        """The index of a bone by its name."""
        return self.bones.index(name)

    def share(self, *prefixes: str) -> Floats:
        """How much of each vertex hangs on the bones whose names start so, from 0 to 1."""
        wanted = np.array([name.startswith(prefixes) for name in self.bones])
        return np.asarray((self.weights * wanted[self.weight_bones]).sum(axis=1))


def vertex_normals(vertices: Floats, faces: Ints) -> Floats:
    """Unit normals of a mesh, averaged over the faces round each vertex."""
    a, b, c = (vertices[faces[:, i]] for i in range(3))
    normals = np.zeros_like(vertices)
    face = np.cross(b - a, c - a)
    for corner in range(3):
        np.add.at(normals, faces[:, corner], face)
    return np.asarray(normals / np.maximum(np.linalg.norm(normals, axis=1, keepdims=True), 1e-12))


def load_body(person: Person, scratch: Path) -> Body:
    """The person's body, made once and kept in the scratch folder."""
    recipe = json.dumps([_MODEL_VERSION, person.shape, person.local], sort_keys=True)
    kept = scratch / f"body-{hashlib.sha256(recipe.encode()).hexdigest()[:12]}.npz"
    if not kept.exists():
        scratch.mkdir(parents=True, exist_ok=True)
        _keep(_raw(person), kept)
    with np.load(kept) as raw:
        return _body({key: raw[key] for key in raw.files}, person)


def _keep(raw: dict[str, NDArray[np.generic]], kept: Path) -> None:
    half = kept.with_suffix(".half.npz")
    np.savez_compressed(half, **raw)  # type: ignore[arg-type]
    half.replace(kept)


def _raw(person: Person) -> dict[str, NDArray[np.generic]]:
    """Everything we take from the body model, as plain arrays."""
    import anny
    import torch

    model = anny.Anny(local_changes="default", phenotypes="all")
    shape = {key: torch.tensor([value], dtype=model.dtype) for key, value in person.shape.items()}
    local = {key: torch.tensor([value], dtype=model.dtype) for key, value in person.local.items()}
    with torch.no_grad():
        out = model(phenotype_kwargs=shape, local_changes_kwargs=local)
    return {
        "vertices": out["rest_vertices"][0].numpy(),
        "heads": out["rest_bone_poses"][0, :, :3, 3].numpy(),
        "faces": model.faces.numpy(),
        "uv": model.texture_coordinates.numpy(),
        "uv_faces": model.face_texture_coordinate_indices.numpy(),
        "weights": model.vertex_bone_weights.numpy(),
        "weight_bones": model.vertex_bone_indices.numpy(),
        "parents": np.array([int(p) for p in model.bone_parents]),
        "bones": np.array(model.bone_labels),
    }


def _body(raw: dict[str, NDArray[np.generic]], person: Person) -> Body:
    vertices = np.asarray(raw["vertices"], dtype=np.float64)
    faces = np.asarray(raw["faces"], dtype=np.int64)
    bones = tuple(str(name) for name in raw["bones"])
    heads = np.asarray(raw["heads"], dtype=np.float64)
    parents = np.asarray(raw["parents"], dtype=np.int64)
    weights = np.asarray(raw["weights"], dtype=np.float64)
    weight_bones = np.asarray(raw["weight_bones"], dtype=np.int64)
    if person.local.get(BUMP, 0.0) > 0:
        vertices = carried_high(vertices, heads, bones)
        weights, weight_bones = on_the_trunk(vertices, heads, bones, weights, weight_bones)
    normals = vertex_normals(vertices, faces)
    main = weight_bones[np.arange(len(vertices)), weights.argmax(axis=1)]
    return Body(
        vertices=vertices,
        normals=normals,
        faces=faces,
        uv=np.asarray(raw["uv"], dtype=np.float64),
        uv_faces=np.asarray(raw["uv_faces"], dtype=np.int64),
        heads=heads,
        parents=parents,
        bones=bones,
        weights=weights,
        weight_bones=weight_bones,
        neutral=neutral_turns(heads, parents, bones, person.hollow),
        parts=surface_parts(vertices, normals, heads, bones, main),
    )
