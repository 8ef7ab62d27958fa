"""Bringing the database up to date."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, inspect

from lowback.store.engine import only_reads, reading, writing
from lowback.store.errors import StoreUnavailable
from lowback.store.postgresql import take_turns

_FOLDER = Path(__file__).parent / "migrations"
# Alembic keeps its running environment in module globals, so one thread at a time.
_ONE_AT_A_TIME = Lock()


def migrate(engine: Engine, to: str = "head") -> None:
    """The database has every table and column this version (or that revision) needs; again changes nothing.

    Two processes that start together take turns: the second finds the work done.

    Raises:
        StoreUnavailable: the database is locked, gone, damaged, not ours or of a newer version, or it is read-only and
            older than this version.
    """
    config = Config()
    config.set_main_option("script_location", _FOLDER.as_posix().replace("%", "%%"))
    scripts = ScriptDirectory.from_config(config)
    if only_reads(engine):
        with reading(engine) as connection:
            if _revision(connection, scripts) != scripts.get_current_head():
                raise StoreUnavailable("read_only")
        return
    with _ONE_AT_A_TIME, writing(engine) as connection:
        take_turns(connection)
        _revision(connection, scripts)
        config.attributes["connection"] = connection
        command.upgrade(config, to)


def _revision(connection: Connection, scripts: ScriptDirectory) -> str | None:
    """How far this diary has come; None when it is a new one."""
    found = MigrationContext.configure(connection).get_current_revision()
    # On a server another program may have its tables beside ours; a file is ours or it is not.
    if found is None and connection.dialect.name == "sqlite" and inspect(connection).get_table_names():
        raise StoreUnavailable("not_ours")
    if found and found not in {script.revision for script in scripts.walk_revisions()}:
        raise StoreUnavailable("newer")
    return found
