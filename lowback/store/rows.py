"""Between table rows and the diary's values."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, or_, select, update

from lowback.diary.entry import SessionInput
from lowback.diary.event import Event, read_event
from lowback.diary.log import Outcome, Session, acknowledged, fold, known_zone, minutes_done
from lowback.diary.night import own_day
from lowback.session.script import Script, UnknownScriptError, read
from lowback.store.engine import add_new
from lowback.store.pains import keep_pains, plausible
from lowback.store.tables import session_events, sessions

RESUMABLE = timedelta(hours=24)
"""How long a session left open can be taken up again."""
PUT_OFF = "put_off"
"""Beside the place of an open session: the day on which it is not offered."""
_KEPT_ELSEWHERE = {"person", "plan", "position", "heard_at", "followup_at", "deleted_at"}
SUMMARY = [column for column in sessions.c if column.name not in _KEPT_ELSEWHERE]
"""What a list of sessions reads: everything but the script, which is large."""


def summaries(person: str, also: Collection[str] = ()) -> Select[Any]:
    """This person's sessions, but for deleted ones that are not among these, as a list reads them."""
    shown = sessions.c.deleted_at.is_(None)
    return select(*SUMMARY).where(sessions.c.person == person, or_(shown, sessions.c.id.in_(also)) if also else shown)


@dataclass(frozen=True, slots=True)
class RunningSession:
    """A session that can be taken up again where it was left."""

    id: str
    routine: str
    title: str
    minutes_planned: int
    script: Script
    log: tuple[Event, ...]
    """What happened so far, as far as we were told."""
    position: dict[str, Any] | None
    started_at: datetime
    zone: str
    pain_before: int | None
    heard_at: datetime
    """When something last happened in it, or when it was taken up, as far as we were told."""

    def is_put_off(self, day: date) -> bool:
        """Whether the person did not want it to be offered on this day, and has not gone on with it since."""
        return (self.position or {}).get(PUT_OFF) == day.isoformat()

    @property
    def ack(self) -> dict[str, int]:
        """For each writer the number up to which nothing is missing."""
        return acknowledged(self.log)


def to_session(row: Row[Any]) -> Session:
    """The row as a diary session."""
    values = dict(row._mapping)
    for name in ("done", "skipped", "hurt"):
        values[name] = tuple(values.pop(f"items_{name}"))
    for name in ("swapped", "felt"):
        values[name] = tuple((exercise, what) for exercise, what in values.pop(f"items_{name}"))
    return Session(**values)


def from_outcome(outcome: Outcome, minutes: int) -> dict[str, Any]:
    """The columns that an outcome fills."""
    return {
        "minutes": minutes,
        "worked_seconds": outcome.worked_seconds,
        "items_done": list(outcome.done),
        "items_skipped": list(outcome.skipped),
        "items_swapped": [list(pair) for pair in outcome.swapped],
        "items_hurt": [pain.exercise for pain in outcome.pains],
        "items_felt": [list(pair) for pair in outcome.felt],
        "stopped_for_pain": outcome.stopped_for_pain,
    }


def to_running(row: Row[Any], log: list[Event]) -> RunningSession:
    """The row, with its script, as a session to take up again.

    Raises:
        UnknownScriptError: the script cannot be performed any more.
    """
    names = ("id", "routine", "title", "minutes_planned", "position", "started_at", "zone", "pain_before", "heard_at")
    kept = {name: row._mapping[name] for name in names}
    return RunningSession(script=read(row.plan), log=tuple(log), **kept)


def told(entry: SessionInput) -> dict[str, Any]:
    """The columns that a session told by hand fills, whatever kind of session it is."""
    return {
        "routine": entry.routine,
        "title": entry.title,
        "minutes": entry.minutes,
        "worked_seconds": entry.minutes * 60,
        "pain_before": entry.pain_before,
        "pain_after": entry.pain_after,
        "effort": entry.effort,
        "note": entry.note,
    }


