"""How exercises felt the last times, and how much of each is right next time because of that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from types import MappingProxyType
from typing import Literal, get_args

from lowback.library.catalogue import Exercise
from lowback.library.parameters import Parameters
from lowback.plan.dose import Amount, fewest, full, half, less

Feel = Literal["easy", "right", "hard", "hurt"]
"""What one tap after an exercise can say."""
FEELS: tuple[Feel, ...] = get_args(Feel)
Step = Literal["half", "less", "usual"]
"""How much of an exercise is right next time; "usual" is first in line for its usual amount."""


@dataclass(frozen=True, slots=True)
class Time:
    """One time that an exercise was done; without a feel nobody said how it felt."""

    day: date
    feel: Feel | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """How much of an exercise is right next time, and the day of the word that says so."""

    step: Step
    day: date

    def most(self, exercise: Exercise, most_reps: int) -> Amount:
        """The most of it that there is next time."""
        return {"half": half, "less": less, "usual": full}[self.step](exercise, most_reps)

    def least(self, exercise: Exercise, most_reps: int) -> Amount:
        """The least of it: what there is when minutes are short."""
        return (fewest if self.step == "usual" else self.most)(exercise, most_reps)


Felt = Mapping[str, Wish]
"""Exercises of which another amount is right because of how they felt."""
NOTHING_FELT: Felt = MappingProxyType({})


def wishes(times: Mapping[str, Sequence[Time]], numbers: Parameters) -> Felt:
    """What the last times of each exercise, newest first, say of the next one."""
    found = {exercise: wish(each, numbers) for exercise, each in times.items()}
    return {exercise: each for exercise, each in found.items() if each}


def wish(times: Sequence[Time], numbers: Parameters) -> Wish | None:
    """What the last times of one exercise, newest first, say of the next one.

    Silence is no answer: hard stays hard until something else is said, and a time of which nobody said that it was easy
    is none that was. What hurt is left out and has its own way back; it is not easy either.
    """
    said = [time for time in times if time.feel in ("easy", "right", "hard")]
    hard = _in_a_row(said, "hard")
    if hard >= numbers.hard_for_half.value:
        return Wish("half", said[0].day)
    if hard >= numbers.hard_for_less.value:
        return Wish("less", said[0].day)
    return Wish("usual", times[0].day) if _in_a_row(times, "easy") >= numbers.easy_for_usual.value else None


def _in_a_row(times: Iterable[Time], feel: Feel) -> int:
    return sum(1 for _ in takewhile(lambda time: time.feel == feel, times))
