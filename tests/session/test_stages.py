"""The session as the player runs it: same time on both sides, plain JSON, an easier way out."""

import json
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from examples.contents import load_library
from examples.people import ORDINARY, ticks
from lowback.library.media import Clip, FilmPart, Media, View
from lowback.person.profile import profile
from lowback.person.quiz import progress
from lowback.plan.routine import as_written, fit, in_minutes, seconds_of
from lowback.session.pictures import figures_for, pictures, with_clips_of_today
from lowback.session.script import read
from lowback.session.stages import script_for

LIBRARY = load_library()


def made(routine, minutes=60, **changes):
    facts = progress(ORDINARY | changes, LIBRARY.all_questions).said.facts
    person = profile(facts, LIBRARY.all_conditions)
    pieces = in_minutes(fit(LIBRARY.routines[routine], person, LIBRARY), minutes, LIBRARY)
    return script_for(LIBRARY.routines[routine], pieces, person, LIBRARY).model_dump(mode="json")


@pytest.mark.parametrize("routine", list(LIBRARY.routines))
def test_both_sides_get_the_same_full_time(routine):
    for item in made(routine)["items"]:
        by_side: dict[str | None, list[float]] = {}
        for stage in item["stages"]:
            if stage["kind"] == "work":
                by_side.setdefault(stage["side"], []).append(stage["seconds"])
        assert len({tuple(seconds) for seconds in by_side.values()}) == 1


@pytest.mark.parametrize("routine", list(LIBRARY.routines))
def test_every_item_starts_by_getting_ready_and_changes_sides_with_a_pause(routine):
    for item in made(routine)["items"]:
        kinds = [stage["kind"] for stage in item["stages"]]
        assert kinds[0] == "ready"
        assert kinds[-1] == "work"
        assert not any(a == b == "work" for a, b in pairwise(kinds))


@pytest.mark.parametrize("minutes", [5, 10, 15])
def test_the_stages_add_up_to_the_minutes_that_were_promised(minutes):
    plan = made("lower_back_base", minutes)

    total = sum(stage["seconds"] for item in plan["items"] for stage in item["stages"])
    pieces = in_minutes(as_written(LIBRARY.routines["lower_back_base"]), minutes, LIBRARY)
    assert total == pytest.approx(seconds_of(pieces, LIBRARY), abs=0.01)
    assert plan["minutes"] == round(total / 60)


def test_the_plan_is_plain_json_without_health_answers():
    text = json.dumps(made("lower_back_base", worse=ticks("lie_side")))

    assert "because" not in text
    assert "side_lying_intolerant" not in text


def test_the_easier_way_is_never_something_the_person_should_not_do():
    anybody, who = (
        profile(progress(ORDINARY | told, LIBRARY.all_questions).said.facts, LIBRARY.all_conditions)
        for told in ({}, {"worse": ticks("lie_side", "floor")})
    )
    routine = LIBRARY.routines["lower_back_base"]
    # As fitted to anybody: what is fitted to this person leaves hardly anything that could go wrong.
    pieces = in_minutes(fit(routine, anybody, LIBRARY), 60, LIBRARY)

    usual, careful = (
        {
            easier.item.exercise
            for item in script_for(routine, pieces, person, LIBRARY).items
            for easier in item.easier
            if easier.item.exercise != item.exercise
        }
        for person in (anybody, who)
    )

    assert [name for name in careful if who.against(LIBRARY.exercises[name])] == []
    assert [name for name in usual if who.against(LIBRARY.exercises[name])] == ["cat_to_neutral"]


def test_a_changed_position_gets_more_time_to_get_ready():
    items = made("lower_back_base")["items"]
    leads = {item["exercise"]: item["stages"][0]["seconds"] for item in items}

    assert leads["heel_slide"] < leads["clam"]


VIEW: dict[str, Any] = {"poster": "a.webp", "clip_bytes": 1, "poster_bytes": 1, "alt": "A figure"}
SHOWN = Clip(
    **VIEW,
    clip="usual.mp4",
    seconds=6,
    parts=(FilmPart(kind="move", frames=144),),
    captions="bridge.vtt",
    second=View(**VIEW, clip="second.mp4"),
    variants={name: View(**VIEW, clip=f"{name}.mp4") for name in ("pregnant", "older")},
)


