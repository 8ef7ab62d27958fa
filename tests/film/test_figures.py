"""Who shows what: everyone finds themselves in the clips, and routines for a body show such a body."""

import json
from pathlib import Path

import pytest

from examples.contents import load_library
from film.pose import read_yaml

ROOT = Path(__file__).parents[2]
CLIPS = json.loads((ROOT / "content/media/manifest.json").read_text("utf-8"))["clips"]
LIBRARY = load_library()
OLDER = {"ruth", "george"}
PREGNANT = "nadia"
# Their cards show the start position until they are filmed.
FILMS_FOLLOW = {"forward_bend_seated", "head_shoulder_press", "heel_press_seated", "hip_abd_wall", "weight_shift"}
SHORT_WALKS = ("bone_safe", "stenosis_ease")


def figures(exercise: str) -> set[str]:
    clip = CLIPS[exercise]
    return {clip["figure"], *(variant["figure"] for variant in clip["variants"].values())}


def test_every_exercise_has_a_clip_with_captions_but_the_five_whose_films_follow():
    assert set(CLIPS) == set(LIBRARY.exercises) - FILMS_FOLLOW
    assert all(clip["captions"] for clip in CLIPS.values())


def test_at_least_four_people_of_both_genders_and_several_ages_lead_the_library():
    leads = {clip["figure"] for clip in CLIPS.values()}
    people = read_yaml(ROOT / "content/poses/people.yaml")

    assert len(leads) >= 4
    assert {people[name]["shape"]["gender"] for name in leads} == {0.0, 1.0}
    assert len({people[name]["skin"] for name in leads}) >= 4
    assert leads & OLDER


@pytest.mark.parametrize("exercise", LIBRARY.routines["late_pregnancy"].items)
def test_a_pregnant_figure_shows_every_exercise_of_the_pregnancy_routine(exercise):
    assert PREGNANT in figures(exercise)
    said = CLIPS[exercise]["variants"]["pregnant"]["alt"]
    assert said.startswith("A pregnant woman")
    assert not {"he", "his", "him"} & set(said.split())


@pytest.mark.parametrize("routine", SHORT_WALKS)
def test_older_figures_show_the_routines_for_thin_bones_and_short_walks(routine):
    filmed = set(LIBRARY.routines[routine].items) - FILMS_FOLLOW
    assert filmed
    assert all(figures(exercise) & OLDER for exercise in filmed)
