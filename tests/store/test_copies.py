"""A copy of the diary holds all of it, comes back as it was, and moves into another database row by row."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from sqlalchemy import Engine, func, insert, select, text

from lowback import demo
from lowback.__main__ import main
from lowback.diary.entry import SessionInput
from lowback.store import copies
from lowback.store.answers import Screenings, StoredAnswers
from lowback.store.engine import open_engine, opened, reading, writing
from lowback.store.errors import SENTENCES
from lowback.store.migrate import migrate
from lowback.store.sessions import Sessions
from lowback.store.tables import metadata, screening
from tests.diaries import KINDS, ME, OTHER, Kind, empty_diary, migrated_database, url_of

NOW = datetime(2026, 11, 23, 23, 59, tzinfo=UTC)


@pytest.fixture
def diary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """A diary of two people, open as a running app has it."""
    monkeypatch.setenv("LOWBACK_DATABASE_URL", f"sqlite:///{tmp_path / 'diary.db'}")
    (tmp_path / "diary.db").write_bytes(_filled())
    engine = at(tmp_path / "diary.db")
    StoredAnswers(engine, OTHER).save("age", 40)
    return engine


@pytest.fixture
def server_url(tmp_path: Path) -> Iterator[str]:
    """A database on a server in which nothing is yet."""
    with url_of("postgresql", tmp_path) as url:
        yield url


@cache
def _filled() -> bytes:
    with TemporaryDirectory() as folder:
        engine = migrated_database(Path(folder))
        demo.fill(engine, ME, NOW)
        engine.dispose()
        return (Path(folder) / "diary.db").read_bytes()


def db(*words: object) -> int:
    """`python -m lowback db`, and its exit status."""
    return main(["db", *map(str, words)])


def rows(engine: Engine) -> dict[str, list[str]]:
    with reading(engine) as connection:
        return {t.name: sorted(map(repr, connection.execute(select(t)).all())) for t in metadata.sorted_tables}


def at(path: Path) -> Engine:
    return open_engine(f"sqlite:///{path}")


def rows_in(path: Path) -> dict[str, list[str]]:
    """What is in this file, which nobody has open afterwards."""
    with opened(f"sqlite:///{path}") as engine:
        return rows(engine)


def test_a_copy_taken_while_the_app_runs_is_one_file_with_everything_in_it(diary: Engine, tmp_path: Path):
    (tmp_path / "kept").mkdir()

    assert db("backup", tmp_path / "kept" / "copy.db") == 0

    assert [path.name for path in (tmp_path / "kept").iterdir()] == ["copy.db"]
    assert oct((tmp_path / "kept" / "copy.db").stat().st_mode & 0o777) == "0o600"
    with closing(sqlite3.connect(tmp_path / "kept" / "copy.db")) as copy:
        assert copy.execute("select count(*) from sessions").fetchone()[0] > 80
    assert rows_in(tmp_path / "kept" / "copy.db") == rows(diary)


@pytest.mark.usefixtures("diary")
def test_a_copy_never_takes_the_place_of_another_file(tmp_path: Path, capsys):
    (tmp_path / "copy.db").write_text("mine", "utf-8")

    assert db("backup", tmp_path / "copy.db") == 1

    assert (tmp_path / "copy.db").read_text("utf-8") == "mine"
    assert "is there already" in capsys.readouterr().err
    assert list(tmp_path.glob("*.part*")) == []


def test_a_copy_comes_back_over_a_diary_only_when_that_is_said(diary: Engine, tmp_path: Path, capsys):
    before = rows(diary)
    db("backup", tmp_path / "copy.db")
    StoredAnswers(diary, OTHER).save("age", 41)
    diary.dispose()

    assert db("restore", tmp_path / "copy.db") == 1
    assert "take a copy of it" in capsys.readouterr().err
    assert rows_in(tmp_path / "diary.db") != before
    assert db("restore", tmp_path / "copy.db", "--replace") == 0
    assert rows_in(tmp_path / "diary.db") == before
    assert list(tmp_path.glob("*.part*")) == []


def test_a_copy_comes_back_where_the_diary_is_gone_or_damaged(diary: Engine, tmp_path: Path):
    before = rows(diary)
    db("backup", tmp_path / "copy.db")
    diary.dispose()
    (tmp_path / "diary.db").unlink()

    assert db("restore", tmp_path / "copy.db") == 0
    assert rows_in(tmp_path / "diary.db") == before
    (tmp_path / "diary.db").write_bytes(b"damaged " * 9000)
    assert db("restore", tmp_path / "copy.db", "--replace") == 0
    assert rows_in(tmp_path / "diary.db") == before


def test_while_the_app_runs_nothing_is_restored_or_moved(diary: Engine, tmp_path: Path, capsys):
    before = rows(diary)
    db("backup", tmp_path / "copy.db")
    capsys.readouterr()

    assert db("restore", tmp_path / "copy.db", "--replace") == 1
    assert db("move", f"sqlite:///{tmp_path / 'other.db'}") == 1
    assert capsys.readouterr().err == f"{copies.RUNNING}\n" * 2
    assert rows(diary) == before


def test_what_is_no_copy_changes_nothing(diary: Engine, tmp_path: Path, capsys):
    before = rows(diary)
    diary.dispose()
    (tmp_path / "copy.db").write_bytes(b"no copy " * 9000)

    assert db("restore", tmp_path / "copy.db", "--replace") == 1

    assert SENTENCES["not_ours"] in capsys.readouterr().err
    assert list(tmp_path.glob("*.part*")) == []
    assert rows_in(tmp_path / "diary.db") == before


def test_a_copy_of_an_older_version_comes_back_up_to_date(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("LOWBACK_DATABASE_URL", f"sqlite:///{tmp_path / 'diary.db'}")
    older = at(tmp_path / "copy.db")
    migrate(older, to="0002")
    older.dispose()

    assert db("restore", tmp_path / "copy.db") == 0

    assert set(rows_in(tmp_path / "diary.db")) == set(metadata.tables)


def test_moving_takes_every_row_along_and_leaves_the_old_diary_as_it_was(diary: Engine, tmp_path: Path):
    before = rows(diary)
    diary.dispose()

    assert db("move", f"sqlite:///{tmp_path / 'other.db'}") == 0

    assert rows_in(tmp_path / "other.db") == rows_in(tmp_path / "diary.db") == before


def test_to_postgresql_and_back_nothing_is_lost(diary: Engine, tmp_path: Path, monkeypatch, server_url: str):
    StoredAnswers(diary, OTHER).save("odd", "a\0b \ud83d")
    Sessions(diary, OTHER).log_by_hand(SessionInput("walk", "A walk", NOW.date(), 9, "UTC", NOW.date(), note="a\0b"))
    with writing(diary) as connection:  # as an earlier version kept it
        connection.execute(text("UPDATE sessions SET note = 'a' || char(0) || 'b' WHERE note <> ''"))
    before = rows(diary)
    diary.dispose()

    assert db("move", server_url) == 0
    monkeypatch.setenv("LOWBACK_DATABASE_URL", server_url)
    monkeypatch.setenv("LOWBACK_SECRET", "the same for every process")
    assert db("backup", tmp_path / "copy.db") == 0
    assert db("restore", tmp_path / "copy.db", "--replace") == 0
    assert db("move", f"sqlite:///{tmp_path / 'back.db'}") == 0

    assert rows_in(tmp_path / "copy.db") == rows_in(tmp_path / "back.db") == before


def test_while_the_app_runs_on_a_server_nothing_is_moved_away_from_it(
    tmp_path: Path, monkeypatch, capsys, server_url: str
):
    monkeypatch.setenv("LOWBACK_DATABASE_URL", server_url)
    monkeypatch.setenv("LOWBACK_SECRET", "the same for every process")
    with opened(server_url) as running, reading(running):
        assert db("move", f"sqlite:///{tmp_path / 'other.db'}") == 1

    assert capsys.readouterr().err == f"{copies.RUNNING}\n"
    assert db("move", f"sqlite:///{tmp_path / 'other.db'}") == 0


def test_nothing_is_moved_into_a_database_that_has_people(diary: Engine, tmp_path: Path, capsys):
    diary.dispose()
    other = at(tmp_path / "other.db")
    migrate(other)
    StoredAnswers(other, ME).save("age", 50)
    before = rows(other)

    assert db("move", f"sqlite:///{tmp_path / 'other.db'}") == 1

    assert rows(other) == before
    assert "has people in it" in capsys.readouterr().err


def test_a_row_that_is_not_the_same_in_the_copy_undoes_all_of_it(diary: Engine, tmp_path: Path, monkeypatch):
    other = at(tmp_path / "other.db")
    migrate(other)
    numbers = count()
    monkeypatch.setattr(copies, "_marks", lambda *_: [str(next(numbers)).encode()])

    with pytest.raises(copies.CannotCopy, match="not the same"):
        copies.copy_rows(diary, other)

    assert sum(copies.counted(other).values()) == 0


def test_marks_tell_one_changed_value(diary: Engine):
    table = metadata.tables["answers"]
    with reading(diary) as connection:
        before = copies._marks(connection, table)
    StoredAnswers(diary, OTHER).save("age", 41)

    with reading(diary) as connection:
        assert copies._marks(connection, table) != before


@pytest.mark.usefixtures("diary")
def test_a_diary_is_looked_through_without_being_changed(tmp_path: Path, capsys):
    assert db("check") == 0
    assert ": nothing wrong." in capsys.readouterr().out

    with closing(sqlite3.connect(tmp_path / "diary.db")) as other, other:
        other.execute("insert into screening (person, finished_at, level) values ('nobody', '2026-11-23', 'go')")
    assert db("check") == 1
    assert capsys.readouterr().err == "1 rows belong to nothing.\n"


@pytest.mark.parametrize("what", [("check",), ("backup", "copy.db"), ("move", "sqlite:///other.db")])
def test_where_there_is_no_diary_none_is_begun(tmp_path: Path, monkeypatch, capsys, what: tuple[str, ...]):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LOWBACK_DATABASE_URL", f"sqlite:///{tmp_path / 'diary.db'}")

    assert db(*what) == 1

    assert capsys.readouterr().err == f"There is no diary at {tmp_path / 'diary.db'}.\n"
    assert not (tmp_path / "diary.db").exists()


@pytest.mark.usefixtures("diary")
def test_a_url_that_is_none_is_refused_in_one_line(capsys):
    assert db("move", "mysql://here") == 1

    assert capsys.readouterr().err.startswith("The other database must be a database URL")


@pytest.mark.parametrize("kind", KINDS)
def test_numbers_go_on_after_the_last_one_that_was_copied(diary: Engine, tmp_path: Path, kind: Kind):
    Screenings(diary, OTHER).add("go", NOW)
    (tmp_path / "other").mkdir()

    with empty_diary(kind, tmp_path / "other") as other:
        copies.copy_rows(diary, other)
        with writing(other) as connection:
            newest = connection.scalar(select(func.max(screening.c.id))) or 0
            added = connection.execute(insert(screening), {"person": ME, "level": "go", "finished_at": NOW})
            assert added.inserted_primary_key == (newest + 1,)
