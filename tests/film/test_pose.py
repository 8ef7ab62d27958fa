"""The pure parts of the film pipeline: position files, joint names and the timeline."""

import json
import math
from pathlib import Path
from typing import Any

import pytest

from film.contacts import contacts_of, must_touch
from film.joints import JOINT_NAMES, JOINTS, both_sides
from film.pose import (
    PoseError,
    PoseFile,
    Start,
    read_pose,
    read_yaml,
    spelled_out,
)
from film.timeline import FPS, ease, timeline

ROOT = Path(__file__).parents[2]
POSES = ROOT / "content/poses"
FILES = sorted(p for p in POSES.glob("*.yaml") if p.name not in ("people.yaml", "starts.yaml", "ranges.yaml"))
STILLS = sorted((POSES / "positions").glob("*.yaml"))
MEDIA = ROOT / "content/media"
CAMERA = {"around": 0, "look_at": [0, 0, 0], "width": 2}


def pose(**changes: object) -> PoseFile:
    facts: dict[str, Any] = {"id": "x", "start": "supine", "person": "mira", "alt": "A picture.", "camera": CAMERA}
    facts |= {"keyframes": {"low": {}, "high": {"angles": {"hip_flexion": 10}}}}
    facts |= {"film": [{"to": "high", "seconds": 1}, {"hold": 0.5}, {"to": "low", "seconds": 1}, {"hold": 0.5}]}
    return PoseFile.model_validate(facts | changes)


def written(tmp_path: Path, **changes: object) -> Path:
    path = tmp_path / "wrong.yaml"
    facts = json.loads(pose().model_dump_json(exclude_none=True)) | changes
    path.write_text(json.dumps(facts), "utf-8")
    return path


@pytest.mark.parametrize("path", FILES + STILLS, ids=lambda path: path.stem)
def test_every_position_file_can_be_read_and_is_named_after_its_exercise(path):
    starts = read_yaml(POSES / "starts.yaml")
    people = read_yaml(POSES / "people.yaml")

    found = read_pose(path)

    assert found.id == path.stem
    assert found.start in starts
    assert found.person in people


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_film_lasts_6_to_12_seconds_and_its_loop_closes(path):
    frames = timeline(read_pose(path))

    first, last = frames[0], frames[-1]
    assert 6 <= len(frames) / FPS <= 12
    assert {first.start, first.end} & {last.start, last.end}


def test_the_way_back_shows_the_same_positions_as_the_way_there():
    frames = timeline(pose())

    there = {(m.start, m.end, m.share) for m in frames[1:24]}
    back = {(m.start, m.end, m.share) for m in frames[37:60]}
    assert there == back


def test_easing_starts_and_ends_at_rest():
    assert ease(0) == 0
    assert ease(1) == 1
    assert ease(0.01) < 0.0001
    assert math.isclose(ease(0.5), 0.5)


def test_a_whole_number_of_breaths_fits_every_hold_and_a_movement_holds_its_breath_out():
    frames = timeline(pose(breath={"depth": 0.01, "seconds": 0.25}))
    holds = [f.breath for f in frames if f.start == f.end == "high"]

    assert holds[0] == 0
    assert max(holds) == 1
    assert holds[-1] < 0.4
    assert all(f.breath == 0 for f in frames if f.start != f.end)


def test_a_name_without_a_side_means_both_sides():
    assert both_sides("hip_flexion") == ("left_hip_flexion", "right_hip_flexion")
    assert both_sides("left_hip_flexion") == ("left_hip_flexion",)
    assert both_sides("lumbar_flexion") == ("lumbar_flexion",)
    assert both_sides("tail_wag") == ()


def test_a_written_side_beats_the_name_for_both():
    angles = spelled_out({"left_hip_flexion": 80.0, "hip_flexion": 10.0})

    assert angles == {"left_hip_flexion": 80.0, "right_hip_flexion": 10.0}


def test_a_contact_said_by_the_film_replaces_the_one_of_its_start_position():
    start = Start.model_validate(
        {"turn": [0, 0, 0], "contacts": [{"part": p, "meets": "floor"} for p in ("left_sole", "right_sole", "seat")]}
    )
    changed = pose(without=["seat"], contacts=[{"part": "left_sole", "meets": "floor", "still": False}])

    found = contacts_of(changed, start)

    assert [(c.part, c.still) for c in found] == [("right_sole", True), ("left_sole", False)]


