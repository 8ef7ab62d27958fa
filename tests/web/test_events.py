"""The quick way of the player's log: who may tell what of which session."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.testclient import TestClient
from starlette.types import Message

from examples.people import ORDINARY, ticks
from lowback.store.answers import StoredAnswers
from lowback.store.people import People
from lowback.store.sessions import Sessions
from lowback.web import limits, resources
from lowback.web.body import read_body
from lowback.web.events import ADDRESS, KEY, LONGEST, route, wire
from lowback.web.limits import Allowance, Meter
from tests.apart import apart
from tests.app import locked_database
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
    assert (first.json(), second.json()) == ({"ack": {"": 1}, "running": True}, {"ack": {"": 2}, "running": True})
    assert first.headers["cache-control"] == "no-store"
    assert first.headers["content-security-policy"] == "default-src 'none'"
    assert running
    assert (running.ack, running.position) == ({"": 2}, at)


@pytest.mark.parametrize("odd", ["1e999", "-1e999", "NaN", "1" + "0" * 4000, "true", "null", '"2"'])
def test_what_is_no_number_of_a_place_is_not_kept(client: TestClient, odd: str) -> None:
    person = uuid4().hex
    session = begun(person)
    body = f'{{"key": "{key(person, session)}", "log": [], "at": {{"item": 1, "elapsed": {odd}}}}}'

    assert client.post(ADDRESS, content=body).status_code == 200

    running = Sessions(resources.engine(), person).open()
    assert running
    assert running.position == {"item": 1, "stage": 0, "elapsed": 0.0}


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
    assert (answer.status_code, answer.json()) == (410, {})
    assert running
    assert running.ack == {}


def test_a_key_signed_for_something_else_opens_nothing(client: TestClient) -> None:
    from lowback.web.cookie import cookie_for

    answer = client.post(ADDRESS, json={"key": cookie_for("me", resources.surroundings().secret), "log": [STARTED]})

    assert answer.status_code == 403


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'"x"', b"\xff", b" " * (LONGEST + 1), b"[" * 100_000])
def test_what_is_no_log_is_refused(client: TestClient, body: bytes) -> None:
    assert client.post(ADDRESS, content=body).status_code == 403


def test_a_body_that_does_not_end_is_not_waited_for() -> None:
    async def never() -> Message:
        await asyncio.Event().wait()
        raise AssertionError("it never comes")

    body = read_body(Request({"type": "http", "headers": []}, never), LONGEST, 0)
    assert apart(asyncio.wait_for(body, 20)) == b""


def test_far_more_than_people_tell_is_a_plain_429(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "lines", Meter(Allowance(1, 0)))
    person = uuid4().hex
    told = {"key": key(person, begun(person)), "log": [STARTED]}

    answers = [client.post(ADDRESS, json=told).status_code for _ in range(2)]

    assert answers == [200, 429]


@pytest.mark.parametrize("log", [None, 3, {"seq": 1}])
def test_a_log_that_is_no_list_is_refused(client: TestClient, log: Any) -> None:
    person = uuid4().hex

    assert client.post(ADDRESS, json={"key": key(person, begun(person)), "log": log}).status_code == 403


def test_a_busy_database_is_said_so_that_the_browser_keeps_it(client: TestClient) -> None:
    person = uuid4().hex
    session = begun(person)
    with locked_database():
        answer = client.post(ADDRESS, json={"key": key(person, session), "log": [STARTED]})

    assert answer.status_code == 503


def test_a_session_of_somebody_who_deleted_everything_is_gone(client: TestClient) -> None:
    person = uuid4().hex
    mine = key(person, begun(person))
    People(resources.engine()).erase(person)

    answer = client.post(ADDRESS, json={"key": mine, "log": [STARTED]})

    assert (answer.status_code, answer.json()) == (410, {})


def reason(client: TestClient, person: str, session: str) -> Any:
    """Why a player of this session must end."""
    answer = client.get(ADDRESS, headers={KEY: key(person, session)})
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    over = answer.json()["over"]
    assert over is None or (over["end"]["title"] and over["end"]["text"] and over["end"]["says"])
    return over["standing"] if over else None


def out(client: TestClient, person: str, session: str) -> Any:
    """The places that a player of this session leaves out."""
    return client.get(ADDRESS, headers={KEY: key(person, session)}).json()["out"]


def exercising() -> tuple[str, str, Sessions]:
    """Somebody who may exercise, with a session that runs."""
    person = uuid4().hex
    session = begun(person)
    StoredAnswers(resources.engine(), person).replace({}, ORDINARY)
    return person, session, Sessions(resources.engine(), person)


def test_a_session_that_runs_goes_on(client: TestClient) -> None:
    person, session, _ = exercising()

    assert reason(client, person, session) is None


def test_a_session_ends_where_it_was_ended_elsewhere(client: TestClient) -> None:
    person, session, sessions = exercising()
    sessions.append(session, [{"writer": "phone", "seq": 1, "kind": "finished"}])
    assert reason(client, person, session) == "finished"

    sessions.append(session, [{"writer": "tab", "seq": 1, "kind": "stopped", "why": "pain"}])
    assert reason(client, person, session) == "pain"

    sessions.delete(session)
    assert reason(client, person, session) == "deleted"

    People(resources.engine()).erase(person)
    assert reason(client, person, session) == "gone"


def test_a_player_is_told_what_was_stopped_for_pain_on_another_device(client: TestClient) -> None:
    person, session, sessions = exercising()
    hurt = {"writer": "phone", "seq": 1, "kind": "hurt", "item": 0, "exercise": "bridge"}
    sessions.append(session, [hurt])
    assert out(client, person, session) == []

    sessions.append(session, [hurt | {"seq": 2, "why": "sharp"}])

    assert out(client, person, session) == [0]
    assert reason(client, person, session) is None


def test_a_session_ends_when_another_one_is_begun(client: TestClient) -> None:
    person, session, _ = exercising()
    other = begun(person)

    assert (reason(client, person, session), reason(client, person, other)) == ("abandoned", None)


def test_a_danger_sign_told_of_in_another_session_ends_this_one_until_the_questions_are_answered(
    client: TestClient,
) -> None:
    person, other, sessions = exercising()
    session = begun(person)

    sessions.append(other, [{"seq": 1, "kind": "hurt", "why": "danger", "item": 0, "exercise": "bridge"}])
    assert reason(client, person, session) == "danger"

    for question in resources.library().rescreen.asks:
        StoredAnswers(resources.engine(), person).save(question, ORDINARY[question])
    assert reason(client, person, session) is None


def test_a_session_ends_when_the_answers_do_not_allow_it_any_more(client: TestClient) -> None:
    person, session, _ = exercising()
    answers = StoredAnswers(resources.engine(), person)
    before = answers.all()

    answers.replace(before, before | {"danger_new": ticks("saddle")})
    assert reason(client, person, session) == "danger"

    answers.replace(answers.all(), {})
    assert reason(client, person, session) == "danger"


@pytest.mark.parametrize("forged", ["", "abc", "WyJtZSIsInMiXQ.c2lnbmVk"])
def test_nobody_is_told_without_a_key_of_ours(client: TestClient, forged: str) -> None:
    assert (client.get(ADDRESS).status_code, client.get(ADDRESS, headers={KEY: forged}).status_code) == (403, 403)
