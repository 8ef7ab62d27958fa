"""What is deleted leaves every file of the folder, and a session that was deleted goes for good after a while."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select, update

from lowback.store.answers import StoredAnswers
from lowback.store.engine import reading, writing
from lowback.store.errors import StoreUnavailable
from lowback.store.own import everything
from lowback.store.people import People
from lowback.store.sessions import Sessions
from lowback.store.sweep import UNDO, purge, sweep
from lowback.store.tables import pains, session_events, sessions
from lowback.store.traces import clean, leave_no_trace
from tests.diaries import IN_A_FILE, ME, NOW, OTHER, Clock, event, play

CANARY = "a canary sings of its sore back"
LATER = NOW + UNDO + timedelta(seconds=1)
MINE, THEIRS = "a" * 32, "b" * 32


@pytest.fixture
def diary(engine: Engine) -> Engine:
    """A diary with the canary in a note, in an answer and in what happened, and somebody else's beside it."""
    for person, session, words in ((ME, MINE, CANARY), (OTHER, THEIRS, "other")):
        StoredAnswers(engine, person).save("own words", words)
        play(Sessions(engine, person, Clock()), session)
        Sessions(engine, person, Clock()).finish_words(session, 3, 3, words)
        Sessions(engine, person, Clock()).append(session, [event(9, "item_skipped", item=1, exercise=words)])
    return engine


def holding(folder: Path, words: str = CANARY) -> list[str]:
    """The files in which these words stand."""
    return [path.name for path in folder.iterdir() if words.encode() in path.read_bytes()]


def count(engine: Engine, table: object) -> int:
    with reading(engine) as connection:
        return connection.scalar(select(func.count()).select_from(table)) or 0  # type: ignore[arg-type]


@IN_A_FILE
def test_who_deletes_everything_leaves_no_byte_in_any_file(diary: Engine, tmp_path: Path):
    assert holding(tmp_path)

    People(diary).erase(ME)

    assert holding(tmp_path) == []
    assert holding(tmp_path, OTHER)


@IN_A_FILE
def test_a_word_that_was_changed_is_gone_from_the_file_as_well(diary: Engine, tmp_path: Path):
    StoredAnswers(diary, ME).save("own words", "")
    Sessions(diary, ME, Clock()).finish_words(MINE, 3, 3, "")
    with writing(diary) as connection:
        connection.execute(update(session_events).values(payload={}))
        connection.execute(update(sessions).values(items_skipped=[]))

    leave_no_trace(diary)

    assert holding(tmp_path) == []


@IN_A_FILE
def test_a_reader_holds_the_last_traces_up_and_is_no_reason_to_fail(diary: Engine, tmp_path: Path):
    with closing(sqlite3.connect(tmp_path / "diary.db")) as reader:
        reader.execute("begin")
        reader.execute("select * from people").fetchall()
        People(diary).erase(ME)
        with pytest.raises(StoreUnavailable, match="busy"):
            leave_no_trace(diary)

    sweep(diary, NOW)
    assert holding(tmp_path) == []


@IN_A_FILE
def test_a_file_of_an_earlier_version_loses_what_it_kept_in_free_pages(diary: Engine, tmp_path: Path):
    diary.dispose()
    with closing(sqlite3.connect(tmp_path / "diary.db")) as earlier, earlier:
        earlier.execute("pragma user_version = 0")
        earlier.execute("pragma secure_delete = off")
        earlier.execute("pragma foreign_keys = on")
        earlier.execute("delete from people where id = ?", [ME])
        earlier.commit()
        earlier.execute("pragma wal_checkpoint(truncate)")
    assert holding(tmp_path) == ["diary.db"]

    clean(diary)

    assert holding(tmp_path) == []
    assert StoredAnswers(diary, OTHER).all() == {"own words": "other"}


def test_a_page_that_was_open_cannot_begin_an_erased_diary_again(diary: Engine):
    People(diary).erase(ME)

    assert People(diary).erased(ME)
    assert not People(diary).erased(OTHER)
    with pytest.raises(StoreUnavailable, match="load this page anew"):
        StoredAnswers(diary, ME).save("age", 40)
    assert StoredAnswers(diary, ME).all() == {}


def test_in_the_demo_everybody_goes_on_with_the_same_person(diary: Engine):
    People(diary).erase(ME, for_good=False)

    StoredAnswers(diary, ME).save("age", 40)


def test_a_deleted_session_comes_back_within_the_hour_and_not_after(diary: Engine):
    clock = Clock()
    mine = Sessions(diary, ME, clock)
    mine.delete(MINE)
    assert mine.can_come_back([MINE])
    assert not Sessions(diary, OTHER, clock).can_come_back([MINE])
    clock.at = LATER

    mine.undelete(MINE)

    assert not mine.can_come_back([MINE])
    assert mine.get(MINE) is None


@IN_A_FILE
def test_a_deleted_session_is_gone_for_good_after_an_hour(diary: Engine, tmp_path: Path):
    Sessions(diary, ME, Clock()).delete(MINE)
    StoredAnswers(diary, ME).replace({"own words": CANARY}, {})

    purge(diary, NOW + UNDO)
    assert count(diary, sessions) == 2
    sweep(diary, LATER)

    assert count(diary, sessions) == 1
    assert holding(tmp_path) == []


@IN_A_FILE
def test_of_a_deleted_session_that_hurt_only_that_stays_which_keeps_its_person_safe(diary: Engine, tmp_path: Path):
    mine = Sessions(diary, ME, Clock())
    mine.append(MINE, [event(10, "hurt", item=0, exercise="bridge", how="danger", why="danger")])
    mine.append(MINE, [event(11, "stopped", item=0, why="danger")])
    with reading(diary) as connection:
        told = connection.execute(select(pains)).all()
    mine.delete(MINE)
    StoredAnswers(diary, ME).replace({"own words": CANARY}, {})

    sweep(diary, LATER)
    sweep(diary, LATER + timedelta(days=30))

    assert holding(tmp_path) == []
    with reading(diary) as connection:
        assert (
            [row for row in connection.execute(select(pains)).all() if row.kind == "danger"]
            == [row for row in told if row.kind == "danger"]
            != []
        )
        kept = connection.execute(select(sessions).where(sessions.c.id == MINE)).one()
    assert (kept.title, kept.note, kept.plan, kept.pain_after) == ("", "", {}, None)


def test_a_back_rests_for_two_days_though_its_session_was_deleted(diary: Engine):
    with writing(diary) as connection:
        stopped = update(sessions).where(sessions.c.id == MINE)
        connection.execute(stopped.values(stopped_for_pain=True, ended_at=NOW, deleted_at=NOW))

    purge(diary, NOW + timedelta(hours=47))
    assert count(diary, sessions) == 2
    purge(diary, NOW + timedelta(hours=49))
    assert count(diary, sessions) == 1


def test_a_person_can_take_everything_along_and_nothing_of_others(diary: Engine):
    copy = everything(diary, ME).decode()

    assert CANARY in copy
    assert MINE in copy
    assert OTHER not in copy
    assert THEIRS not in copy
