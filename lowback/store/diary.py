"""One person's sessions, looked at: one, those of some days, the one to continue."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any, Literal, NamedTuple

from sqlalchemy import ColumnElement, Engine, Select, and_, func, literal, select, true, tuple_

from lowback.diary.event import Event
from lowback.diary.log import Session
from lowback.session.over import Standing
from lowback.session.script import UnknownScriptError
from lowback.store.clock import Clock, utc_now
from lowback.store.engine import reading
from lowback.store.rows import RESUMABLE, RunningSession, counts, read_log, summaries, to_running, to_session
from lowback.store.tables import sessions

JUST_ENDED = timedelta(hours=1)
"""How long after a session its player, opened anew, still leads to the questions after it."""


Place = tuple[date, datetime, str]
"""Where in the list a session stands: its day, when it began, its id."""
Turned = tuple[Literal["older", "newer"], Place]
"""A page further on in the list, and the place beyond which it begins."""


class Page(NamedTuple):
    """Some sessions of a list, newest first, and whether there are newer and older ones."""

    sessions: tuple[Session, ...]
    newer: bool
    older: bool


class Diary:
    """Read one person's sessions; it cannot see anyone else's."""

    def __init__(self, engine: Engine, person: str, now: Clock = utc_now) -> None:
        self._engine = engine
        self._person = person
        self._now = now

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

    def page(self, first: date, last: date, size: int, at: Turned | None = None, *, also: Collection[str] = ()) -> Page:
        """Some of the sessions of these local days, newest day first: the newest, or those next to a place in the list.

        It costs the same at both ends of a long list: nothing is counted or passed over. `also`: deleted ones that
        keep their place in it.
        """
        which, place = at or ("older", None)
        later = which == "newer"
        c = sessions.c
        order = [column.asc() if later else column.desc() for column in (c.local_date, c.started_at, c.id)]
        found = summaries(self._person, also).where(c.local_date.between(first, last), counts(self._now()))
        with reading(self._engine) as connection:
            rows = connection.execute(found.where(_beyond(place, later=later)).order_by(*order).limit(size + 1)).all()
        if at and len(rows) < (size if later else 1):
            return self.page(first, last, size, also=also)
        shown = [to_session(row) for row in rows[:size]]
        more = len(rows) > size
        return Page(tuple(reversed(shown)), more, True) if later else Page(tuple(shown), at is not None, more)

    def place(self, session_id: str) -> Place | None:
        """Where in the list this session stands, or stood before it was deleted."""
        columns = select(sessions.c.local_date, sessions.c.started_at, sessions.c.id)
        with reading(self._engine) as connection:
            row = connection.execute(self._one(columns, session_id)).first()
        return (row.local_date, row.started_at, row.id) if row else None

    def telling(self, first: date, last: date, rise: int) -> list[Session]:
        """Of these days: the newest session, the newest stopped for pain, and the newest with such a rise of pain."""
        c = sessions.c
        found = summaries(self._person).where(c.local_date.between(first, last), counts(self._now()))
        newest = found.order_by(func.coalesce(c.ended_at, c.started_at).desc()).limit(1)
        kinds = (true(), c.stopped_for_pain, c.pain_after - c.pain_before >= rise)
        with reading(self._engine) as connection:
            rows = [connection.execute(newest.where(kind)).first() for kind in kinds]
        return [to_session(row) for row in rows if row]

    def begun_since(self, moment: datetime) -> bool:
        """True when a session was begun in the player after this moment, whatever has become of it."""
        mine = select(sessions.c.id).where(sessions.c.person == self._person, sessions.c.source == "player")
        with reading(self._engine) as connection:
            return connection.execute(mine.where(sessions.c.started_at > moment).limit(1)).first() is not None

    def _one(self, columns: Select[Any], session_id: str) -> Select[Any]:
        """Of this session; its script is large, and not asked for with what does not need it."""
        return columns.where(sessions.c.person == self._person, sessions.c.id == session_id)


def _beyond(place: Place | None, *, later: bool) -> ColumnElement[bool]:
    if place is None:
        return true()
    columns = (sessions.c.local_date, sessions.c.started_at, sessions.c.id)
    day = columns[0]
    here, there = tuple_(*columns), tuple_(*map(literal, place, (column.type for column in columns)))
    # The day by itself is what the index knows.
    return and_(day >= place[0], here > there) if later else and_(day <= place[0], here < there)