def test_an_angle_outside_its_range_names_file_keyframe_and_joint(tmp_path):
    path = written(tmp_path, keyframes={"low": {"angles": {"left_knee_flexion": 170}}}, film=[])

    with pytest.raises(PoseError, match="low: left_knee_flexion: figure -: 170 degrees is outside 0 to 140"):
        read_pose(path)


def test_an_unknown_joint_is_named(tmp_path):
    path = written(tmp_path, keyframes={"low": {"angles": {"left_elbow_twist": 10}}}, film=[])

    with pytest.raises(PoseError, match="keyframe low: left_elbow_twist: figure -: there is no such joint"):
        read_pose(path)


def test_a_step_to_nowhere_is_named(tmp_path):
    path = written(tmp_path, film=[{"to": "sky"}])

    with pytest.raises(PoseError, match="keyframe sky: -: figure -: there is no such keyframe"):
        read_pose(path)


def test_joint_names_are_unique_and_ranges_are_the_right_way_round():
    assert len(set(JOINT_NAMES)) == len(JOINT_NAMES)
    assert all(joint.movement.low < joint.movement.high for joint in JOINTS)


def test_every_file_in_the_list_is_there_with_its_size_and_within_its_limit():
    listed = json.loads((MEDIA / "manifest.json").read_text("utf-8"))
    clips = list(listed["clips"].values())
    first = [view for clip in clips for view in (clip, *clip.get("variants", {}).values())]
    views = [*first, *(view["second"] for view in first if view.get("second"))]

    for item in [*views, *listed["positions"].values()]:
        assert (MEDIA / item["poster"]).stat().st_size == item["poster_bytes"] <= 40_000
        assert item["alt"].endswith(".")
    for item in views:
        assert (MEDIA / item["clip"]).stat().st_size == item["clip_bytes"] <= 400_000
    assert all(6 <= clip["seconds"] <= 12 for clip in clips)


def test_no_file_is_left_over_that_is_not_in_the_list():
    listed = (MEDIA / "manifest.json").read_text("utf-8")

    left = [
        p.name for p in MEDIA.rglob("*.*") if p.suffix in (".mp4", ".webp", ".vtt", ".m4a") and p.name not in listed
    ]

    assert left == []


def test_a_mirrored_keyframe_is_the_other_side(tmp_path):
    left = {"angles": {"left_hip_flexion": 40, "lumbar_rotation": 9}, "turn": [1, 2, 3], "place": [0.1, 0.2, 0.3]}
    path = written(tmp_path, keyframes={"left": left, "right": {"mirror": "left"}}, film=[])

    right = read_pose(path).keyframes["right"]

    assert right.angles == {"right_hip_flexion": 40, "lumbar_rotation": -9}
    assert (right.turn, right.place) == ((1, -2, -3), (-0.1, 0.2, 0.3))


def test_a_mirror_of_a_mirror_is_named(tmp_path):
    frames = {"left": {}, "right": {"mirror": "left"}, "again": {"mirror": "right"}}
    path = written(tmp_path, keyframes=frames, film=[])

    with pytest.raises(PoseError, match="keyframe again: mirror: figure -: right is a mirror itself"):
        read_pose(path)


def test_the_lungs_fill_on_the_way_to_a_full_breath_and_stay_full_in_its_hold():
    frames = timeline(pose(keyframes={"low": {}, "high": {"breath": 1.0}}))

    rising = [frame.breath for frame in frames[:24]]
    assert rising == sorted(rising)
    assert rising[0] == 0
    assert {frame.breath for frame in frames if frame.start == frame.end == "high"} == {1.0}


def test_a_contact_that_cannot_be_met_is_one_line_with_keyframe_part_and_figure():
    met = {("low", "seat"): 0.004, ("high", "left_palm"): 0.009}

    must_touch(pose(), "mira", met)
    with pytest.raises(PoseError, match="high: left_sole: figure mira: the contact cannot be met, .* 23 mm off"):
        must_touch(pose(), "mira", met | {("high", "left_sole"): 0.023})
