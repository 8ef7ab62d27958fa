"""What is to be filmed, and from what: a film is made again when something it is made from changes."""

from __future__ import annotations

import ast
import hashlib
import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from film.bump import BUMP
from film.contacts import boxes_of
from film.pose import POSES, PoseError, PoseFile, Start, named, read_pose, read_yaml
from film.timeline import timeline

_NOT_POSES = {"people.yaml", "starts.yaml", "ranges.yaml"}
_UNSEEN = {
    *("__main__", "recipe", "production", "draft", "shelf"),
    *("keep", "motion", "check", "bearing", "trunk", "truth", "detect", "captions", "cut", "mp4", "voice"),
}
"""The code that no picture depends on."""
_SOLVING = {"contacts", "joints", "mirror", "parts", "pose", "skeleton", "solver", "timeline", "touch", "ways"}
"""The code that a picture depends on only through the motion it finds."""
_SUBJECT = re.compile(r"^An? (older |young |pregnant )?(man|woman)")
_WHO = {"pregnant": "A pregnant woman", "older": "An older person"}


@dataclass(frozen=True, slots=True)
class Job:
    """One film to make: a position file with one figure; `reason` is why there is another figure, if it is not the first."""

    pose: PoseFile
    kind: str
    figure: str
    reason: str = ""

    @property
    def stem(self) -> str:
        """The name its files begin with."""
        name = f"{self.pose.id}-{self.reason}" if self.reason else self.pose.id
        return f"position-{name}" if self.kind == "positions" else name

    @property
    def start(self) -> Start:
        """The start position that its file builds on."""
        return Start.model_validate(_entries(POSES / "starts.yaml")[self.pose.start])

    @property
    def key(self) -> str:
        """Its name in the list of what was made from what."""
        return f"{self.kind}/{self.stem.removeprefix('position-')}"

    @property
    def alt(self) -> str:
        """What the picture shows, with the right person as its subject."""
        return _SUBJECT.sub(_WHO[self.reason], self.pose.alt) if self.reason else self.pose.alt

    def made_from(self) -> str:
        """The hash of all that the picture depends on: positions, the figure, the start position and the code."""
        silent = self.pose.model_copy(
            update={
                "film": tuple(step.model_copy(update={"say": "", "part": None}) for step in self.pose.film),
                "alt": "",
                "variants": {},
                "person": self.figure,
            }
        )
        person = _entries(POSES / "people.yaml").get(self.figure)
        start = _entries(POSES / "starts.yaml").get(self.pose.start)
        said = [silent.model_dump_json(), json.dumps([person, start], sort_keys=True), _code(self._unseen())]
        return _hash("".join(said).encode())

    def seen_from(self, motion: bytes) -> str:
        """The hash of all that the picture depends on once the motion is solved."""
        pose, boxes = self.pose, boxes_of(self.pose, self.start)
        breath = [moment.breath for moment in timeline(pose)]
        views = [pose.camera, pose.second, *pose.props, *boxes]
        said = [pose.poster, *(view.model_dump_json() if view else "-" for view in views)]
        lungs = [pose.breath.into, pose.breath.depth, breath]
        said += [json.dumps([_entries(POSES / "people.yaml")[self.figure], lungs], sort_keys=True)]
        return _hash("\n".join([*said, _code(self._unseen() | _SOLVING)]).encode() + motion)

    def _unseen(self) -> frozenset[str]:
        figure = _entries(POSES / "people.yaml").get(self.figure, {})
        without = {"props": not self.pose.props, "bump": not figure.get("local", {}).get(BUMP)}
        return frozenset(_UNSEEN | {code for code, unneeded in without.items() if unneeded})


@cache
def _entries(path: Path) -> dict[str, Any]:
    """What a file that every film asks says, read once: it takes longer to read than a film to be looked up."""
    found: dict[str, Any] = read_yaml(path)
    return found


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


@cache
def _code(unseen: frozenset[str]) -> str:
    """The code of the film maker as the interpreter sees it: comments, layout and where it lies change no picture."""
    files = sorted(file for file in Path(__file__).parent.glob("*.py") if file.stem not in unseen)
    return "".join(ast.dump(_Placeless().visit(ast.parse(file.read_text("utf-8")))) for file in files)


class _Placeless(ast.NodeTransformer):
    """Code without its imports: what is imported is looked at itself."""

    def visit_Import(self, node: ast.Import) -> None:
        """Nothing in its place."""

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        """Nothing in its place."""


def jobs(names: list[str]) -> list[Job]:
    """What the position files with these names ask for, or all of them if there are no names.

    Raises:
        PoseError: a file is wrong, there is none of that name, or it names a figure or start that there is not.
    """
    stills = {p.stem: p for p in sorted((POSES / "positions").glob("*.yaml"))}
    films = {p.stem: p for p in sorted(POSES.glob("*.yaml")) if p.name not in _NOT_POSES}
    for name in names:
        if name not in stills | films:
            raise PoseError(f"{name}.yaml", "-", "-", "there is no such position file")
    chosen = [("clips", path) for name, path in films.items() if not names or name in names]
    chosen += [("positions", path) for name, path in stills.items() if not names or name in names]
    found: list[Job] = []
    for kind, path in chosen:
        pose = read_pose(path)
        figures = {"": pose.person} | dict(pose.variants)
        found += [Job(pose, kind, figure, reason) for reason, figure in figures.items()]
    for figure, file in {job.figure: job.pose.id for job in reversed(found)}.items():
        named("people.yaml", figure, file)
    for start, file in {job.pose.start: job.pose.id for job in reversed(found)}.items():
        named("starts.yaml", start, file)
    return found
