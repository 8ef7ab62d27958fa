"""Whether a film shows what the safety filter believes of its exercise: the movement classes, measured on the motion."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from film.motion import Figure, Floats, Posed, Trajectory, turns_of
from film.pose import POSES, read_yaml
from film.timeline import FPS

_EXERCISES = Path("content/exercises")
_LIFTED = 0.025
_STRAIGHT = 15.0


@dataclass(frozen=True, slots=True)
class Shown:
    """A motion and the figure in all its rows."""

    motion: Trajectory
    figure: Figure
    posed: Posed

    def furthest(self, *joints: str) -> float:
        """The largest sum of these joints' angles, in degrees."""
        return float(sum(self.motion.angle(joint) for joint in joints).max())  # type: ignore[union-attr]


def _either_way(*joints: str) -> Callable[[Shown], float]:
    return lambda shown: float(np.abs(sum(shown.motion.angle(joint) for joint in joints)).max())


def _of_sides(joint: str) -> Callable[[Shown], float]:
    return lambda shown: max(shown.furthest(f"{side}_{joint}") for side in ("left", "right"))


def _hip_turn(shown: Shown) -> float:
    return max(float(np.abs(shown.motion.angle(f"{side}_hip_rotation")).max()) for side in ("left", "right"))


def _straight_leg(shown: Shown) -> float:
    """How far a hip bends while its knee is straight: the pull on the nerves of the leg."""
    most = 0.0
    for side in ("left", "right"):
        hip, knee = shown.motion.angle(f"{side}_hip_flexion"), shown.motion.angle(f"{side}_knee_flexion")
        if (knee <= _STRAIGHT).any():
            most = max(most, float(hip[knee <= _STRAIGHT].max()))
    return most


def _knee_swing(shown: Shown) -> float:
    """How far a knee straightens while its thigh is up."""
    most = 0.0
    for side in ("left", "right"):
        hip, knee = shown.motion.angle(f"{side}_hip_flexion"), shown.motion.angle(f"{side}_knee_flexion")
        if (hip >= 55).all():
            most = max(most, float(np.ptp(knee)))
    return most


def _one_foot(shown: Shown) -> float:
    """The longest time on one foot while upright, in seconds of the loop."""
    spine = shown.posed.joints[:, shown.figure.bone("neck01")] - shown.posed.joints[:, shown.figure.bone("root")]
    if (spine[:, 2] < 0.25).all() or shown.motion.places[:, 2].max() < 0.7:
        return 0.0
    height = [shown.posed.skin[:, shown.figure.part(f"{side}_sole"), 2].min(1) for side in ("left", "right")]
    return max(_longest(lifted[shown.motion.frames] > _LIFTED) for lifted in height) / FPS


def _longest(on: Floats) -> int:
    """The longest stretch of a loop in frames."""
    if on.all():
        return len(on)
    start = int(np.argmin(on))
    runs, run = [0], 0
    for each in np.roll(on, -start):
        run = run + 1 if each else 0
        runs.append(run)
    return max(runs)


def _head_lift(shown: Shown) -> float:
    """How far the back of the head rises while lying on the back, in centimetres."""
    facing = -turns_of(shown.motion.turns)[:, :, 1]
    if (facing[:, 2] < 0.8).any():
        return 0.0
    low = shown.posed.skin[:, shown.figure.part("head_back"), 2].min(1)
    return float(100 * np.ptp(low))


def classes_of(exercise: str) -> tuple[str, ...]:
    """The movement classes of an exercise as its card has them; none for a start position."""
    card = _EXERCISES / f"{exercise}.yaml"
    return tuple(read_yaml(card)["classes"]) if card.exists() else ()


MEASURES: dict[str, Callable[[Shown], float]] = {
    "bend_forward": lambda shown: shown.furthest("lumbar_flexion"),
    "bend_back": lambda shown: -float(shown.motion.angle("lumbar_flexion").min()),
    "turn": _either_way("lumbar_rotation", "thoracic_rotation"),
    "bend_sideways": _either_way("lumbar_side_bend", "thoracic_side_bend"),
    "hip_bend": _of_sides("hip_flexion"),
    "hip_turn": _hip_turn,
    "hip_spread": _of_sides("hip_abduction"),
    "straight_leg": _straight_leg,
    "knee_swing": _knee_swing,
    "one_foot": _one_foot,
    "head_lift": _head_lift,
}


def measured(shown: Shown) -> dict[str, float]:
    """Every measure of a motion, in the units that ranges.yaml gives."""
    return {name: measure(shown) for name, measure in MEASURES.items()}


@cache
def _bands() -> list[dict[str, Any]]:
    """What each movement class means, as content/poses/ranges.yaml has it."""
    found: list[dict[str, Any]] = read_yaml(POSES / "ranges.yaml")
    return found


def untruths(shown: Shown, classes: Iterable[str]) -> Iterator[str]:
    """Where the motion does less or more than its movement classes say."""
    has, found = set(classes), measured(shown)
    for band in _bands():
        value, most = found[band["measure"]], band["without"]
        for name, reach in band["classes"].items():
            if name in has:
                least, upper = reach
                most = max(most, upper)
                if value < least:
                    yield f"{band['measure']} reaches {value:.0f}, {name} means at least {least:g}"
        if value > most:
            yield f"{band['measure']} reaches {value:.0f}, its classes allow {most:g}"
