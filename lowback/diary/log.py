"""What happened in a session: the player's event log folded into one outcome, and the session as kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from lowback.diary.event import Event
from lowback.diary.felt import felt, passed
from lowback.diary.pain import Pain, pains, stopped_at
from lowback.language.speech import later
from lowback.plan.felt import Feel
from lowback.session.script import Script

Origin = Literal["player", "by_hand", "example"]
Status = Literal["running", "finished", "stopped", "abandoned"]
Followup = Literal["usual", "sorer"]
WHOLE = 0.9
"""So much of the planned time is the whole session: minutes are rounded, and a clip ends where its last part does."""

EFFORTS = {
    1: later("Very easy"), 3: later("Fairly easy"), 5: later("Somewhat hard"), 7: later("Hard"), 9: later("Very hard"),
}  # fmt: skip
"""What a number from 0 to 10 for effort means; pages offer these words."""


@dataclass(frozen=True, slots=True)
class Worked:
    """How long an exercise was worked at, in the place that it had in the routine."""

    item: int | None
    exercise: str | None
    seconds: float


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a log says was done; items are in the order of the routine, each once."""

    status: Status = "running"
    done: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    swapped: tuple[tuple[str, str], ...] = ()
    pains: tuple[Pain, ...] = ()
    felt: tuple[tuple[str, Feel], ...] = ()
    stopped_at: tuple[int, ...] = ()
    """The places of the routine that were stopped because it hurt."""
    stopped_for_pain: bool = False
    worked: tuple[Worked, ...] = ()
    items_done: tuple[int, ...] = ()
    ended_at: datetime | None = None

    @property
    def worked_seconds(self) -> int:
        """Seconds of work in all, pauses apart."""
        return round(sum(part.seconds for part in self.worked))


@dataclass(frozen=True, slots=True)
class Session:
    """One session as the diary keeps it."""

    id: str
    routine: str
    title: str
    source: Origin
    status: Status
    started_at: datetime
    ended_at: datetime | None
    zone: str
    local_date: date
    minutes_planned: int
    minutes: int
    worked_seconds: int = 0
    pain_before: int | None = None
    pain_after: int | None = None
    effort: int | None = None
    note: str = ""
    done: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    swapped: tuple[tuple[str, str], ...] = ()
    hurt: tuple[str, ...] = ()
    """The exercises that hurt, each as often as it did."""
    felt: tuple[tuple[str, Feel], ...] = ()
    """How exercises felt, where the person said so."""
    stopped_for_pain: bool = False
    followup: Followup | None = None

    @property
    def rise(self) -> int | None:
        """By how much sorer the back was after it than before; None when one of the two is not known."""
        if self.pain_before is None or self.pain_after is None:
            return None
        return self.pain_after - self.pain_before


def fold(events: Iterable[Event]) -> Outcome:
    """What the log adds up to; order and repeats make no difference.

    An item counts as done if it was ever done, else as skipped if it was ever skipped. Its seconds
    are the most any such event reports, plus the seconds worked before a swap.
    """
    log = _in_order(events)
    done = _first_by_item(log, "item_done")
    skipped = {item: event for item, event in _first_by_item(log, "item_skipped").items() if item not in done}
    swapped = [event for event in log if event.kind == "item_swapped"]
    end, hurt, said = _end(log), pains(log), felt(log)
    return Outcome(
        status="running" if end is None else "finished" if end.kind == "finished" else "stopped",
        done=_exercises(done),
        skipped=_exercises(skipped),
        swapped=tuple(dict.fromkeys((e.exercise or "", e.to or "") for e in swapped)),
        pains=(*hurt, *passed(said, hurt)),
        felt=tuple((word.exercise, word.feel) for word in said),
        stopped_at=stopped_at(log, hurt),
        stopped_for_pain=any(map(_for_pain, log)),
        worked=_worked(log),
        items_done=tuple(sorted(done)),
        ended_at=end.at if end else None,
    )


