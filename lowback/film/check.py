"""Checks the solved motion of every film: floor, props, contacts, joint ranges, written angles, and that the loop closes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import torch
from torch import Tensor

from lowback.film.joints import JOINTS
from lowback.film.pose import PoseFile
from lowback.film.shoot import Shoot, Take, prepare, solve
from lowback.film.timeline import FPS
from lowback.film.touch import above_floor, outside

SINK = 0.005
DRIFT = 0.010
RANGE = 1.0
JUMP = 0.055
_HEADINGS = ("film", "frames", "floor mm", "prop mm", "drift mm", "range deg", "angle deg", "jump mm", "")


@dataclass(frozen=True, slots=True)
class Finding:
    """What was measured on one film; lengths in metres, angles in degrees."""

    name: str
    frames: int
    floor: float
    prop: float
    drift: float
    beyond: float
    stray: float
    jump: float

    @property
    def good(self) -> bool:
        """Whether every measure is inside its limit; straying from written angles is reported, not judged."""
        return (
            self.floor <= SINK
            and self.prop <= SINK
            and self.drift <= DRIFT
            and self.beyond <= RANGE
            and self.jump <= JUMP
        )

    def row(self) -> tuple[str, ...]:
        """The measures as a table row."""
        lengths = (f"{1000 * v:.1f}" for v in (self.floor, self.prop, self.drift))
        verdict = "ok" if self.good else "FAULT"
        return (
            self.name,
            str(self.frames),
            *lengths,
            f"{self.beyond:.1f}",
            f"{self.stray:.0f}",
            f"{1000 * self.jump:.0f}",
            verdict,
        )


def measure(pose: PoseFile) -> Finding:
    """The worst of every measure over one film or still, solved afresh."""
    shoot = prepare(pose)
    return measured(shoot, solve(shoot))


def measured(shoot: Shoot, take: Take) -> Finding:
    """The worst of every measure over a solved film."""
    skin = shoot.solver.skin(take.motion)
    rows = torch.tensor(take.rows())
    return Finding(
        name=shoot.pose.id,
        frames=len(rows),
        floor=float((-above_floor(skin)).clamp(min=0).max()),
        prop=max(
            (float((-outside(skin, box)).clamp(min=0).max()) for box in shoot.solver.boxes if box.solid), default=0.0
        ),
        drift=_drift(shoot, take, skin),
        beyond=_beyond(take),
        stray=_stray(shoot, take),
        jump=_jump(skin, rows),
    )


def _drift(shoot: Shoot, take: Take, skin: Tensor) -> float:
    """How far the middle of any part that should stay put moves from its mean place while it should."""
    worst = 0.0
    keys = list(take.row)
    for contact in shoot.solver.contacts:
        if not contact.still or contact.to:
            continue
        on = [take.row[k] for k in keys if not contact.only or (k[0] in contact.only and k[1] in contact.only)]
        if len(on) > 1:
            middle = skin[torch.tensor(on)][:, torch.tensor(shoot.body.parts[contact.part])].mean(1)
            worst = max(worst, float((middle - middle.mean(0)).norm(dim=-1).max()))
    return worst


def _beyond(take: Take) -> float:
    """How far any joint is outside its range."""
    low = torch.tensor([joint.movement.low for joint in JOINTS], dtype=torch.float64)
    high = torch.tensor([joint.movement.high for joint in JOINTS], dtype=torch.float64)
    return float(torch.maximum(take.motion.angles - high, low - take.motion.angles).clamp(min=0).max())


def _stray(shoot: Shoot, take: Take) -> float:
    """How far a hip, knee or spine angle that the file names is from what is written, at the keyframes."""
    names, written = list(shoot.pose.keyframes), shoot.solver.written()
    judged = torch.tensor(
        [any(word in joint.name for word in ("hip_flexion", "knee_flexion", "lumbar")) for joint in JOINTS]
    )
    worst = 0.0
    for (start, end, share), row in take.row.items():
        key = start if share == 0 else end if share == 1 else None
        if key is not None:
            off = (take.motion.angles[row] - written.angles[names.index(key)]).abs()
            worst = max(worst, float(off[judged].max()))
    return worst


def _jump(skin: Tensor, rows: Tensor) -> float:
    """The furthest any point moves from one frame to the next, the last frame to the first included."""
    steps = {(int(a), int(b)) for a, b in zip(rows, rows.roll(-1), strict=True) if a != b}
    return max((float((skin[a] - skin[b]).norm(dim=-1).max()) for a, b in steps), default=0.0)


def table(findings: Iterable[Finding]) -> Iterator[str]:
    """All measures as lines of a table."""
    for cells in (_HEADINGS, *(finding.row() for finding in findings)):
        yield "".join(f"{cell:<22}" if i == 0 else f"{cell:>11}" for i, cell in enumerate(cells))


def report(poses: Iterable[PoseFile]) -> int:
    """Print a table of all measures; 1 if any film is out of its limits."""
    findings = [measure(pose) for pose in poses]
    print(*table(findings), sep="\n")
    print(
        f"limits: floor and props {1000 * SINK:.0f} mm, contacts {1000 * DRIFT:.0f} mm, ranges {RANGE:.0f} degree, step {1000 * JUMP:.0f} mm at {FPS} a second"
    )
    return 0 if all(finding.good for finding in findings) else 1