def shown_to(clip, **answers):
    """The pictures of the bridge, with this clip, for a person who answered so."""
    person = profile(progress(ORDINARY | answers, LIBRARY.all_questions).said.facts, LIBRARY.all_conditions)
    library = replace(LIBRARY, media=Media(clips={"bridge": clip}, positions=LIBRARY.media.positions))
    return pictures(LIBRARY.exercises["bridge"], library, figures_for(library, person)).model_dump()


@pytest.mark.parametrize(
    ("answers", "clip"),
    [
        ({}, "m/usual.mp4"),
        ({"age": {"value": 69}}, "m/usual.mp4"),
        ({"age": {"value": 75}}, "m/older.mp4"),
        ({"health": ticks("pregnant"), "pregnancy": {"value": 24}}, "m/pregnant.mp4"),
        ({"health": ticks("pregnant"), "age": {"value": 75}}, "m/pregnant.mp4"),
    ],
)
def test_the_figure_fits_the_person(answers, clip):
    assert shown_to(SHOWN, **answers)["clip"] == clip


def test_where_there_is_no_fitting_figure_it_is_the_usual_one():
    alone = SHOWN.model_copy(update={"variants": {}})

    assert shown_to(alone, age={"value": 75})["clip"] == "m/usual.mp4"


def test_a_routine_made_for_a_body_is_shown_by_such_a_body_to_everyone():
    routines = LIBRARY.routines
    expecting = profile(
        progress(ORDINARY | {"health": ticks("pregnant")}, LIBRARY.all_questions).said.facts, LIBRARY.all_conditions
    )

    assert figures_for(LIBRARY, None, routines["late_pregnancy"]) == ("pregnant",)
    assert figures_for(LIBRARY, None, routines["lower_back_base"]) == ()
    assert figures_for(LIBRARY, expecting, routines["bone_safe"]) == ("older", "pregnant")


def test_a_variant_brings_its_own_other_view():
    turned = View(**VIEW, clip="pregnant.mp4", second=View(**VIEW, clip="pregnant-second.mp4"))
    clip = SHOWN.model_copy(update={"variants": {"pregnant": turned}})

    assert shown_to(clip, health=ticks("pregnant"))["second"]["clip"] == "m/pregnant-second.mp4"


def test_a_session_begun_before_new_clips_came_plays_the_new_ones():
    plan = made("lower_back_base")
    first = plan["items"][0]
    stale = {"clip": "m/gone.mp4", "poster": "m/gone.webp", "captions": "m/gone.vtt"}
    easier = [each | {"item": each["item"] | stale} for each in first["easier"]]
    old = plan | {"items": [first | stale | {"easier": easier}]}

    assert with_clips_of_today(read(old), LIBRARY, ()).model_dump(mode="json")["items"] == plan["items"][:1]


def test_an_exercise_that_is_no_longer_there_keeps_what_it_had():
    plan = made("lower_back_base")
    gone = read(plan | {"items": [plan["items"][0] | {"exercise": "no_longer", "easier": []}]})

    assert with_clips_of_today(gone, LIBRARY, ()) == gone


def test_the_plan_names_captions_and_the_other_view_on_our_own_origin():
    shown = shown_to(SHOWN)

    assert shown["captions"] == "m/bridge.vtt"
    assert shown["second"] == {"clip": "m/second.mp4", "poster": "m/a.webp", "alt": "A figure"}


def test_a_clip_without_captions_and_other_view_says_so():
    bare = SHOWN.model_copy(update={"captions": "", "second": None})

    assert (shown_to(bare)["captions"], shown_to(bare)["second"]) == (None, None)


@pytest.mark.parametrize("routine", list(LIBRARY.routines))
def test_every_picture_says_the_parts_of_its_film_and_where_each_begins(routine):
    for move in read(made(routine)).moves():
        clip = LIBRARY.media.clips.get(move.exercise)
        of_the_film = [(part.kind, part.frames) for part in clip.parts] if clip else []

        assert [(part.kind, part.frames) for part in move.parts] == of_the_film
        assert [part.first + part.frames for part in move.parts][:-1] == [part.first for part in move.parts][1:]
        assert all(part.first == 0 for part in move.parts[:1])


def test_another_figure_and_another_view_have_the_parts_of_the_first():
    assert shown_to(SHOWN, age={"value": 75})["parts"] == ({"kind": "move", "first": 0, "frames": 144},)
