"""The words over a clip: WebVTT, each cue as long as the movement it is about."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import Any

from film import shelf
from film.pose import POSES, PoseFile, read_pose
from film.recipe import Job
from film.timeline import FPS, frames_of

SHORTEST_SECONDS = 1.0
EASY = 18.0
"""Letters a second that are read with ease."""


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
    return _with_time_to_read(found) if words else ()


def _with_time_to_read(found: list[Cue]) -> tuple[Cue, ...]:
    """Words that pass too fast begin earlier and end later, as far as those before and after them have time to spare."""
    edges = [cue.start for cue in found] + [found[-1].end]

    def spare(place: int) -> float:
        if not 0 <= place < len(found):
            return 0.0
        return edges[place + 1] - edges[place] - max(SHORTEST_SECONDS, len(found[place].words) / EASY)

    for place in range(len(found)):
        edges[place] -= min(max(0.0, -spare(place)), max(0.0, spare(place - 1)))
        edges[place + 1] += min(max(0.0, -spare(place)), max(0.0, spare(place + 1)))
    return tuple(Cue(start, end, cue.words) for start, end, cue in zip(edges, edges[1:], found, strict=False))


def webvtt(pose: PoseFile) -> str:
    """The captions of a film as a WebVTT file; empty if there are none."""
    blocks = [f"{_clock(c.start)} --> {_clock(c.end)}\n{escape(c.words, quote=False)}\n" for c in cues(pose)]
    return "\n".join(["WEBVTT\n", *blocks]) if blocks else ""


def write_all() -> list[str]:
    """Caption and describe every clip that is listed; the names of the exercises whose words changed."""
    listed = shelf.manifest()
    clips = {name: _worded(name, facts) for name, facts in listed["clips"].items()}
    changed = [name for name, facts in clips.items() if facts != listed["clips"][name]]
    if changed:
        shelf.write_manifest(listed | {"clips": clips})
    for name, facts in clips.items():
        shelf.drop(name, "vtt", facts.get("captions", ""))
    return changed


def _worded(name: str, facts: dict[str, Any]) -> dict[str, Any]:
    """What is listed about a clip, with the captions and descriptions of its position file."""
    path = POSES / f"{name}.yaml"
    if not path.exists():
        return facts
    pose = read_pose(path)
    text = webvtt(pose)
    said = {key: value for key, value in facts.items() if key != "captions"}
    said |= {"captions": shelf.put(name, "vtt", text.encode())} if text else {}
    others = facts.get("variants", {})
    alts = {reason: Job(pose, "clips", other["figure"], reason).alt for reason, other in others.items()}
    variants = {reason: _described(other, alts[reason]) for reason, other in others.items()}
    return _described(said, pose.alt) | {"variants": variants}


def _described(view: dict[str, Any], alt: str) -> dict[str, Any]:
    """What is listed about a view and its other view, with these words for what they show."""
    second = view.get("second")
    return view | {"alt": alt} | ({"second": second | {"alt": alt}} if second else {})


def _clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds * 1000), 60_000)
    return f"00:{minutes:02d}:{rest // 1000:02d}.{rest % 1000:03d}"
