"""Cloth and hair as shape: the rest body made a little fuller and smoother where they cover it."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array
from scipy.spatial import cKDTree

from film.body import Body, Floats, Ints
from film.hair import hair_rise
from film.look import cut, into_top, leggings_cover, soft, spots, top_cover
from film.pose import Person


def dressed(body: Body, person: Person) -> Floats:
    """The rest shape with hair and cloth on: cloth hangs over hollows and stands a little off the skin."""
    spot, made = spots(body), cut(body, person)
    top = top_cover(spot, made)
    shape = _draped(body, top * (spot.arm < 0.2), 0.026 if made.bump else 0.018)
    # The mesh is too coarse for a sharp rim of cloth: it rises from the skin over a finger's width.
    rise = soft(into_top(spot, made), 0.008, 0.022)
    off = hair_rise(spot, person) + 0.0045 * rise + 0.0015 * leggings_cover(spot, made)
    return np.asarray(shape + body.normals * off[:, None])


def _draped(body: Body, where: Floats, small: float) -> Floats:
    """The rest shape under a stretched cloth: small bumps pressed flat, hollows bridged, the rest kept."""
    cloth = np.flatnonzero(where > 0)
    skin = body.vertices[cloth]
    fine, wide = (_evened(body, cloth, reach) for reach in (small, 0.035))
    flat = skin + where[cloth, None] * (_low_pass(fine, skin) - skin)
    lift = ((_low_pass(wide, flat) - flat) * body.normals[cloth]).sum(1)
    shape = body.vertices.copy()
    shape[cloth] = flat + body.normals[cloth] * (fine @ np.clip(lift, 0, 0.02) * where[cloth])[:, None]
    return shape


def _low_pass(mean: csr_array, points: Floats) -> Floats:
    """Points smoothed and swollen again, so that only what is small is lost."""
    once = mean @ points
    return np.asarray(2 * once - mean @ once)


def _evened(body: Body, chosen: Ints, reach: float) -> csr_array:
    """A matrix that puts the mean of the skin within reach in place of each value, however dense the mesh is there."""
    at, facing = body.vertices[chosen], body.normals[chosen]
    pairs = cKDTree(at).query_pairs(2 * reach, output_type="ndarray")
    row, column = np.concatenate([pairs, pairs[:, ::-1], np.stack([np.arange(len(at))] * 2, 1)]).T
    near = np.exp(-np.square(at[row] - at[column]).sum(1) / (2 * reach**2))
    same = np.clip((facing[row] * facing[column]).sum(1), 0, 1)
    weight = near * same * _areas(body)[chosen][column]
    mixed = csr_array((weight, (row, column)), shape=(len(at), len(at)))
    return csr_array(mixed.multiply(1 / mixed.sum(axis=1)[:, None]))


def _areas(body: Body) -> Floats:
    """How much skin belongs to each vertex."""
    a, b, c = (body.vertices[body.faces[:, i]] for i in range(3))
    face = np.linalg.norm(np.cross(b - a, c - a), axis=1) / 6
    return np.asarray(
        np.bincount(body.faces.ravel(), np.repeat(face, 3), minlength=len(body.vertices)), dtype=np.float64
    )
