"""A pregnant bump hangs whole on the low back; thighs and hands beside it keep their own skin."""

from dataclasses import replace

import numpy as np
import pytest

from film import recipe
from film.bump import on_the_trunk
from film.recipe import jobs

BONES = ("root", "spine04", "spine02", "upperleg01.L", "wrist.L")
HEADS = np.array([[0, -0.02, 0.06], [0, 0.02, 0.14], [0, -0.01, 0.30], [0.10, -0.02, 0.05], [0.3, -0.2, 0.15]])
FRONT = (0.0, -0.25, 0.17)


def hung(point: tuple[float, float, float], **weights: float) -> dict[str, float]:
    """What a point of skin hangs on, that hung on these bones before."""
    owners = np.array([[BONES.index(name) for name in weights]])
    shares, bones = on_the_trunk(np.array([point]), HEADS, BONES, np.array([list(weights.values())]), owners)
    found = dict.fromkeys(BONES, 0.0)
    for share, bone in zip(shares[0], bones[0], strict=True):
        found[BONES[bone]] += share
    return {name: round(float(share), 3) for name, share in found.items() if share > 1e-9}


def test_the_front_of_the_bump_hangs_on_the_low_back_alone():
    assert hung(FRONT, root=0.3, spine04=0.3, **{"upperleg01.L": 0.4}) == {"spine04": 1.0}


@pytest.mark.parametrize(
    "point",
    [(0, 0.25, 0.17), (0, -0.25, -0.08), (0, -0.25, 0.42)],
    ids=["back", "thigh", "chest"],
)
def test_skin_behind_below_and_above_it_is_left_as_it_was(point):
    assert hung(point, root=0.6, spine02=0.4) == {"root": 0.6, "spine02": 0.4}


def test_a_hand_in_front_of_it_is_no_part_of_it():
    assert hung(FRONT, **{"wrist.L": 1.0}) == {"wrist.L": 1.0}


def test_between_bump_and_back_nothing_is_lost():
    edge = hung((0, -0.1, 0.17), root=0.5, spine02=0.5)

    assert 0 < edge["spine04"] < 1
    assert sum(edge.values()) == pytest.approx(1.0)


@pytest.fixture
def code_read(monkeypatch) -> list[frozenset[str]]:
    asked: list[frozenset[str]] = []

    def code(unseen: frozenset[str]) -> str:
        asked.append(unseen)
        return ""

    monkeypatch.setattr(recipe, "_code", code)
    return asked


def test_only_films_of_a_figure_with_a_bump_are_made_again_when_its_code_changes(code_read):
    (job,) = (job for job in jobs(["cat_to_neutral"]) if job.reason == "pregnant")
    job.made_from()
    replace(job, figure="tom").made_from()

    assert ["bump" in unseen for unseen in code_read] == [False, True]
