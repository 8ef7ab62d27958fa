"""The quick way of the player's log: who may tell what of which session."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy.engine import make_url
from starlette.applications import Starlette
from starlette.testclient import TestClient

from lowback.store.sessions import Sessions
from lowback.web import resources
from lowback.web.events import ADDRESS, LONGEST, route, wire
from tests.diaries import script

STARTED = {"seq": 1, "kind": "started", "item": 0}
DONE = {"seq": 2, "kind": "item_done", "item": 0, "exercise": "bridge", "seconds": 60}


@pytest.fixture
def client() -> TestClient:
    return TestClient(Starlette(routes=[route]))


def begun(person: str) -> str:
    session = uuid4().hex
    at = datetime.now(UTC)
    Sessions(resources.engine(), person).start(session, "r", script("bridge"), "UTC", at)
    return session


def key(person: str, session: str) -> str:
    return wire(person, session, resources.surroundings().secret)["key"]


def test_what_happened_is_kept_with_its_place_and_the_number_comes_back(client: TestClient) -> None:
    person = uuid4().hex
    session = begun(person)
    at = {"item": 0, "stage": 1, "elapsed": 2.5}

    first = client.post(ADDRESS, json={"key": key(person, session), "log": [STARTED], "at": at})
    second = client.post(ADDRESS, json={"key": key(person, session), "log": [DONE], "at": at})

    running = Sessions(resources.engine(), person).open()
    assert (first.json(), second.json()) == ({"ack": 1}, {"ack": 2})
    assert first.headers["cache-control"] == "no-store"
    assert running
    assert (running.ack, running.position) == (2, at)


@pytest.mark.parametrize("forged", ["", "abc", None, 7, "WyJtZSIsInMiXQ.c2lnbmVk"])
def test_without_a_key_of_ours_nothing_is_kept(client: TestClient, forged: object) -> None:
    person = uuid4().hex
    begun(person)

    answer = client.post(ADDRESS, json={"key": forged, "log": [STARTED]})

    assert (answer.status_code, answer.json()) == (403, {})


def test_a_key_opens_its_own_session_of_its_own_person_only(client: TestClient) -> None:
    one, other = uuid4().hex, uuid4().hex
    theirs = begun(other)

    answer = client.post(ADDRESS, json={"key": key(one, theirs), "log": [STARTED]})

    running = Sessions(resources.engine(), other).open()
    assert answer.json() == {"ack": 0}
    assert running
    assert running.ack == 0


def test_a_key_signed_for_something_else_opens_nothing(client: TestClient) -> None:
    from lowback.web.cookie import cookie_for

    answer = client.post(ADDRESS, json={"key": cookie_for("me", resources.surroundings().secret), "log": [STARTED]})

    assert answer.status_code == 403


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"x"', b"\xff", b" " * (LONGEST + 1)])
def test_what_is_no_log_is_refused(client: TestClient, body: bytes) -> None:
    assert client.post(ADDRESS, content=body).status_code == 403


@pytest.mark.parametrize("log", [None, 3, {"seq": 1}])
def test_a_log_that_is_no_list_is_refused(client: TestClient, log: Any) -> None:
    person = uuid4().hex

    assert client.post(ADDRESS, json={"key": key(person, begun(person)), "log": log}).status_code == 403


def test_a_busy_database_is_said_so_that_the_browser_keeps_it(client: TestClient) -> None:
    person = uuid4().hex
    session = begun(person)
    holder = sqlite3.connect(make_url(resources.surroundings().database_url).database or "", isolation_level=None)
    with closing(holder):
        holder.execute("begin exclusive")
        answer = client.post(ADDRESS, json={"key": key(person, session), "log": [STARTED]})

    assert answer.status_code == 503


def test_it_is_only_told_never_asked(client: TestClient) -> None:
    assert client.get(ADDRESS).status_code == 405
