"""Copies of the whole diary: taken while the app runs, brought back, or moved into another kind of database."""

from __future__ import annotations

import hashlib
import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy import Connection, Engine, Table, delete, func, insert, select, text
from sqlalchemy.engine import make_url

from lowback.store.engine import diary_file, opened, reading, writing
from lowback.store.errors import StoreUnavailable, trouble_of
from lowback.store.file import PARTS, file_of
from lowback.store.migrate import migrate
from lowback.store.tables import metadata, people, screening

RUNNING = "Something has this diary open: stop the app first."
TAKEN = "There is a diary already, which would be lost: take a copy of it, then say --replace."
_ROWS_AT_ONCE = 500
_LOOKS = 10


class CannotCopy(Exception):  # noqa: N818 - what is true, in one line for the person at the console
    """Why nothing was copied, or what is wrong with the copy."""


def counted(engine: Engine) -> dict[str, int]:
    """How many rows each table has."""
    with reading(engine) as connection:
        return {t.name: connection.scalar(select(func.count()).select_from(t)) or 0 for t in metadata.sorted_tables}


def orphans(engine: Engine) -> int:
    """How many rows belong to somebody or something that is not there; other databases than SQLite allow none."""
    if engine.dialect.name != "sqlite":
        return 0
    with reading(engine) as connection:
        return len(connection.execute(text("PRAGMA foreign_key_check")).all())


def backup(engine: Engine, target: Path) -> None:
    """The whole diary as it is now in one file, which only its owner may read; the app may run meanwhile.

    Raises:
        CannotCopy: the file is there already or cannot be made.
        StoreUnavailable: the diary cannot be read, or is damaged.
    """
    draft = _new_file(target)
    try:
        if (file := diary_file(engine)) is None:
            _copy_to(engine, draft)
        else:
            _copy_pages(file.path, draft)
        os.link(draft, target)
    except FileExistsError as there:
        raise CannotCopy(f"{target} is there already.") from there
    finally:
        _remove(draft)


def restore(copy: Path, url: str, *, replace: bool) -> None:
    """The diary is what this copy holds, brought up to date; nothing is changed before all of it was read.

    Raises:
        CannotCopy: the app runs, or there is a diary already and it was not said to replace it.
        StoreUnavailable: the copy is damaged, not ours or of a newer version.
    """
    if not copy.exists():
        raise CannotCopy(f"{copy} is not there.")
    path = file_of(make_url(url))
    # What is there may be damaged: that is when a copy is wanted.
    if path is None or path.exists():
        _check_alone(url)
        if not replace and _holds_something(url):
            raise CannotCopy(TAKEN)
    draft = _new_file(path or copy.absolute())
    try:
        _copy_pages(copy, draft)
        with opened(f"sqlite:///{draft}") as restored:
            migrate(restored)
            if path is None:
                with opened(url) as engine:
                    copy_rows(restored, engine)
        if path:
            _remove(path, PARTS[1:])
            draft.replace(path)
    finally:
        _remove(draft)


def move(url: str, target: Engine) -> None:
    """Every row of the diary at this URL is in the other database as well and was compared there; it stays as it is.

    Raises:
        CannotCopy: the app runs, the other database has people already, or a row is not the same in it.
        StoreUnavailable: one of the two cannot be used.
    """
    _check_alone(url)
    migrate(target)
    if counted(target)[people.name]:
        raise CannotCopy("The other database has people in it already, so nothing was moved.")
    with opened(url) as engine:
        migrate(engine)
        copy_rows(engine, target)


def copy_rows(source: Engine, target: Engine) -> None:
    """Every row in place of those that were there, all or none; each is read back and compared before it counts."""
    with reading(source) as here, writing(target) as there:
        there.execute(delete(people))
        for table in metadata.sorted_tables:
            for rows in here.execute(select(table)).mappings().partitions(_ROWS_AT_ONCE):
                there.execute(insert(table), [dict(row) for row in rows])
            if _marks(here, table) != _marks(there, table):
                raise CannotCopy(f"A row of “{table.name}” is not the same in the copy, so nothing was copied.")
        _go_on_counting(there)


def _marks(connection: Connection, table: Table) -> list[bytes]:
    """A mark for each row, in an order that does not depend on the database."""
    rows = connection.execute(select(table))
    return sorted(hashlib.sha256(repr(tuple(row)).encode()).digest() for row in rows)


def _go_on_counting(connection: Connection) -> None:
    # PostgreSQL counts rows that it numbers itself, and was not asked for those that came with a number.
    if connection.dialect.name == "postgresql":
        newest = select(func.max(screening.c.id)).scalar_subquery()
        connection.execute(select(func.setval(func.pg_get_serial_sequence("screening", "id"), newest)))


def _check_alone(url: str) -> None:
    path = file_of(make_url(url))
    if _others_on_server(url) if path is None else _others_in_file(path):
        raise CannotCopy(RUNNING)


def _others_in_file(path: Path) -> bool:
    with closing(sqlite3.connect(path, timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.DatabaseError as error:
            return trouble_of(error) == "busy"
    return False


def _others_on_server(url: str) -> bool:
    # The server's own workers look into every database now and then.
    others = (
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
    )
    with opened(url) as engine, engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        # Who has just left is still in its list for a moment.
        for _ in range(_LOOKS):
            if not connection.scalar(text(others)):
                return False
            connection.execute(text("SELECT pg_sleep(0.2)"))
    return True


def _holds_something(url: str) -> bool:
    try:
        with opened(url) as engine:
            migrate(engine)
            return bool(counted(engine)[people.name])
    except StoreUnavailable:
        return True


def _new_file(beside: Path) -> Path:
    draft = beside.with_name(f"{beside.name}.{os.getpid()}.part")
    try:
        os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as error:
        raise CannotCopy(f"{beside.parent} must be a folder that can be written to.") from error
    return draft


def _copy_pages(source: Path, draft: Path) -> None:
    """SQLite's own way to copy a file that others write to."""
    try:
        with (
            closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as here,
            closing(sqlite3.connect(draft)) as there,
        ):
            here.backup(there)
            there.execute("PRAGMA journal_mode = DELETE")  # one file, with nothing beside it
            if there.execute("PRAGMA quick_check(1)").fetchone() != ("ok",):
                raise StoreUnavailable("broken")
    except sqlite3.Error as error:
        raise StoreUnavailable(trouble_of(error)) from error


def _copy_to(engine: Engine, draft: Path) -> None:
    draft.unlink()
    with opened(f"sqlite:///{draft}") as copy:
        migrate(copy)
        copy_rows(engine, copy)


def _remove(path: Path, parts: tuple[str, ...] = PARTS) -> None:
    for part in parts:
        with suppress(FileNotFoundError):
            path.with_name(path.name + part).unlink()
