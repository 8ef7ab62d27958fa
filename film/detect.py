"""Compares the angles a people detector reads off a clip with the film's own.

Angles are compared in the picture: the film's joints are seen through the clip's camera, and both sides' angles are
taken from points in pixels. The detector also guesses places in space, but has to make up the depth. On the nine of our
first eleven clips that show the body from the side, knees, hips and elbows were on average 2, 3 and 4 degrees off in the
picture and 6, 7 and 11 in space, so a difference in space says more about the guess than about the figure.

A joint is in view where its three points are in the picture, the detector calls them visible, and the other side's joint
is not clearly nearer: what it says of a limb behind the body, or beyond the edge, is a guess as well. A limb that points at the camera counts too, although
its angle in the picture is easily missed; such a miss is listed with how short the limb is seen.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from film.pose import Camera

Floats = NDArray[np.float64]

# As in scene.py, which only the renderer's environment can import.
WIDTH, HEIGHT, LENS = 1280, 720, 24.0

POINTS = tuple(
    f"{side}_{part}" for part in ("shoulder", "elbow", "wrist", "hip", "knee", "ankle") for side in ("left", "right")
)
JOINTS = {"knee": ("hip", "knee", "ankle"), "hip": ("shoulder", "hip", "knee"), "elbow": ("shoulder", "elbow", "wrist")}
MEASURES = (*JOINTS, "trunk")

VISIBLE = 0.5
FARTHER = 0.10
MOST_ERROR = 15.0
FOUND, FOUND_LYING = 0.95, 0.80
LYING = ("supine", "prone", "side_lying")


def in_picture(places: Floats, camera: Camera) -> Floats:
    """Where the camera sees places in space (..., 3): pixels right and down, and metres away."""
    around, up = math.radians(camera.around), math.radians(camera.up)
    toward = np.array([math.cos(up) * math.cos(around), -math.cos(up) * math.sin(around), math.sin(up)])
    right = np.array([math.sin(around), math.cos(around), 0.0])
    half = math.tan(math.radians(LENS) / 2)
    offset = places - np.array(camera.look_at)
    depth = camera.width / 2 / half / (WIDTH / HEIGHT) - offset @ toward
    scale = HEIGHT / 2 / half / depth
    x = WIDTH / 2 + scale * (offset @ right)
    y = HEIGHT / 2 - scale * (offset @ np.cross(toward, right))
    return np.stack([x, y, depth], -1)


def angle(points: Floats, side: str, joint: str) -> Floats:
    """A joint's angle in degrees, from points (frames, 12, 2): straight is 180."""
    first, middle, last = (points[:, POINTS.index(f"{side}_{part}"), :2] for part in JOINTS[joint])
    return np.abs(_wrapped(_heading(first - middle) - _heading(last - middle)))


def lean(points: Floats) -> Floats:
    """How far the line from the hips to the shoulders is from upright, in degrees, positive to the right."""
    pelvis, shoulders = (
        (points[:, POINTS.index(f"left_{part}"), :2] + points[:, POINTS.index(f"right_{part}"), :2]) / 2
        for part in ("hip", "shoulder")
    )
    return _wrapped(_heading(shoulders - pelvis) + 90)


def _heading(along: Floats) -> Floats:
    return np.degrees(np.arctan2(along[..., 1], along[..., 0]))


def _wrapped(degrees: Floats) -> Floats:
    """The same angles between -180 and 180."""
    return (degrees + 180) % 360 - 180


def in_view(seen: Floats, film: Floats, side: str, joint: str) -> NDArray[np.bool_]:
    """In which frames a joint can be read: its points are there and called visible, the other side's joint not nearer."""
    parts = [POINTS.index(f"{side}_{part}") for part in JOINTS[joint]]
    inside = ((film[:, parts, :2] >= 0) & (film[:, parts, :2] <= (WIDTH, HEIGHT))).all(axis=(1, 2))
    other = POINTS.index(f"{'right' if side == 'left' else 'left'}_{joint}")
    hidden = film[:, POINTS.index(f"{side}_{joint}"), 2] - film[:, other, 2] > FARTHER
    return np.asarray((seen[:, parts, 2].min(axis=1) >= VISIBLE) & inside & ~hidden)


