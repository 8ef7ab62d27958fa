"""Joining a browser to a diary over HTTP: asked first, once, by a POST; and what is said when it does not work."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from lowback.store.answers import StoredAnswers
from lowback.store.browsers import Browsers
from lowback.store.clock import utc_now
from lowback.store.errors import StoreUnavailable
from lowback.store.invitations import VALID, Invitations
from lowback.web import limits, resources
from lowback.web.cookie import COOKIE, cookie_for, named_in
from lowback.web.server import keys
from tests.web.test_browsers import browser, now


@pytest.fixture(autouse=True)
def tries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each test begins with all its tries."""
    monkeypatch.setattr(limits, "wrong_codes", limits.Meter(limits.WRONG_CODES))


@pytest.fixture
def anna() -> str:
    """Somebody with a diary."""
    return with_diary()


def with_diary() -> str:
    person = uuid4().hex
    StoredAnswers(resources.engine(), person).save("age", 40)
    return person


def code_of(person: str) -> str:
    return Invitations(resources.engine()).make(person, utc_now())


def joined(client: TestClient, code: str, status: int = 303, **more: str) -> str:
    """Whom the browser's cookie names once it has given the code; what the page says where it is refused."""
    answer = client.post("/join", data={"code": code, **more})
    assert answer.status_code == status, answer.text
    if status != 303:
        assert "set-cookie" not in answer.headers
        return answer.text
    named = named_in(answer.cookies[COOKIE], keys())
    assert named
    assert "HttpOnly" in answer.headers["set-cookie"]
    return named.person


def test_a_code_opens_the_diary_in_a_new_browser_which_is_listed(anna: str) -> None:
    assert joined(browser(""), code_of(anna)) == anna
    assert len(Browsers(resources.engine(), anna).open_in()) == 1


def test_both_browsers_have_names_of_their_own_and_either_can_part_the_other(anna: str) -> None:
    first, second = browser(cookie_for(anna, keys())), browser("")
    here = now(first)
    answer = second.post("/join", data={"code": code_of(anna)})
    there = named_in(answer.cookies[COOKIE], keys())
    assert there
    assert there.browser not in ("", here.browser)

    Browsers(resources.engine(), anna).part_another(there.browser, here.browser, utc_now().date())

    assert now(first) == here
    assert now(browser(answer.cookies[COOKIE])).person != anna


def test_a_code_works_once_and_not_after_its_time(anna: str) -> None:
    code, old = code_of(anna), Invitations(resources.engine()).make(with_diary(), utc_now() - VALID)

    assert joined(browser(""), code) == anna
    assert "opens nothing" in joined(browser(""), code, 403)
    assert "opens nothing" in joined(browser(""), old, 403)


def test_who_has_a_diary_is_asked_before_it_is_left_and_the_code_stays_good(anna: str) -> None:
    mine = with_diary()
    client = browser(cookie_for(mine, keys(), browser="mine"))

    assert "leave the diary of this browser" in client.get("/join").text
    assert 'href="help"' in client.get("/join").text
    assert "has a diary of its own" in joined(client, code := code_of(anna), 409)
    assert joined(client, code, sure="on") == anna
    assert StoredAnswers(resources.engine(), mine).all() == {"age": 40}


def test_who_has_none_is_not_asked() -> None:
    for cookie in ("", "nonsense", cookie_for(uuid4().hex, keys(), browser="fresh")):
        assert "leave the diary of this browser" not in browser(cookie).get("/join").text


def test_looking_at_the_page_changes_nothing_and_no_address_carries_a_code(anna: str) -> None:
    code = code_of(anna)

    answer = browser("").get("/join", params={"code": code})

    assert code not in answer.text
    assert answer.headers["cache-control"].endswith("no-cache")
    assert Invitations(resources.engine()).waits(anna, code, utc_now())
    assert "opens nothing" in browser("").post(f"/join?code={code}").text


def test_codes_cannot_be_tried_without_end_and_right_ones_cost_nothing(anna: str) -> None:
    tries = round(limits.WRONG_CODES.at_once)
    for _ in range(tries + 5):
        assert joined(browser(""), code_of(anna)) == anna
    for _ in range(tries):
        joined(browser(""), "WRONG", 403)

    assert "Too many codes" in joined(browser(""), code_of(anna), 429)


@pytest.mark.parametrize("body", [b"", b"code", b"code=%00%ff", b"\xff" * 10, b"code=" + b"A" * 5000, b"code=a&code=b"])
def test_odd_bodies_open_nothing(anna: str, body: bytes) -> None:
    code_of(anna)

    assert browser("").post("/join", content=body).status_code == 403


def test_in_the_demo_there_is_nothing_to_join(anna: str, monkeypatch: pytest.MonkeyPatch) -> None:
    code, demo = code_of(anna), replace(resources.surroundings(), demo=True)
    monkeypatch.setattr(resources, "surroundings", lambda: demo)

    assert browser("").get("/join").status_code == 404
    joined(browser(""), code, 404)


def test_while_nobody_can_say_nothing_is_joined_and_the_code_stays_good(
    anna: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise StoreUnavailable("busy")

    code = code_of(anna)
    with monkeypatch.context() as patch:
        patch.setattr(Invitations, "take", fail)
        joined(browser(""), code, 503)

    assert joined(browser(""), code) == anna
