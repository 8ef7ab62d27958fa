"""What a person writes is in their diary and nowhere else, also when saving fails: no log, address or header."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Request, Response, expect

from examples.places import PLACES
from lowback.store.copies import move
from lowback.store.engine import opened
from lowback.web.cookie import COOKIE
from tests.e2e.conftest import PHONE, Server, Visitor, prepared
from tests.postgres import new_database

CANARY = "canary-7e19 it tingles below the knee"
BIRD = CANARY.split(" ", maxsplit=1)[0]
# A rule of the database that quotes the words when it refuses them, as PostgreSQL does by itself.
QUOTING = """CREATE TRIGGER quoting BEFORE UPDATE OF note ON sessions WHEN NEW.note <> ''
BEGIN SELECT RAISE(ABORT, 'no canary-7e19 here'); END"""
QUOTED = """CREATE FUNCTION quoting() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
IF NEW.note <> '' THEN RAISE EXCEPTION 'no canary-7e19 here' USING ERRCODE = '23514'; END IF; RETURN NEW; END $$;
CREATE TRIGGER quoting BEFORE UPDATE OF note ON sessions FOR EACH ROW EXECUTE FUNCTION quoting()"""


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def refusing(
    request: pytest.FixtureRequest, serve: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Server, str]]:
    """A server whose database refuses every note and says so in the note's words; who may write one."""
    folder = tmp_path_factory.mktemp("canary")
    cookies = prepared(folder)
    with ExitStack() as stack:
        elsewhere = {} if request.param == "sqlite" else stack.enter_context(_on_postgresql(folder))
        if not elsewhere:
            _run(folder, QUOTING)
        server = serve(data_dir=folder, **elsewhere)
        yield server, cookies[PLACES["after"].person]
        server.stop()


def _run(folder: Path, statement: str) -> None:
    with closing(sqlite3.connect(folder / "lowback.db")) as database:
        database.execute(statement)
        database.commit()


@contextmanager
def _on_postgresql(folder: Path) -> Iterator[dict[str, str]]:
    """The same people on a server that refuses in the same way; what the app has to be told."""
    with new_database() as url:
        with opened(url) as engine:
            move(f"sqlite:///{folder / 'lowback.db'}", engine)
        with psycopg.connect(server_url(url), autocommit=True) as connection:
            connection.execute(QUOTED)
        yield {"LOWBACK_DATABASE_URL": url, "LOWBACK_SECRET": (folder / "secret.key").read_text("ascii")}
        with psycopg.connect(server_url(url), autocommit=True) as connection:
            connection.execute("DROP FUNCTION quoting CASCADE")


def server_url(url: str) -> str:
    """The address without the name of the driver."""
    return url.replace("+psycopg", "")


def test_a_note_that_cannot_be_saved_is_nowhere(refusing: tuple[Server, str], visitor: Callable[..., Visitor]) -> None:
    server, cookie = refusing
    person = visitor(PHONE)
    person.context.add_cookies([{"name": COOKIE, "value": cookie, "url": server.url}])
    went: list[str] = []

    def sent(request: Request) -> None:
        went.append(f"{request.url} {request.headers} {request.post_data_buffer!r}")

    def heard(response: Response) -> None:
        went.append(str(response.headers))

    person.page.on("request", sent)
    person.page.on("response", heard)

    person.page.goto(f"{server.url}{PLACES['after'].path}")
    person.page.get_by_role("radio", name="3", exact=True).check()
    person.page.get_by_role("button", name="Save").click()
    expect(person.page.get_by_role("heading", name="How hard was it?")).to_be_visible()
    person.page.get_by_role("textbox").fill(CANARY)
    person.page.get_by_role("radio", name="Fairly easy").check()
    person.page.get_by_role("button", name="Save").click()
    expect(person.page.get_by_text("Something went wrong on our side")).to_be_visible()

    assert "sqlalchemy.exc.IntegrityError" in server.log
    assert BIRD not in server.log
    assert BIRD not in person.page.url + person.page.title()
    assert BIRD not in person.page.locator("[data-testid=stAlert]").inner_text()
    assert not [words for words in (*went, *person.errors) if BIRD in words]
    person.page.go_back()
    assert BIRD not in person.page.url + person.page.title()
