"""What the player says: short sentences, each with the id by which its recording is found. It has no other writer.

The functions take and give plain values, so that a script of an older version can be given its words, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import accumulate
from typing import Any

from lowback.language.speech import later, say, several, spoken

Sentence = dict[str, str]
Saying = list[Sentence]

SIDES: Mapping[str | None, str] = {
    "left": later("Left {limb}"),
    "right": later("Right {limb}"),
    "first": later("First direction"),
    "second": later("Other direction"),
}
LABELS: Mapping[str, str] = {
    "ready": later("Get ready"),
    "work": later("Now"),
    "switch": later("Change sides"),
    "rest": later("Rest"),
}
COME_BACK = later("And come back.")
TAKE_YOUR_TIME = later("Take your time to turn over or change legs.")
VOICE_ON = later("Voice on.")
QUICK = later("Quick ones")
LONG_HOLD = 8
"""Seconds from which the voice says how long a hold is, when it begins and when it ends."""
LONG_REST = 3
"""Seconds from which the voice says that there is a rest."""
LONG_STRETCH = 60
"""Seconds from which half way is said."""
IN_SECONDS = 100
"""Seconds from which a time is said in minutes."""


def said(sentence: str) -> Sentence:
    """A sentence with its id: the words themselves, as they were first written, in letters, digits and hyphens."""
    return {"id": re.sub(r"[\W_]+", "-", sentence.lower()).strip("-"), "words": sentence}


def saying(text: str) -> Saying:
    """A text as sentences that end with a full stop of their own."""
    parts = re.split(r"(?<=[.!?]) ", text)
    return [said(part if part[-1] in ".!?" else f"{part}.") for part in parts if part]


def side_label(side: str | None, limb: str | None = None) -> str:
    """A side's name on the screen, by what is left or right; empty where there is none."""
    return say(SIDES[side], limb=limb or say("side")) if side in SIDES else ""


def set_label(number: int, sets: int) -> str:
    """Which set it is; empty where there is only one."""
    return say("Set {number} of {sets}", number=number, sets=sets) if sets > 1 else ""


def place(where: str) -> Saying:
    """Where to lie, sit or stand."""
    return saying(where)


def named(name: str) -> Saying:
    """Which exercise comes next."""
    return saying(name)


def needed(props: Iterable[str]) -> Saying:
    """What to fetch."""
    listed = spoken().row(props)
    return [said(say("You need: {props}.", props=listed))] if listed else []


def wait() -> Saying:
    """What was said of how to move is not yet to be done."""
    return [said(say("Wait for the start."))]


def switch(label: str) -> Saying:
    """It is time to change sides."""
    return saying(label)


def rest() -> Saying:
    """It is time to rest."""
    return [said(say("Rest."))]


def work(set_words: str, side: str, how_much: Saying, breath: Saying) -> Saying:
    """The clock runs: which set, which side, how much, and how to breathe."""
    return [said(say("Start.")), *saying(set_words), *saying(side), *how_much, *breath]


def times(reps: int, held: float) -> Saying:
    """How many, and how long each is held where that is long."""
    many = said(several("Once.", "{n} times.", reps))
    each = said(several("{n} second each.", "{n} seconds each.", held))
    return [many, each] if held >= LONG_HOLD else [many]


def lasting(seconds: float) -> Saying:
    """How long."""
    if seconds < IN_SECONDS:
        return [said(several("{n} second.", "{n} seconds.", seconds))]
    minutes, rest = divmod(int(seconds / 30 + 0.5), 2)
    if rest:
        return [said(say("{minutes} and a half minutes.", minutes=minutes))]
    return [said(several("{n} minute.", "{n} minutes.", minutes))]


def counted(reps: int, seconds_per_rep: float) -> list[dict[str, Any]]:
    """The number of each repetition as it begins; the first was announced with the start."""
    last = say("Last one.")
    numbers = [(number, say("{number}.", number=number) if number < reps else last) for number in range(2, reps + 1)]
    return [{"at": round((number - 1) * seconds_per_rep, 3), "says": [said(words)]} for number, words in numbers]


def held(reps: int, seconds_per_rep: float, cycle: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """When a long hold begins and ends, and when there is a rest after it; the first begins with the announcement."""
    beats = tuple(cycle)
    starts = accumulate((beat["seconds"] for beat in beats), initial=0.0)
    found = []
    for start, beat in zip(starts, beats, strict=False):
        long_hold = beat["kind"] == "hold" and beat["seconds"] >= LONG_HOLD
        if long_hold:
            found += [(start + n * seconds_per_rep, say("Hold.")) for n in range(1, reps)]
            found += [(start + beat["seconds"] + n * seconds_per_rep, say(COME_BACK)) for n in range(reps)]
        if start and beat["kind"] == "rest" and beat["seconds"] >= LONG_REST:
            found += [(start + n * seconds_per_rep, say("Rest.")) for n in range(reps - 1)]
    return [{"at": round(at, 3), "says": [said(words)]} for at, words in found]


def half_way(seconds: float) -> list[dict[str, Any]]:
    """A word in the middle of a long stretch."""
    return [{"at": seconds / 2, "says": [said(say("Half way."))]}] if seconds >= LONG_STRETCH else []


def asides() -> dict[str, Saying]:
    """What is said besides, by occasion."""
    return {
        "minute": [said(say("One minute left."))],
        "paused": [said(say("Paused."))],
        "rest": [said(say("Take your time."))],
        "away": [said(say("Paused while you were away."))],
        "left_out": saying(say("We left that one out. Take your time.")),
        "elsewhere": [said(say("The one before hurt on another device, so it is out for today."))],
    }


def explained(exercise: str, how: Iterable[str]) -> Sentence:
    """How an exercise is done, step by step: one recording, which the browser finds by the exercise."""
    return {"id": f"how-{exercise}", "words": " ".join(how)}


def change(label: str, why: str, title: str, position: str) -> str:
    """What changes with the easier exercise: another exercise says why, the same one says how."""
    both = (*saying(why), *saying(position))
    return " ".join(one["words"] for one in both) if label == title else say("Easier: {way}", way=label)


def end(title: str, text: str) -> dict[str, Any]:
    """Last words: a heading, a sentence, and both aloud."""
    return {"title": title, "text": text, "says": [*saying(title), *saying(text)]}


def ends() -> dict[str, Any]:
    """The last words of a session, whichever way it ends."""
    pain = say("It was right to stop. Your advice comes next.")
    return {
        "finished": end(say("Well done"), say("Every minute of movement counts.")),
        "choice": end(say("That is it for today"), say("What you did counts.")),
        "pain": end(say("Stopped"), pain) | {"says": saying(pain)},
        "danger": end(say("Please stop here"), say("It was right to stop. A few questions come next.")),
    }


def sharp() -> dict[str, Any]:
    """What to do about a sharp pain, or one that goes down a leg, when the session may go on."""
    return end(
        say("That one is out for today"),
        say("Wait until the pain has gone. Go on only if moving feels easy. If it comes back, stop for today."),
    )
