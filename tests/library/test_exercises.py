"""The exercise cards: what they say agrees with what the safety filter believes of them."""

from __future__ import annotations

import pytest

from tests.answer_space import LIBRARY

EXERCISES = LIBRARY.exercises.values()
BED = "a firm bed works too"
LYING = ("supine", "prone", "side_lying")


@pytest.mark.parametrize("card", EXERCISES, ids=lambda card: card.id)
def test_the_card_says_whether_a_firm_bed_will_do(card):
    needs_floor = "floor_only" in card.classes
    says_bed = any(BED in line for line in card.not_when)

    if "floor_transfer" not in card.classes:
        assert not needs_floor
        assert not says_bed
    else:
        assert says_bed != needs_floor


def test_only_lying_can_be_done_on_a_bed():
    on_a_bed = [card for card in EXERCISES if "floor_transfer" in card.classes and "floor_only" not in card.classes]

    assert {card.position for card in on_a_bed} == set(LYING)


@pytest.mark.parametrize("name", [name for name, instead in LIBRARY.swaps.items() for _ in instead])
def test_what_stands_in_keeps_the_point(name):
    here = LIBRARY.exercises[name]
    for other in (LIBRARY.exercises[instead] for instead in LIBRARY.swaps[name]):
        assert set(here.focus) & set(other.focus), other.id
        assert set(here.points) & set(other.points), other.id


@pytest.mark.parametrize(
    ("name", "not_for_the_same"),
    [
        ("hip_abd_standing", "adductor_squeeze"), ("clam", "adductor_squeeze"), ("tandem_stance", "wall_plank"),
        ("bridge", "wall_plank"), ("knee_hug_single", "hip_flexor_standing"),
        ("chest_lift_prone", "thoracic_ext_chair"),
    ],
)  # fmt: skip
def test_what_a_physiotherapist_called_another_exercise_is_for_something_else(name, not_for_the_same):
    assert not set(LIBRARY.exercises[name].points) & set(LIBRARY.exercises[not_for_the_same].points)
    assert not_for_the_same not in LIBRARY.swaps[name]


def test_a_harder_way_is_never_the_exercise_itself_or_an_easier_one():
    for card in EXERCISES:
        others = [LIBRARY.exercises[way.exercise] for way in card.harder if way.exercise]
        assert all(other.id != card.id and other.level >= card.level for other in others), card.id


def test_an_easier_way_is_never_a_harder_exercise():
    for card in EXERCISES:
        others = [LIBRARY.exercises[way.exercise] for way in card.easier if way.exercise]
        assert all(other.id != card.id and other.level <= card.level for other in others), card.id
