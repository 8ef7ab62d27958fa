"""A diary whose file is gone, damaged, full or not ours is neither read nor written, and each is told apart."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from lowback.store import engine as store_engine
from lowback.store.answers import StoredAnswers
from lowback.store.condition import check_reads, check_whole, check_writes
from lowback.store.engine import open_engine, reading, writing
from lowback.store.errors import SENTENCES, StoreUnavailable, Trouble, trouble_of
from lowback.store.migrate import migrate
from tests.diaries import ME, fresh_database, migrated_database


def delete(diary: Path) -> None:
    for part in diary.parent.glob("diary.db*"):
        part.unlink()


def replace(diary: Path) -> None:
    shutil.copy(diary, diary.with_name("copy.db"))
    diary.with_name("copy.db").replace(diary)


def move_away(diary: Path) -> None:
    diary.parent.rename(diary.parent.with_name("elsewhere"))


def lose_the_changes(diary: Path) -> None:
    diary.with_name("diary.db-wal").unlink()


def trouble(do: Callable[[], object]) -> Trouble:
    """What kind of trouble this meets."""
    with pytest.raises(StoreUnavailable) as problem:
        do()
    return problem.value.trouble


@pytest.fixture
def diary(tmp_path: Path) -> Engine:
    (tmp_path / "data").mkdir()
    engine = fresh_database(tmp_path / "data")
    StoredAnswers(engine, ME).save("age", 40)
    return engine


@pytest.mark.parametrize("lose", [delete, replace, move_away])
def test_a_file_that_is_gone_or_replaced_is_neither_read_nor_written(
    diary: Engine, tmp_path: Path, lose: Callable[[Path], None]
) -> None:
    lose(tmp_path / "data" / "diary.db")
    store = StoredAnswers(diary, ME)

    assert trouble(store.all) == trouble(lambda: store.save("age", 41)) == trouble(lambda: check_reads(diary)) == "gone"


@pytest.mark.parametrize("lose", [delete, replace, move_away, lose_the_changes])
def test_a_file_that_goes_while_something_is_written_to_it_has_nothing_acknowledged(
    diary: Engine, tmp_path: Path, lose: Callable[[Path], None]
) -> None:
    def save() -> None:
        with writing(diary) as connection:
            connection.execute(text("delete from people"))
            lose(tmp_path / "data" / "diary.db")

    assert trouble(save) == "gone"


def test_a_file_that_is_gone_is_not_begun_anew(diary: Engine, tmp_path: Path) -> None:
    delete(tmp_path / "data" / "diary.db")

    trouble(StoredAnswers(diary, ME).all)

    assert list((tmp_path / "data").iterdir()) == []


def test_a_file_that_comes_back_is_used_again(diary: Engine, tmp_path: Path) -> None:
    move_away(tmp_path / "data" / "diary.db")
    trouble(StoredAnswers(diary, ME).all)
    (tmp_path / "elsewhere").rename(tmp_path / "data")

    assert StoredAnswers(diary, ME).all() == {"age": 40}


def test_a_full_disk_is_told_as_such_and_what_is_there_is_still_read(diary: Engine) -> None:
    with reading(diary) as connection:
        connection.execute(text("PRAGMA max_page_count = 1"))
    store = StoredAnswers(diary, ME)

    assert trouble(lambda: store.save("age", "long " * 3000)) == "full"
    assert store.all() == {"age": 40}


def test_damaged_pages_are_found_before_anything_is_read_from_them(tmp_path: Path) -> None:
    migrated_database(tmp_path).dispose()
    with (tmp_path / "diary.db").open("r+b") as file:
        file.seek(4096)
        file.write(os.urandom(8 * 4096))

    assert trouble(lambda: check_whole(open_engine(f"sqlite:///{tmp_path / 'diary.db'}"))) == "broken"


def test_an_empty_file_is_no_new_diary(tmp_path: Path) -> None:
    (tmp_path / "diary.db").touch()

    assert trouble(lambda: migrated_database(tmp_path)) == "empty"
    assert (tmp_path / "diary.db").stat().st_size == 0


def test_the_database_of_another_program_is_left_as_it_is(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "diary.db")) as other:
        other.execute("create table birds (name)")

    assert trouble(lambda: migrated_database(tmp_path)) == "not_ours"
    with closing(sqlite3.connect(tmp_path / "diary.db")) as other:
        assert other.execute("select name from sqlite_master").fetchall() == [("birds",)]


def test_a_diary_of_a_newer_version_is_left_as_it_is(diary: Engine) -> None:
    with writing(diary) as connection:
        connection.execute(text("update alembic_version set version_num = '9999'"))

    assert trouble(lambda: migrate(diary)) == "newer"


def test_a_diary_in_a_read_only_folder_is_opened_for_reading(
    diary: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    diary.dispose()
    monkeypatch.setattr(store_engine, "writable", lambda _path: False)

    opened = open_engine(f"sqlite:///{tmp_path / 'data' / 'diary.db'}")
    migrate(opened)

    assert StoredAnswers(opened, ME).all() == {"age": 40}
    assert trouble(lambda: StoredAnswers(opened, ME).save("age", 41)) == "read_only"
    assert trouble(lambda: check_writes(opened)) == "read_only"
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["diary.db"]


def test_an_older_diary_in_a_read_only_folder_cannot_be_brought_up_to_date(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = open_engine(f"sqlite:///{tmp_path / 'diary.db'}")
    migrate(older, to="0002")
    older.dispose()
    monkeypatch.setattr(store_engine, "writable", lambda _path: False)

    assert trouble(lambda: migrated_database(tmp_path)) == "read_only"


def test_a_write_that_is_only_a_try_changes_nothing(diary: Engine) -> None:
    check_writes(diary)

    migrate(diary)
    assert StoredAnswers(diary, ME).all() == {"age": 40}


def test_nobody_else_on_the_machine_reads_the_file_or_what_stands_beside_it(tmp_path: Path) -> None:
    with reading(migrated_database(tmp_path)) as connection:
        connection.execute(text("select * from people"))
        modes = {path.name: oct(path.stat().st_mode & 0o777) for path in tmp_path.iterdir()}

    assert modes == dict.fromkeys(("diary.db", "diary.db-wal", "diary.db-shm"), "0o600")


def test_a_file_that_everybody_could_read_is_closed_to_them(tmp_path: Path) -> None:
    migrated_database(tmp_path).dispose()
    (tmp_path / "diary.db").chmod(0o664)

    open_engine(f"sqlite:///{tmp_path / 'diary.db'}")

    assert oct((tmp_path / "diary.db").stat().st_mode & 0o777) == "0o660"


def test_where_it_is_stands_on_the_console_and_not_in_the_sentence(
    diary: Engine, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    delete(tmp_path / "data" / "diary.db")

    trouble(StoredAnswers(diary, ME).all)

    assert str(tmp_path / "data" / "diary.db") in caplog.text
    assert str(tmp_path) not in SENTENCES["gone"]


@pytest.mark.parametrize(
    ("state", "means"), [("53100", "full"), ("25006", "read_only"), ("55P03", "busy"), ("XX001", "broken")]
)
def test_the_codes_of_postgresql_mean_the_same(state: str, means: Trouble) -> None:
    class Refused(Exception):  # noqa: N818 - as the driver names it
        sqlstate = state

    assert trouble_of(Refused()) == means


def test_an_error_without_a_code_is_only_said_to_be_out_of_reach() -> None:
    assert trouble_of(OSError("locked")) == "away"


def test_every_sentence_is_its_own() -> None:
    assert len(set(SENTENCES.values())) == len(SENTENCES)
    assert not any("safe" in sentence for sentence in SENTENCES.values())
