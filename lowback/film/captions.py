"""The words over a clip: WebVTT, each cue as long as the movement it is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

from lowback.film import shelf
from lowback.film.pose import POSES, PoseFile, read_pose
from lowback.film.timeline import FPS, frames_of

LONGEST = 60
"""Two lines under a clip on a phone."""
SHORTEST_SECONDS = 1.0
FASTEST = 25.0
"""Letters a second; a loop is read more than once, so this is above what a film would allow."""


@dataclass(frozen=True, slots=True)
class Cue:
    """Words, and from when to when they are shown, in seconds of the loop."""

    start: float
    end: float
    words: str


def cues(pose: PoseFile) -> tuple[Cue, ...]:
    """The captions of a film, gapless from its first to its last frame; none if no step says anything.

    A step without words goes on with the words before it; the first step's are the loop's last.
    """
    words = next((step.say for step in reversed(pose.film) if step.say), "")
    found: list[Cue] = []
    frame = 0
    for step in pose.film:
        start, frame = frame / FPS, frame + frames_of(step)
        words = step.say or words
        if found and found[-1].words == words:
            start = found.pop().start
        found.append(Cue(start, frame / FPS, words))
    return tuple(found) if words else ()


def webvtt(pose: PoseFile) -> str:
    """The captions of a film as a WebVTT file; empty if there are none."""
    blocks = [f"{_clock(c.start)} --> {_clock(c.end)}\n{escape(c.words, quote=False)}\n" for c in cues(pose)]
    return "\n".join(["WEBVTT\n", *blocks]) if blocks else ""


def hard_to_read(pose: PoseFile) -> Iterator[str]:
    """What is too long or too short to be read while it moves, or would be wrong when the clip is mirrored."""
    for cue in cues(pose):
        seconds = cue.end - cue.start
        if len(cue.words) > LONGEST:
            yield f"{cue.words!r} is longer than {LONGEST} letters"
        if seconds < SHORTEST_SECONDS or len(cue.words) / seconds > FASTEST:
            yield f"{cue.words!r} is shown for {seconds:.1f} s, too short to be read"
        if {"left", "right"} & set(cue.words.lower().replace(",", " ").replace(".", " ").split()):
            yield f"{cue.words!r} names a side, and the clip is mirrored"


def write_all() -> list[str]:
    """Caption every clip that is listed; the names of the exercises whose captions changed."""
    listed = shelf.manifest()
    changed = []
    for name, facts in listed["clips"].items():
        path = POSES / f"{name}.yaml"
        text = webvtt(read_pose(path)) if path.exists() else ""
        file = shelf.keep(name, "vtt", text.encode()).name if text else ""
        if not text:
            shelf.drop(name, "vtt")
        if facts.get("captions", "") != file:
            facts |= {"captions": file}
            changed.append(name)
        if not file:
            facts.pop("captions", None)
    if changed:
        shelf.write_manifest(listed)
    return changed


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds * 1000), 60_000)
    return f"00:{minutes:02d}:{rest // 1000:02d}.{rest % 1000:03d}"
