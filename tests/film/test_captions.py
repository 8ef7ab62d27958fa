"""The words over the clips: gapless, readable, the same when mirrored, and those that are shipped are up to date."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from examples.contents import load_library
from film.captions import SHORTEST_SECONDS, Cue, cues, webvtt
from film.pose import PoseFile, read_pose
from film.timeline import FPS, timeline
from lowback.library.media import Clip

LONGEST = 60
"""Two lines under a clip on a phone."""
FASTEST = 25.0
"""Letters a second, at most; a loop is read more than once, so a film would allow less."""
ROOT = Path(__file__).resolve().parents[2]
LIBRARY = load_library()
CLIPS = [name for name in LIBRARY.media.clips if (ROOT / f"content/poses/{name}.yaml").exists()]
TIMES = re.compile(r"^(\d\d):(\d\d):(\d\d\.\d{3}) --> (\d\d):(\d\d):(\d\d\.\d{3})$", re.MULTILINE)


def posed(name: str) -> PoseFile:
    return read_pose(ROOT / f"content/poses/{name}.yaml")


def filmed(*steps: dict[str, object]) -> PoseFile:
    """A film of these steps."""
    return posed("bridge").model_copy(update={"film": tuple(posed_step(**step) for step in steps)})


def posed_step(**facts: object) -> object:
    return type(posed("bridge").film[0]).model_validate({"to": "high", "seconds": 2.0} | facts)


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


def test_each_step_with_words_is_a_cue_as_long_as_its_movement() -> None:
    pose = filmed({"say": "Up"}, {"say": "Down", "seconds": 1.5})

    assert cues(pose) == (Cue(0.0, 2.0, "Up"), Cue(2.0, 3.5, "Down"))


def test_a_step_without_words_goes_on_with_the_words_before() -> None:
    pose = filmed({"say": "Up"}, {"say": ""}, {"say": "Down"})

    assert cues(pose) == (Cue(0.0, 4.0, "Up"), Cue(4.0, 6.0, "Down"))


def test_a_loop_that_begins_without_words_begins_with_its_last() -> None:
    pose = filmed({"say": ""}, {"say": "Up"}, {"say": "Down"})

    assert [cue.words for cue in cues(pose)] == ["Down", "Up", "Down"]


def test_words_that_pass_too_fast_borrow_time_from_their_neighbours() -> None:
    pose = filmed({"say": "Up"}, {"say": "Keep looking ahead", "seconds": 0.5}, {"say": "Down"})

    assert [(cue.start, cue.end) for cue in cues(pose)] == [(0.0, 1.5), (1.5, 2.5), (2.5, 4.5)]
    assert list(hard_to_read(pose)) == []


def test_a_film_without_words_has_no_captions() -> None:
    assert webvtt(filmed({}, {})) == ""


def test_words_are_written_as_webvtt_wants_them() -> None:
    text = webvtt(filmed({"say": "Heels & toes <down>"}))

    assert text == "WEBVTT\n\n00:00:00.000 --> 00:00:02.000\nHeels &amp; toes &lt;down&gt;\n"


@pytest.mark.parametrize("say", ["Lift your left leg", "x" * 61, "Too long to be read in half a second"])
def test_what_cannot_be_read_or_names_a_side_is_found(say: str) -> None:
    seconds = 0.5 if say.startswith("Too") else 4.0

    assert list(hard_to_read(filmed({"say": say, "seconds": seconds})))


@pytest.mark.parametrize("name", CLIPS)
def test_the_captions_of_a_clip_cover_its_loop_and_can_be_read(name: str) -> None:
    pose = posed(name)
    found = cues(pose)

    assert found, f"{name} says nothing"
    assert list(hard_to_read(pose)) == []
    assert [cue.start for cue in found] == [0.0, *(cue.end for cue in found[:-1])]
    assert found[-1].end == pytest.approx(len(timeline(pose)) / FPS)


@pytest.mark.parametrize(("name", "clip"), LIBRARY.media.clips.items(), ids=LIBRARY.media.clips)
def test_every_clip_ships_the_captions_of_its_position_file(name: str, clip: Clip) -> None:
    text = (ROOT / "content/media" / clip.captions).read_text("utf-8")

    assert clip.captions, f"{name}: run python -m film captions"
    assert text == webvtt(posed(name)), f"{name}: run python -m film captions"
    assert len(TIMES.findall(text)) == text.count("-->")
