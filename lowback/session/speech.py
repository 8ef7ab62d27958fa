"""Which recordings there must be: every sentence that any session may say, and the files of those that one does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations

from lowback.language.speech import say
from lowback.library.catalogue import MOST_REPS, Exercise
from lowback.library.library import Library
from lowback.plan.dose import Amount, fewest, full, half
from lowback.plan.routine import Piece
from lowback.session import sentences
from lowback.session.pictures import MEDIA_URL
from lowback.session.script import Script, sayings
from lowback.session.stages import FEWER, Spot, move


def library_sentences(library: Library) -> Mapping[str, str]:
    """The words of every sentence that any session may say, by id: each exercise in each amount that one can ask for.

    Raises:
        ValueError: two sentences would have the same id.
    """
    found: dict[str, str] = {}
    for sentence in (*_always(), *_of_exercises(library)):
        if found.setdefault(sentence["id"], sentence["words"]) != sentence["words"]:
            raise ValueError(f"“{found[sentence['id']]}” and “{sentence['words']}” have the same id")
    return found


def breath_cues(library: Library) -> frozenset[str]:
    """The ids of the sentences that a person breathes along with."""
    cues = (sentences.saying(exercise.breath) for exercise in library.exercises.values())
    return frozenset(said["id"] for cue in cues for said in cue)


def explanations(library: Library) -> frozenset[str]:
    """The ids of what explains an exercise step by step."""
    return frozenset(sentences.explained(name, ())["id"] for name in library.exercises)


def recorded(script: Script, library: Library) -> dict[str, str]:
    """The address of each sentence of this session that has a recording in its language, by id."""
    files = library.media.voice.get(script.language, {})
    ids = {said.id for said in script.sayings()} | {
        sentences.explained(move.exercise, ())["id"] for move in script.moves()
    }
    return {name: MEDIA_URL + files[name] for name in sorted(ids) if name in files}


def _always() -> Iterator[sentences.Sentence]:
    yield sentences.said(say(sentences.VOICE_ON))
    yield from sentences.saying(say(FEWER))
    yield from (said for aside in sentences.asides().values() for said in aside)
    for end in (*sentences.ends().values(), sentences.sharp()):
        yield from end["says"]


def _of_exercises(library: Library) -> Iterator[sentences.Sentence]:
    for exercise in library.exercises.values():
        yield sentences.explained(exercise.id, exercise.how)
        # What an earlier exercise of the session needs as well is there already.
        for many in range(1, len(exercise.props) + 1):
            yield from (said for fetched in combinations(exercise.props, many) for said in sentences.needed(fetched))
        yield from (said for way in exercise.easier for said in sentences.saying(way.text))
        for most in limits_of(library):
            for amount in amounts(exercise, most):
                for said in sayings(move(Piece(exercise.id, amount), Spot(0), library)):
                    yield said.model_dump()


def limits_of(library: Library) -> tuple[int, ...]:
    """Every "at most so many of each" that a routine or a condition of the library names, and none at all."""
    by_routine = {routine.most_reps for routine in library.routines.values()}
    by_condition = {condition.most_reps for condition in library.all_conditions if condition.most_reps}
    return tuple(sorted({MOST_REPS} | by_routine | by_condition))


def amounts(exercise: Exercise, most: int) -> tuple[Amount, ...]:
    """Every amount that a session may ask for; an open stretch of time grows in steps of half a minute."""
    usual, least = full(exercise, most), fewest(exercise, most)
    open_stretch = exercise.dose.kind == "time"
    steps = range(int(least.seconds_per_rep), int(usual.seconds_per_rep), 30) if open_stretch else ()
    return usual, least, half(exercise, most), *(replace(least, seconds_per_rep=seconds) for seconds in steps)
