"""One person's sessions: begun, logged, put right, looked back on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Engine, Row, Select, Update, select, true, update

from lowback.diary.entry import SessionInput, check_words
from lowback.diary.event import Event
from lowback.diary.log import Session, acknowledged, known_zone
from lowback.session.over import Standing
from lowback.session.script import Script, UnknownScriptError
from lowback.store.clock import Clock, utc_now
from lowback.store.engine import reading, upsert, writing
from lowback.store.people import add_person, keep_asked
from lowback.store.rows import (
    RESUMABLE,
    RunningSession,
    add_events,
    counts,
    new_row,
    read_log,
    settle,
    summaries,
    to_running,
    to_session,
    told,
    when_told,
)
from lowback.store.tables import sessions

JUST_ENDED = timedelta(hours=1)
"""How long after a session its player, opened anew, still leads to the questions after it."""


class Sessions:
    """Read and change one person's sessions; it cannot see anyone else's."""

    def __init__(self, engine: Engine, person: str, now: Clock = utc_now) -> None:
        self._engine = engine
        self._person = person
        self._now = now

    def start(
        self,
        session_id: str,
        routine_id: str,
        script: Script,
        zone: str,
        at: datetime,
        pain_before: int | None = None,
    ) -> None:
        """The session is open and any other that was open is closed; a second call changes nothing.

        Raises:
            EntryError: the pain score is outside 0 to 10.
        """
        check_words(pain_before, None, None, "")
        row = new_row(self._person, session_id, routine_id, script.title, "player", zone, at) | {
            "heard_at": self._now(),
            "plan": script.model_dump(mode="json"),
            "minutes_planned": script.minutes,
            "status": "running",
            "pain_before": pain_before,
        }
        with writing(self._engine) as connection:
            add_person(connection, self._person)
            if upsert(connection, sessions, row, keys=["id"]):
                others = self._change().where(sessions.c.status == "running", sessions.c.id != session_id)
                connection.execute(others.values(status="abandoned", ended_at=self._now()))

    def append(self, session_id: str, events: Sequence[object]) -> dict[str, int] | None:
        """Keep these events of the player's log, whatever became of the session.

        Returns:
            For each writer the number up to which nothing is missing; None when there is no such session.
        """
        with writing(self._engine) as connection:
            row = self._mine(connection, session_id, locked=True)
            if row is None:
                return None
            new = add_events(connection, session_id, self._person, events, self._now())
            log = read_log(connection, session_id)
            if new:
                settle(connection, row, log, self._now())
                keep_asked(connection, self._person, log, self._now())
            return acknowledged(log)

    def standing(self, session_id: str) -> Standing:
        """What has become of this session."""
        known = select(sessions.c.status, sessions.c.deleted_at, sessions.c.stopped_for_pain)
        with reading(self._engine) as connection:
            row = connection.execute(self._one(known, session_id)).first()
        if row is None:
            return "gone"
        if row.deleted_at is not None:
            return "deleted"
        standing: Standing = "pain" if row.stopped_for_pain else row.status
        return standing

    def log(self, session_id: str) -> tuple[Event, ...]:
        """What happened in this session, as far as we were told."""
        with reading(self._engine) as connection:
            mine = connection.execute(self._one(select(sessions.c.id), session_id)).first()
            return tuple(read_log(connection, session_id)) if mine else ()

    def open(self) -> RunningSession | None:
        """The session to continue, if one was left open in the last day."""
        mine = select(sessions).where(
            sessions.c.person == self._person,
            sessions.c.status == "running",
            sessions.c.deleted_at.is_(None),
            sessions.c.started_at >= self._now() - RESUMABLE,
        )
        with reading(self._engine) as connection:
            row = connection.execute(mine.order_by(sessions.c.started_at.desc()).limit(1)).first()
            try:
                return to_running(row, read_log(connection, row.id)) if row else None
            except UnknownScriptError:  # begun by a newer program; what was done in it is kept
                return None

    def just_ended(self, routine_id: str | None) -> str | None:
        """The session of this routine (None: any) that ended within the hour and has not been talked about; its id."""
        mine = summaries(self._person).where(
            sessions.c.routine == routine_id if routine_id else true(),
            sessions.c.source == "player",
            sessions.c.status.in_(("finished", "stopped")),
            sessions.c.ended_at >= self._now() - JUST_ENDED,
            sessions.c.pain_after.is_(None),
            sessions.c.effort.is_(None),
        )
        with reading(self._engine) as connection:
            row = connection.execute(mine.order_by(sessions.c.ended_at.desc()).limit(1)).first()
        return row.id if row else None

    def save_position(self, session_id: str, at: Mapping[str, Any]) -> None:
        """Where in the routine the person is now."""
        self._set(session_id, position=dict(at))

    def take_up(self, session_id: str, pain: int | None) -> None:
        """A session goes on after a break.

        Of what the back was before and is now, the lower counts as before it: a rise is never hidden.

        Raises:
            EntryError: the pain score is outside 0 to 10.
        """
        check_words(pain, None, None, "")
        session = self.get(session_id)
        before = session.pain_before if session else None
        known = [score for score in (pain, before) if score is not None]
        self._set(session_id, pain_before=min(known, default=None), heard_at=self._now())

    def finish_words(self, session_id: str, pain_after: int | None, effort: int | None, note: str = "") -> None:
        """What the person said at the end.

        Raises:
            EntryError: a score is outside 0 to 10, or the note is too long.
        """
        check_words(None, pain_after, effort, note)
        self._set(session_id, pain_after=pain_after, effort=effort, note=note)

    def abandon(self, session_id: str) -> None:
        """The session is closed as it is; what was done in it still counts."""
        running = sessions.c.status == "running"
        with writing(self._engine) as connection:
            closed = self._change().where(sessions.c.id == session_id, running)
            connection.execute(closed.values(status="abandoned", ended_at=self._now()))

    def log_by_hand(self, entry: SessionInput) -> str:
        """Keep a session told afterwards; returns its id."""
        session_id = uuid4().hex
        now = self._now()
        row = new_row(self._person, session_id, entry.routine, entry.title, "by_hand", entry.zone, entry.started_at)
        row |= told(entry) | {
            "plan": {},
            "minutes_planned": entry.minutes,
            "heard_at": now,
            "status": "finished",
            "local_date": entry.day,
            **when_told(entry, now),
        }
        with writing(self._engine) as connection:
            add_person(connection, self._person)
            upsert(connection, sessions, row, keys=["id"])
        return session_id

    def edit(self, session_id: str, entry: SessionInput) -> bool:
        """Put a session right; False when there is no such session of this person."""
        with writing(self._engine) as connection:
            row = self._mine(connection, session_id)
            if row is None:
                return False
            values = told(entry)
            if entry.minutes == row.minutes:
                del values["worked_seconds"], values["minutes"]
            if entry.day != row.local_date:
                values |= {"local_date": entry.day, "zone": known_zone(entry.zone)}
                values |= when_told(entry, self._now())
            connection.execute(self._change().where(sessions.c.id == session_id).values(**values))
            return True

    def delete(self, session_id: str) -> None:
        """The session is out of sight; undelete brings it back."""
        self._set(session_id, deleted_at=self._now())

    def undelete(self, session_id: str) -> None:
        """The session is back as it was."""
        self._set(session_id, deleted_at=None)

    def get(self, session_id: str) -> Session | None:
        """The session, unless it is deleted or someone else's."""
        found = summaries(self._person).where(sessions.c.id == session_id)
        with reading(self._engine) as connection:
            row = connection.execute(found).first()
        return to_session(row) if row else None

    def between(self, first: date, last: date) -> list[Session]:
        """Sessions of these local days in which something was done, oldest first."""
        days = sessions.c.local_date.between(first, last)
        found = summaries(self._person).where(days, counts(self._now())).order_by(sessions.c.started_at, sessions.c.id)
        with reading(self._engine) as connection:
            return [to_session(row) for row in connection.execute(found)]

    def begun_since(self, moment: datetime) -> bool:
        """True when a session was begun in the player after this moment, whatever has become of it."""
        mine = select(sessions.c.id).where(sessions.c.person == self._person, sessions.c.source == "player")
        with reading(self._engine) as connection:
            return connection.execute(mine.where(sessions.c.started_at > moment).limit(1)).first() is not None

    def _change(self) -> Update:
        return update(sessions).where(sessions.c.person == self._person)

    def _set(self, session_id: str, **values: Any) -> None:
        with writing(self._engine) as connection:
            connection.execute(self._change().where(sessions.c.id == session_id).values(**values))

    def _mine(self, connection: Connection, session_id: str, *, locked: bool = False) -> Row[Any] | None:
        """The row; `locked`: whoever else tells of it waits until this is written (SQLite's writers always do)."""
        found = self._one(select(sessions), session_id)
        return connection.execute(found.with_for_update() if locked else found).first()

    def _one(self, columns: Select[Any], session_id: str) -> Select[Any]:
        """Of this session; its script is large, and not asked for with what does not need it."""
        return columns.where(sessions.c.person == self._person, sessions.c.id == session_id)
