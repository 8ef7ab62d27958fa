"""Parting browsers over HTTP: the cookie that comes with the answer, and what the old one still opens."""

from __future__ import annotations

from uuid import uuid4

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from lowback.store.answers import StoredAnswers
from lowback.store.browsers import Browsers
from lowback.store.errors import StoreUnavailable
from lowback.web import browsers, resources
from lowback.web.browsers import LEAVE, PART
from lowback.web.cookie import COOKIE, Named, PersonCookie, cookie_for, named_in
from lowback.web.server import keys, renewed


@pytest.fixture
def anna() -> str:
    """Somebody with a diary."""
    person = uuid4().hex
    StoredAnswers(resources.engine(), person).save("age", 40)
    return person


def browser(value: str) -> TestClient:
    """A browser with this cookie."""
    page = Route("/", lambda _request: HTMLResponse("<p>hello</p>"))
    site = PersonCookie(Starlette(routes=[page, *browsers.routes]), keys, renewed=renewed)
    client = TestClient(site, follow_redirects=False)
    client.cookies[COOKIE] = value
    return client


def now(client: TestClient, ask: str = "") -> Named:
    """Whom its cookie names after this; without anything else, after a page."""
    answer = client.post(ask) if ask else client.get("/")
    assert answer.status_code == (303 if ask else 200)
    assert "HttpOnly" in answer.headers["set-cookie"]
    named = named_in(answer.cookies[COOKIE], keys())
    assert named
    client.cookies.clear()
    client.cookies[COOKIE] = answer.cookies[COOKIE]
    return named


def test_a_cookie_from_before_browsers_had_names_gets_one_and_keeps_it(anna: str) -> None:
    client = browser(cookie_for(anna, keys()))

    first, second = now(client), now(client)

    assert first.person == anna
    assert first.browser
    assert first == second


def test_who_signs_out_is_somebody_new_and_a_copy_of_the_cookie_opens_nothing(anna: str) -> None:
    client = browser(cookie_for(anna, keys()))
    here = now(client)
    copy = browser(cookie_for(*here[:1], keys(), browser=here.browser))

    assert now(client, LEAVE).person != anna
    assert now(copy).person != anna
    assert now(browser(cookie_for(anna, keys()))).person != anna


def test_who_signs_every_other_browser_out_stays_with_a_new_name_and_copies_open_nothing(anna: str) -> None:
    client, other = browser(cookie_for(anna, keys())), browser(cookie_for(anna, keys()))
    here, there = now(client), now(other)
    copy = browser(cookie_for(anna, keys(), browser=here.browser))
    assert here.browser != there.browser

    after = now(client, PART)

    assert after.person == anna
    assert after.browser not in {here.browser, there.browser}
    assert now(client) == after
    assert anna not in {now(copy).person, now(other).person}


def test_a_browser_that_was_parted_parts_nobody(anna: str) -> None:
    client, other = browser(cookie_for(anna, keys())), browser(cookie_for(anna, keys()))
    now(client)
    there = now(other)
    after = now(client, PART)

    assert now(browser(cookie_for(anna, keys(), browser=there.browser)), PART).person != anna
    assert now(client) == after


def test_nobody_parts_by_a_link(anna: str) -> None:
    client = browser(cookie_for(anna, keys(), browser="phone"))

    assert [client.get(address).status_code for address in (LEAVE, PART)] == [405, 405]
    assert Browsers(resources.engine(), anna).admits("phone")


def test_without_a_cookie_or_in_the_demo_there_is_nobody_to_part() -> None:
    StoredAnswers(resources.engine(), "demo").save("age", 40)

    for value in ("", "nonsense", cookie_for("demo", keys())):
        assert now(browser(value), PART).person != "demo"

    assert Browsers(resources.engine(), "demo").admits("")


def test_while_nobody_can_say_the_cookie_stays_and_nothing_is_parted(
    anna: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise StoreUnavailable("busy")

    client = browser(cookie_for(anna, keys(), browser="phone"))
    with monkeypatch.context() as patch:
        patch.setattr(Browsers, "admits", fail)
        assert now(client) == Named(anna, "phone")
        answer = client.post(LEAVE)

    assert (answer.status_code, "set-cookie" in answer.headers) == (503, False)
    assert Browsers(resources.engine(), anna).admits("phone")
