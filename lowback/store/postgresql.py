"""A diary on a PostgreSQL server: how long we wait for it, and how programs that start together take turns."""

from __future__ import annotations

from functools import partial
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL

CONNECT_SECONDS, LOCK_SECONDS, STATEMENT_SECONDS, IDLE_SECONDS = 5, 5, 15, 60
"""Whoever waits longer is told so: a page for its server, a change for somebody else's, any page for one answer."""
ONE_STATE = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
"""How a connection reads several things as they were at one moment, as SQLite's readers always do."""
_MIGRATING = 20261123


def server_engine(where: URL, *, patient: bool) -> Engine:
    """An engine for this server; what the URL asks for itself comes first. `patient`: a statement may take its time."""
    engine = create_engine(
        where,
        connect_args=_unless_asked(where),
        hide_parameters=True,
        max_overflow=20,
        pool_pre_ping=True,
        pool_size=10,
        pool_timeout=10,
    )
    event.listen(engine, "connect", partial(_limit, patient))
    return engine


def take_turns(connection: Connection) -> None:
    """Whoever else migrates this database is done; then every lock is waited for as always, and statements for long."""
    if connection.dialect.name != "postgresql":
        return
    connection.execute(text("SET LOCAL statement_timeout = 0"))
    connection.execute(text("SET LOCAL lock_timeout = 0"))
    connection.execute(text("SELECT pg_advisory_xact_lock(:number)"), {"number": _MIGRATING})
    connection.execute(text(f"SET LOCAL lock_timeout = '{LOCK_SECONDS}s'"))


def _unless_asked(where: URL) -> dict[str, Any]:
    usual = {
        "application_name": "lowback",
        "connect_timeout": CONNECT_SECONDS,
        # Where the network swallows what we send nobody answers, and only the system can tell.
        "tcp_user_timeout": STATEMENT_SECONDS * 1000,
        # A pooler may give the next transaction another server, which was told of no statements.
        "prepare_threshold": None,
    }
    return {name: value for name, value in usual.items() if name not in where.query}


def _limit(patient: bool, connection: Any, _record: Any) -> None:
    limits = {
        "lock_timeout": LOCK_SECONDS,
        "statement_timeout": 0 if patient else STATEMENT_SECONDS,
        "idle_in_transaction_session_timeout": 0 if patient else IDLE_SECONDS,
    }
    for name, seconds in limits.items():
        connection.execute(f"SET {name} = '{seconds}s'")
    connection.commit()
