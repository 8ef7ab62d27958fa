"""Migrations bring any database to the newest tables, once, from anywhere."""

import os
import subprocess
import sys
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import MetaData, String, inspect, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.schema import CreateTable

from examples.contents import load_library
from lowback.store.engine import opened, reading
from lowback.store.errors import StoreUnavailable
from lowback.store.felt import StoredFelt
from lowback.store.migrate import migrate
from lowback.store.people import People
from lowback.store.sessions import Sessions
from lowback.store.tables import metadata
from tests.diaries import ME, NOW, Clock, done, event, migrated_database

ROOT = Path(__file__).parents[2]


@pytest.fixture
def bare(url):
    """A database in which nothing is yet."""
    with opened(url) as engine:
        yield engine


def test_an_empty_database_gets_every_table(bare):
    migrate(bare)

    assert set(metadata.tables) < set(inspect(bare).get_table_names())


def test_the_migrations_make_exactly_the_tables_that_the_code_describes(engine):
    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)

    assert differences == []


def test_migrating_again_changes_nothing_and_keeps_what_is_there(engine):
    People(engine).set_weekly_target(ME, 90)

    migrate(engine)

    assert People(engine).weekly_target(ME) == 90


def test_events_from_before_writers_had_names_stay_with_their_session(bare):
    migrate(bare, to="0001")
    add_person_before_writers(bare)

    migrate(bare)

    keys = inspect(bare).get_pk_constraint("session_events")["constrained_columns"]
    sessions = Sessions(bare, ME, Clock())
    assert keys == ["session", "writer", "seq"]
    assert sessions.append("a" * 32, [event(1, "resumed", writer="tab")]) == {"": 2, "tab": 1}
    session = sessions.get("a" * 32)
    assert session
    assert session.done == ("bridge",)


def add_person_before_writers(engine):
    """Someone with a session of two events, in the tables as they were."""
    old = MetaData()
    old.reflect(engine)
    people, sessions, events = (old.tables[name] for name in ("people", "sessions", "session_events"))
    row: dict[str, Any] = dict.fromkeys(("routine", "title", "source", "status"), "player")
    row |= {"id": "a" * 32, "person": ME, "zone": "UTC"}
    row |= {"plan": {}, "minutes_planned": 5, "started_at": NOW, "local_date": NOW.date(), "stopped_for_pain": False}
    row |= {f"items_{what}": [] for what in ("done", "skipped", "swapped", "hurt")}
    log = [event(1, "started"), done(2, 0, "bridge")]
    with engine.begin() as connection:
        connection.execute(people.insert(), {"id": ME, "created_at": NOW})
        connection.execute(sessions.insert(), row)
        for each in log:
            kept = {"session": "a" * 32, "person": ME, "payload": each, "at": NOW}
            connection.execute(events.insert(), kept | {name: each[name] for name in ("seq", "kind")})


def test_a_database_from_before_pain_was_kept_keeps_what_it_has_and_gets_the_tables_for_pain(bare):
    migrate(bare, to="0002")
    assert "pains" not in inspect(bare).get_table_names()
    People(bare).set_weekly_target(ME, 90)

    migrate(bare)

    assert {"pains", "asked_back"} <= set(inspect(bare).get_table_names())
    assert People(bare).weekly_target(ME) == 90


def test_a_database_from_before_it_was_asked_how_exercises_felt_keeps_its_sessions_and_says_nothing_of_them(bare):
    migrate(bare, to="0001")
    add_person_before_writers(bare)
    migrate(bare, to="0003")

    migrate(bare)

    session = Sessions(bare, ME, Clock()).get("a" * 32)
    assert session
    assert session.felt == ()
    assert Sessions(bare, ME, Clock()).append("a" * 32, []) == {"": 2}
    assert StoredFelt(bare, ME).wishes(NOW.date(), load_library().parameters) == {}


def test_no_column_of_text_refuses_what_somebody_writes():
    assert [
        str(column) for table in metadata.sorted_tables for column in table.c if isinstance(column.type, String)
    ] == []


@pytest.mark.parametrize("dialect", [postgresql.dialect(), sqlite.dialect()], ids=lambda dialect: dialect.name)
def test_every_table_can_be_made_in_either_database(dialect):
    made = [str(CreateTable(table).compile(dialect=dialect)) for table in metadata.sorted_tables]

    assert len(made) == len(metadata.tables)


def test_migrating_works_from_any_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    migrated_database(tmp_path / "deep" / "er")

    assert (tmp_path / "deep" / "er" / "diary.db").exists()


def test_threads_that_start_together_migrate_once(url):
    failed = []

    def start() -> None:
        try:
            with opened(url) as engine:
                migrate(engine)
        except Exception as error:  # noqa: BLE001 - whatever it is, the test must see it
            failed.append(error)

    threads = [Thread(target=start) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []


def test_processes_that_start_together_migrate_once(url):
    start = (
        "import sys\n"
        "from lowback.store.engine import open_engine\n"
        "from lowback.store.migrate import migrate\n"
        "migrate(open_engine(sys.argv[1]))\n"
    )
    command = [sys.executable, "-c", start, url]
    running = [subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}) for _ in range(3)]

    assert [process.wait() for process in running] == [0, 0, 0]
    with opened(url) as engine, reading(engine) as connection:
        assert connection.scalar(text("select count(*) from alembic_version")) == 1


def test_a_file_that_is_no_database_is_one_plain_sentence(tmp_path):
    (tmp_path / "diary.db").write_text("not a database " * 100, encoding="utf-8")

    with pytest.raises(StoreUnavailable, match="is something else"):
        migrated_database(tmp_path)
