"""Skin and cloth that stay smooth where joints bend: no pinched groin, no collapsed shoulder.

Skin that simply hangs on its bones is pinched where they meet. As in Mancewicz et al., Delta Mush (DigiPro 2014), the
posed skin is smoothed, and the detail that smoothing takes from the rest shape is put back in each place's own frame.
"""

from __future__ import annotations

import numpy as np

from film.body import Body, Floats, vertex_normals
from film.skylight import neighbours

_ROUNDS = 14
_BENDING = ("root", "pelvis", "spine", "breast", "clavicle", "shoulder01", "upperarm", "upperleg")
_FINE = ("neck", "lowerarm", "lowerleg")
"""Where a little of it is enough: elbows and knees keep their shape."""
_FINE_SHARE = 0.5


class Supple:
    """The skin of one rest shape, to be smoothed in any pose; head, hands and feet keep every detail."""

    def __init__(self, body: Body, rest: Floats) -> None:
        self._faces = body.faces
        self._links = neighbours(body.faces, len(rest)).astype(np.float64)
        reach = body.share(*_BENDING) + _FINE_SHARE * body.share(*_FINE)
        for _ in range(_ROUNDS):
            reach = self._links @ reach
        self._reach = np.clip(reach, 0, 1)[:, None]
        first = self._links.indptr[:-1]
        others = [self._links.indices[start : start + 2] for start in first]
        self._beside = np.array([near[near != own][0] for own, near in enumerate(others)])
        smooth = self._smoothed(rest)
        self._detail = np.einsum("vji,vj->vi", self._frames(smooth), rest - smooth)

    def smooth(self, skin: Floats) -> Floats:
        """The posed skin without pinches."""
        even = self._smoothed(skin)
        full = even + np.einsum("vij,vj->vi", self._frames(even), self._detail)
        return np.asarray(skin + self._reach * (full - skin))

    def _smoothed(self, skin: Floats) -> Floats:
        for _ in range(_ROUNDS):
            skin = self._links @ skin
        return skin

    def _frames(self, skin: Floats) -> Floats:
        """Three right-angled axes at every point: out of the skin, towards a neighbour, and across both."""
        out = vertex_normals(skin, self._faces)
        along = skin[self._beside] - skin
        along = along - (along * out).sum(1, keepdims=True) * out
        along /= np.maximum(np.linalg.norm(along, axis=1, keepdims=True), 1e-12)
        return np.stack([out, along, np.cross(out, along)], axis=2)