def by_hand(person: str, session_id: str, entry: SessionInput, now: datetime) -> dict[str, Any]:
    """The columns of a session told afterwards."""
    row = new_row(person, session_id, entry.routine, entry.title, "by_hand", entry.zone, entry.started_at)
    return row | told(entry) | when_told(entry, now) | {
        "plan": {},
        "minutes_planned": entry.minutes,
        "heard_at": now,
        "status": "finished",
        "local_date": entry.day,
    }  # fmt: skip


def new_row(
    person: str, session_id: str, routine: str, title: str, source: str, zone: str, at: datetime
) -> dict[str, Any]:
    """The columns of a session in which nothing was done yet."""
    zone = known_zone(zone)
    return from_outcome(Outcome(), minutes=0) | {
        "id": session_id,
        "person": person,
        "routine": routine,
        "title": title,
        "source": source,
        "zone": zone,
        "started_at": at,
        "local_date": own_day(at, zone),
    }


def when_told(entry: SessionInput, now: datetime) -> dict[str, datetime]:
    """When a session was that somebody tells us about: never later than now."""
    ended = entry.started_at + timedelta(minutes=entry.minutes)
    return {"started_at": min(entry.started_at, now), "ended_at": min(ended, now)}


def counts(now: datetime) -> ColumnElement[bool]:
    """True of sessions that belong in the diary: closed ones, and those left in which something was done."""
    left = and_(sessions.c.status == "running", left_open(now))
    return or_(closed(), left)


def closed() -> ColumnElement[bool]:
    """True of sessions that belong in the diary whatever time it is."""
    abandoned = and_(sessions.c.status == "abandoned", sessions.c.minutes > 0)
    return or_(sessions.c.status.in_(("finished", "stopped")), abandoned)


def left_open(now: datetime) -> ColumnElement[bool]:
    """True of sessions in which something was done, and that cannot be taken up any more."""
    return and_(sessions.c.started_at < now - RESUMABLE, sessions.c.minutes > 0)


def add_events(connection: Connection, session: str, person: str, raw: Iterable[object], now: datetime) -> bool:
    """Keep each event that is one; an event already kept stays as it was. True when any was new."""
    rows = [
        {
            "session": session,
            "writer": event.writer,
            "seq": event.seq,
            "person": person,
            "kind": event.kind,
            "payload": event.as_dict(),
            "at": event.at or now,
        }
        for event in filter(None, map(read_event, raw))
    ]
    return add_new(connection, session_events, rows, keys=["session", "writer", "seq"])


def read_log(connection: Connection, session: str) -> list[Event]:
    """Every kept event of the session, in the order in which the devices' clocks have them."""
    kept = session_events.c
    mine = select(kept.payload).where(kept.session == session)
    payloads = connection.scalars(mine.order_by(kept.at, kept.writer, kept.seq))
    return [event for event in map(read_event, payloads) if event]


def settle(connection: Connection, row: Row[Any], log: Iterable[Event], now: datetime) -> None:
    """The session row says what its log says; late events never open a closed session again."""
    log = tuple(log)
    outcome, script = fold(log), _script(row)
    values = from_outcome(outcome, minutes_done(script, outcome)) | {"heard_at": _moved_at(row, log, now)}
    values["stopped_for_pain"] |= script is not None and len(outcome.stopped_at) >= script.pain_stops
    keep_pains(connection, row, outcome, now)
    # Where two devices stopped at one place each, neither of them says that the session ended.
    status = "stopped" if values["stopped_for_pain"] and outcome.status == "running" else outcome.status
    if status != "running":
        values["status"] = status
        values["ended_at"] = row.ended_at or plausible(outcome.ended_at, row.started_at, now)
    connection.execute(update(sessions).where(sessions.c.id == row.id).values(**values))


def _moved_at(row: Row[Any], log: Iterable[Event], now: datetime) -> datetime:
    """When something last happened in it: what comes late, from a device that was offline, is as old as it says."""
    newest = max((event.at for event in log if event.at), default=None)
    at = plausible(newest, row.started_at, now)
    return max(row.heard_at or at, at)


def _script(row: Row[Any]) -> Script | None:
    try:
        return read(row.plan)
    except UnknownScriptError:
        return None
