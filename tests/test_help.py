"""Help without Streamlit: the corner, the page /help, and what a browser gets when we fail."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from lowback.ui.help import Failing, corner, help_page, page

A_BROWSER = {"Accept": "text/html", "Accept-Language": "de-DE,de;q=0.9,en;q=0.8"}


def site() -> TestClient:
    """A page that works, one that fails, one that says it cannot, and /help."""

    def well(_request: Request) -> Response:
        return PlainTextResponse("well")

    def broken(_request: Request) -> Response:
        raise ZeroDivisionError

    def busy(_request: Request) -> Response:
        return PlainTextResponse("busy", status_code=503)

    routes = [Route("/", well), Route("/broken", broken), Route("/busy", busy), Route("/help", help_page)]
    app = Starlette(routes=routes)
    app.add_middleware(Failing)
    return TestClient(app, raise_server_exceptions=False)


def test_the_corner_calls_the_number_of_the_browsers_country() -> None:
    assert 'href="tel:112">Call 112<' in corner("de-DE,de;q=0.9,en;q=0.8")
    assert 'href="tel:999">Call 999<' in corner("en-GB")


def test_the_page_has_the_call_first_then_the_signs_then_other_countries() -> None:
    answer = site().get("/help", headers=A_BROWSER).text
    order = [answer.index(part) for part in ("<h1>Get help now", "tel:112", "serious fall", "United Kingdom: ")]

    assert order == sorted(order)
    assert "<script" not in answer


@pytest.mark.parametrize(("path", "status"), [("/broken", 500), ("/busy", 503)])
def test_a_browser_never_sees_an_error_without_whom_to_call_and_a_way_on(path: str, status: int) -> None:
    answer = site().get(path, headers=A_BROWSER)

    assert answer.status_code == status
    assert "Something went wrong on our side" in answer.text
    assert 'href="tel:112">Call 112<' in answer.text
    assert 'href="">Try again<' in answer.text
    assert "Traceback" not in answer.text


def test_what_works_and_what_is_no_page_passes_unchanged() -> None:
    assert site().get("/", headers=A_BROWSER).text == "well"
    assert site().get("/busy", headers={"Accept": "application/json"}).text == "busy"


def test_an_error_still_reaches_the_log() -> None:
    app = Starlette(routes=[Route("/", lambda _request: 1 // 0)])
    app.add_middleware(Failing)

    with pytest.raises(ZeroDivisionError):
        TestClient(app).get("/", headers=A_BROWSER)


def test_no_word_can_break_the_page() -> None:
    assert "A&amp;E" not in page("fr-FR")
    assert page("fr-FR").count("<h1>") == 1
