"""How each exercise of a session felt, as the one silent tap after it says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

from lowback.diary.event import Event
from lowback.diary.pain import Pain
from lowback.plan.felt import FEELS, Feel

_LONG_AGO = datetime(1, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Word:
    """The last word on how one exercise felt; `at` is by the clock of the person's device."""

    exercise: str
    feel: Feel
    item: int | None = None
    at: datetime | None = None


def felt(log: Sequence[Event]) -> tuple[Word, ...]:
    """The last word on each exercise, of a log that is in each writer's order; what is no word of ours says nothing."""
    said = [event for event in log if event.kind == "felt" and event.exercise and event.feel in FEELS]
    by_time = sorted(said, key=lambda event: event.at or _LONG_AGO)
    last = {event.exercise: event for event in by_time}
    return tuple(Word(e.exercise or "", cast(Feel, e.feel), e.item, e.at) for _, e in sorted(last.items()))


def passed(said: Sequence[Word], found: Sequence[Pain]) -> tuple[Pain, ...]:
    """The pains that were told only after the exercise: sore, and over; one that was told while it hurt is one."""
    known = {(pain.item, pain.exercise) for pain in found}
    hurt = (word for word in said if word.feel == "hurt" and (word.item, word.exercise) not in known)
    return tuple(Pain(word.exercise, "sore", word.item, word.at) for word in hurt)


def last_done(log: Sequence[Event]) -> Event | None:
    """The exercise that was done last, unless it hurt while it was done: that has been told already."""
    done = [event for event in log if event.kind == "item_done" and event.exercise]
    last = max(done, key=lambda event: event.at or _LONG_AGO, default=None)
    hurt = {(event.item, event.exercise) for event in log if event.kind == "hurt"}
    return last if last and (last.item, last.exercise) not in hurt else None
