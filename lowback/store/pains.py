"""What hurt one person, and what they asked back since: what is left out of the next sessions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Engine, Row, and_, delete, select

from lowback.diary.log import Outcome
from lowback.diary.night import own_day
from lowback.diary.pain import Kind, gravest
from lowback.store.asked import ask
from lowback.store.clock import Clock, utc_now
from lowback.store.engine import reading, upsert
from lowback.store.tables import asked_back, pains, sessions


@dataclass(frozen=True, slots=True)
class Hurt:
    """An exercise that hurt in one session."""

    exercise: str
    kind: Kind
    at: datetime
    day: date
    """The person's own day."""
    counts: bool
    """False when it was asked back since, or its session was deleted."""


@dataclass(frozen=True, slots=True)
class Pains:
    """Everything that ever hurt a person, oldest first."""

    all: tuple[Hurt, ...] = ()

    @property
    def left_out(self) -> dict[str, date]:
        """The exercises that are left out because they hurt, and on which day they did last."""
        return {hurt.exercise: hurt.day for hurt in self.all if hurt.counts}

    @property
    def alarm(self) -> datetime | None:
        """When a danger sign was last told of in a session; to delete the session takes nothing back."""
        return max((hurt.at for hurt in self.all if hurt.kind == "danger"), default=None)


class StoredPains:
    """One person's pains in the database; it cannot see anyone else's."""

    def __init__(self, engine: Engine, person: str, now: Clock = utc_now) -> None:
        self._engine = engine
        self._person = person
        self._now = now

    def all(self) -> Pains:
        """What hurt; as many rows are read as there were pains, however long the diary is."""
        columns = (pains, sessions.c.zone, sessions.c.deleted_at, asked_back.c.at.label("asked_at"))
        since = and_(asked_back.c.person == pains.c.person, asked_back.c.exercise == pains.c.exercise)
        mine = (
            select(*columns)
            .join(sessions, sessions.c.id == pains.c.session)
            .outerjoin(asked_back, since)
            .where(pains.c.person == self._person)
            .order_by(pains.c.at)
        )
        with reading(self._engine) as connection:
            return Pains(tuple(map(_hurt, connection.execute(mine))))

    def ask_back(self, exercise: str) -> None:
        """The person wants it in their sessions again, until it hurts again."""
        ask(self._engine, asked_back, self._person, exercise, self._now())


def keep_pains(connection: Connection, session: Row[Any], outcome: Outcome, now: datetime) -> None:
    """The pains of this session are those of its log; what was taken back is none."""
    found = gravest(outcome.pains)
    mine = pains.c.session == session.id
    connection.execute(delete(pains).where(mine, pains.c.exercise.not_in(found)))
    for exercise, pain in found.items():
        at = plausible(pain.at, session.started_at, now)
        row = {"session": session.id, "exercise": exercise, "person": session.person, "kind": pain.kind, "at": at}
        upsert(connection, pains, row, keys=["session", "exercise"], change=["kind", "at"])


def plausible(at: datetime | None, began: datetime, now: datetime) -> datetime:
    """When it was: by the browser's clock if that can be right, else now."""
    latest = max(now, began)
    return at if at and began <= at <= latest else latest


def _hurt(row: Row[Any]) -> Hurt:
    counts = row.deleted_at is None and (row.asked_at is None or row.asked_at < row.at)
    return Hurt(row.exercise, row.kind, row.at, own_day(row.at, row.zone), counts)
