"""What the player may say aloud: short sentences, all of them recorded, none of them about the person."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from examples.contents import load_library
from examples.people import ORDINARY, ticks
from film.mp4 import seconds
from film.voice import BREATH, made_as, recipes, said, slowly, words_a_minute
from lowback.checks import wording
from lowback.library.catalogue import Exercise
from lowback.library.library import content_root
from lowback.person.profile import profile
from lowback.person.quiz import progress
from lowback.plan.routine import Piece, fit, in_minutes
from lowback.session.script import AnyStage, Ready, Script, Sentence, Work
from lowback.session.sentences import said as with_id
from lowback.session.sentences import saying
from lowback.session.speech import amounts, library_sentences, limits_of, recorded
from lowback.session.stages import Spot, move, script_for
from lowback.ui.components import player

LIBRARY = load_library()
VOICE = LIBRARY.media.voice["en"]
SOUNDS = content_root() / "media"
AFTER_THE_TONE = 0.6
"""Seconds of a stage before its first word."""


def planned(routine: str, minutes: int, **changes: object) -> Script:
    facts = progress(ORDINARY | changes, LIBRARY.all_questions).said.facts
    person = profile(facts, LIBRARY.all_conditions)
    chosen = LIBRARY.routines[routine]
    return script_for(chosen, in_minutes(fit(chosen, person, LIBRARY), minutes, LIBRARY), person, LIBRARY)


def ids(script: Script) -> set[str]:
    """The id of every sentence that may be said in it."""
    return {said.id for said in script.sayings()}


def spoken(script: Script) -> set[str]:
    """Every sentence that may be said in it."""
    return {said.words for said in script.sayings()}


@pytest.mark.parametrize("minutes", [5, 8, 10, 15, 20, 60])
@pytest.mark.parametrize("routine", list(LIBRARY.routines))
def test_every_sentence_of_every_session_has_a_recording(routine: str, minutes: int) -> None:
    plan = planned(routine, minutes)

    assert ids(plan) <= set(library_sentences(LIBRARY))
    assert ids(plan) <= set(recorded(plan, LIBRARY))


def test_nothing_is_recorded_that_nobody_may_hear() -> None:
    assert set(VOICE) == set(library_sentences(LIBRARY)), "run python -m film voice"


def test_every_recording_is_of_the_words_as_they_are_said_now() -> None:
    made = json.loads((SOUNDS / "made.json").read_text("utf-8"))
    old = [sentence for sentence, hashed in recipes(said()).items() if made.get(made_as(sentence)) != hashed]

    assert old == [], "run python -m film voice"


def test_a_session_names_only_the_recordings_it_needs() -> None:
    plan = planned("desk_break", 5)

    assert len(recorded(plan, LIBRARY)) < len(VOICE) / 2
    assert all(address.startswith("m/voice/") for address in recorded(plan, LIBRARY).values())


def test_what_is_said_tells_nothing_about_the_person() -> None:
    told = planned("lower_back_base", 60, health=ticks("scoliosis", "bendy"), age={"value": 75})

    assert ids(told) <= set(library_sentences(LIBRARY))


def test_the_coach_names_place_exercise_things_sides_and_how_much() -> None:
    heard = spoken(planned("lower_back_base", 60))

    assert {"Lie on your back.", "Next: Heel slide.", "Start.", "8 times."} <= heard
    assert [said for said in heard if said.startswith("You need: mat")]
    assert "Hips still, as if a full glass stood on your belly." in heard
    assert {"Left side.", "Change sides.", "Right side.", "2.", "7.", "Last one."} <= heard
    assert "Breathe out as your heel slides away." in heard


def test_the_easier_exercise_can_be_spoken_too() -> None:
    plan = planned("lower_back_base", 60)
    names = {easier.item.title for item in plan.items for easier in item.easier}

    assert {f"Next: {name}." for name in names} <= spoken(plan)


def test_a_sentence_without_a_recording_is_left_to_the_browser() -> None:
    plan = planned("desk_break", 5)
    hum = Sentence.model_validate(with_id("Hum a tune."))
    plan = plan.model_copy(update={"voice_on": hum})

    assert "Hum a tune." in spoken(plan)
    assert hum.id not in recorded(plan, LIBRARY)


def test_a_language_without_recordings_is_left_to_the_browser() -> None:
    assert recorded(planned("desk_break", 5).model_copy(update={"language": "de"}), LIBRARY) == {}


def test_breath_and_explanations_are_said_at_the_pace_of_breathing() -> None:
    lasting = {name: seconds((SOUNDS / VOICE[name]).read_bytes()) for name in slowly()}
    spelt = said()

    assert {name for name in lasting if words_a_minute(spelt[name], lasting[name]) > BREATH} == set()


@pytest.mark.parametrize("exercise", LIBRARY.exercises.values(), ids=LIBRARY.exercises)
def test_nothing_that_is_said_runs_into_what_comes_next(exercise: Exercise) -> None:
    """The player leaves out what would cut a sentence off, so a number or the end of a hold would be missing."""
    for most in limits_of(LIBRARY):
        for amount in amounts(exercise, most):
            for stage in move(Piece(exercise.id, amount), Spot(LIBRARY.pauses.between), LIBRARY).stages:
                assert list(swallowed(stage)) == []


def swallowed(stage: AnyStage) -> Iterator[str]:
    """What is due while something else is still being said, and what is still being said when the stage ends."""
    during = stage.during if isinstance(stage, Work) else ()
    first = (*stage.fetch, *stage.place, *stage.next) if isinstance(stage, Ready) else ()
    due = [(AFTER_THE_TONE, (*first, *stage.says)), *((timed.at, timed.says) for timed in during), (stage.seconds, ())]
    for (at, says), (then, late) in pairwise(due):
        until = at + sum(seconds((SOUNDS / VOICE[each.id]).read_bytes()) for each in says)
        if until > then:
            yield f"{says[-1].words} runs into {late[0].words if late else 'the end'}"


def test_an_explanation_is_over_before_the_exercise_begins() -> None:
    """The player gives it so many words a second, on top of the time in which all else is said."""
    source = (Path(player.__file__).parent / "words.js").read_text("utf-8")
    a_second = float(re.search(r"WORDS_A_SECOND = ([\d.]+);", source)[1])  # type: ignore[index]

    for exercise in LIBRARY.exercises.values():
        lasting = seconds((SOUNDS / VOICE[f"how-{exercise.id}"]).read_bytes())
        assert lasting <= len(" ".join(exercise.how).split()) / a_second


def test_no_two_sentences_share_an_id() -> None:
    words = {name: said for name, said in library_sentences(LIBRARY).items() if not name.startswith("how-")}

    assert [with_id(sentence)["id"] for sentence in words.values()] == list(words)
    assert len(set(words.values())) == len(words)


def test_every_exercise_that_may_come_can_be_explained() -> None:
    plan = planned("lower_back_base", 60)
    explained = {name for name in recorded(plan, LIBRARY) if name.startswith("how-")}

    assert explained == {f"how-{move.exercise}" for move in plan.moves()}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Stand up. Next: Walk", ("Stand up.", "Next: Walk.")),
        ("In, then out.", ("In, then out.",)),
        ("Ready? Go!", ("Ready?", "Go!")),
        ("", ()),
    ],
)
def test_a_text_is_taken_apart_into_sentences(text: str, found: tuple[str, ...]) -> None:
    assert tuple(each["words"] for each in saying(text)) == found


def test_every_recording_is_small_and_all_of_them_are_a_few_megabytes() -> None:
    sizes = {name: (SOUNDS / file).stat().st_size for name, file in VOICE.items()}
    explained = {name for name in sizes if name.startswith("how-")}

    assert max(size for name, size in sizes.items() if name not in explained) < 32_000
    assert max(sizes[name] for name in explained) < 180_000
    assert sum(sizes.values()) < 9_000_000


def test_only_sentences_that_are_said_have_a_spelling_of_their_own() -> None:
    assert set(LIBRARY.spoken) <= set(library_sentences(LIBRARY).values())


def test_what_is_said_in_other_words_does_not_frighten_either() -> None:
    banned = LIBRARY.banned_words

    spelt = LIBRARY.spoken.values()
    assert [message for words in spelt for message in wording._found(words, banned)] == []
