"""A session that was ever stored can be performed, of whatever version and with any mix of stages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples.contents import load_library
from examples.people import ORDINARY
from lowback.language.speech import speaking
from lowback.person.profile import profile
from lowback.person.quiz import progress
from lowback.plan.routine import fit, in_minutes
from lowback.session.script import VERSION, Move, Script, UnknownScriptError, Work, read
from lowback.session.stages import script_for
from lowback.session.upgrades import UPGRADES

LIBRARY = load_library()
STORED = sorted((Path(__file__).resolve().parents[1] / "cases" / "scripts").glob("*.json"))

Json = dict[str, Any]
words = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=40).filter(str.strip)
seconds = st.integers(0, 900)
sides = st.sampled_from([None, "left", "right", "first", "second"])
ready = st.fixed_dictionaries({"kind": st.just("ready"), "seconds": seconds, "say": words})
gaps = st.one_of(
    st.fixed_dictionaries({"kind": st.just("rest"), "seconds": seconds}),
    st.fixed_dictionaries({"kind": st.just("switch"), "seconds": seconds, "side": sides, "say": words}),
)


@st.composite
def works(draw: st.DrawFn) -> Json:
    """A stretch of work as the first program wrote it."""
    reps, each, sets = draw(st.integers(1, 30)), draw(st.integers(1, 120)), draw(st.integers(1, 4))
    return {
        "kind": "work", "seconds": reps * each, "reps": reps, "seconds_per_rep": each, "side": draw(sides),
        "count": draw(st.sampled_from(["reps", "time"])), "set": draw(st.integers(1, sets)), "sets": sets,
    }  # fmt: skip


@st.composite
def moves(draw: st.DrawFn) -> Json:
    """An exercise as the first program wrote it; pictures, steps and things may be missing."""
    stages = [draw(ready), *draw(st.lists(st.one_of(gaps, works()), max_size=5)), draw(works())]
    move = {name: draw(words) for name in ("exercise", "title", "position", "breath", "alt")}
    more: Json = draw(st.fixed_dictionaries({}, optional={"how": st.lists(words), "props": st.lists(words)}))
    pictures: Json = {"clip": "/m/a.mp4", "poster": "/m/a.webp", "shows_side": "left", "captions": None, "second": None}
    shown: Json = draw(st.sampled_from([pictures, {}]))
    return move | more | shown | {"cues": draw(st.lists(words)), "stages": stages}


@st.composite
def first_scripts(draw: st.DrawFn) -> Json:
    """A session as the first program kept it."""
    easier = st.fixed_dictionaries({"label": words, "why": words, "item": moves()})
    items = [item | {"easier": draw(st.none() | easier)} for item in draw(st.lists(moves(), min_size=1, max_size=3))]
    return {"title": draw(words), "minutes": draw(st.integers(0, 60)), "items": items}


def performable(move: Move) -> None:
    """Every stage says what begins, and what is said later falls inside it, in order."""
    assert isinstance(move.stages[-1], Work)
    for stage in move.stages:
        assert all(said.id == said.id.strip("-") and said.words for said in stage.says)
        if isinstance(stage, Work):
            at = [timed.at for timed in stage.during]
            assert at == sorted(set(at))
            assert all(moment < stage.seconds for moment in at)


def planned(routine: str, minutes: int) -> Script:
    person = profile(progress(ORDINARY, LIBRARY.all_questions).said.facts, LIBRARY.all_conditions)
    fitted = fit(LIBRARY.routines[routine], person, LIBRARY)
    return script_for(fitted.routine, in_minutes(fitted, minutes, LIBRARY), person, LIBRARY)


@given(first_scripts())
def test_any_session_of_the_first_program_can_be_performed(stored):
    script = read(stored)

    assert script.version == VERSION
    assert [item.seconds for item in script.items] == [
        sum(stage["seconds"] for stage in item["stages"]) for item in stored["items"]
    ]
    for move in script.moves():
        performable(move)
    assert read(json.loads(script.model_dump_json())) == script


@pytest.mark.parametrize("path", STORED, ids=lambda path: path.stem)
def test_a_session_kept_by_an_earlier_program_can_be_performed(path):
    script = read(json.loads(path.read_text("utf-8")))

    assert script.version == VERSION
    moves = list(script.moves())
    for move in moves:
        performable(move)
    assert len(moves) >= 4
    assert {said.id for said in script.sayings()} <= set(LIBRARY.media.voice["en"])


@pytest.mark.parametrize("path", STORED, ids=lambda path: path.stem)
def test_an_earlier_session_stays_in_its_own_language_whoever_reads_it(path):
    stored = json.loads(path.read_text("utf-8"))
    with speaking("en-XA"):
        read_elsewhere = read(stored)

    assert read_elsewhere == read(stored)


def test_every_version_has_its_way_up_and_a_session_that_was_kept_with_it():
    assert set(UPGRADES) == set(range(VERSION))
    assert {int(path.stem.partition("-")[0]) for path in STORED} == set(UPGRADES)


@pytest.mark.parametrize("routine", list(LIBRARY.routines))
def test_what_is_made_comes_back_from_the_database_as_it_was(routine):
    script = planned(routine, 15)

    assert read(json.loads(json.dumps(script.model_dump(mode="json")))) == script
    for move in script.moves():
        performable(move)


@pytest.mark.parametrize(
    "stored",
    [{}, {"items": []}, {"version": VERSION + 1}, {"version": "1"}, {"version": None}, {"items": [{}]}, {"items": 3}],
)
def test_what_is_no_script_is_said_to_be_none(stored):
    with pytest.raises(UnknownScriptError):
        read(stored)
