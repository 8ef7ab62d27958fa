"""The frames of a film: which keyframes each lies between, how far, and where in the breath."""

from __future__ import annotations

import math

from pydantic import BaseModel, ConfigDict

from film.pose import Breath, PoseFile, Step

FPS = 24
_SEEN = 0.0004


def ease(share: float) -> float:
    """A share of a movement made gentle: slow away, slow in (minimum jerk)."""
    return share**3 * (10 - 15 * share + 6 * share**2)


class Moment(BaseModel):
    """One frame of the film: between which keyframes, how far, and where in the breath."""

    model_config = ConfigDict(frozen=True)

    start: str
    end: str
    share: float
    breath: float


def timeline(pose: PoseFile) -> tuple[Moment, ...]:
    """Every frame of the loop in order; the last leads into the first."""
    names = list(pose.keyframes)
    here = next((step.to for step in reversed(pose.film) if step.to), names[0])
    frames: list[Moment] = []
    for step in pose.film:
        count = frames_of(step)
        if step.to is None:
            full = pose.keyframes[here].breath
            frames += [
                Moment(start=here, end=here, share=0.0, breath=full or _breath(pose.breath, i, count))
                for i in range(count)
            ]
        else:
            frames += [_between(here, step.to, i / count, pose) for i in range(count)]
            here = step.to
    return tuple(frames)


def frames_of(step: Step) -> int:
    """How many frames a stretch of the film lasts."""
    return round((step.hold or step.seconds) * FPS)


def _between(start: str, end: str, share: float, pose: PoseFile) -> Moment:
    """One place on the way, written the same way in both directions so that the way back re-uses its pictures."""
    eased = share if pose.flow else ease(share)
    if end < start and not pose.flow:
        start, end, eased = end, start, 1 - eased
    eased = round(eased, 3)
    if eased in (0.0, 1.0):
        start = end = start if eased == 0 else end
        eased = 0.0
    empty, full = (pose.keyframes[name].breath for name in (start, end))
    return Moment(start=start, end=end, share=eased, breath=round(empty + eased * (full - empty), 3))


def _breath(breath: Breath, frame: int, frames: int) -> float:
    """How full the lungs are at a frame of a hold, 0 to 1, in steps too small to see; a whole number of breaths fits."""
    steps = math.ceil(breath.depth / _SEEN)
    if not steps:
        return 0.0
    breaths = max(1, round(frames / FPS / breath.seconds))
    phase = (frame * breaths / frames) % 1.0
    return round(steps * (0.5 - 0.5 * math.cos(2 * math.pi * phase))) / steps
