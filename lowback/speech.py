"""What the player may say aloud: short sentences, each recorded once and put together anew for every session.

`ui/components/player/words.js` says the same sentences in the browser; a test holds the two together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from lowback.catalogue import MOST_REPS, Exercise
from lowback.dose import Amount, fewest, full, half
from lowback.library import Library
from lowback.routine import Piece
from lowback.steps import MEDIA_URL, Json, item_plan

SIDES: Mapping[str | None, str] = {
    "left": "Left side.",
    "right": "Right side.",
    "first": "First direction.",
    "second": "Other direction.",
}
ALWAYS = (
    "Voice on.",
    "Well done.",
    "Every minute of movement counts.",
    "That is it for today.",
    "What you did counts.",
    "It was right to stop.",
    "Your advice comes next.",
)
LONG_REP = 8
LONG_STRETCH = 60
IN_SECONDS = 100


def spoken(plan: Json) -> tuple[str, ...]:
    """Every sentence that this session may say, each once."""
    offered = ((item, (item.get("easier") or {}).get("item")) for item in plan["items"])
    items = (item for pair in offered for item in pair if item)
    return _once((*ALWAYS, *(sentence for item in items for sentence in _item(item))))


def library_sentences(library: Library) -> tuple[str, ...]:
    """Every sentence that any session may say: each exercise in each amount that a session can ask for."""
    items = (
        item_plan(Piece(exercise.id, amount), 0, library)
        for exercise in library.exercises.values()
        for most in limits_of(library)
        for amount in amounts(exercise, most)
    )
    return _once((*ALWAYS, *(sentence for item in items for sentence in _item(item))))


def recorded(plan: Json, library: Library) -> dict[str, str]:
    """The address of each sentence of this session that has a recording, on our own origin."""
    voice = library.media.voice
    return {sentence: MEDIA_URL + voice[sentence] for sentence in spoken(plan) if sentence in voice}


def _item(item: Json) -> Iterator[str]:
    for stage in item["stages"]:
        if side := SIDES.get(stage.get("side")):
            yield side
        if stage["kind"] == "ready":
            yield from sentences(stage["say"])
            yield from _needed(item["props"])
        elif stage["kind"] == "switch":
            yield from sentences(stage["say"])
        elif stage["kind"] == "rest":
            yield from ("Rest.", f"{stage['seconds']} seconds.")
        else:
            yield from _work(stage)
    yield from sentences(item["breath"])


def _work(stage: Json) -> Iterator[str]:
    yield "Start."
    if stage["sets"] > 1:
        yield f"Set {stage['set']} of {stage['sets']}."
    if stage["count"] == "reps":
        yield "Once." if stage["reps"] == 1 else f"{stage['reps']} times."
        if stage["seconds_per_rep"] >= LONG_REP:
            yield f"{stage['seconds_per_rep']} seconds each."
        yield from (f"{number}." for number in range(2, stage["reps"]))
        yield from ("Last one.",) if stage["reps"] > 1 else ()
    else:
        yield _time(stage["seconds"])
        yield from ("Half way.",) if stage["seconds"] >= LONG_STRETCH else ()


def _time(seconds: int) -> str:
    if seconds < IN_SECONDS:
        return f"{seconds} seconds."
    minutes, rest = divmod(int(seconds / 30 + 0.5), 2)
    return f"{minutes} and a half minutes." if rest else f"{minutes} minutes."


def _needed(props: Iterable[str]) -> Iterator[str]:
    if listed := ", ".join(props):
        yield f"You need: {listed}."


def limits_of(library: Library) -> tuple[int, ...]:
    """Every "at most so many of each" that a routine or a condition of the library names, and none at all."""
    by_routine = {routine.most_reps for routine in library.routines.values()}
    by_condition = {condition.most_reps for condition in library.all_conditions if condition.most_reps}
    return tuple(sorted({MOST_REPS} | by_routine | by_condition))


def amounts(exercise: Exercise, most: int) -> tuple[Amount, ...]:
    """Every amount that a session may ask for; an open stretch of time grows in steps of half a minute."""
    usual, least = full(exercise, most), fewest(exercise, most)
    steps = range(least.seconds_per_rep, usual.seconds_per_rep, 30) if exercise.dose.kind == "time" else ()
    return usual, least, half(exercise, most), *(replace(least, seconds_per_rep=seconds) for seconds in steps)


def sentences(text: str) -> tuple[str, ...]:
    """A text as sentences that end with a full stop of their own."""
    parts = re.split(r"(?<=[.!?]) ", text)
    return tuple(part if part[-1] in ".!?" else f"{part}." for part in parts if part)


def _once(sentences: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sentences))
