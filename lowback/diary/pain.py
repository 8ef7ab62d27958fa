"""What hurt in a session: each tap on "This hurts" as the log tells it, and what it led to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal, get_args

from lowback.diary.event import Event

Kind = Literal["unsaid", "sore", "sharp", "danger"]
"""What it felt like, the graver the later; "unsaid" when the tap was all there was."""
KINDS: tuple[Kind, ...] = get_args(Kind)
GONE = "gone"
"""Why somebody went on who took it back at once."""


@dataclass(frozen=True, slots=True)
class Pain:
    """One time that an exercise hurt; `at` is by the clock of the person's device."""

    exercise: str
    kind: Kind
    item: int | None = None
    at: datetime | None = None


def pains(log: Sequence[Event]) -> tuple[Pain, ...]:
    """Every pain of a log that is in each writer's order; not one that had gone when the person was asked about it."""
    found: list[Pain] = []
    later: list[Pain] = []
    asked: Event | None = None
    for event in log:
        if event.kind not in ("hurt", "resumed"):
            continue
        answers = asked is not None and _place(asked) == _place(event)
        if event.kind == "hurt" and answers:
            found[-1] = replace(found[-1], kind=_kind(event))
        elif event.kind == "hurt" and event.exercise:
            (found if _kind(event) == "unsaid" else later).append(_pain(event))
        elif answers and event.why == GONE:
            found.pop()
        asked = event if event.kind == "hurt" and event.exercise and _kind(event) == "unsaid" else None
    return tuple(_joined(found, later))


def _joined(taps: list[Pain], answers: Sequence[Pain]) -> list[Pain]:
    """A tap that was answered only after a reload, or in another window, and its answer are one pain."""
    for pain in answers:
        asked = (n for n, tap in enumerate(taps) if replace(tap, at=pain.at, kind=pain.kind) == pain)
        unsaid = next((n for n in asked if taps[n].kind == "unsaid"), None)
        if unsaid is None:
            taps.append(pain)
        else:
            taps[unsaid] = pain
    return taps


def gravest(found: Sequence[Pain]) -> dict[str, Pain]:
    """One pain for each exercise that hurt: the gravest of what was said, when it hurt last."""
    by_exercise: dict[str, Pain] = {}
    for pain in found:
        earlier = by_exercise.get(pain.exercise, pain)
        kind, at = max(earlier.kind, pain.kind, key=KINDS.index), max(filter(None, (earlier.at, pain.at)), default=None)
        by_exercise[pain.exercise] = replace(pain, kind=kind, at=at)
    return by_exercise


def stopped_at(log: Sequence[Event], found: Sequence[Pain]) -> tuple[int, ...]:
    """The places of the session that were stopped because it hurt, each once."""
    left_out = {event.item for event in log if event.kind == "item_skipped" and event.why == "pain"}
    hurt = {pain.item for pain in found if pain.kind in ("sharp", "danger")}
    return tuple(sorted(place for place in left_out | hurt if place is not None))


def _place(event: Event) -> tuple[str, str | None, int | None]:
    return event.writer, event.exercise, event.item


def _pain(event: Event) -> Pain:
    return Pain(event.exercise or "", _kind(event), event.item, event.at)


def _kind(event: Event) -> Kind:
    return event.why if event.why in KINDS else "unsaid"