def acknowledged(events: Iterable[Event]) -> dict[str, int]:
    """For each writer the last number up to which none of its lines is missing; no writer whose first is missing."""
    last: dict[str, int] = {}
    for event in sorted(events, key=lambda event: event.seq):
        if event.seq == last.get(event.writer, 0) + 1:
            last[event.writer] = event.seq
    return last


def minutes_done(script: Script | None, outcome: Outcome) -> int:
    """Minutes to count for the week: what was worked, with the planned pauses of that much work.

    Getting into position and resting are part of a session, so a whole 14-minute routine counts 14. Without a script
    that can be read, only what was worked counts. Less than half a minute is none.
    """
    seconds = sum(part.seconds + _pauses(script, part) for part in outcome.worked)
    planned = sum(item.seconds for item in script.items) if script else 0.0
    if script and len(outcome.items_done) == len(script.items) and seconds >= WHOLE * planned:
        return script.minutes
    return int(seconds / 60 + 0.5)


def _pauses(script: Script | None, part: Worked) -> float:
    """The planned pauses of this exercise, as far as its work was done."""
    if script is None or part.item is None or part.item >= len(script.items):
        return 0.0
    item = script.items[part.item]
    moves = (item, *(easier.item for easier in item.easier))
    move = next((move for move in moves if move.exercise == part.exercise), item)
    work = sum(stage.seconds for stage in move.stages if stage.kind == "work")
    return (move.seconds - work) * min(1.0, part.seconds / work) if work else 0.0


def local_date(at: datetime, zone: str) -> date:
    """The calendar day it was, at that instant, for someone in that zone.

    Raises:
        ValueError: the instant has no time zone of its own.
    """
    if at.tzinfo is None:
        raise ValueError("a time needs a time zone")
    return at.astimezone(ZoneInfo(known_zone(zone))).date()


@lru_cache(maxsize=256)
def known_zone(zone: str | None) -> str:
    """The zone if the world knows it, else UTC."""
    try:
        return ZoneInfo(zone).key if zone else "UTC"
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return "UTC"


def _in_order(events: Iterable[Event]) -> list[Event]:
    """One event a name; of two that claim the same name, always the same one, whatever came first."""
    chosen: dict[tuple[str, int], Event] = {}
    for event in events:
        name = event.writer, event.seq
        rival = chosen.get(name)
        if rival is None or repr(event) < repr(rival):
            chosen[name] = event
    return [chosen[name] for name in sorted(chosen)]


def _first_by_item(log: list[Event], kind: str) -> dict[int, Event]:
    found: dict[int, Event] = {}
    for event in log:
        if event.kind == kind and event.item is not None:
            found.setdefault(event.item, event)
    return found


def _exercises(by_item: Mapping[int, Event]) -> tuple[str, ...]:
    return tuple(by_item[item].exercise or "" for item in sorted(by_item))


def _end(log: list[Event]) -> Event | None:
    """What closed the session: a stop for pain, whoever went on; else finishing counts even after a stop."""
    ends = [event for event in log if event.kind in ("finished", "stopped") or _for_pain(event)]
    return min(ends, key=lambda event: 0 if _for_pain(event) else 1 if event.kind == "finished" else 2, default=None)


def _for_pain(event: Event) -> bool:
    """A danger sign stops a session though the line that says so may be missing."""
    return event.why == "danger" or (event.kind, event.why) == ("stopped", "pain")


def _worked(log: list[Event]) -> tuple[Worked, ...]:
    """The most that was told of each exercise; of one that was swapped for itself made smaller, before and after."""
    most: dict[tuple[int | None, bool], Worked] = {}
    for event in log:
        if event.kind in ("item_done", "item_skipped", "item_swapped", "stopped"):
            part = (event.item, event.kind == "item_swapped")
            if part not in most or event.seconds > most[part].seconds:
                most[part] = Worked(event.item, event.exercise, event.seconds)
    return tuple(most.values())
