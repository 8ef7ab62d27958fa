"""What is deleted leaves the file too: the changes that wait beside it, and what older versions left in free pages."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, text

from lowback.store.engine import diary_file, only_reads, plain_errors
from lowback.store.errors import StoreUnavailable
from lowback.store.tables import metadata

CLEAN = 1
"""The `user_version` of a file in which all that was deleted has been written over."""


def leave_no_trace(engine: Engine) -> None:
    """What waits beside the file is in it, and nothing of what was deleted is in either; PostgreSQL frees its rows.

    Raises:
        StoreUnavailable: somebody reads just now, or the database cannot be used.
    """
    if engine.dialect.name == "postgresql":
        with plain_errors(engine), engine.connect() as connection:
            ours = ", ".join(table.name for table in metadata.sorted_tables)
            connection.execution_options(isolation_level="AUTOCOMMIT").execute(text(f"VACUUM {ours}"))
    elif diary_file(engine) and not only_reads(engine):
        with _outside_transactions(engine) as cursor:
            busy, _, _ = cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:  # nothing is wrong with the database, so the console has nothing to say
            raise StoreUnavailable("busy")


def clean(engine: Engine) -> None:
    """Once for every file: earlier versions left what was deleted in free pages.

    Raises:
        StoreUnavailable: the database is locked, full or damaged.
    """
    if diary_file(engine) is None or only_reads(engine):
        return
    with _outside_transactions(engine) as cursor:
        if cursor.execute("PRAGMA user_version").fetchone()[0] < CLEAN:
            cursor.execute("VACUUM")
            cursor.execute(f"PRAGMA user_version = {CLEAN}")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@contextmanager
def _outside_transactions(engine: Engine) -> Iterator[Any]:
    with plain_errors(engine), engine.connect() as connection:
        cursor = connection.connection.cursor()  # SQLAlchemy begins nothing on the driver's own
        try:
            yield cursor
        finally:
            cursor.close()
