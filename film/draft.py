"""A quick look at a position file for its author: a contact sheet, the checks, and the contacts that are not met."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from film.check import finding, table
from film.contacts import MISS
from film.keep import thinned, trajectory
from film.recipe import Job
from film.scene import Picture
from film.shoot import SCRATCH, Photographer, Shoot, prepare, solve, solve_keyframes
from film.truth import classes_of

_SMALL = (480, 270)
_NEEDS_TIME = ("FAULT speed", "FAULT accel", "FAULT jump", "FAULT one_foot")


def draft(job: Job, figure: str, count: int, view: str) -> str:
    """Draw a sheet of so many frames (0: one of each keyframe) and say what is wrong with the motion."""
    pose = job.pose
    shoot = prepare(pose, figure)
    take = solve(shoot, strict=False) if count else solve_keyframes(shoot)
    shown = count or len(take.moments)
    frames = [i * len(take.moments) // shown for i in range(shown)]
    camera = pose.second if view == "second" and pose.second else pose.camera
    photographer = Photographer(shoot, camera, draft=True)
    pictures = photographer.pictures(take, frames, lambda: None)
    photographer.close()
    found = finding(job, trajectory(shoot, take), thinned(shoot.body), classes_of(pose.id))
    path = SCRATCH / f"draft-{pose.id}{f'-{figure}' if figure else ''}{f'-{view}' if view else ''}.png"
    sheet(pictures, path)
    lines = [*_unmet(shoot), *table([found]), str(path)]
    return "\n".join(line for line in lines if count or not any(word in line for word in _NEEDS_TIME))


def _unmet(shoot: Shoot) -> list[str]:
    missed = shoot.solver.misses(shoot.solver.keyframes())
    return [f"not met: {name}: {part}: {1000 * gap:.0f} mm" for (name, part), gap in missed.items() if gap > MISS]


def sheet(pictures: list[Picture], path: Path, across: int = 3) -> None:
    """Put pictures side by side, so many in a row, into one file."""
    small = [np.asarray(Image.fromarray(picture).resize(_SMALL)) for picture in pictures]
    small += [np.full((_SMALL[1], _SMALL[0], 3), 255, dtype=np.uint8)] * (-len(small) % across)
    rows = [np.concatenate(small[i : i + across], 1) for i in range(0, len(small), across)]
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(np.concatenate(rows, 0)).save(path)