def seen_length(places: Floats, film: Floats, side: str, joint: str) -> Floats:
    """How long the shorter-looking of a joint's two limbs is in the picture, as a share of its length in space."""
    first, middle, last = (POINTS.index(f"{side}_{part}") for part in JOINTS[joint])
    pixels = HEIGHT / 2 / math.tan(math.radians(LENS) / 2) / film[..., 2]
    shares = [
        np.linalg.norm(film[:, end, :2] - film[:, middle, :2], axis=-1)
        / (np.linalg.norm(places[:, end] - places[:, middle], axis=-1) * (pixels[:, end] + pixels[:, middle]) / 2)
        for end in (first, last)
    ]
    return np.asarray(np.minimum(*shares))


@dataclass(frozen=True, slots=True)
class Finding:
    """What the detector made of one clip; errors in degrees, none for a joint that is nowhere in view."""

    name: str
    lying: bool
    looked: int
    found: int
    errors: dict[str, float]
    lengths: dict[str, float]

    @property
    def share(self) -> float:
        """In how many of the pictures that were looked at the figure was found."""
        return self.found / self.looked if self.looked else 0.0

    def misses(self) -> tuple[str, ...]:
        """What is out of its limit, in words."""
        least = FOUND_LYING if self.lying else FOUND
        said = [f"found in {self.share:.0%} of pictures, not {least:.0%}"] if self.share < least else []
        wrong = {measure: error for measure, error in self.errors.items() if not error <= MOST_ERROR}
        return (*said, *(f"{measure} {error:.0f} degrees off{self._why(measure)}" for measure, error in wrong.items()))

    def _why(self, measure: str) -> str:
        """How much of a limb the camera sees, where that makes its angle hard to read."""
        length = self.lengths.get(measure, 1.0)
        return f" (a limb is seen at {length:.0%} of its length)" if length < 0.9 else ""

    def row(self) -> tuple[str, ...]:
        """The finding as a table row."""
        errors = (f"{self.errors[m]:.1f}" if m in self.errors else "-" for m in MEASURES)
        return (self.name, str(self.looked), f"{self.share:.0%}", *errors, "MISS" if self.misses() else "ok")


def compared(name: str, lying: bool, sights: Sequence[Floats | None], places: Floats, camera: Camera) -> Finding:
    """What the detector made of a clip: one sight (12 points of x, y, visibility) or none for each frame of places."""
    found = [i for i, sight in enumerate(sights) if sight is not None]
    if len(sights) != len(places):
        raise ValueError(f"{name}: {len(sights)} pictures but {len(places)} frames")
    if not found:
        return Finding(name, lying, len(sights), 0, {}, {})
    seen = np.stack([sight for sight in sights if sight is not None])
    places = places[found]
    film = in_picture(places, camera)
    errors, lengths = _limbs(seen, places, film)
    errors["trunk"] = float(np.median(np.abs(_wrapped(lean(seen) - lean(film)))))
    return Finding(name, lying, len(sights), len(found), errors, lengths)


def _limbs(seen: Floats, places: Floats, film: Floats) -> tuple[dict[str, float], dict[str, float]]:
    """The median error of every joint that is in view, the worse side of the two, and how long its limbs are seen."""
    errors: dict[str, float] = {}
    lengths: dict[str, float] = {}
    for joint in JOINTS:
        for side in ("left", "right"):
            good = in_view(seen, film, side, joint)
            off = np.abs(angle(seen, side, joint) - angle(film, side, joint))[good]
            if len(off) and (error := float(np.median(off))) >= errors.get(joint, 0.0):
                errors[joint] = error
                lengths[joint] = float(np.median(seen_length(places, film, side, joint)[good]))
    return errors, lengths


def table(findings: Sequence[Finding]) -> str:
    """All findings as lines of text, and below them what misses."""
    rows = [("clip", "pictures", "found", *MEASURES, ""), *(finding.row() for finding in findings)]
    lines = ["".join(f"{cell:<26}" if i == 0 else f"{cell:>9}" for i, cell in enumerate(row)) for row in rows]
    missed = [f"{finding.name}: {'; '.join(finding.misses())}" for finding in findings if finding.misses()]
    good = len(findings) - len(missed)
    limits = (
        f"limits: found {FOUND:.0%}, lying {FOUND_LYING:.0%}; median error {MOST_ERROR:.0f} degrees for joints in view"
    )
    return "\n".join([*lines, limits, f"{good} of {len(findings)} clips pass", *missed])
