"""What closed sessions add up to, kept beside them: a row a day, and a row a week for each routine.

Whoever changes a session does so inside `recounting`, in the same transaction. A session that was left open belongs in
the diary once it is a day old, without anybody writing: History adds it when it reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, case, delete, func, insert, or_, select, true

from lowback.diary.measures import monday, month
from lowback.store.rows import closed
from lowback.store.tables import days, people, routine_weeks, sessions

Rows = list[dict[str, Any]]


@contextmanager
def recounting(connection: Connection, person: str, changed: ColumnElement[bool]) -> Iterator[None]:
    """Whatever happens meanwhile to those sessions of this person, their weeks are added up anew."""
    # Two that change one week at a time would not see each other; SQLite's writers take turns anyway.
    connection.execute(select(people.c.id).where(people.c.id == person).with_for_update())
    mine = sessions.c.person == person
    known = connection.scalars(select(sessions.c.id).where(mine, changed)).all()
    weeks = _weeks(connection, mine, changed)
    yield
    for week in sorted(weeks | _weeks(connection, mine, or_(changed, sessions.c.id.in_(known)))):
        recount(connection, person, week)


def recount(connection: Connection, person: str, week: date | None = None) -> None:
    """The person's rows of this week (None: of all) are what their sessions add up to."""
    last = week and week + timedelta(days=6)
    within = sessions.c.local_date.between(week, last) if week else true()
    found = connection.execute(parts().where(sessions.c.person == person, _kept(), within))
    for table, rows in zip((days, routine_weeks), added_up(found.mappings()), strict=True):
        connection.execute(delete(table).where(table.c.person == person, table.c.week == week if week else true()))
        if rows:
            connection.execute(insert(table), rows)


@cache
def parts() -> Select[Any]:
    """Sums over the sessions of one routine on one day; to write the statement takes longer than to run it."""
    c = sessions.c
    both = c.pain_before + c.pain_after
    sums = {
        "minutes": func.sum(c.minutes),
        "sessions": func.count(),
        "scored": func.count(func.coalesce(c.pain_before, c.pain_after)),
        "before_count": func.count(c.pain_before),
        "before_sum": func.coalesce(func.sum(c.pain_before), 0),
        "after_count": func.count(c.pain_after),
        "after_sum": func.coalesce(func.sum(c.pain_after), 0),
        "paired": func.count(both),
        "easier": func.count(case((c.pain_after < c.pain_before, 1))),
        "paired_before": func.coalesce(func.sum(both - c.pain_after), 0),
        "paired_after": func.coalesce(func.sum(both - c.pain_before), 0),
    }
    # The name of what is compared, which only sessions with both scores are.
    title = func.max(case((both.is_not(None), c.title))).label("title")
    named = [value.label(name) for name, value in sums.items()]
    key = (c.person, c.local_date, c.routine)
    return select(*key, title, *named).group_by(*key)


def added_up(found: Iterable[Mapping[Any, Any]]) -> tuple[Rows, Rows]:
    """The rows of both tables that these parts make."""
    by_day: dict[Any, dict[str, Any]] = {}
    by_routine: dict[Any, dict[str, Any]] = {}
    for part in found:
        person, day, routine = part["person"], part["local_date"], part["routine"]
        week = monday(day)
        dates = {"person": person, "day": day, "week": week, "month": month(day)}
        _add(by_day.setdefault((person, day), dates), days, part)
        if part["paired"]:
            row = by_routine.setdefault((person, week, routine), {"person": person, "week": week, "routine": routine})
            pairs = dict(part) | {"before_sum": part["paired_before"], "after_sum": part["paired_after"]}
            row["title"] = max(row.get("title", ""), part["title"])
            _add(row, routine_weeks, pairs)
    return list(by_day.values()), list(by_routine.values())


def _add(row: dict[str, Any], table: Table, part: Mapping[Any, Any]) -> None:
    for column in table.c:
        if column.type.python_type is int:
            row[column.name] = row.get(column.name, 0) + part[column.name]


def _kept() -> ColumnElement[bool]:
    return and_(closed(), sessions.c.deleted_at.is_(None))


def _weeks(connection: Connection, *which: ColumnElement[bool]) -> set[date]:
    found = select(sessions.c.local_date).where(*which, _kept())
    return {monday(day) for day in connection.scalars(found.distinct())}
