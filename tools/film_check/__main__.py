"""`make film-check`: does a people detector see in every clip what the film says is there? CLIPS="a b" chooses some."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from film.detect import LYING, Finding, compared, table
from film.motion import MOTIONS, Trajectory
from film.pose import POSES, Camera, read_pose
from film.shelf import MEDIA, manifest
from film.timeline import FPS
from tools.film_check.browser import Viewer, viewer
from tools.film_check.fetch import detector
from tools.film_check.truth import joints_of

EVERY = 4
"""Which frames are looked at: six pictures a second tell as much as all of them."""


@dataclass(frozen=True, slots=True)
class Showing:
    """One finished clip: an exercise from one camera with one figure, and the motion it was taken of."""

    name: str
    file: str
    motion: str
    camera: Camera
    lying: bool
    seconds: float

    @property
    def stale(self) -> bool:
        """Whether no motion of this clip's length is kept: then there is nothing to compare with."""
        path = MOTIONS / f"{self.motion}.npz"
        return not path.exists() or round(len(Trajectory.load(path).frames) / FPS, 2) != self.seconds


def showings(name: str, facts: dict[str, Any]) -> Iterator[Showing]:
    """All clips of one exercise in the list."""
    pose = read_pose(POSES / f"{name}.yaml")
    lying, seconds = pose.start in LYING, facts["seconds"]
    views = {name: facts} | {f"{name}-{reason}": view for reason, view in facts.get("variants", {}).items()}
    for stem, view in views.items():
        yield Showing(stem, view["clip"], stem, pose.camera, lying, seconds)
        if pose.second and "second" in view:
            yield Showing(f"{stem}-second", view["second"]["clip"], stem, pose.second, lying, seconds)


def look_at(shown: Showing, view: Viewer) -> Finding:
    """What the detector makes of one clip."""
    places = joints_of(shown.motion)
    chosen = range(0, len(places), EVERY)
    # The middle of a frame, so that no rounding shows the one before.
    sights = view.watch(shown.file, [(frame + 0.5) / FPS for frame in chosen])
    return compared(shown.name, shown.lying, sights, places[chosen], shown.camera)


def main(names: list[str]) -> int:
    """Look at the clips of the named exercises, or at all; 1 if any misses."""
    clips = manifest()["clips"]
    if unknown := [name for name in names if name not in clips]:
        print(f"no clip of: {', '.join(unknown)}", file=sys.stderr)
        return 1
    chosen = [shown for name in names or clips for shown in showings(name, clips[name])]
    if stale := [shown.name for shown in chosen if shown.stale]:
        print(f"no motion of these clips is kept, film them again: {', '.join(stale)}", file=sys.stderr)
        return 1
    package, findings = detector(), []
    for shown in chosen:
        begun = time.monotonic()
        # A page that has shown some seventy clips has no memory left for the next.
        with viewer(package, MEDIA) as view:
            findings.append(look_at(shown, view))
        seconds = time.monotonic() - begun
        print(*findings[-1].row(), f"in {seconds:.0f} s", file=sys.stderr, flush=True)
    print(table(findings))
    return 1 if any(finding.misses() for finding in findings) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
