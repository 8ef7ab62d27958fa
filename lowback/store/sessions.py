"""One person's sessions: begun, logged, put right; what they add up to changes with them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, Row, Update, or_, select, update

from lowback.diary.entry import SessionInput, check_words
from lowback.diary.log import acknowledged, known_zone
from lowback.session.script import Script
from lowback.store.days import recounting
from lowback.store.diary import Diary
from lowback.store.engine import reading, upsert, writing
from lowback.store.people import add_person, keep_asked
from lowback.store.rows import PUT_OFF, add_events, by_hand, new_row, read_log, settle, told, when_told
from lowback.store.sweep import UNDO
from lowback.store.tables import sessions


class Sessions(Diary):
    """Read and change one person's sessions; it cannot see anyone else's."""

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
        open_ = sessions.c.status == "running"
        with self._changing(or_(open_, sessions.c.id == session_id)) as connection:
            add_person(connection, self._person)
            if upsert(connection, sessions, row, keys=["id"]):
                others = self._change().where(open_, sessions.c.id != session_id)
                connection.execute(others.values(status="abandoned", ended_at=self._now()))

    def append(self, session_id: str, events: Sequence[object]) -> dict[str, int] | None:
        """Keep these events of the player's log, whatever became of the session.

        Returns:
            For each writer the number up to which nothing is missing; None when there is no such session.
        """
        with self._changing(sessions.c.id == session_id) as connection:
            row = self._mine(connection, session_id, locked=True)
            if row is None:
                return None
            new = add_events(connection, session_id, self._person, events, self._now())
            log = read_log(connection, session_id)
            if new:
                settle(connection, row, log, self._now())
                keep_asked(connection, self._person, log, self._now())
            return acknowledged(log)

    def save_position(self, session_id: str, at: Mapping[str, Any]) -> None:
        """Where in the routine the person is now; nothing adds up to anything else because of it."""
        with writing(self._engine) as connection:
            connection.execute(self._change().where(sessions.c.id == session_id).values(position=dict(at)))

    def put_off(self, session_id: str, day: date) -> None:
        """The session stays open, and nothing in it changes; on this day it is not offered until it goes on."""
        with writing(self._engine) as connection:
            row = self._mine(connection, session_id, locked=True)
            if row and row.status == "running":
                # Beside the place: whoever goes on tells a new one, and the offer is back.
                at = dict(row.position or {}) | {PUT_OFF: day.isoformat()}
                connection.execute(self._change().where(sessions.c.id == session_id).values(position=at))

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
        self._set(session_id, sessions.c.status == "running", status="abandoned", ended_at=self._now())

    def log_by_hand(self, entry: SessionInput, session_id: str | None = None) -> str:
        """Keep a session told afterwards; told again by the same id it is put right. Returns its id."""
        row = by_hand(self._person, session_id or uuid4().hex, entry, self._now())
        with self._changing(sessions.c.id == row["id"]) as connection:
            add_person(connection, self._person)
            if not upsert(connection, sessions, row, keys=["id"]):
                connection.execute(self._change().where(sessions.c.id == row["id"]).values(**row))
        return str(row["id"])

    def edit(self, session_id: str, entry: SessionInput) -> bool:
        """Put a session right; False when there is no such session of this person."""
        with self._changing(sessions.c.id == session_id) as connection:
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
        """The session is out of sight; for a while undelete brings it back."""
        self._set(session_id, deleted_at=self._now())

    def undelete(self, session_id: str) -> None:
        """The session is back as it was, unless it was deleted too long ago."""
        self._set(session_id, self._can_come_back(), deleted_at=None)

    def can_come_back(self, ids: Collection[str]) -> frozenset[str]:
        """Which of these are sessions that were deleted a short while ago."""
        mine = select(sessions.c.id).where(sessions.c.person == self._person, sessions.c.id.in_(ids))
        with reading(self._engine) as connection:
            return frozenset(connection.scalars(mine.where(self._can_come_back())))

    @contextmanager
    def _changing(self, which: ColumnElement[bool]) -> Iterator[Connection]:
        """A transaction in which these sessions change, and what they add up to."""
        with writing(self._engine) as connection, recounting(connection, self._person, which):
            yield connection

    def _can_come_back(self) -> ColumnElement[bool]:
        return sessions.c.deleted_at >= self._now() - UNDO

    def _change(self) -> Update:
        return update(sessions).where(sessions.c.person == self._person)

    def _set(self, session_id: str, *only: ColumnElement[bool], **values: Any) -> None:
        with self._changing(sessions.c.id == session_id) as connection:
            connection.execute(self._change().where(sessions.c.id == session_id, *only).values(**values))

    def _mine(self, connection: Connection, session_id: str, *, locked: bool = False) -> Row[Any] | None:
        """The row; `locked`: whoever else tells of it waits until this is written (SQLite's writers always do)."""
        found = self._one(select(sessions), session_id)
        return connection.execute(found.with_for_update() if locked else found).first()
