"""The motion of every film as it is kept: physically sound, true to its exercise, and the checks can fail."""

import dataclasses

import numpy as np
import pytest

from film import production
from film.bearing import centre_of_mass, deepest_overlap, outside, overhang
from film.check import LIMITS, finding, table
from film.joints import JOINT_NAMES
from film.motion import MOTIONS, Trajectory, kept, posed, turns_of
from film.pose import POSES, Box, PoseError
from film.recipe import Job, jobs
from film.shelf import made_from_all
from film.trunk import depth_in, trunk_of
from film.truth import classes_of

# The geometry of every film takes a minute, and changes only when a film does.
pytestmark = pytest.mark.slow

FILMS = {job.stem: job for job in jobs([]) if job.kind == "clips"}
KEPT = sorted(stem for stem in FILMS if (MOTIONS / f"{stem}.npz").exists())


def changed(motion: Trajectory, **arrays: np.ndarray) -> Trajectory:
    return dataclasses.replace(motion, **arrays)


def bent(motion: Trajectory, joint: str, degrees: float, row: int = 0) -> Trajectory:
    angles = motion.angles.copy()
    angles[row, JOINT_NAMES.index(joint)] += degrees
    return changed(motion, angles=angles)


@pytest.fixture(scope="module")
def bridge() -> Job:
    return FILMS["bridge"]


@pytest.mark.parametrize("stem", KEPT)
def test_every_film_is_sound_and_shows_what_its_exercise_is_said_to_be(stem):
    job = FILMS[stem]

    found = finding(job, *kept(stem), classes_of(job.pose.id))

    assert found.faults == (), "\n".join(table([found]))


def test_every_finished_film_keeps_its_motion_and_belongs_to_a_position_file():
    listed = {key.removeprefix("clips/") for key in made_from_all() if key.startswith("clips/")}

    assert listed == set(KEPT)


@pytest.mark.parametrize("stem", KEPT)
def test_the_kept_motion_is_of_the_figure_the_file_names(stem):
    motion, _ = kept(stem)

    assert str(motion.figure) == FILMS[stem].figure


def test_a_body_through_the_floor_is_found(bridge):
    motion, figure = kept("bridge")
    sunk = changed(motion, places=motion.places - [0, 0, 0.02])

    assert any("floor mm" in fault for fault in finding(bridge, sunk, figure).faults)


