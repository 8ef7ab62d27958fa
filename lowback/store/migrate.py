"""Bringing the database up to date."""

from __future__ import annotations

from pathlib import Path
from threading import Lock

from alembic import command
from alembic.config import Config
from sqlalchemy import Engine, text

from lowback.store.engine import writing

_FOLDER = Path(__file__).parent / "migrations"
_LOCK_NUMBER = 20261123
# Alembic keeps its running environment in module globals, so one thread at a time.
_ONE_AT_A_TIME = Lock()


def migrate(engine: Engine, to: str = "head") -> None:
    """The database has every table and column this version (or that revision) needs; again changes nothing.

    Two processes that start together take turns: the second finds the work done.

    Raises:
        StoreUnavailable: the database is locked, read-only, gone or damaged.
    """
    config = Config()
    config.set_main_option("script_location", _FOLDER.as_posix().replace("%", "%%"))
    with _ONE_AT_A_TIME, writing(engine) as connection:
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _LOCK_NUMBER})
        config.attributes["connection"] = connection
        command.upgrade(config, to)
