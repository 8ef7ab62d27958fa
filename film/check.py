"""Checks the kept motion of every film: that it is physically sound and shows what its exercise is said to be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from film.bearing import deepest_overlap, outside, overhang
from film.contacts import boxes_of, contacts_of
from film.joints import JOINTS
from film.motion import MOTIONS, Figure, Floats, Posed, Trajectory, kept, posed
from film.pose import Contact, PoseFile
from film.recipe import Job, jobs
from film.timeline import FPS
from film.truth import Shown, classes_of, untruths

LIMITS = {
    "floor mm": 5.0,
    "prop mm": 5.0,
    "drift mm": 10.0,
    "limbs mm": 10.0,
    "range deg": 1.0,
    "speed deg/s": 360.0,
    "accel deg/s2": 2500.0,
    "jump mm": 55.0,
    "off balance mm": 15.0,
}
"""The most of every measure; `jump` is how far a point of skin moves in one frame, the last to the first included."""
FLOWING = LIMITS | {"jump mm": 130.0}
"""A foot that swings in walking is faster than anything else we show."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What was measured on one film, by the names in LIMITS, and what it says wrongly of its exercise."""

    name: str
    measures: dict[str, float]
    untruths: tuple[str, ...] = ()
    limbs: str = "-"
    limits: Mapping[str, float] = field(default_factory=lambda: LIMITS)

    @property
    def faults(self) -> tuple[str, ...]:
        """What is over its limit or untrue, in words."""
        measured = ((name, self.measures[name], most) for name, most in self.limits.items())
        over = (f"{name} is {value:.1f}, at most {most:g}" for name, value, most in measured if value > most)
        return (*over, *self.untruths)


def finding(job: Job, motion: Trajectory, figure: Figure, classes: Iterable[str] = ()) -> Finding:
    """Everything measured on one kept film."""
    boxes, body = boxes_of(job.pose, job.start), posed(figure, motion)
    depth, limbs = deepest_overlap(figure, body)
    held = np.flatnonzero(motion.held).tolist()
    millimetres = {
        "floor mm": float(np.maximum(-body.skin[..., 2], 0).max()),
        "prop mm": max((float(np.maximum(-outside(body.skin, b), 0).max()) for b in boxes if b.solid), default=0.0),
        "drift mm": _drift(job.pose, contacts_of(job.pose, job.start), motion, figure, body),
        "limbs mm": depth,
        "jump mm": _jump(body.skin, motion),
        "off balance mm": max((overhang(figure, body, row, boxes) for row in held), default=0.0),
    }
    measures = {name: 1000 * metres for name, metres in millimetres.items()} | _joints(motion)
    wrong = tuple(untruths(Shown(motion, figure, body), classes)) if classes else ()
    return Finding(job.stem, measures, wrong, limbs, FLOWING if job.pose.flow else LIMITS)


def _joints(motion: Trajectory) -> dict[str, float]:
    """How far joints leave their range, and how fast and how suddenly they turn."""
    low = np.array([joint.movement.low for joint in JOINTS])
    high = np.array([joint.movement.high for joint in JOINTS])
    loop = motion.angles[motion.frames]
    speed = (np.roll(loop, -1, 0) - loop) * FPS
    return {
        "range deg": float(np.maximum(motion.angles - high, low - motion.angles).max().clip(0)),
        "speed deg/s": float(np.abs(speed).max()),
        "accel deg/s2": float(np.abs((np.roll(speed, -1, 0) - speed) * FPS).max()),
    }


def _drift(pose: PoseFile, contacts: tuple[Contact, ...], motion: Trajectory, figure: Figure, body: Posed) -> float:
    """How far the middle of any part that should stay put moves from its mean place while it should, in metres."""
    worst, names = 0.0, list(pose.keyframes)
    for contact in contacts:
        if contact.still and not contact.to:
            on = [n for n, name in enumerate(names) if not contact.only or name in contact.only]
            rows = np.isin(motion.starts, on) & np.isin(motion.ends, on)
            middle = body.skin[rows][:, figure.part(contact.part)].mean(1)
            worst = max(worst, float(np.linalg.norm(middle - middle.mean(0), axis=-1).max(initial=0)))
    return worst


def _jump(skin: Floats, motion: Trajectory) -> float:
    """The furthest any point moves from one frame to the next, in metres."""
    pairs = np.unique(np.stack([motion.frames, np.roll(motion.frames, -1)], 1), axis=0)
    return max(float(np.linalg.norm(skin[a] - skin[b], axis=-1).max()) for a, b in pairs)


def table(findings: Iterable[Finding]) -> Iterator[str]:
    """All measures as lines of a table, each fault on a line below its film."""
    yield "".join(f"{cell:<26}" if i == 0 else f"{cell:>15}" for i, cell in enumerate(("film", *LIMITS)))
    for found in findings:
        cells = (f"{found.measures[name]:.1f}" for name in LIMITS)
        yield f"{found.name:<26}" + "".join(f"{cell:>15}" for cell in cells)
        yield from (f"    FAULT {fault}{f' ({found.limbs})' if 'limbs' in fault else ''}" for fault in found.faults)


def report(names: list[str]) -> int:
    """Print a table of all kept films with these names, or of all; 1 if any has a fault."""
    wanted = [job for job in jobs(names) if job.kind == "clips" and (MOTIONS / f"{job.stem}.npz").exists()]
    findings = [finding(job, *kept(job.stem), classes_of(job.pose.id)) for job in wanted]
    print(*table(findings), sep="\n")
    return 1 if any(found.faults for found in findings) else 0
