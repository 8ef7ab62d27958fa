"""What the films of a session did on the screen, from the frames that were presented, against the digit beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from statistics import quantiles
from typing import Any, NamedTuple

from lowback.session.script import Beat, Cut, Item, Script, Work

MOVES = ("in", "out", "move")
UNDER_WAY_MS = 50
"""A frame so near to a change of the count was on its way to the screen when that came, and belongs to neither side."""
# Every presented frame of the film that is seen, and each moment at which the count reads differently: milliseconds.
WATCH = """() => {
  const roots = [...document.querySelectorAll("*")].map((each) => each.shadowRoot);
  const player = roots.map((root) => root?.querySelector("section.player")).find(Boolean);
  const seen = { frames: [], counts: [] };
  window.seen = seen;
  const painted = new Map();
  for (const video of player.querySelectorAll("video")) {
    const note = (now, { expectedDisplayTime, mediaTime }) => {
      const clip = video.getAttribute("src");
      painted.set(video, clip);
      if (!video.classList.contains("behind")) seen.frames.push([expectedDisplayTime, mediaTime, clip]);
      video.requestVideoFrameCallback(note);
    };
    video.requestVideoFrameCallback(note);
  }
  const text = (name) => player.querySelector(name).textContent;
  let [last, front] = ["", ""];
  // A film that stands when it comes forward is seen without another frame of it, once it was painted behind or has
  // the picture of its place: of a film behind, Chromium does not announce every frame (pictures of it show that).
  const forward = (now) => {
    const video = player.querySelector("video:not(.behind)");
    const clip = video.getAttribute("src");
    if (clip === front) return;
    const stands = video.paused && video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA;
    if (painted.get(video) !== clip && !stands) return;
    seen.frames.push([now, video.currentTime, clip]);
    front = clip;
  };
  const look = (now) => {
    forward(now);
    const repetition = /(\\d+) of \\d+$/.exec(`${text(".big")} ${text(".unit")}`)?.[1] ?? "";
    const count = [player.dataset.stage, player.dataset.running, text(".play .title"), text(".play .side"), repetition];
    if (count.join() !== last) seen.counts.push([now, ...count]);
    last = count.join();
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""
# What was noted since it was last asked for.
TAKE = "() => { const taken = { ...seen }; seen.frames = []; seen.counts = []; return taken; }"


class Frame(NamedTuple):
    """A frame of a film, when it was presented (milliseconds), and its place in the film (seconds)."""

    at: float
    place: float
    clip: str


class Count(NamedTuple):
    """From when on the screen says this, in milliseconds; the repetition is empty where none is numbered."""

    at: float
    stage: str
    running: str
    title: str
    side: str
    repetition: str


def steps(frames: Sequence[Frame]) -> list[float]:
    """Milliseconds from the last frame of one clip to the first of the next."""
    return [after.at - before.at for before, after in pairwise(frames) if before.clip != after.clip]


def loops(frames: Sequence[Frame]) -> list[float]:
    """Milliseconds from the last frame of a round to the first of the next, where the film keeps a time of its own."""
    return [
        after.at - before.at
        for before, after in pairwise(frames)
        if before.clip == after.clip and after.place < before.place - 1
    ]


def apart(frames: Sequence[Frame], counts: Sequence[Count], script: Script) -> list[float]:
    """For each frame of a movement that is counted: by how many milliseconds the film is behind its number.

    A count that goes on after a pause says nothing of when it began: watch without one.
    """
    items = {item.title: item for item in script.items}
    found = []
    for begun, over in pairwise(counts):
        if begun.stage != "work" or begun.running != "yes" or not begun.repetition:
            continue
        item = items[begun.title]
        stage = next(stage for stage in item.stages if isinstance(stage, Work))
        between = range(int(begun.at + UNDER_WAY_MS), int(over.at - UNDER_WAY_MS))
        shown = [frame for frame in frames if int(frame.at) in between and frame.clip == item.clip]
        found += [late for frame in shown if (late := _late(frame, begun.at, item, stage)) is not None]
    return found


def _late(frame: Frame, begun: float, item: Item, stage: Work) -> float | None:
    due = due_at(frame.place, item.parts, stage.cycle, item.frames_per_second)
    if due is None:
        return None
    whole = stage.seconds_per_rep
    late = (frame.at - begun) / 1000 - due
    # A frame at the end of a round belongs to the number before.
    return 1000 * (late - round(late / whole) * whole)


def due_at(place: float, parts: Sequence[Cut], cycle: Sequence[Beat], frames_per_second: int) -> float | None:
    """Seconds into a repetition at which this place of the film is due; None where the body stays."""
    moving = [part for part in parts if part.kind in MOVES]
    beats = list(_moving(cycle))
    for number, part in enumerate(moving):
        into = place * frames_per_second - part.first
        if 0 <= into < part.frames:
            begin, seconds = beats[number % len(beats)]
            return begin + seconds * into / part.frames
    return None


def _moving(cycle: Sequence[Beat]) -> Iterator[tuple[float, float]]:
    """When each movement of a repetition begins, and how long it takes."""
    begin = 0.0
    for beat in cycle:
        if beat.kind in MOVES:
            yield begin, beat.seconds
        begin += beat.seconds


def read(seen: Mapping[str, Sequence[Sequence[Any]]]) -> tuple[list[Frame], list[Count]]:
    """What WATCH has noted, in order."""
    return sorted(Frame(*frame) for frame in seen["frames"]), [Count(*count) for count in seen["counts"]]


def percentile(share: int, values: list[float]) -> float:
    """Of what was measured, so that few values never make more than the largest of them."""
    if len(values) == 1:
        return round(values[0], 1)
    return round(quantiles(values, n=100, method="inclusive")[share - 1], 1)
