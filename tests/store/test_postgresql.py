"""A diary on a server: how long it is waited for, and what each trouble is called."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from threading import Barrier, Thread

import pytest
from sqlalchemy import Engine, select, text, update
from sqlalchemy.exc import DataError

from lowback.store import postgresql
from lowback.store.answers import StoredAnswers
from lowback.store.engine import open_engine, opened, reading, writing
from lowback.store.errors import StoreUnavailable, Trouble
from lowback.store.migrate import migrate
from lowback.store.people import People
from lowback.store.sessions import Sessions
from lowback.store.tables import people, sessions
from tests.diaries import ME, begin, empty_diary, url_of
from tests.postgres import server


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    with empty_diary("postgresql", tmp_path) as engine:
        yield engine


def same(engine: Engine, *, patient: bool = False) -> Engine:
    """The same database, opened anew."""
    return open_engine(engine.url.render_as_string(hide_password=False), patient=patient)


def trouble(engine: Engine, *statements: str) -> Trouble | None:
    """What is wrong with the database after these statements."""
    try:
        with writing(engine) as connection:
            for statement in statements:
                connection.execute(text(statement))
    except StoreUnavailable as problem:
        return problem.trouble
    return None


def failing(code: str) -> str:
    """A statement that fails as the server does with this code."""
    return f"DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '{code}', MESSAGE = 'numb since Tuesday'; END $$"


@pytest.mark.parametrize(
    ("code", "means"),
    [
        ("08006", "away"), ("57P01", "away"), ("25006", "read_only"), ("42501", "refused"), ("53100", "full"),
        ("53300", "busy"), ("55P03", "busy"), ("57014", "busy"), ("40001", "busy"), ("40P01", "busy"),
        ("XX001", "broken"),
    ],
)  # fmt: skip
def test_each_trouble_is_known_by_its_code(engine: Engine, code: str, means: Trouble) -> None:
    assert trouble(engine, failing(code)) == means


def test_a_mistake_of_ours_is_no_trouble_of_the_database(engine: Engine) -> None:
    with pytest.raises(DataError):
        trouble(engine, "SELECT 1 / 0")


def test_who_waits_too_long_for_the_change_of_another_is_told_that_it_is_busy(engine: Engine, monkeypatch) -> None:
    People(engine).set_weekly_target(ME, 90)
    monkeypatch.setattr(postgresql, "LOCK_SECONDS", 0.01)
    monkeypatch.setattr(postgresql, "STATEMENT_SECONDS", 0)
    impatient = same(engine)

    with writing(engine) as connection:
        connection.execute(update(people).values(weekly_minutes_target=60))
        with pytest.raises(StoreUnavailable, match="busy, so please try again"):
            People(impatient).set_weekly_target(ME, 120)
    impatient.dispose()


def test_a_statement_may_last_only_so_long_unless_nobody_waits_for_it(engine: Engine, monkeypatch) -> None:
    monkeypatch.setattr(postgresql, "STATEMENT_SECONDS", 0.01)
    page, console = same(engine), same(engine, patient=True)

    assert trouble(page, "SELECT pg_sleep(0.1)") == "busy"
    assert trouble(console, "SELECT pg_sleep(0.1)") is None
    page.dispose()
    console.dispose()


def test_a_server_that_never_answers_is_not_waited_for(monkeypatch) -> None:
    monkeypatch.setattr(postgresql, "CONNECT_SECONDS", 1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        assert trouble(open_engine(f"postgresql+psycopg://127.0.0.1:{port}/diary")) == "away"


def test_a_server_that_was_away_is_used_again_when_it_is_back(engine: Engine) -> None:
    StoredAnswers(engine, ME).save("age", 40)
    server().stop()
    assert trouble(engine, "SELECT 1") == "away"

    server().start()
    assert StoredAnswers(engine, ME).all() == {"age": 40}

    server().stop()
    server().start()  # before anybody noticed
    assert StoredAnswers(engine, ME).all() == {"age": 40}


def test_a_role_that_may_only_read_is_told_so_and_reads(engine: Engine) -> None:
    StoredAnswers(engine, ME).save("age", 40)
    with writing(engine) as connection:
        for statement in ("DROP ROLE IF EXISTS guest", "CREATE ROLE guest LOGIN", "GRANT SELECT ON answers TO guest"):
            connection.execute(text(statement))
    guest = open_engine(engine.url.set(username="guest").render_as_string())

    with pytest.raises(StoreUnavailable, match="does not let this app"):
        StoredAnswers(guest, ME).save("age", 41)
    assert StoredAnswers(guest, ME).all() == {"age": 40}
    guest.dispose()
    with writing(engine) as connection:
        connection.execute(text("DROP OWNED BY guest"))


def test_what_the_url_asks_for_comes_first(engine: Engine) -> None:
    named = open_engine(engine.url.update_query_dict({"application_name": "mine"}).render_as_string())

    with reading(named) as connection:
        assert connection.scalar(text("SHOW application_name")) == "mine"
    named.dispose()


def test_who_migrates_waits_for_whoever_does_so_already(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(postgresql, "LOCK_SECONDS", 0.01)
    waiting = text("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
    with url_of("postgresql", tmp_path) as url, opened(url) as engine:
        with writing(engine) as first:
            postgresql.take_turns(first)
            second = Thread(target=migrate, args=(engine,))
            second.start()
            while not first.scalar(waiting):
                second.join(0.05)
                assert second.is_alive()
            second.join(0.1)  # ten times as long as it waits for a table
            assert second.is_alive()
        second.join()

        with reading(engine) as connection:
            assert connection.scalar(text("SELECT count(*) FROM alembic_version")) == 1


def test_two_first_sessions_begun_at_once_leave_one_open(engine: Engine) -> None:
    together = Barrier(2)

    def start(name: str) -> None:
        for number in range(10):
            together.wait()
            begin(Sessions(engine, f"person-{number}"), f"{name}{number}")

    threads = [Thread(target=start, args=(name,)) for name in "ab"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    with reading(engine) as connection:
        found = connection.execute(select(sessions.c.person, sessions.c.status)).all()
    assert sorted(found) == [(f"person-{n}", status) for n in range(10) for status in ("abandoned", "running")]
