"""Who there is: an opaque id, a time zone and a weekly target."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, delete, or_, select, update

from lowback.diary.event import Event
from lowback.library.pauses import MOST_PAUSE, USUAL, Pace
from lowback.store.engine import reading, upsert, writing
from lowback.store.errors import StoreUnavailable
from lowback.store.tables import people
from lowback.store.traces import leave_no_trace

TARGETS = (10, 600)
"""The fewest and most minutes a week that can be set."""
_DEFAULT_TARGET = 60
_ASKED = {"more_time": "more_seconds", "rests": "rest_seconds"}
"""What is asked for in a session, by the kind of the event that says so."""


_ERASED: WeakKeyDictionary[Engine, set[str]] = WeakKeyDictionary()
"""Whose data was deleted since this program started: pages that were open then must not begin their diary again."""


def add_person(connection: Connection, person: str, zone: str | None = None) -> None:
    """The person has a row; a zone, when given, is kept as the newest known.

    Raises:
        StoreUnavailable: everything of this person was deleted, and somebody new begins with the next page.
    """
    if person in _ERASED.get(connection.engine, ()):
        raise StoreUnavailable("erased")
    row = {"id": person, "created_at": datetime.now(UTC), "zone": zone or "UTC"}
    upsert(connection, people, row, keys=["id"], change=["zone"] if zone else [])


def keep_asked(connection: Connection, person: str, log: Iterable[Event], now: datetime) -> None:
    """Keep what was asked for in a session, unless the person has said otherwise since."""
    for event in sorted(log, key=lambda event: event.at or now):
        if change := _ASKED.get(event.kind):
            wanted = {change: max(0, min(round(event.seconds), MOST_PAUSE))}
            _since(connection, person, wanted, min(event.at or now, now))


def _since(connection: Connection, person: str, wanted: Mapping[str, int | None], at: datetime) -> None:
    since = or_(people.c.paced_at.is_(None), people.c.paced_at < at)
    mine = update(people).where(people.c.id == person, since)
    connection.execute(mine.values(**wanted, paced_at=at))


class People:
    """The people of this database; each is asked for by id."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def weekly_target(self, person: str) -> int:
        """Minutes a week this person aims for."""
        mine = select(people.c.weekly_minutes_target).where(people.c.id == person)
        with reading(self._engine) as connection:
            return connection.scalar(mine) or _DEFAULT_TARGET

    def set_weekly_target(self, person: str, minutes: int) -> None:
        """Keep a new weekly target.

        Raises:
            ValueError: fewer or more minutes than TARGETS allows.
        """
        least, most = TARGETS
        if not least <= minutes <= most:
            raise ValueError(f"Weekly minutes must be between {least} and {most}.")
        with writing(self._engine) as connection:
            add_person(connection, person)
            mine = update(people).where(people.c.id == person)
            connection.execute(mine.values(weekly_minutes_target=minutes))

    def pace(self, person: str) -> Pace:
        """How much time this person wants to get ready and to rest."""
        mine = select(people.c.more_seconds, people.c.rest_seconds).where(people.c.id == person)
        with reading(self._engine) as connection:
            row = connection.execute(mine).first()
        return Pace(*row) if row else USUAL

    def set_pace(self, person: str, pace: Pace, at: datetime) -> None:
        """Keep how much time this person wants from this instant on."""
        with writing(self._engine) as connection:
            add_person(connection, person)
            _since(connection, person, {"more_seconds": pace.more, "rest_seconds": pace.rest}, at)

    def erase(self, person: str, *, for_good: bool = True) -> None:
        """Nothing of this person is left in any table, nor in any byte of the file.

        `for_good`: the id is not used again; only in the demo everybody goes on with the same.

        Raises:
            StoreUnavailable: nothing was deleted.
        """
        gone = _ERASED.setdefault(self._engine, set())
        try:
            with writing(self._engine) as connection:
                connection.execute(delete(people).where(people.c.id == person))
                # Before anybody else can write: a page that is open would begin the diary again.
                gone.update({person} if for_good else ())
        except BaseException:
            gone.discard(person)
            raise
        with suppress(StoreUnavailable):  # whatever a reader holds up now is done within a minute
            leave_no_trace(self._engine)

    def known(self, person: str) -> bool:
        """Whether this person has a diary."""
        with reading(self._engine) as connection:
            return connection.scalar(select(people.c.id).where(people.c.id == person)) is not None

    def erased(self, person: str) -> bool:
        """Whether everything of this person was deleted since this program started."""
        return person in _ERASED.get(self._engine, ())
