"""A quick look at a position file for its author: a contact sheet, the checks, and the contacts that are not met."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PIL import Image

from lowback.film.check import measured, table
from lowback.film.pose import PoseFile
from lowback.film.scene import Picture
from lowback.film.shoot import MISS, SCRATCH, Photographer, Shoot, prepare, solve, solve_keyframes

_SMALL = (480, 270)


def draft(pose: PoseFile, figure: str, count: int, view: str) -> str:
    """Draw a sheet of so many frames (0: one of each keyframe) and say what is wrong with the motion."""
    shoot = prepare(pose, figure)
    take = solve(shoot, strict=False) if count else solve_keyframes(shoot)
    count = count or len(take.moments)
    frames = [i * len(take.moments) // count for i in range(count)]
    camera = pose.second if view == "second" and pose.second else pose.camera
    photographer = Photographer(shoot, camera, draft=True)
    pictures = photographer.pictures(take, frames, lambda: None)
    photographer.close()
    path = SCRATCH / f"draft-{pose.id}{f'-{figure}' if figure else ''}{f'-{view}' if view else ''}.png"
    sheet(pictures, path)
    return "\n".join([*_unmet(shoot), *table([measured(shoot, take)]), str(path)])


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
