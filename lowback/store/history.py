"""One person's sessions added up by the database, for the charts."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ColumnElement, Engine, and_, func, select

from lowback.diary.measures import ActiveDay, PainPoint
from lowback.store.clock import Clock, utc_now
from lowback.store.engine import reading
from lowback.store.rows import counts
from lowback.store.tables import sessions

FEWEST_TO_SAY = 2


class History:
    """Totals and scores over a span of local days; it cannot see anyone else's."""

    def __init__(self, engine: Engine, person: str, now: Clock = utc_now) -> None:
        self._engine = engine
        self._person = person
        self._now = now

    def first_day(self) -> date | None:
        """The local day of the earliest session."""
        earliest = select(func.min(sessions.c.local_date)).where(self._mine())
        with reading(self._engine) as connection:
            day: date | None = connection.scalar(earliest)
        return day

    def days(self, first: date, last: date) -> list[ActiveDay]:
        """Active days, oldest first, with the minutes and the number of sessions of each."""
        day = sessions.c.local_date
        added_up = (
            select(day, func.sum(sessions.c.minutes).label("minutes"), func.count().label("n"))
            .where(self._mine(), day.between(first, last))
            .group_by(day)
            .order_by(day)
        )
        with reading(self._engine) as connection:
            rows = connection.execute(added_up).all()
        return [ActiveDay(row.local_date, int(row.minutes), row.n) for row in rows]

    def pains(self, first: date, last: date) -> list[PainPoint]:
        """Sessions with at least one pain score, oldest first."""
        c = sessions.c
        scored = (
            select(c.started_at, c.local_date, c.zone, c.routine, c.title, c.pain_before, c.pain_after)
            .where(self._mine(), c.local_date.between(first, last))
            .where(func.coalesce(c.pain_before, c.pain_after).is_not(None))
            .order_by(c.started_at, c.id)
        )
        with reading(self._engine) as connection:
            return [PainPoint(*row) for row in connection.execute(scored)]

    def eased(self) -> dict[str, float]:
        """By how many points the person was less sore after each routine, on average, from two sessions on."""
        c = sessions.c
        change = func.avg(c.pain_before - c.pain_after)
        scored = (
            select(c.routine, change.label("change"))
            .where(self._mine(), c.pain_before.is_not(None), c.pain_after.is_not(None))
            .group_by(c.routine)
            .having(func.count() >= FEWEST_TO_SAY)
        )
        with reading(self._engine) as connection:
            return {row.routine: round(float(row.change), 1) for row in connection.execute(scored)}

    def _mine(self) -> ColumnElement[bool]:
        return and_(sessions.c.person == self._person, sessions.c.deleted_at.is_(None), counts(self._now()))
