"""The cookie that says who is asking."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from lowback.web.cookie import (
    COOKIE,
    HOST_COOKIE,
    LONGEST_HEADER,
    LONGEST_NAME,
    MOST_NAMES,
    SEPARATOR,
    PersonCookie,
    cookie_for,
    person_from,
)

SECRET, OTHER = b"a secret of the app", b"a secret of its demo"


def client(everyone: Callable[[], str | None] = lambda: None, base_url: str = "http://testserver") -> TestClient:
    """A site with one page and one asset behind the middleware."""

    def page(_request: Request) -> Response:
        return HTMLResponse("<p>hello</p>")

    def asset(_request: Request) -> Response:
        return PlainTextResponse("body {}", headers={"Cache-Control": "immutable"})

    site = Starlette(routes=[Route("/", page), Route("/asset", asset)])
    return TestClient(PersonCookie(site, lambda: SECRET, everyone), base_url=base_url)


def test_a_page_brings_a_signed_cookie_that_scripts_cannot_read() -> None:
    answer = client().get("/")

    header = answer.headers["set-cookie"]
    assert person_from(answer.cookies[COOKIE], SECRET)
    assert "HttpOnly" in header
    assert "SameSite=Lax" in header
    assert "Path=/" in header
    assert "Max-Age=63072000" in header
    assert "Secure" not in header
    assert answer.headers["cache-control"] == "private, no-cache"


def test_over_https_the_cookie_is_secure_and_of_this_host_only() -> None:
    header = client(base_url="https://testserver").get("/").headers["set-cookie"]

    assert header.startswith("__Host-lowback_person=")
    assert header.endswith("; Secure")
    assert "Path=/;" in header
    assert "Domain" not in header


def test_who_came_without_https_before_is_the_same_person_with_it() -> None:
    browser = client(base_url="https://testserver")
    browser.cookies[COOKIE] = cookie_for("anna", SECRET)

    assert person_from(browser.get("/").cookies[HOST_COOKIE], SECRET) == "anna"


def test_a_cookie_that_a_neighbour_planted_does_not_stand_before_ours() -> None:
    browser = client(base_url="https://testserver")
    browser.cookies[COOKIE] = cookie_for("mallory", SECRET)
    browser.cookies[HOST_COOKIE] = cookie_for("anna", SECRET)

    assert person_from(browser.get("/").cookies[HOST_COOKIE], SECRET) == "anna"


def test_after_a_change_of_keys_a_person_stays_and_is_signed_anew() -> None:
    value = cookie_for("anna", OTHER)

    assert person_from(value, (OTHER, SECRET)) == "anna"
    assert person_from(cookie_for("anna", (OTHER, SECRET), value), SECRET) == "anna"
    assert person_from(value, SECRET) is None


def test_of_thousands_of_names_only_as_many_as_we_give_are_tried() -> None:
    names = ["a.b"] * (MOST_NAMES - 1)

    assert person_from(SEPARATOR.join([*names, cookie_for("anna", SECRET)]), SECRET) == "anna"
    assert person_from(SEPARATOR.join([*names, "a.b", cookie_for("anna", SECRET)]), SECRET) is None


def test_an_asset_brings_no_cookie_and_stays_cacheable() -> None:
    answer = client().get("/asset")

    assert "set-cookie" not in answer.headers
    assert answer.headers["cache-control"] == "immutable"


def test_the_same_browser_stays_the_same_person() -> None:
    browser = client()

    first = person_from(browser.get("/").cookies[COOKIE], SECRET)
    second = person_from(browser.get("/").cookies[COOKIE], SECRET)

    assert first == second


def test_whose_data_was_deleted_is_somebody_new_with_the_next_page() -> None:
    gone: set[str] = set()
    site = Starlette(routes=[Route("/", lambda _request: HTMLResponse("<p>hello</p>"))])
    renewed = lambda known: None if known.person in gone else known  # noqa: E731 - a line is enough
    browser = TestClient(PersonCookie(site, lambda: SECRET, renewed=renewed))
    first = person_from(browser.get("/").cookies[COOKIE], SECRET)
    gone.add(str(first))

    second = person_from(browser.get("/").cookies[COOKIE], SECRET)
    third = person_from(browser.get("/").cookies[COOKIE], SECRET)

    assert first != second == third


def test_two_browsers_are_two_people() -> None:
    people = {person_from(client().get("/").cookies[COOKIE], SECRET) for _ in range(2)}

    assert len(people) == 2


@pytest.mark.parametrize(
    "value", [None, "", "nonsense", "~~~", cookie_for("anna", OTHER), cookie_for("anna", SECRET) + "x"]
)
def test_a_cookie_we_did_not_sign_names_nobody(value: str | None) -> None:
    assert person_from(value, SECRET) is None


def test_a_forged_cookie_becomes_a_new_person() -> None:
    browser = client()
    browser.cookies[COOKIE] = cookie_for("anna", OTHER)

    person = person_from(browser.get("/").cookies[COOKIE], SECRET)

    assert person not in {None, "anna"}


def test_trying_the_demo_does_not_cut_a_person_off_from_their_diary() -> None:
    mine = cookie_for("anna", SECRET)

    after_demo = cookie_for("demo", OTHER, mine)
    back_home = cookie_for("anna", SECRET, after_demo)

    assert person_from(after_demo, SECRET) == "anna"
    assert person_from(after_demo, OTHER) == "demo"
    assert person_from(back_home, SECRET) == "anna"
    assert person_from(back_home, OTHER) == "demo"


def test_a_cookie_does_not_grow_without_end() -> None:
    value = "x" * (LONGEST_NAME + 1)
    for number in range(10):
        value = cookie_for("anna", f"secret {number}".encode(), value)

    assert len(value.split(SEPARATOR)) == MOST_NAMES


def test_more_cookies_than_a_websocket_takes_are_answered_with_a_sentence() -> None:
    page = {"Accept": "text/html"}

    fits = client().get("/", headers={**page, "Cookie": "a=" + "x" * (LONGEST_HEADER - 2)})
    too_long = client().get("/", headers={**page, "Cookie": "a=" + "x" * (LONGEST_HEADER - 1)})

    assert (fits.status_code, too_long.status_code) == (200, 431)
    assert "cookies" in too_long.text


def test_in_the_demo_everyone_is_the_same_person() -> None:
    browser = client(everyone=lambda: "demo")
    browser.cookies[COOKIE] = cookie_for("anna", SECRET)

    assert person_from(browser.get("/").cookies[COOKIE], SECRET) == "demo"
