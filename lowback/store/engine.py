"""Opening the database, and the two doors to it: reading and writing."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Table, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, NotSupportedError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.pool import StaticPool

from lowback.store.errors import StoreUnavailable, known_trouble
from lowback.store.file import WAL, DiaryFile, file_of, make_file, writable
from lowback.store.postgresql import ONE_STATE, server_engine

BUSY_MILLISECONDS = 5000
_LOG = logging.getLogger(__name__)
_FILE = "lowback_file"
_PRAGMAS = (
    "foreign_keys = ON",
    "synchronous = FULL",  # what is acknowledged survives a power cut
    "fullfsync = ON",  # on a Mac too
    "secure_delete = ON",  # what is deleted is written over with zeros
)
_BUGS = (IntegrityError, ProgrammingError, DataError, NotSupportedError)


def open_engine(url: str, *, patient: bool = False) -> Engine:
    """An engine for this database; for SQLite its file exists and every connection waits its turn.

    `patient`: no page waits for it, so that on a server one statement may take as long as it needs.

    Raises:
        StoreUnavailable: the file cannot be made, or is empty.
    """
    where = make_url(url)
    if where.get_backend_name() != "sqlite":
        return server_engine(where, patient=patient)
    path = file_of(where)
    engine = _in_file(where, path) if path else _in_memory(where)
    event.listen(engine, "connect", partial(_prepare, engine))
    event.listen(engine, "begin", _begin)
    return engine


@contextmanager
def opened(url: str) -> Iterator[Engine]:
    """As a patient open_engine(), for a while: then nothing of it is open, and an SQLite file is whole by itself."""
    engine = open_engine(url, patient=True)
    try:
        yield engine
    finally:
        engine.dispose()


def only_reads(engine: Engine) -> bool:
    """Whether this engine may not write, because its file or folder may not be written."""
    return "mode" in engine.url.query


def diary_file(engine: Engine) -> DiaryFile | None:
    """The file that this engine reads and writes; None when it is no file."""
    file: DiaryFile | None = engine.get_execution_options().get(_FILE)
    return file


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one unchanging state of the database.

    Raises:
        StoreUnavailable: the database is locked, gone or damaged.
    """
    with plain_errors(engine):
        _check_file(engine)
        with engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection.execution_options(**ONE_STATE)
            yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A connection whose changes all happen, or none; writers queue up rather than collide.

    Raises:
        StoreUnavailable: the database is locked, read-only, full, gone or damaged.
    """
    with plain_errors(engine):
        _check_file(engine)
        with engine.connect() as connection:
            connection.execution_options(lowback_writes=True)
            with connection.begin():
                yield connection
                # A file that lost its name takes every change, and loses it with the last process that has it open.
                _check_file(engine, connected=True)


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
def plain_errors(engine: Engine) -> Iterator[None]:
    """Whatever goes wrong with the database inside is one StoreUnavailable, and a line on the console."""
    try:
        with _by_their_codes(engine):
            yield
    except StoreUnavailable as problem:
        # Where it is, only whoever runs the server may know.
        _LOG.warning("%s (%s)", str(problem), engine.url.render_as_string(hide_password=True))
        raise


@contextmanager
def _by_their_codes(engine: Engine) -> Iterator[None]:
    try:
        yield
    except DBAPIError as error:
        known, file = known_trouble(error.orig), diary_file(engine)
        if known is None and isinstance(error, _BUGS):
            raise
        raise StoreUnavailable("gone" if file and not file.path.exists() else known or "away") from error
    except PoolTimeout as error:
        raise StoreUnavailable("busy") from error


def _in_memory(where: URL) -> Engine:
    return create_engine(where, poolclass=StaticPool, connect_args={"check_same_thread": False}, hide_parameters=True)


def _in_file(where: URL, path: Path) -> Engine:
    if path.exists() and not writable(path):
        where = _for_reading(where, path)
    if "mode" not in where.query:
        make_file(path)
    options = {_FILE: DiaryFile(path)}
    return create_engine(
        where, pool_size=10, max_overflow=20, pool_timeout=10, hide_parameters=True, execution_options=options
    )


def _check_file(engine: Engine, *, connected: bool = False) -> None:
    if file := diary_file(engine):
        file.check(connected=connected)


def _for_reading(where: URL, path: Path) -> URL:
    # Where SQLite can put nothing beside the file it reads only what is whole, and must be told that it is.
    whole = not path.with_name(path.name + WAL).exists()
    query = {"mode": "ro", "uri": "true"} | ({"immutable": "1"} if whole else {})
    return where.set(database=f"file:{path}").update_query_dict(query)


def _prepare(engine: Engine, connection: Any, _record: Any) -> None:
    # The driver must not begin transactions by itself: _begin does, so that writers can say so first.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
    mode = cursor.execute("PRAGMA journal_mode").fetchone()[0]
    if mode == "delete" and not only_reads(engine):
        mode = cursor.execute("PRAGMA journal_mode = WAL").fetchone()[0]
    cursor.close()
    if file := diary_file(engine):
        file.open(wal=mode == "wal" and not only_reads(engine))


def _begin(connection: Connection) -> None:
    # BEGIN IMMEDIATE takes the write lock at once and waits for it; a transaction that reads first
    # and writes later is refused without waiting when another writer came between.
    writes = connection.get_execution_options().get("lowback_writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
