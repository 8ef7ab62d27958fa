"""A film cut into the parts of a repetition: into position, move, hold, return, and rest before the next."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, groupby
from typing import Any

from film import shelf
from film.mp4 import key_frames
from film.pose import POSES, PartKind, PoseFile, Step, read_pose
from film.timeline import frames_of

Part = dict[str, Any]
"""`kind` and whole `frames`, as the list of finished films has them."""


def parts(pose: PoseFile) -> list[Part]:
    """The parts of a film in order, gapless over its loop.

    Rest and hold are stillness, at the place the loop begins and anywhere else; in leaves the first for the second, out
    comes back, and move leads from one stillness to another of its kind. A flow is one move.
    """
    home = next((step.to for step in reversed(pose.film) if step.to), next(iter(pose.keyframes)))
    found: list[Part] = []
    here = home
    for still, run in groupby(_placed(pose, home), key=lambda placed: placed[1]):
        steps, there = list(run), here
        here = next((step.to for step, _ in reversed(steps) if step.to), here)
        kind = still or _way(there == home, here == home)
        found.append({"kind": kind, "frames": sum(frames_of(step) for step, _ in steps)})
    return found


def _placed(pose: PoseFile, home: str) -> Iterator[tuple[Step, PartKind | None]]:
    """Each step with its part, or None where the places it leads between will tell."""
    here = home
    for step in pose.film:
        here = step.to or here
        stillness: PartKind = "rest" if here == home else "hold"
        yield step, step.part or (None if step.to else stillness)


def _way(from_home: bool, to_home: bool) -> PartKind:
    if from_home == to_home:
        return "move"
    return "in" if from_home else "out"


def starts(cut: list[Part]) -> list[int]:
    """The first frame of each part."""
    return [0, *accumulate(part["frames"] for part in cut)][:-1]


def write_all() -> list[str]:
    """List the parts of every film, and encode those again that have no key frame at each; the names of what changed."""
    listed = shelf.manifest()
    clips = {name: _cut(name, facts) for name, facts in listed["clips"].items()}
    changed = [name for name, facts in clips.items() if facts != listed["clips"][name]]
    if changed:
        shelf.write_manifest(listed | {"clips": clips})
    for name in changed:
        for stem, view in _views(name, clips[name]):
            shelf.drop(stem, "mp4", view["clip"])
    return changed


def _cut(name: str, facts: Part) -> Part:
    """What is listed about a clip, its parts and films with a key frame at each."""
    cut = parts(read_pose(POSES / f"{name}.yaml"))
    variants = {reason: _keyed(f"{name}-{reason}", other, cut) for reason, other in facts["variants"].items()}
    return _keyed(name, facts, cut) | {"parts": cut, "variants": variants}


def _keyed(stem: str, view: Part, cut: list[Part]) -> Part:
    """What is listed about a view and its other view, encoded again where a key frame is missing."""
    if "second" in view:
        view = view | {"second": _keyed(f"{stem}-second", view["second"], cut)}
    path = shelf.MEDIA / view["clip"]
    if set(starts(cut)) <= set(key_frames(path.read_bytes())):
        return view
    from film import clip

    data = clip.again(stem, path, starts(cut))
    return view | {"clip": shelf.put(stem, "mp4", data), "clip_bytes": len(data)}


def _views(name: str, facts: Part) -> Iterator[tuple[str, Part]]:
    """Every film of an exercise, with the name its file begins with."""
    for stem, view in {
        name: facts,
        **{f"{name}-{reason}": other for reason, other in facts["variants"].items()},
    }.items():
        yield stem, view
        if "second" in view:
            yield f"{stem}-second", view["second"]
