"""Whatever page is opened and tapped on while the database cannot be used: one true sentence, and no apology."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache
from typing import get_args

import pytest
from sqlalchemy import Engine
from streamlit.testing.v1 import AppTest

from lowback import demo
from lowback.store import engine
from lowback.store.errors import SENTENCES, StoreUnavailable
from lowback.store.sessions import Sessions
from lowback.ui.frame import Address
from lowback.web import resources
from tests.app import go_to, quiz_done, words
from tests.diaries import event, play

WITHOUT = {"lost"}
"""Needs no database."""
ASKED: dict[str, dict[str, str]] = {
    "routine": {"id": "lower_back_base"},
    "exercise": {"id": "bridge"},
    "player": {"routine": "lower_back_base"},
}
PAGES = [page for page in get_args(Address) if page not in WITHOUT]


@contextmanager
def no_database(*, reads: bool = False) -> Iterator[None]:
    """The database is gone for a while, or goes whenever something is written (`reads`)."""

    def gone(_engine: Engine, *, connected: bool = False) -> None:
        if connected or not reads:
            raise StoreUnavailable("gone")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "_check_file", gone)
        yield


def at_home() -> AppTest:
    """Somebody with half a year of sessions, one of which hurt."""
    return _at_home(resources.surroundings().database_url)


@cache
def _at_home(_url: str) -> AppTest:
    app = quiz_done()
    person = app.session_state["visit.person"]
    demo.fill(resources.engine(), person, datetime.now(UTC))
    mine = Sessions(resources.engine(), person)
    play(mine, person.removeprefix("visit-"))
    mine.append(person.removeprefix("visit-"), [event(9, "hurt", item=0, exercise="bridge", how="sore")])
    return app


def asked(app: AppTest, page: str) -> AppTest:
    query = {"session": app.session_state["visit.person"].removeprefix("visit-")} if page == "after" else {}
    return go_to(app, page, **ASKED.get(page, query))


def problems(app: AppTest) -> list[str]:
    """What went wrong, as the person is told; anything but a database that is gone fails the test."""
    assert {each.proto.type for each in app.exception} <= {"StoreUnavailable"}, app.exception[0].value
    assert "Something went wrong" not in words(app)
    told = [error.value for error in app.error] + [SENTENCES["gone"] for _ in app.exception]
    assert set(told) <= {SENTENCES["gone"]}
    return told


@pytest.mark.parametrize("page", PAGES)
def test_a_page_that_needs_the_database_says_one_sentence_and_can_be_tried_again(page: str) -> None:
    app = at_home()
    with no_database():
        asked(app, page)

        assert problems(app) == [SENTENCES["gone"]]
        assert app.exception == []
        assert "frame.again" in {button.key for button in app.button}


@pytest.mark.parametrize("reads", [False, True], ids=["gone", "nothing is written"])
@pytest.mark.parametrize("page", PAGES)
def test_no_button_of_a_page_apologises_or_says_that_it_was_done(page: str, *, reads: bool) -> None:
    app = at_home()
    keys = [str(button.key) for button in asked(app, page).button if not button.disabled]
    for key in keys:
        if key not in {button.key for button in asked(app, page).button}:
            continue
        with no_database(reads=reads):
            app.button(key=key).click().run()
            assert problems(app) or reads, key
            assert not app.success, key


def drawn_for(error: str) -> AppTest:
    """What is drawn when a page fails with this."""
    return AppTest.from_string(f"""
        from lowback.store.errors import StoreUnavailable
        from lowback.ui.apology import apologise
        apologise({error})
    """).run()


def test_a_tap_that_needed_the_database_ends_in_the_same_sentence() -> None:
    app = drawn_for("StoreUnavailable('gone')")

    assert [error.value for error in app.error] == [SENTENCES["gone"]]
    assert [button.key for button in app.button] == ["frame.again"]


def test_an_apology_does_not_say_that_anything_is_safe() -> None:
    said = words(drawn_for("ZeroDivisionError()"))

    assert "went wrong" in said
    assert "safe" not in said
