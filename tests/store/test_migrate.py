"""Migrations bring any database to the newest tables, once, from anywhere."""

import os
import subprocess
import sys
from pathlib import Path
from threading import Thread

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text

from lowback.store.engine import open_engine, reading
from lowback.store.errors import StoreUnavailable
from lowback.store.migrate import migrate
from lowback.store.people import People
from lowback.store.tables import metadata
from tests.diaries import ME, migrated_database

ROOT = Path(__file__).parents[2]


def test_an_empty_database_gets_every_table(tmp_path):
    engine = migrated_database(tmp_path)

    assert set(metadata.tables) < set(inspect(engine).get_table_names())


def test_the_migrations_make_exactly_the_tables_that_the_code_describes(tmp_path):
    with migrated_database(tmp_path).connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)

    assert differences == []


def test_migrating_again_changes_nothing_and_keeps_what_is_there(tmp_path):
    engine = migrated_database(tmp_path)
    People(engine).set_weekly_target(ME, 90)

    migrate(engine)

    assert People(engine).weekly_target(ME) == 90


def test_migrating_works_from_any_folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    migrated_database(tmp_path / "deep" / "er")

    assert (tmp_path / "deep" / "er" / "diary.db").exists()


def test_threads_that_start_together_migrate_once(tmp_path):
    url = f"sqlite:///{tmp_path / 'diary.db'}"
    failed = []

    def start() -> None:
        try:
            migrate(open_engine(url))
        except Exception as error:  # noqa: BLE001 - whatever it is, the test must see it
            failed.append(error)

    threads = [Thread(target=start) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []


def test_processes_that_start_together_migrate_once(tmp_path):
    url = f"sqlite:///{tmp_path / 'diary.db'}"
    start = (
        "import sys\n"
        "from lowback.store.engine import open_engine\n"
        "from lowback.store.migrate import migrate\n"
        "migrate(open_engine(sys.argv[1]))\n"
    )
    command = [sys.executable, "-c", start, url]
    running = [subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)}) for _ in range(3)]

    assert [process.wait() for process in running] == [0, 0, 0]
    with reading(open_engine(url)) as connection:
        assert connection.scalar(text("select count(*) from alembic_version")) == 1


def test_a_file_that_is_no_database_is_one_plain_sentence(tmp_path):
    (tmp_path / "diary.db").write_text("not a database " * 100, encoding="utf-8")

    with pytest.raises(StoreUnavailable, match=r"^We cannot reach your saved data"):
        migrated_database(tmp_path)
