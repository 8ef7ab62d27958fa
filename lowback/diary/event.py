"""One line of the player's log, and how what a browser sent is read as one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, NamedTuple, cast

LONGEST_WRITER = 32
_LONGEST_ITEM = 7200.0
_MOST_EVENTS = 5000
_LONGEST_STAGE = 1_000_000.0


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
    feel: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """The event as JSON keeps it."""
        at = self.at.isoformat() if self.at else None
        names = ("writer", "seq", "kind", "item", "exercise", "zone", "seconds", "why", "to", "feel")
        return {name: getattr(self, name) for name in names} | {"at": at}


class Place(NamedTuple):
    """Where in its script a session is: item and stage count from 0, seconds of the stage (less than 0: time added)."""

    item: int
    stage: int = 0
    elapsed: float = 0.0


def read_place(raw: object) -> Place | None:
    """The place a browser sent or a database kept, or None when it names no item; odd details begin it anew."""
    told = raw if isinstance(raw, Mapping) else {}
    item, stage, elapsed = (told.get(name) for name in Place._fields)
    if not _is_index(item):
        return None
    number = isinstance(elapsed, int | float) and not isinstance(elapsed, bool) and abs(elapsed) <= _LONGEST_STAGE
    return Place(cast(int, item), cast(int, stage) if _is_index(stage) else 0, cast(float, elapsed) if number else 0.0)


def read_event(raw: object) -> Event | None:
    """The event a browser sent, or None when it cannot be one; odd details are left out, not believed."""
    if not isinstance(raw, Mapping):
        return None
    seq, kind = raw.get("seq"), _word(raw.get("kind"))
    if kind is None or not _is_whole(seq) or not 1 <= cast(int, seq) <= _MOST_EVENTS:
        return None
    item = raw.get("item")
    return Event(
        seq=cast(int, seq),
        kind=kind[:20],
        writer=(_word(raw.get("writer")) or "")[:LONGEST_WRITER],
        item=cast(int, item) if _is_index(item) else None,
        exercise=_word(raw.get("exercise")),
        at=_instant(raw.get("at")),
        zone=_word(raw.get("zone")),
        seconds=_seconds(raw.get("seconds")),
        why=_word(raw.get("why")),
        to=_word(raw.get("to")),
        feel=_word(raw.get("feel")),
    )


def _is_whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is_index(value: object) -> bool:
    return _is_whole(value) and 0 <= cast(int, value) < _MOST_EVENTS


def _word(value: object) -> str | None:
    # Not every database keeps what cannot be printed.
    return value[:80] if isinstance(value, str) and value and value.isprintable() else None


def _seconds(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value:  # noqa: PLR0124 - NaN
        return 0.0
    return float(min(max(value, 0), _LONGEST_ITEM))


def _instant(value: object) -> datetime | None:
    try:
        at = datetime.fromisoformat(value) if isinstance(value, str) else None
        return at.astimezone(UTC) if at and at.tzinfo else None
    except (ValueError, OverflowError):
        return None
