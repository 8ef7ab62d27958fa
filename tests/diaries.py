"""Builders for tests of the diary's database: each states only what its test is about."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal, get_args

import pytest
from sqlalchemy import Engine

from lowback.session.script import Script, read
from lowback.store.engine import open_engine
from lowback.store.migrate import migrate
from lowback.store.sessions import Sessions
from tests.postgres import new_database

Json = dict[str, Any]
Kind = Literal["sqlite", "postgresql"]
KINDS: tuple[Kind, ...] = get_args(Kind)
IN_A_FILE = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
"""A test of what only SQLite has: its file, its pragmas."""
NOW = datetime(2026, 5, 20, 18, 0, tzinfo=UTC)
ME, OTHER = "person-me", "person-other"


def migrated_database(folder: Path) -> Engine:
    """A new database in this folder, migrated step by step."""
    engine = open_engine(f"sqlite:///{folder / 'diary.db'}")
    migrate(engine)
    return engine


def fresh_database(folder: Path) -> Engine:
    """An empty database in this folder: a copy of one that was migrated."""
    (folder / "diary.db").write_bytes(_empty_database())
    return open_engine(f"sqlite:///{folder / 'diary.db'}")


@contextmanager
def url_of(kind: Kind, folder: Path, *, migrated: bool = False) -> Iterator[str]:
    """Where a new database of this kind is, which holds nothing at all; in this folder if it is a file."""
    with ExitStack() as stack:
        if kind == "postgresql":
            yield stack.enter_context(new_database(migrated=migrated))
        else:
            if migrated:
                (folder / "diary.db").write_bytes(_empty_database())
            yield f"sqlite:///{folder / 'diary.db'}"


@contextmanager
def empty_diary(kind: Kind, folder: Path) -> Iterator[Engine]:
    """An empty diary of this kind; afterwards nothing of it is open."""
    with url_of(kind, folder, migrated=True) as url:
        engine = open_engine(url)
        yield engine
        engine.dispose()


@cache
def _empty_database() -> bytes:
    with TemporaryDirectory() as folder:
        engine = migrated_database(Path(folder))
        engine.dispose()  # the last connection to close moves everything into the one file
        return (Path(folder) / "diary.db").read_bytes()


class Clock:
    """A clock that stands still until it is set."""

    def __init__(self, at: datetime = NOW) -> None:
        self.at = at

    def __call__(self) -> datetime:
        """The set time."""
        return self.at

    def forward(self, **by: float) -> None:
        """Move on by so many days, hours, minutes."""
        self.at += timedelta(**by)


def script(*exercises: str, seconds: int = 60, minutes: int = 10) -> Script:
    """A session with one work stage an exercise."""
    move: Json = {"position": "Standing", "cues": [], "breath": "Breathe.", "clip": None, "poster": None, "alt": ""}
    work = {"kind": "work", "seconds": seconds, "reps": 1, "seconds_per_rep": seconds, "count": "time"}
    stages = [work | {"side": None, "set": 1, "sets": 1}]
    items = [move | {"exercise": name, "title": name, "stages": stages} for name in exercises]
    return read({"title": "Lower back workout", "minutes": minutes, "items": items})


def event(seq: int, kind: str, **details: Any) -> dict[str, Any]:
    """One line of the player's log as the browser sends it."""
    at = (NOW + timedelta(seconds=seq)).isoformat()
    return {"seq": seq, "kind": kind, "at": at, "zone": "Europe/London"} | details


def done(seq: int, item: int, exercise: str, seconds: float = 60) -> dict[str, Any]:
    """The event of an item done."""
    return event(seq, "item_done", item=item, exercise=exercise, seconds=seconds)


def begin(sessions: Sessions, session_id: str = "a" * 32, **changes: Any) -> str:
    """A session of two exercises, begun now; returns its id."""
    details: dict[str, Any] = {
        "routine_id": "lower_back_base",
        "script": script("bridge", "clam"),
        "zone": "Europe/London",
        "at": NOW,
        "pain_before": 5,
    }
    sessions.start(session_id, **details | changes)
    return session_id


def play(sessions: Sessions, session_id: str = "a" * 32, **changes: Any) -> str:
    """A session begun now and done to the end."""
    begin(sessions, session_id, **changes)
    sessions.append(
        session_id,
        [
            event(1, "started"),
            done(2, 0, "bridge"),
            done(3, 1, "clam"),
            event(4, "finished"),
        ],
    )
    return session_id
