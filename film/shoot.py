"""One position file from reading to finished pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import torch

from film.body import Body, load_body
from film.breath import breathing
from film.contacts import must_touch
from film.pose import Camera, Person, PoseError, PoseFile, Start, named
from film.rig import Rig, turn_of
from film.scene import Picture, Studio
from film.solver import Solver
from film.supple import Supple
from film.timeline import Moment, timeline
from film.ways import Motion, Way, ring, straight

SCRATCH = Path("build/film")
Done = Callable[[], None]


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
    person = Person.model_validate(named("people.yaml", figure, pose.id))
    start = Start.model_validate(named("starts.yaml", pose.start, pose.id))
    body = load_body(person, SCRATCH)
    for part in _parts_named(pose):
        if part not in body.parts:
            raise PoseError(f"{pose.id}.yaml", "-", part, "there is no such part of the body", figure)
    rig = Rig(body)
    return Shoot(pose, figure, person, body, rig, Solver(rig, pose, start))


def _parts_named(pose: PoseFile) -> list[str]:
    contacts = [name for c in pose.contacts for name in (c.part, c.to) if name]
    return contacts + [part for prop in pose.props for part in prop.parts] + [p for pair in pose.apart for p in pair]


def solve(shoot: Shoot, strict: bool = True) -> Take:
    """The whole film of a position file, solved.

    Raises:
        PoseError: a contact cannot be met, unless not strict.
    """
    keys = shoot.solver.keyframes()
    if strict:
        must_touch(shoot.pose, shoot.figure, shoot.solver.misses(keys))
    moments = timeline(shoot.pose) or keyframes_only(shoot.pose)[:1]
    return Take(moments, *_on_the_way(shoot, keys, sorted({(m.start, m.end, m.share) for m in moments})))


def keyframes_only(pose: PoseFile) -> tuple[Moment, ...]:
    """One moment of every keyframe."""
    return tuple(Moment(start=name, end=name, share=0.0, breath=key.breath) for name, key in pose.keyframes.items())


def solve_keyframes(shoot: Shoot) -> Take:
    """The keyframes as a film of one frame each."""
    moments = keyframes_only(shoot.pose)
    return Take(moments, shoot.solver.keyframes(), {(m.start, m.end, m.share): i for i, m in enumerate(moments)})


def _on_the_way(
    shoot: Shoot, keys: Motion, wanted: list[tuple[str, str, float]]
) -> tuple[Motion, dict[tuple[str, str, float], int]]:
    """Every distinct position, and its row by keyframes and share."""
    names = list(shoot.pose.keyframes)
    row: dict[tuple[str, str, float], int] = {}
    parts: list[Motion] = []
    flow = _flow(shoot.pose, keys)
    for pair in sorted({(a, b) for a, b, _ in wanted}):
        ends = keys.rows(torch.tensor([names.index(n) for n in pair]))
        shares = [s for a, b, s in wanted if (a, b) == pair]
        still = pair[0] == pair[1]
        way = flow.get(pair) or straight(ends)
        parts.append(ends.rows(torch.tensor([0])) if still else shoot.solver.between(way, pair, shares))
        row |= {(*pair, s): len(row) + i for i, s in enumerate(shares)}
    return _joined(parts), row


def _flow(pose: PoseFile, keys: Motion) -> dict[tuple[str, str], Way]:
    """The ways of a film that passes smoothly through its keyframes, by the pair each leads between."""
    if not pose.flow:
        return {}
    names, stops = list(pose.keyframes), [step.to for step in pose.film if step.to]
    pairs = list(zip([stops[-1], *stops], stops, strict=False))
    ways = ring(keys, [names.index(start) for start, _ in pairs], [step.seconds for step in pose.film])
    return dict(zip(pairs, ways, strict=True))


def _joined(parts: list[Motion]) -> Motion:
    return Motion(
        torch.cat([p.angles for p in parts]), torch.cat([p.turns for p in parts]), torch.cat([p.places for p in parts])
    )


class Photographer:
    """Photographs solved positions of one shoot from one camera."""

    def __init__(self, shoot: Shoot, camera: Camera, draft: bool = False) -> None:
        self._shoot = shoot
        self._studio = Studio(shoot.body, shoot.person, shoot.solver.boxes, camera, draft, shoot.pose.props)
        self._breath = breathing(shoot.body, shoot.pose.breath.into) * shoot.pose.breath.depth
        self._supple = Supple(shoot.body, self._studio.rest)

    def picture(self, motion: Motion, breath: float) -> Picture:
        """A photograph of one solved position with the lungs so full."""
        rest = torch.tensor(self._studio.rest + breath * self._breath)
        with torch.no_grad():
            bones = self._shoot.rig.bones(motion.angles, turn_of(motion.turns), motion.places)
            skin = self._shoot.rig.skin(bones, rest=rest)[0].numpy()
        head = self._shoot.body.bone("head")
        return self._studio.picture(self._supple.smooth(skin), (bones[0][0, head].numpy(), bones[1][0, head].numpy()))

    def pictures(self, take: Take, frames: list[int], done: Done) -> list[Picture]:
        """Photographs of these frames of a film, each distinct one taken once."""
        rows, taken = take.rows(), dict[tuple[int, float], Picture]()
        for frame in frames:
            seen = (rows[frame], take.moments[frame].breath)
            if seen not in taken:
                taken[seen] = self.picture(take.motion.rows(torch.tensor([seen[0]])), seen[1])
                done()
        return [taken[rows[f], take.moments[f].breath] for f in frames]

    def close(self) -> None:
        """Put the studio away."""
        self._studio.close()


def poster_frame(pose: PoseFile, take: Take) -> int:
    """The middle of the hold that shows the poster's keyframe, or the first frame."""
    at = [i for i, m in enumerate(take.moments) if m.start == m.end == pose.poster]
    return at[len(at) // 2] if at else 0
