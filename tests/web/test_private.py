"""What a person saves is handed to their own browsers, and to nobody else who knows its address."""

from __future__ import annotations

import httpx2 as httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from lowback.web import private
from lowback.web.cookie import COOKIE, PASSING, cookie_for
from lowback.web.private import Private, only_for

SECRET = b"a secret"
SUMMARY = b"%PDF of somebody's back"
ADDRESS = "/media/0123.pdf"


def site(data: bytes = SUMMARY) -> TestClient:
    """A site that has one thing to save, and a page."""

    def media(request: Request) -> Response:
        if "range" in request.headers:
            return Response(data[:4], status_code=206)
        return Response(data, media_type="application/pdf")

    routes = [
        Route(ADDRESS, media),
        Route("/", lambda _request: PlainTextResponse("hello")),
    ]
    return TestClient(Private(Starlette(routes=routes), lambda: SECRET))


def asked(cookie: str = "", method: str = "GET", data: bytes = SUMMARY, **headers: str) -> httpx.Response:
    client = site(data)
    client.cookies[COOKIE] = cookie
    return client.request(method, ADDRESS, headers=headers)


def test_who_it_was_made_for_gets_it_in_any_of_their_browsers() -> None:
    only_for("anna", SUMMARY)

    for browser in ("", "phone"):
        answer = asked(cookie_for("anna", SECRET, browser=browser))
        assert (answer.status_code, answer.content) == (200, SUMMARY)


@pytest.mark.parametrize("cookie", ["", "nonsense", cookie_for("mallory", SECRET), cookie_for("anna", b"another")])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_nobody_else_gets_it(cookie: str, method: str) -> None:
    only_for("anna", SUMMARY)

    answer = asked(cookie, method)

    assert answer.status_code == 404
    assert SUMMARY not in answer.content


def test_a_part_of_it_is_not_given_either() -> None:
    only_for("anna", SUMMARY)
    mine = cookie_for("anna", SECRET)

    assert asked("", Range="bytes=0-3").status_code == 404
    assert asked(mine, Range="bytes=0-3").content == SUMMARY
    assert asked(mine, "HEAD").status_code == 200


def test_what_was_made_for_nobody_we_know_is_given_to_nobody() -> None:
    assert asked(cookie_for("anna", SECRET), data=b"never handed out").status_code == 404


def test_a_browser_without_a_cookie_can_save_what_was_made_for_it() -> None:
    only_for(f"{PASSING}1", SUMMARY)

    assert asked("").content == SUMMARY


def test_of_whom_it_was_is_forgotten_after_very_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(private, "MOST_KNOWN", 2)
    for number in range(3):
        only_for("anna", f"page {number}".encode())

    found = [asked(cookie_for("anna", SECRET), data=f"page {n}".encode()).status_code for n in range(3)]
    assert found[0] == 404
    assert found[2] == 200


def test_pages_and_what_is_not_there_answer_as_before() -> None:
    assert site().get("/").text == "hello"
    assert site().get("/media/nothing.pdf").status_code == 404
