"""Everything that the database has of one person, for them to keep."""

from __future__ import annotations

import json

from sqlalchemy import Engine, select

from lowback.store.engine import reading
from lowback.store.tables import metadata, people


def everything(engine: Engine, person: str) -> bytes:
    """Every row of theirs as JSON, table by table, times in UTC.

    Raises:
        StoreUnavailable: the database cannot be read.
    """
    found: dict[str, list[dict[str, object]]] = {}
    with reading(engine) as connection:
        for table in metadata.sorted_tables:
            owner = table.c.id if table is people else table.c.person
            rows = connection.execute(select(table).where(owner == person)).mappings()
            found[table.name] = [dict(row) for row in rows]
    return json.dumps(found, default=str, ensure_ascii=False, indent=1).encode()
