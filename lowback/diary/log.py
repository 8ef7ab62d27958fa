"""What happened in a session: the player's event log folded into one outcome, and the session as kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, Literal, cast
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from lowback.session.script import Script

Origin = Literal["player", "by_hand", "example"]
Status = Literal["running", "finished", "stopped", "abandoned"]
Followup = Literal["usual", "sorer"]

EFFORTS = {1: "Very easy", 3: "Fairly easy", 5: "Somewhat hard", 7: "Hard", 9: "Very hard"}
"""What a number from 0 to 10 for effort means; pages offer these words."""

LONGEST_WRITER = 32
_LONGEST_ITEM = 7200.0
_MOST_EVENTS = 5000


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the player's log: `seq` counts from 1 for each writer, and both together name the line for good."""

    seq: int
    kind: str
    writer: str = ""
    """The player that wrote it: one opened page on one device; empty in logs from before writers had names."""
    item: int | None = None
    exercise: str | None = None
    at: datetime | None = None
    zone: str | None = None
    seconds: float = 0.0
    why: str | None = None
    to: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """The event as JSON keeps it."""
        at = self.at.isoformat() if self.at else None
        names = ("writer", "seq", "kind", "item", "exercise", "zone", "seconds", "why", "to")
        return {name: getattr(self, name) for name in names} | {"at": at}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a log says was done; items are in the order of the routine, each once."""

    status: Status = "running"
    done: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    swapped: tuple[tuple[str, str], ...] = ()
    hurt: tuple[str, ...] = ()
    stopped_for_pain: bool = False
    worked_seconds: int = 0
    items_done: tuple[int, ...] = ()
    ended_at: datetime | None = None


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
    stopped_for_pain: bool = False
    followup: Followup | None = None

    @property
    def rise(self) -> int | None:
        """By how much sorer the back was after it than before; None when one of the two is not known."""
        if self.pain_before is None or self.pain_after is None:
            return None
        return self.pain_after - self.pain_before


def read_event(raw: object) -> Event | None:
    """The event a browser sent, or None when it cannot be one; odd details are left out, not believed."""
    if not isinstance(raw, Mapping):
        return None
    seq, kind = raw.get("seq"), raw.get("kind")
    if not isinstance(kind, str) or not _is_whole(seq) or not 1 <= cast(int, seq) <= _MOST_EVENTS:
        return None
    item = raw.get("item")
    return Event(
        seq=cast(int, seq),
        kind=kind[:20],
        writer=(_word(raw.get("writer")) or "")[:LONGEST_WRITER],
        item=cast(int, item) if _is_whole(item) and 0 <= cast(int, item) < _MOST_EVENTS else None,
        exercise=_word(raw.get("exercise")),
        at=_instant(raw.get("at")),
        zone=_word(raw.get("zone")),
        seconds=_seconds(raw.get("seconds")),
        why=_word(raw.get("why")),
        to=_word(raw.get("to")),
    )


def fold(events: Iterable[Event]) -> Outcome:
    """What the log adds up to; order and repeats make no difference.

    An item counts as done if it was ever done, else as skipped if it was ever skipped. Its seconds
    are the most any such event reports, plus the seconds worked before a swap.
    """
    log = _in_order(events)
    done = _first_by_item(log, "item_done")
    skipped = {item: event for item, event in _first_by_item(log, "item_skipped").items() if item not in done}
    swapped = [event for event in log if event.kind == "item_swapped"]
    end = _end(log)
    return Outcome(
        status=cast(Status, end.kind) if end else "running",
        done=_exercises(done),
        skipped=_exercises(skipped),
        swapped=tuple(dict.fromkeys((e.exercise or "", e.to or "") for e in swapped)),
        hurt=tuple(dict.fromkeys(e.exercise for e in log if e.kind == "hurt" and e.exercise)),
        stopped_for_pain=any(map(_for_pain, log)),
        worked_seconds=_worked(log),
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
    """Minutes to count for the week: the planned time of the items done, or what was worked if more.

    Getting into position and resting are part of a session, so a whole 14-minute routine counts 14.
    Without a script that can be read, only what was worked counts.
    """
    whole = [item.seconds for item in script.items] if script else []
    planned = sum(whole[i] for i in outcome.items_done if i < len(whole))
    seconds = max(planned, outcome.worked_seconds)
    if seconds <= 0:
        return 0
    if script and len(outcome.items_done) == len(whole):
        return script.minutes
    return max(1, round(seconds / 60))


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
    ends = [event for event in log if event.kind in ("finished", "stopped")]
    weight = {"finished": 1, "stopped": 2}
    return min(ends, key=lambda event: 0 if _for_pain(event) else weight[event.kind], default=None)


def _for_pain(event: Event) -> bool:
    return event.kind == "stopped" and event.why == "pain"


def _worked(log: list[Event]) -> int:
    most: dict[tuple[int | None, bool], float] = {}
    for event in log:
        if event.kind in ("item_done", "item_skipped", "item_swapped", "stopped"):
            part = (event.item, event.kind == "item_swapped")
            most[part] = max(most.get(part, 0.0), event.seconds)
    return round(sum(most.values()))


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _word(value: object) -> str | None:
    return value[:80] if isinstance(value, str) and value else None


def _seconds(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:  # noqa: PLR0124 - NaN
        return 0.0
    return min(max(float(value), 0.0), _LONGEST_ITEM)


def _instant(value: object) -> datetime | None:
    try:
        at = datetime.fromisoformat(value) if isinstance(value, str) else None
        return at.astimezone(UTC) if at and at.tzinfo else None
    except (ValueError, OverflowError):
        return None
