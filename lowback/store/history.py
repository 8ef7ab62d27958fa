"""One person's sessions added up, for the charts: what is read does not grow with the diary."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, Row, Subquery, Table, func, literal, select, union_all

from lowback.diary.measures import ActiveDay, Compared, PainPoint, Span
from lowback.store.clock import Clock, utc_now
from lowback.store.days import Rows, added_up, parts
from lowback.store.engine import reading
from lowback.store.rows import counts, left_open
from lowback.store.tables import days, routine_weeks, sessions

MOST_SESSIONS, MOST_SPANS = 120, 60
"""Up to so many sessions are points by themselves; then days and then weeks are, up to so many, and then months."""
_SPANS: dict[Span, tuple[str, timedelta]] = {
    "day": ("day", timedelta()),
    "week": ("week", timedelta(days=3)),
    "month": ("month", timedelta(days=14)),
}
"""The column that says which it belongs to, and how far its middle is from its first day."""


class History:
    """Totals and scores over a span of local days; it cannot see anyone else's."""

    def __init__(self, engine: Engine, person: str, now: Clock = utc_now) -> None:
        self._engine = engine
        self._person = person
        self._now = now

    def first_day(self) -> date | None:
        """The local day of the earliest session."""
        with reading(self._engine) as connection:
            kept = self._all(connection, days)
            day: date | None = connection.scalar(select(func.min(kept.c.day)))
        return day

    def days(self, first: date, last: date) -> list[ActiveDay]:
        """Active days, oldest first, with the minutes and the number of sessions of each."""
        return self._active("day", first, last)

    def active(self, span: Span, first: date, last: date) -> list[ActiveDay]:
        """The same for weeks or months, each named by its first day."""
        return self._active(_SPANS[span][0], first, last)

    def count(self, first: date, last: date) -> int:
        """How many sessions there were."""
        with reading(self._engine) as connection:
            kept = self._all(connection, days)
            found = select(func.coalesce(func.sum(kept.c.sessions), 0)).where(kept.c.day.between(first, last))
            return int(connection.scalar(found) or 0)

    def pains(self, first: date, last: date) -> list[PainPoint]:
        """Pain before and after, oldest first: each session, or averages where there are many."""
        with reading(self._engine) as connection:
            kept = self._all(connection, days)
            span = _span(connection, kept, first, last)
            if span == "session":
                return self._each(connection, first, last)
            return _averages(connection, kept, span, first, last)

    def routines(self, first: date, last: date) -> list[Compared]:
        """What each routine left behind, in the weeks from that of `first` on."""
        with reading(self._engine) as connection:
            c = self._all(connection, routine_weeks).c
            sums = (func.sum(of).label(of.name) for of in (c.paired, c.easier, c.before_sum, c.after_sum))
            found = select(c.routine, func.max(c.title).label("title"), *sums).where(c.week.between(first, last))
            return [_compared(row) for row in connection.execute(found.group_by(c.routine))]

    def eased(self, fewest: int) -> dict[str, float]:
        """By how many points the person was less sore after each routine, on average, from so many sessions on."""
        found = self.routines(date.min, date.max)
        return {each.routine: round(-each.change, 1) for each in found if each.sessions >= fewest}

    def _active(self, column: str, first: date, last: date) -> list[ActiveDay]:
        with reading(self._engine) as connection:
            kept = self._all(connection, days)
            of = kept.c[column]
            sums = select(of, func.sum(kept.c.minutes), func.sum(kept.c.sessions))
            found = sums.where(kept.c.day.between(first, last)).group_by(of).order_by(of)
            return [ActiveDay(*row) for row in connection.execute(found)]

    def _each(self, connection: Connection, first: date, last: date) -> list[PainPoint]:
        c = sessions.c
        scored = (
            select(c.started_at, c.local_date, c.zone, c.routine, c.title, c.pain_before, c.pain_after)
            .where(c.person == self._person, c.deleted_at.is_(None), counts(self._now()))
            .where(c.local_date.between(first, last), func.coalesce(c.pain_before, c.pain_after).is_not(None))
            .order_by(c.started_at, c.id)
        )
        return [PainPoint(*row) for row in connection.execute(scored)]

    def _all(self, connection: Connection, table: Table) -> Subquery:
        """The person's rows of this table, and what a session that was left open adds to them."""
        kept = select(table).where(table.c.person == self._person)
        left = self._left(connection)[(days, routine_weeks).index(table)]
        added = (select(*_literals(table, row)) for row in left)
        return (union_all(kept, *added) if left else kept).subquery()

    def _left(self, connection: Connection) -> tuple[Rows, Rows]:
        mine = (sessions.c.person == self._person, sessions.c.status == "running", sessions.c.deleted_at.is_(None))
        left = parts().where(*mine, left_open(self._now()))
        return added_up(connection.execute(left).mappings())


def _literals(table: Table, row: dict[str, Any]) -> Iterable[Any]:
    return (literal(row[column.name], column.type).label(column.name) for column in table.c)


def _span(connection: Connection, kept: Subquery, first: date, last: date) -> Span:
    c = kept.c
    numbers = (func.sum(c.scored), func.count(c.day.distinct()), func.count(c.week.distinct()))
    found = select(*numbers).where(c.day.between(first, last), c.scored > 0)
    scored, active, weeks = connection.execute(found).one()
    if (scored or 0) <= MOST_SESSIONS:
        return "session"
    return "day" if active <= MOST_SPANS else "week" if weeks <= MOST_SPANS else "month"


def _averages(connection: Connection, kept: Subquery, span: Span, first: date, last: date) -> list[PainPoint]:
    c, (column, middle) = kept.c, _SPANS[span]
    sums = (func.sum(of) for of in (c.scored, c.before_sum, c.before_count, c.after_sum, c.after_count))
    found = select(c[column], *sums).where(c.day.between(first, last), c.scored > 0)
    rows = connection.execute(found.group_by(c[column]).order_by(c[column]))
    return [
        PainPoint(
            datetime.combine(day + middle, time(12), UTC), day, "UTC", "", "",
            _average(before, befores), _average(after, afters), span, int(scored),
        )
        for day, scored, before, befores, after, afters in rows
    ]  # fmt: skip


def _average(total: int, of: int) -> float | None:
    return round(total / of, 1) if of else None


def _compared(row: Row[Any]) -> Compared:
    before, after = (total / row.paired for total in (row.before_sum, row.after_sum))
    return Compared(row.routine, row.title, int(row.paired), int(row.easier), float(before), float(after))
