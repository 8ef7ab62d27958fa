"""What a person asks of one exercise: to have it back, or to have as much of it as before. The last time counts."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Engine, Table

from lowback.store.engine import upsert, writing
from lowback.store.people import add_person


def ask(engine: Engine, table: Table, person: str, exercise: str, at: datetime) -> None:
    """Keep in that table that the person asked it now."""
    row = {"person": person, "exercise": exercise, "at": at}
    with writing(engine) as connection:
        add_person(connection, person)
        upsert(connection, table, row, keys=["person", "exercise"], change=["at"])
