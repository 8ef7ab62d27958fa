"""Who there is: an opaque id, a time zone and a weekly target."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Connection, Engine, delete, select, update

from lowback.store.engine import reading, upsert, writing
from lowback.store.tables import people

TARGETS = (10, 600)
"""The fewest and most minutes a week that can be set."""
_DEFAULT_TARGET = 60


def add_person(connection: Connection, person: str, zone: str | None = None) -> None:
    """The person has a row; a zone, when given, is kept as the newest known."""
    row = {"id": person, "created_at": datetime.now(UTC), "zone": zone or "UTC"}
    upsert(connection, people, row, keys=["id"], change=["zone"] if zone else [])


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

    def erase(self, person: str) -> None:
        """Nothing of this person is left in any table."""
        with writing(self._engine) as connection:
            connection.execute(delete(people).where(people.c.id == person))
