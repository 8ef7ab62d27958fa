"""How exercises felt to one person the last times, and of which they want as much as before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from sqlalchemy import Engine, Text, cast, select

from lowback.library.parameters import Parameters
from lowback.plan.felt import Feel, Felt, Time, wishes
from lowback.store.asked import ask
from lowback.store.clock import Clock, utc_now
from lowback.store.engine import reading
from lowback.store.tables import as_before, sessions

Times = Mapping[str, tuple[Time, ...]]
"""The times that each exercise was done, newest first."""


class StoredFelt:
    """One person's words in the database; it cannot see anyone else's."""

    def __init__(self, engine: Engine, person: str, now: Clock = utc_now) -> None:
        self._engine = engine
        self._person = person
        self._now = now

    def times(self, since: date) -> Times:
        """When each exercise was done from that day on, and how it felt; not what was done before "as before"."""
        c = sessions.c
        mine = (
            select(c.started_at, c.local_date, c.items_done, c.items_felt)
            .where(c.person == self._person, c.deleted_at.is_(None), c.local_date >= since)
            .order_by(c.started_at.desc(), c.id)
        )
        asked = select(as_before.c.exercise, as_before.c.at).where(as_before.c.person == self._person)
        with reading(self._engine) as connection:
            after = {row.exercise: row.at for row in connection.execute(asked)}
            rows = connection.execute(mine).all()
        found: dict[str, list[Time]] = {}
        for row in rows:
            for exercise, time in _times(row.local_date, row.items_done, row.items_felt).items():
                if exercise not in after or row.started_at > after[exercise]:
                    found.setdefault(exercise, []).append(time)
        return {exercise: tuple(times) for exercise, times in found.items()}

    def wishes(self, today: date, numbers: Parameters) -> Felt:
        """How much of which exercises is right because of how they felt."""
        since = today - timedelta(days=numbers.felt_days.value)
        return wishes(self.times(since), numbers) if self._said(since) else {}

    def _said(self, since: date) -> bool:
        """Whether a word was said at all: without one there is no wish, and a long diary need not be read."""
        c = sessions.c
        mine = select(c.id).where(c.person == self._person, c.deleted_at.is_(None), c.local_date >= since)
        with reading(self._engine) as connection:
            return connection.execute(mine.where(cast(c.items_felt, Text) != "[]").limit(1)).first() is not None

    def as_before(self, exercise: str) -> None:
        """The person wants as much of it as before, whatever they said of it until now."""
        ask(self._engine, as_before, self._person, exercise, self._now())


def _times(day: date, done: Sequence[str], felt: Sequence[tuple[str, Feel]]) -> dict[str, Time]:
    """The exercises of a session that were done, or at least spoken of."""
    return {exercise: Time(day) for exercise in done} | {exercise: Time(day, feel) for exercise, feel in felt}
