"""Opening the database, and the two doors to it: reading and writing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DatabaseError, DataError, IntegrityError, NotSupportedError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import StaticPool

from lowback.store.errors import StoreUnavailable

BUSY_MILLISECONDS = 5000
# What a person wrote is in no error, so in no log.
_engine = partial(create_engine, hide_parameters=True)
_BUGS = (IntegrityError, ProgrammingError, DataError, NotSupportedError)


def open_engine(url: str) -> Engine:
    """An engine for this database; for SQLite its folder exists and every connection waits its turn."""
    where = make_url(url)
    if where.get_backend_name() != "sqlite":
        return _engine(where, pool_pre_ping=True)
    if where.database in (None, "", ":memory:"):
        engine = _engine(where, poolclass=StaticPool, connect_args={"check_same_thread": False})
    else:
        _make_folder(where)
        engine = _engine(where, pool_size=10, max_overflow=20, pool_timeout=10)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one unchanging state of the database.

    Raises:
        StoreUnavailable: the database is locked, gone or damaged.
    """
    with _plain_errors(), engine.connect() as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A connection whose changes all happen, or none; writers queue up rather than collide.

    Raises:
        StoreUnavailable: the database is locked, read-only, gone or damaged.
    """
    with _plain_errors(), engine.connect() as connection:
        connection.execution_options(lowback_writes=True)
        with connection.begin():
            yield connection


def upsert(
    connection: Connection,
    table: Table,
    values: Mapping[str, Any],
    *,
    keys: Sequence[str],
    change: Sequence[str] = (),
) -> bool:
    """Add the row, or change the named columns of the row already there; True when a row was written."""
    new = (postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert)(table)
    new = new.values(**values)
    if change:
        changes = {name: new.excluded[name] for name in change}
        new = new.on_conflict_do_update(index_elements=keys, set_=changes)
    else:
        new = new.on_conflict_do_nothing(index_elements=keys)
    # Not every driver counts rows; every one of ours can give the row back.
    return connection.execute(new.returning(table.c[keys[0]])).first() is not None


def add_new(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]], *, keys: Sequence[str]) -> bool:
    """Add those of the rows that are not there yet, in one statement; True when any was written."""
    if not rows:
        return False
    new = (postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert)(table)
    new = new.values(list(rows)).on_conflict_do_nothing(index_elements=keys)
    return connection.execute(new.returning(table.c[keys[0]])).first() is not None


@contextmanager
def _plain_errors() -> Iterator[None]:
    try:
        yield
    except _BUGS:
        raise
    except (DatabaseError, PoolTimeout) as error:
        raise StoreUnavailable(error) from error


def _make_folder(where: URL) -> None:
    path = Path((where.database or "").removeprefix("file:"))
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnavailable(error) from error


def _prepare(connection: Any, _record: Any) -> None:
    # The driver must not begin transactions by itself: _begin does, so that writers can say so first.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA synchronous = NORMAL")
    if cursor.execute("PRAGMA journal_mode").fetchone()[0] == "delete":
        cursor.execute("PRAGMA journal_mode = WAL")
    cursor.close()


def _begin(connection: Connection) -> None:
    # BEGIN IMMEDIATE takes the write lock at once and waits for it; a transaction that reads first
    # and writes later is refused without waiting when another writer came between.
    writes = connection.get_execution_options().get("lowback_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
