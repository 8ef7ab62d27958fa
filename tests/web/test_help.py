"""Help without Streamlit: the corner, the page /help, and what a browser gets when we fail."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.testclient import TestClient

from lowback.web import resources
from lowback.web.help import Failing, corner, help_page, page, without_script

# A country whose number is not the one that we name where we do not know the country.
A_BROWSER = {"Accept": "text/html", "Accept-Language": "en-GB,en;q=0.9"}


def site() -> TestClient:
    """A page that works, one that fails, two that say they cannot, one that breaks off, and /help."""

    def well(_request: Request) -> Response:
        return PlainTextResponse("well")

    def broken(_request: Request) -> Response:
        raise ZeroDivisionError

    def busy(_request: Request) -> Response:
        return PlainTextResponse("busy", status_code=503)

    def sorry(_request: Request) -> Response:
        return PlainTextResponse("sorry", status_code=500)

    async def half() -> AsyncIterator[str]:
        yield "half"
        raise ZeroDivisionError

    def breaks_off(_request: Request) -> Response:
        return StreamingResponse(half())

    pages = {"/": well, "/broken": broken, "/busy": busy, "/sorry": sorry, "/half": breaks_off, "/help": help_page}
    app = Starlette(routes=[Route(path, answer) for path, answer in pages.items()])
    app.add_middleware(Failing)
    return TestClient(app, raise_server_exceptions=False)


def test_the_corner_calls_the_number_of_the_browsers_country() -> None:
    assert 'href="tel:112">Call 112<' in corner("de-DE,de;q=0.9,en;q=0.8")
    assert 'href="tel:999">Call 999<' in corner("en-GB")


def test_the_page_has_the_call_first_then_the_signs_then_other_countries() -> None:
    answer = site().get("/help", headers=A_BROWSER).text
    order = [answer.index(part) for part in ("<h1>Get help now", "tel:999", "serious fall", "Germany: ")]

    assert order == sorted(order)
    assert "<script" not in answer


@pytest.mark.parametrize(("path", "status"), [("/broken", 500), ("/sorry", 500), ("/busy", 503)])
def test_a_browser_never_sees_an_error_without_whom_to_call_and_a_way_on(path: str, status: int) -> None:
    answer = site().get(path, headers=A_BROWSER)

    assert answer.status_code == status
    assert "Something went wrong on our side" in answer.text
    assert 'href="tel:999">Call 999<' in answer.text
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


def test_an_answer_that_breaks_off_is_not_followed_by_another() -> None:
    assert site().get("/half", headers=A_BROWSER).text == "half"


def odd(content: Any) -> Any:
    """The same words, each with a sign in it that means something to a browser."""
    if isinstance(content, str):
        return f"{content} <i>"
    if isinstance(content, tuple):
        return tuple(map(odd, content))
    return content.model_copy(update={name: odd(getattr(content, name)) for name in type(content).model_fields})


def test_no_word_can_break_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    library = resources.library()
    screens = library.screens
    numbers = tuple(
        number.model_copy(update={"country": odd(number.country), "note": odd(number.note or "Call")})
        for number in screens.emergency_numbers
    )
    words = {"help": odd(screens.help), "footer": odd(screens.footer), "emergency_numbers": numbers}
    with_odd_words = replace(library, screens=screens.model_copy(update=words))
    monkeypatch.setattr(resources, "library", lambda: with_odd_words)

    for shown in (corner("en-GB"), without_script("en-GB"), page("en-GB"), page("en-GB", failed=True)):
        assert "&lt;i&gt;" in shown
        assert "<i>" not in shown
