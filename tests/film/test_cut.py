"""The parts of each film: as its positions say, as it is listed, and a place to go to in every file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from examples.contents import load_library
from film.cut import parts, starts
from film.mp4 import frames, key_frames
from film.pose import PoseFile, Step, read_pose
from film.timeline import FPS, timeline
from lowback.library.media import FRAMES_PER_SECOND, Clip, View

ROOT = Path(__file__).resolve().parents[2]
LIBRARY = load_library()
CLIPS = LIBRARY.media.clips


def posed(name: str) -> PoseFile:
    return read_pose(ROOT / f"content/poses/{name}.yaml")


def filmed(*steps: Mapping[str, object]) -> PoseFile:
    """A film of these steps through the two keyframes of the bridge, and one made up."""
    bridge = posed("bridge")
    keyframes = bridge.keyframes | {"middle": bridge.keyframes["high"]}
    return bridge.model_copy(
        update={"keyframes": keyframes, "film": tuple(Step.model_validate(step) for step in steps)}
    )


def kinds(pose: PoseFile) -> list[tuple[str, int]]:
    return [(part["kind"], part["frames"]) for part in parts(pose)]


def views(clip: Clip) -> Iterator[View]:
    """Every film of an exercise: each figure from each side."""
    for view in (clip, *clip.variants.values()):
        yield view
        if view.second:
            yield view.second


def test_a_repetition_leads_into_position_holds_comes_back_and_rests() -> None:
    pose = filmed({"to": "high", "seconds": 2}, {"hold": 1.5}, {"to": "low", "seconds": 3}, {"hold": 0.5})

    assert kinds(pose) == [("in", 48), ("hold", 36), ("out", 72), ("rest", 12)]


def test_positions_on_the_way_are_passed_through() -> None:
    back = ({"to": "middle", "seconds": 1}, {"to": "low", "seconds": 1})
    pose = filmed({"to": "middle", "seconds": 1}, {"to": "high", "seconds": 1}, {"hold": 1}, *back)

    assert kinds(pose) == [("in", 48), ("hold", 24), ("out", 48)]


def test_a_way_between_two_holds_is_a_move() -> None:
    over: tuple[Mapping[str, object], ...] = (
        {"to": "low", "seconds": 1},
        {"to": "middle", "seconds": 1},
        {"hold": 1},
        {"to": "low", "seconds": 1},
    )
    pose = filmed({"to": "high", "seconds": 1}, {"hold": 1}, *over)

    assert [kind for kind, _ in kinds(pose)] == ["in", "hold", "move", "hold", "out"]


def test_what_never_stands_still_is_one_move() -> None:
    assert kinds(filmed({"to": "high", "seconds": 1}, {"to": "low", "seconds": 1})) == [("move", 48)]
    assert kinds(posed("walk")) == [("move", 160)]


def test_a_film_may_begin_with_its_rest() -> None:
    assert [kind for kind, _ in kinds(posed("tandem_stance"))] == ["rest", "in", "hold", "out"]


def test_a_position_file_may_say_that_small_movements_are_a_hold() -> None:
    held = ({"to": "middle", "seconds": 1, "part": "hold"}, {"to": "high", "seconds": 1, "part": "hold"})
    pose = filmed({"to": "high", "seconds": 1}, {"hold": 1}, *held, {"to": "low", "seconds": 1})

    assert kinds(pose) == [("in", 24), ("hold", 72), ("out", 24)]


@pytest.mark.parametrize(("name", "clip"), CLIPS.items(), ids=CLIPS)
def test_the_list_has_the_parts_of_the_position_file(name: str, clip: Clip) -> None:
    cut = parts(posed(name))

    assert [part.model_dump() for part in clip.parts] == cut, "run python -m film cut"
    assert sum(part["frames"] for part in cut) == len(timeline(posed(name)))


@pytest.mark.parametrize(("name", "clip"), CLIPS.items(), ids=CLIPS)
def test_in_a_hold_and_a_rest_the_body_stays_where_it_is(name: str, clip: Clip) -> None:
    """As far as the positions say: the pelvic floor's hold is a small movement, and says so."""
    moments, said = timeline(posed(name)), {step.part for step in posed(name).film}
    for first, part in zip(starts(parts(posed(name))), clip.parts, strict=True):
        if part.kind in ("hold", "rest") and part.kind not in said:
            seen = {(m.start, m.end, m.share) for m in moments[first : first + part.frames]}
            assert len(seen) == 1


@pytest.mark.parametrize(("name", "clip"), CLIPS.items(), ids=CLIPS)
def test_every_film_of_an_exercise_has_those_frames_and_can_be_gone_to_at_each_part(name: str, clip: Clip) -> None:
    cut = parts(posed(name))
    for view in views(clip):
        film = (ROOT / "content/media" / view.clip).read_bytes()

        assert frames(film) == sum(part["frames"] for part in cut), view.clip
        assert set(starts(cut)) <= set(key_frames(film)), f"{view.clip}: run python -m film cut"


def test_a_loop_may_show_a_repetition_more_than_once() -> None:
    twice = {name for name, clip in CLIPS.items() if len(clip.cycle) < len(clip.parts)}

    assert twice == {"seated_march", "slider_supine"}
    assert [part.kind for part in CLIPS["seated_march"].cycle] == ["in", "hold", "out", "rest"]


def test_the_app_counts_frames_as_the_film_does() -> None:
    assert FRAMES_PER_SECOND == FPS
