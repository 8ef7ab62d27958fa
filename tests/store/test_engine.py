"""The database behaves when it is busy, read-only or gone."""

from threading import Thread

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from lowback.store import engine as store_engine
from lowback.store.answers import StoredAnswers
from lowback.store.engine import open_engine, reading, writing
from lowback.store.errors import StoreUnavailable
from lowback.store.migrate import migrate
from lowback.store.sessions import Sessions
from tests.diaries import ME, begin, done, fresh_database


def test_every_connection_is_set_up(tmp_path):
    with reading(fresh_database(tmp_path)) as connection:
        found = [
            connection.scalar(text(f"PRAGMA {name}"))
            for name in ("journal_mode", "foreign_keys", "busy_timeout", "synchronous", "secure_delete")
        ]

    assert found == ["wal", 1, 5000, 2, 1]


def test_a_database_in_memory_is_shared_by_its_engine():
    engine = open_engine("sqlite://")
    migrate(engine)
    StoredAnswers(engine, ME).save("age", 40)

    assert StoredAnswers(engine, ME).all() == {"age": 40}


def test_threads_that_write_at_once_all_get_through(engine):
    sessions = Sessions(engine, ME)
    begin(sessions)
    failed = []

    def write(worker: int) -> None:
        try:
            for turn in range(20):
                seq = 1 + worker * 20 + turn
                sessions.append("a" * 32, [done(seq, 0, "bridge")])
                StoredAnswers(engine, ME).save(f"question_{worker}", turn)
        except Exception as error:  # noqa: BLE001 - whatever it is, the test must see it
            failed.append(error)

    threads = [Thread(target=write, args=(worker,)) for worker in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    assert sessions.append("a" * 32, []) == {"": 80}
    assert set(StoredAnswers(engine, ME).all().values()) == {19}


def test_a_database_that_another_holds_is_one_plain_sentence(tmp_path, monkeypatch):
    engine = fresh_database(tmp_path)
    monkeypatch.setattr(store_engine, "BUSY_MILLISECONDS", 1)
    impatient = open_engine(str(engine.url))

    with writing(engine), pytest.raises(StoreUnavailable, match=r"busy, so please try again"):
        StoredAnswers(impatient, ME).save("age", 40)


def test_a_database_that_another_holds_can_still_be_read(engine):
    StoredAnswers(engine, ME).save("age", 40)

    with writing(engine):
        assert StoredAnswers(engine, ME).all() == {"age": 40}


def test_a_read_only_database_is_read_and_refuses_to_be_written_in_one_plain_sentence(tmp_path):
    StoredAnswers(fresh_database(tmp_path), ME).save("age", 40)
    read_only = open_engine(f"sqlite:///file:{tmp_path / 'diary.db'}?mode=ro&uri=true")

    assert StoredAnswers(read_only, ME).all() == {"age": 40}
    with pytest.raises(StoreUnavailable, match="read-only"):
        StoredAnswers(read_only, ME).save("age", 41)


def test_a_database_that_is_gone_is_one_plain_sentence(tmp_path):
    missing = open_engine(f"sqlite:///file:{tmp_path / 'gone.db'}?mode=ro&uri=true")

    with pytest.raises(StoreUnavailable, match="gone or was replaced"):
        StoredAnswers(missing, ME).all()


def test_a_folder_that_cannot_be_made_is_one_plain_sentence(tmp_path):
    (tmp_path / "file").write_text("x", encoding="utf-8")

    with pytest.raises(StoreUnavailable):
        open_engine(f"sqlite:///{tmp_path / 'file' / 'diary.db'}")


def test_the_sentence_tells_nothing_about_the_machine(tmp_path):
    missing = open_engine(f"sqlite:///file:{tmp_path / 'gone.db'}?mode=ro&uri=true")

    with pytest.raises(StoreUnavailable) as unavailable:
        StoredAnswers(missing, ME).all()

    assert str(tmp_path) not in str(unavailable.value)
    assert "sqlite" not in str(unavailable.value).lower()


def test_a_broken_rule_of_the_tables_is_a_bug_and_not_an_outage(engine):
    with pytest.raises(IntegrityError), writing(engine) as connection:
        connection.execute(text("insert into answers values ('nobody', 'q', '1', '2026-01-01')"))


def test_a_reader_sees_one_state_whatever_others_write_meanwhile(engine):
    StoredAnswers(engine, ME).save("age", 40)
    counted = text("select count(*) from answers")

    with reading(engine) as connection:
        before = connection.scalar(counted)
        StoredAnswers(engine, ME).save("job", "desk")
        assert connection.scalar(counted) == before == 1

    with reading(engine) as connection:
        assert connection.scalar(counted) == 2


def test_a_change_that_fails_half_way_leaves_nothing_behind(engine):
    with pytest.raises(RuntimeError), writing(engine) as connection:
        connection.execute(text("insert into people (id, created_at) values ('x', '2026-01-01')"))
        raise RuntimeError

    with reading(engine) as connection:
        assert connection.scalar(text("select count(*) from people")) == 0