def test_sliding_feet_are_found(bridge):
    motion, figure = kept("bridge")
    slid = motion.places.copy()
    slid[len(slid) // 2 :, 0] += 0.05

    faults = finding(bridge, changed(motion, places=slid), figure).faults

    assert any("drift mm" in fault for fault in faults)


def test_a_joint_out_of_its_range_is_found(bridge):
    motion, figure = kept("bridge")

    faults = finding(bridge, bent(motion, "left_knee_flexion", 90), figure).faults

    assert any("range deg" in fault for fault in faults)


def test_a_jerk_is_found_by_speed_and_by_acceleration(bridge):
    motion, figure = kept("bridge")

    faults = finding(bridge, bent(motion, "neck_rotation", 40, row=5), figure).faults

    assert any("speed" in fault for fault in faults)
    assert any("accel" in fault for fault in faults)


def test_a_loop_that_does_not_close_is_found(bridge):
    motion, figure = kept("bridge")
    half = changed(motion, frames=motion.frames[: len(motion.frames) // 2])

    assert finding(bridge, half, figure).measures["jump mm"] > LIMITS["jump mm"]


def test_an_end_range_bend_in_a_gentle_film_is_found(bridge):
    motion, figure = kept("bridge")
    rounded = bent(motion, "lumbar_flexion", 45)

    faults = finding(bridge, rounded, figure, classes_of("bridge")).untruths
    as_gentle = finding(bridge, rounded, figure, ("flexion_gentle",)).untruths
    as_end_range = finding(bridge, bent(motion, "lumbar_flexion", 10), figure, ("flexion_endrange",)).untruths

    assert any("bend_forward" in fault for fault in faults)
    assert any("bend_forward" in fault for fault in as_gentle)
    assert any("flexion_endrange means at least 45" in fault for fault in as_end_range)


def test_an_arm_through_a_thigh_is_found():
    motion, figure = kept("bridge")
    depth, _ = deepest_overlap(figure, posed(figure, motion))
    through = np.repeat(motion.angles[:1], 91, axis=0)
    through[:, JOINT_NAMES.index("left_hip_flexion")] = 100
    through[:, JOINT_NAMES.index("left_shoulder_flexion")] = np.arange(91)
    through[:, JOINT_NAMES.index("left_shoulder_abduction")] = -12
    still = {name: np.repeat(getattr(motion, name)[:1], 91, axis=0) for name in ("turns", "places")}

    deeper, where = deepest_overlap(figure, posed(figure, changed(motion, angles=through, **still)))

    assert depth <= 0.010
    assert deeper > 0.010
    assert ".L" in where


def test_a_forearm_inside_the_belly_is_found_and_hands_on_thighs_are_not():
    motion, figure = kept("adductor_squeeze")
    crossed = motion.angles[:1].copy()
    for joint, degrees in {"elbow_flexion": 90, "shoulder_rotation": -70, "shoulder_flexion": 0}.items():
        crossed[:, JOINT_NAMES.index(f"left_{joint}")] = degrees
    inside = changed(motion, angles=crossed, turns=motion.turns[:1], places=motion.places[:1])

    resting, _ = deepest_overlap(figure, posed(figure, motion))
    depth, where = deepest_overlap(figure, posed(figure, inside))

    assert resting <= 0.010
    assert depth > 0.030
    assert where == "lowerarm01.L trunk"


def test_a_trunk_is_as_wide_and_deep_as_its_figure_and_what_is_beside_it_is_outside():
    motion, figure = kept("adductor_squeeze")
    trunk, body = trunk_of(figure), posed(figure, motion)
    front, back = (body.skin[:, figure.part(part)].mean(1, keepdims=True) for part in ("belly", "low_back"))
    middle, beside = (front + back) / 2, (front + back) / 2 + np.array([0.4, 0, 0])

    assert 0.10 < trunk.wide.min() < trunk.wide.max() < 0.25
    assert (depth_in(trunk, figure, body, middle) > 0.05).all()
    assert (depth_in(trunk, figure, body, beside) < -0.1).all()


def test_a_body_that_leans_past_its_feet_is_off_balance():
    job = FILMS["sit_to_stand"]
    motion, figure = kept(job.stem)
    upright = int(np.argmax(motion.places[:, 2]))
    body = posed(figure, motion)
    leaning = changed(motion, turns=motion.turns + np.array([0.5, 0, 0]))

    assert overhang(figure, body, upright, ()) == 0
    assert overhang(figure, posed(figure, leaning), upright, ()) > 0.05
    assert 0.5 < centre_of_mass(figure, body)[upright, 2] < 1.2


def test_a_figure_that_is_not_there_is_one_line_before_anything_is_filmed(monkeypatch, tmp_path):
    (tmp_path / "positions").mkdir()
    for name in ("people", "starts"):
        (tmp_path / f"{name}.yaml").write_text((POSES / f"{name}.yaml").read_text("utf-8"), "utf-8")
    film = (POSES / "bridge.yaml").read_text("utf-8").replace("person: ruth", "person: nobody")
    (tmp_path / "bridge.yaml").write_text(film, "utf-8")
    monkeypatch.setattr("film.recipe.POSES", tmp_path)
    monkeypatch.setattr("film.pose.POSES", tmp_path)

    with pytest.raises(PoseError, match=r"^bridge.yaml: keyframe -: -: figure nobody: people.yaml has no nobody$"):
        jobs([])


def test_words_are_no_reason_to_film_again_and_positions_are(bridge):
    said = bridge.pose.model_copy(update={"alt": "Other words."})
    moved = bridge.pose.model_copy(update={"shows_side": "left"})

    assert dataclasses.replace(bridge, pose=said).made_from() == bridge.made_from()
    assert dataclasses.replace(bridge, pose=moved).made_from() != bridge.made_from()
    assert dataclasses.replace(bridge, figure="tom").made_from() != bridge.made_from()


def test_where_a_breath_goes_is_a_reason_to_photograph_again_though_the_motion_is_the_same(bridge):
    ribs = bridge.pose.model_copy(update={"breath": bridge.pose.breath.model_copy(update={"into": "ribs"})})

    assert dataclasses.replace(bridge, pose=ribs).seen_from(b"motion") != bridge.seen_from(b"motion")
    assert bridge.seen_from(b"motion") == bridge.seen_from(b"motion")


def test_turns_turn_the_right_way():
    quarter = turns_of(np.array([[np.pi / 2, 0, 0]]))[0]

    assert quarter @ [0, 1, 0] == pytest.approx([0, 0, 1])


def test_distance_to_a_block_is_negative_inside():
    box = Box(centre=(0, 0, 1), size=(2, 2, 2))

    found = outside(np.array([[0, 0, 1.0], [0, 0, 1.9], [0, 0, 3], [3, 0, 1]]), box)

    assert found == pytest.approx([-1, -0.1, 1, 2], abs=1e-5)


def test_the_same_motion_is_kept_as_the_same_bytes(tmp_path):
    motion, _ = kept("bridge")
    path = tmp_path / "again.npz"
    path.write_bytes(motion.packed())

    again = Trajectory.load(path)

    assert again.packed() == motion.packed()
    assert np.array_equal(again.angles, motion.angles)


def test_what_is_wrong_in_a_worker_comes_back_as_a_line(bridge, monkeypatch):
    def wrong(job: Job, _seen: str) -> None:
        raise PoseError("bridge.yaml", "high", "left_sole", "it stays 23 mm off", job.figure)

    monkeypatch.setattr(production, "_made", wrong)

    assert production._told(bridge, "") == "bridge.yaml: keyframe high: left_sole: figure ruth: it stays 23 mm off"
