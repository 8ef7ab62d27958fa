"""One position file from reading to finished pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from lowback.film import clip
from lowback.film.body import Body, load_body
from lowback.film.breath import breathing
from lowback.film.pose import POSES, Person, PoseFile, Start, read_yaml
from lowback.film.rig import Rig, turn_of
from lowback.film.scene import Studio
from lowback.film.solver import Motion, Solver
from lowback.film.timeline import FPS, Moment, timeline

SCRATCH = Path("build/film")
Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Shoot:
    """A position file with its person, its start position and a solver for it."""

    pose: PoseFile
    figure: str
    person: Person
    body: Body
    rig: Rig
    solver: Solver


@dataclass(frozen=True, slots=True)
class Take:
    """The solved film: every distinct position once, and which one each frame shows."""

    moments: tuple[Moment, ...]
    motion: Motion
    row: dict[tuple[str, str, float], int]

    def rows(self) -> list[int]:
        """The position each frame of the loop shows."""
        return [self.row[(m.start, m.end, m.share)] for m in self.moments]


def prepare(pose: PoseFile, figure: str = "") -> Shoot:
    """Everything that is needed to solve and photograph a position file, with another figure if one is named.

    Raises:
        PoseError: there is no such figure, start position, or part of the body.
    """
    figure = figure or pose.person
    person = Person.model_validate(_named(pose, "people.yaml", figure, "figure"))
    start = Start.model_validate(_named(pose, "starts.yaml", pose.start, "start position"))
    body = load_body(person, SCRATCH)
    for part in _parts_named(pose):
        if part not in body.parts:
            raise PoseError(f"{pose.id}.yaml", "-", part, "there is no such part of the body", figure)
    rig = Rig(body)
    return Shoot(pose, figure, person, body, rig, Solver(rig, pose, start))


def _named(pose: PoseFile, file: str, name: str, what: str) -> object:
    entries = read_yaml(POSES / file)
    if name not in entries:
        raise PoseError(f"{pose.id}.yaml", "-", name, f"there is no such {what} in {file}", name)
    return entries[name]


def _parts_named(pose: PoseFile) -> list[str]:
    contacts = [name for c in pose.contacts for name in (c.part, c.to) if name]
    return contacts + [part for prop in pose.props for part in prop.parts] + [p for pair in pose.apart for p in pair]


def solve(shoot: Shoot) -> Take:
    """The whole film of a position file, solved."""
    names = list(shoot.pose.keyframes)
    keys = shoot.solver.keyframes()
    moments = timeline(shoot.pose)
    wanted = sorted({(m.start, m.end, m.share) for m in moments})
    row: dict[tuple[str, str, float], int] = {}
    parts: list[Motion] = []
    count = 0
    for pair in sorted({(a, b) for a, b, _ in wanted}):
        ends = keys.rows(torch.tensor([names.index(n) for n in pair]))
        shares = [s for a, b, s in wanted if (a, b) == pair]
        parts.append(ends.rows(torch.tensor([0])) if pair[0] == pair[1] else shoot.solver.between(ends, pair, shares))
        row |= {(*pair, s): count + i for i, s in enumerate(shares)}
        count += len(shares)
    return Take(moments, _joined(parts), row)


def still_take(shoot: Shoot) -> Take:
    """A start position as a film of one frame."""
    name = next(iter(shoot.pose.keyframes))
    moment = Moment(start=name, end=name, share=0.0, breath=0.0)
    return Take((moment,), shoot.solver.keyframes().rows(torch.tensor([0])), {(name, name, 0.0): 0})


def _joined(parts: list[Motion]) -> Motion:
    return Motion(
        torch.cat([p.angles for p in parts]), torch.cat([p.turns for p in parts]), torch.cat([p.places for p in parts])
    )


class _Photographer:
    """Photographs solved positions of one shoot, each distinct one once."""

    def __init__(self, shoot: Shoot, draft: bool) -> None:
        self._shoot = shoot
        self._studio = Studio(shoot.body, shoot.person, shoot.solver.boxes, shoot.pose.camera, draft)
        self._breath = breathing(shoot.body) * shoot.pose.breath.depth

    def picture(self, motion: Motion, breath: float) -> clip.Picture:
        """A photograph of one solved position with the lungs so full."""
        rest = torch.tensor(self._studio.rest + breath * self._breath)
        with torch.no_grad():
            bones = self._shoot.rig.bones(motion.angles, turn_of(motion.turns), motion.places)
            skin = self._shoot.rig.skin(bones, rest=rest)[0].numpy()
        head = self._shoot.body.bone("head")
        return self._studio.picture(skin, (bones[0][0, head].numpy(), bones[1][0, head].numpy()))

    def close(self) -> None:
        """Put the studio away."""
        self._studio.close()


def shoot_still(pose: PoseFile, made_from: str, draft: bool) -> clip.Kept:
    """The picture of a start position, finished and listed."""
    shoot = prepare(pose)
    photographer = _Photographer(shoot, draft)
    picture = photographer.picture(shoot.solver.keyframes().rows(torch.tensor([0])), 0.0)
    photographer.close()
    if draft:
        return _keep_draft(pose.id, [picture])
    kept = clip.save_poster(f"position-{pose.id}", picture)
    clip.enter("positions", pose.id, {"poster": kept.name, "poster_bytes": kept.size, "alt": pose.alt}, made_from)
    return kept


def shoot_clip(pose: PoseFile, made_from: str, draft: bool, progress: Progress) -> clip.Kept:
    """The clip and poster of an exercise, finished and listed."""
    shoot = prepare(pose)
    progress("solving")
    take = solve(shoot)
    pictures = _photographs(shoot, take, draft, progress)
    rows, moments = take.rows(), take.moments
    frames = [pictures[(row, moment.breath)] for row, moment in zip(rows, moments, strict=True)]
    if draft:
        return _keep_draft(pose.id, frames)
    progress("encoding")
    film = clip.save_clip(pose.id, lambda: iter(frames))
    poster = clip.save_poster(pose.id, frames[_poster_frame(pose, moments)])
    facts: dict[str, object] = {"clip": film.name, "poster": poster.name, "seconds": round(len(frames) / FPS, 2)}
    facts |= {"shows_side": pose.shows_side, "clip_bytes": film.size, "poster_bytes": poster.size, "alt": pose.alt}
    clip.enter("clips", pose.id, facts, made_from)
    return film


def _photographs(shoot: Shoot, take: Take, draft: bool, progress: Progress) -> dict[tuple[int, float], clip.Picture]:
    """Every distinct picture of a film."""
    wanted = sorted({(row, m.breath) for row, m in zip(take.rows(), take.moments, strict=True)})
    photographer = _Photographer(shoot, draft)
    pictures = {}
    for number, (row, breath) in enumerate(wanted, 1):
        progress(f"picture {number} of {len(wanted)}")
        pictures[(row, breath)] = photographer.picture(take.motion.rows(torch.tensor([row])), breath)
    photographer.close()
    return pictures


def _poster_frame(pose: PoseFile, moments: tuple[Moment, ...]) -> int:
    """The first frame that shows the poster's keyframe, or the first of all."""
    at = [i for i, m in enumerate(moments) if m.start == m.end == pose.poster]
    return at[len(at) // 2] if at else 0


def _keep_draft(name: str, frames: list[clip.Picture]) -> clip.Kept:
    """A contact sheet of a draft in the scratch folder."""
    from PIL import Image

    SCRATCH.mkdir(parents=True, exist_ok=True)
    chosen = [frames[i * len(frames) // min(12, len(frames))] for i in range(min(12, len(frames)))]
    small = [np.asarray(Image.fromarray(frame).resize((640, 360))) for frame in chosen]
    small += [np.full((360, 640, 3), 255, dtype=np.uint8)] * (-len(small) % 3)
    sheet = np.concatenate([np.concatenate(small[i : i + 3], 1) for i in range(0, len(small), 3)], 0)
    path = SCRATCH / f"draft-{name}.png"
    Image.fromarray(sheet).save(path)
    return clip.Kept(path.name, path.stat().st_size)
