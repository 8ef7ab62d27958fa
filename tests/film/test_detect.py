"""Whether what a people detector sees is compared with the film as it should be: made-up landmarks, no browser."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from film import detect
from film.detect import POINTS, Finding, Floats, angle, compared, in_picture, in_view, lean, seen_length, table
from film.pose import Camera
from tools.film_check.__main__ import main, showings
from tools.film_check.fetch import WrongPackageError, check

FRAMES = 10
FROM_LEFT = Camera(around=0, up=0, look_at=(0, 0, 1), width=3)
FROM_FRONT = Camera(around=90, up=0, look_at=(0, 0, 1), width=3)


def standing() -> dict[str, tuple[float, float, float]]:
    """The places of someone upright whose knees, hips and elbows are bent in the plane from front to back."""
    one = {"shoulder": (0.2, 0.0, 1.4), "elbow": (0.2, 0.0, 1.1), "wrist": (0.2, -0.25, 1.1)}
    one |= {"hip": (0.1, 0.0, 0.9), "knee": (0.1, -0.3, 0.6), "ankle": (0.1, -0.05, 0.2)}
    return {
        f"{side}_{part}": (x * way, y, z)
        for side, way in (("left", 1), ("right", -1))
        for part, (x, y, z) in one.items()
    }


def film(**moved: tuple[float, float, float]) -> np.ndarray:
    """The same places in every frame."""
    at = standing() | moved
    return np.array([[at[point] for point in POINTS]] * FRAMES)


def sights(camera: Camera = FROM_LEFT, places: np.ndarray | None = None) -> list[np.ndarray | None]:
    """What a faultless detector would see: the truth, all of it visible."""
    seen = in_picture(film() if places is None else places, camera)
    return [np.column_stack([frame[:, :2], np.ones(len(POINTS))]) for frame in seen]


def shifted(sight: np.ndarray | None, point: str, right: float = 0, down: float = 0) -> np.ndarray:
    """The same sight with one point elsewhere."""
    assert sight is not None
    wrong = sight.copy()
    wrong[POINTS.index(point), :2] += right, down
    return wrong


def unseen(sight: np.ndarray | None, point: str) -> np.ndarray:
    """The same sight with one point called hidden."""
    assert sight is not None
    wrong = sight.copy()
    wrong[POINTS.index(point), 2] = 0.2
    return wrong


def found(
    places: np.ndarray | None = None, camera: Camera = FROM_LEFT, *, lying: bool = False, seen: Sequence[Floats | None]
) -> Finding:
    return compared("clip", lying, seen, film() if places is None else places, camera)


def test_the_camera_looks_at_the_middle_of_the_picture_and_its_width_fills_it():
    middle, left, right = in_picture(np.array([[0, 0, 1], [0, -1.5, 1], [0, 1.5, 1]]), FROM_LEFT)

    assert middle[:2] == pytest.approx([640, 360])
    assert left[:2] == pytest.approx([640 - 640, 360])
    assert right[:2] == pytest.approx([640 + 640, 360])


def test_from_the_front_the_figures_left_is_on_the_right_and_up_is_up():
    left_hand, head = in_picture(np.array([[0.5, 0, 1], [0, 0, 1.7]]), FROM_FRONT)

    assert left_hand[0] > 700
    assert head[1] < 200


def test_what_is_nearer_to_a_raised_camera_is_larger():
    camera = Camera(around=0, up=20, look_at=(0, 0, 1), width=3)
    near, far = in_picture(np.array([[[1, 0, 1], [1, 0.1, 1]], [[-1, 0, 1], [-1, 0.1, 1]]]), camera)

    assert near[0, 2] < far[0, 2]
    assert near[1, 0] - near[0, 0] > far[1, 0] - far[0, 0]


def test_the_scene_is_photographed_with_the_lens_and_size_that_are_reckoned_with():
    scene = (Path(detect.__file__).parent / "scene.py").read_text("utf-8")

    assert f"WIDTH, HEIGHT = {detect.WIDTH}, {detect.HEIGHT}" in scene
    assert f"_LENS = {detect.LENS}" in scene


def test_a_right_angle_is_90_and_a_straight_limb_180():
    points = in_picture(film(left_knee=(0.1, 0.0, 0.6), left_ankle=(0.1, 0.0, 0.3)), FROM_LEFT)

    assert angle(points, "left", "elbow") == pytest.approx(90)
    assert angle(points, "left", "knee") == pytest.approx(180)


def test_someone_upright_leans_by_nothing_and_someone_lying_by_a_right_angle_to_the_side_of_the_head():
    lying = film(**{name: (x, z, 0.1) for name, (x, _, z) in standing().items()})

    assert lean(in_picture(film(), FROM_LEFT)) == pytest.approx(0, abs=0.5)
    assert lean(in_picture(lying, FROM_LEFT)) == pytest.approx(90, abs=3)


@pytest.mark.parametrize("camera", [FROM_LEFT, FROM_FRONT])
def test_a_faultless_detector_is_nowhere_off(camera):
    finding = found(camera=camera, seen=sights(camera))

    assert finding.errors == pytest.approx({"knee": 0, "hip": 0, "elbow": 0, "trunk": 0}, abs=1e-6)
    assert finding.misses() == ()


def test_a_knee_in_the_wrong_place_is_a_miss_of_knee_and_hip_and_of_nothing_else():
    finding = found(seen=[shifted(sight, "left_knee", right=80) for sight in sights()])

    assert finding.errors["knee"] > 15
    assert finding.errors["elbow"] == pytest.approx(0, abs=1e-6)
    assert [miss.split()[0] for miss in finding.misses()] == ["knee", "hip"]


@pytest.mark.parametrize(("wrong", "missed"), [(4, False), (6, True)])
def test_a_joint_misses_when_it_is_off_in_more_than_half_of_the_pictures(wrong, missed):
    seen = [shifted(sight, "left_wrist", down=100) if i < wrong else sight for i, sight in enumerate(sights())]

    assert (found(seen=seen).errors["elbow"] > 15) is missed


def test_a_wrong_knee_on_the_far_side_is_not_held_against_the_film():
    finding = found(seen=[shifted(sight, "right_knee", right=80) for sight in sights()])

    assert finding.misses() == ()


def test_seen_from_the_front_both_sides_count_and_the_worse_one_is_told():
    seen = [shifted(sight, "right_wrist", right=150) for sight in sights(FROM_FRONT)]

    finding = found(camera=FROM_FRONT, seen=seen)

    assert finding.errors["elbow"] > 15


def test_a_joint_that_the_detector_calls_hidden_is_not_judged():
    seen = [unseen(shifted(sight, "left_wrist", down=200), "left_wrist") for sight in sights()]

    finding = found(seen=seen)

    assert "elbow" not in finding.errors
    assert finding.row()[-3:] == ("-", "0.0", "ok")


def test_a_joint_is_in_view_only_in_the_frames_where_it_is_visible():
    shown = [sight for sight in sights() if sight is not None]
    seen = [unseen(sight, "left_ankle") if i < 4 else sight for i, sight in enumerate(shown)]

    good = in_view(np.stack(seen), in_picture(film(), FROM_LEFT), "left", "knee")

    assert good.tolist() == [False] * 4 + [True] * 6


def test_a_joint_beyond_the_edge_of_the_picture_is_not_in_view_whatever_the_detector_guesses():
    close = Camera(around=0, up=0, look_at=(0, 0, 1.2), width=1.6)

    finding = found(seen=sights(), camera=close)

    assert "elbow" in finding.errors
    assert not {"knee", "hip"} & set(finding.errors)


def test_a_figure_seen_upside_down_is_a_miss_of_the_trunk():
    upside_down = film()[..., :] * np.array([1, 1, -1]) + np.array([0, 0, 2])

    finding = found(seen=sights(places=upside_down))

    assert finding.errors["trunk"] == pytest.approx(180, abs=1)
    assert any(miss.startswith("trunk") for miss in finding.misses())


def test_a_trunk_that_leans_a_little_to_either_side_of_downward_is_a_little_off():
    upside_down = film()[..., :] * np.array([1, 1, -1]) + np.array([0, 0, 2])
    seen = sights(places=upside_down)
    for right in (-4, 4):
        finding = found(upside_down, seen=[shifted(sight, "left_shoulder", right=right) for sight in seen])

        assert finding.errors["trunk"] < 2


@pytest.mark.parametrize(("lying", "nobody", "missed"), [(False, 1, True), (True, 2, False), (True, 3, True)])
def test_someone_lying_may_be_overlooked_more_often(lying, nobody, missed):
    seen = [None if i < nobody else sight for i, sight in enumerate(sights())]

    finding = found(lying=lying, seen=seen)

    assert finding.share == pytest.approx(1 - nobody / 10)
    assert bool(finding.misses()) is missed


def test_frames_in_which_nobody_was_found_do_not_shift_the_others():
    places = film()
    places[:5, POINTS.index("left_ankle"), 1] += 0.3
    seen = [None if i < 4 else sight for i, sight in enumerate(sights(places=places))]

    finding = found(places, seen=seen)

    assert finding.errors["knee"] == pytest.approx(0, abs=1e-6)


def test_a_clip_in_which_nobody_is_found_is_a_miss():
    assert found(seen=[None] * FRAMES).misses() == ("found in 0% of pictures, not 95%",)


def test_as_many_pictures_as_frames_are_wanted():
    with pytest.raises(ValueError, match="clip: 9 pictures but 10 frames"):
        found(seen=sights()[1:])


def test_a_limb_that_points_at_the_camera_is_seen_short_and_a_miss_says_so():
    places = film(left_knee=(0.5, -0.1, 0.9), left_ankle=(0.5, -0.1, 0.5))

    length = seen_length(places, in_picture(places, FROM_LEFT), "left", "knee")
    finding = found(places, seen=[shifted(sight, "left_knee", right=60) for sight in sights(places=places)])

    assert length == pytest.approx(0.24, abs=0.03)
    assert finding.misses() == (f"hip 18 degrees off (a limb is seen at {length[0]:.0%} of its length)",)


def test_the_table_counts_and_lists_what_misses():
    good, bad = found(seen=sights()), found(seen=[None] * FRAMES)

    told = table([good, bad]).splitlines()

    assert told[0].split() == ["clip", "pictures", "found", "knee", "hip", "elbow", "trunk"]
    assert told[1].split() == ["clip", "10", "100%", "0.0", "0.0", "0.0", "0.0", "ok"]
    assert told[2].split()[-1] == "MISS"
    assert told[4] == "1 of 2 clips pass"
    assert told[5:] == ["clip: found in 0% of pictures, not 95%"]


def test_a_package_is_taken_only_with_the_hash_that_was_pinned(tmp_path):
    archive = tmp_path / "package.tgz"
    archive.write_bytes(b"the right one")
    pinned = base64.b64encode(hashlib.sha512(b"the right one").digest()).decode()

    check(archive, pinned)
    archive.write_bytes(b"another one")

    with pytest.raises(WrongPackageError, match="its hash differs"):
        check(archive, pinned)


def test_every_view_and_every_figure_of_an_exercise_is_looked_at():
    variant = {"clip": "older.mp4"}
    facts = {"clip": "first.mp4", "seconds": 7.0, "variants": {"older": variant}}

    shown = list(showings("bridge", facts))

    assert [(each.name, each.file, each.motion) for each in shown] == [
        ("bridge", "first.mp4", "bridge"),
        ("bridge-older", "older.mp4", "bridge-older"),
    ]
    assert all(each.lying for each in shown)
    assert all(each.stale for each in showings("bridge", facts | {"seconds": 3.0}))


def test_an_exercise_that_has_no_clip_is_named(capsys):
    assert main(["handstand"]) == 1
    assert "no clip of: handstand" in capsys.readouterr().err
