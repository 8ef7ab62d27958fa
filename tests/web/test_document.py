"""Streamlit's page with our head."""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping
from pathlib import Path

import streamlit
from starlette.applications import Starlette
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from lowback.language.pseudo import disguised
from lowback.language.speech import speaking
from lowback.web.document import Document, with_ours
from lowback.web.headers import SafeHeaders
from lowback.web.modules import address

STREAMLITS = (Path(streamlit.__file__).parent / "static" / "index.html").read_text("utf-8")
A_BROWSER = {"Accept": "text/html,application/xhtml+xml", "Accept-Encoding": "gzip", "If-None-Match": '"old"'}


def site() -> TestClient:
    """Streamlit's page and an asset, compressed where the browser can take it."""

    def page(request: Request) -> Response:
        status = 304 if "if-none-match" in request.headers else 200
        return HTMLResponse(STREAMLITS, status_code=status, headers={"ETag": '"old"'})

    def asset(_request: Request) -> Response:
        return PlainTextResponse("x" * 2000)

    app = GZipMiddleware(Starlette(routes=[Route("/", page), Route("/asset", asset)]))
    return TestClient(SafeHeaders(Document(app)))


def test_our_name_and_icon_replace_streamlits() -> None:
    page = with_ours(STREAMLITS)

    assert page.count("<title>") == 1
    assert "<title>Lowback</title>" in page
    assert page.count('rel="icon"') == 1
    assert "shortcut icon" not in page
    assert "SourceSans" not in page
    assert '<html lang="en" dir="ltr"' in page
    assert '<div id="root"></div>' in page


def test_streamlits_own_scripts_and_styles_stay() -> None:
    page = with_ours(STREAMLITS)

    for mark in ('<script type="module"', 'rel="modulepreload"', 'rel="stylesheet"'):
        theirs = [tag for tag in re.findall(r"<(?:script|link)[^>]*>", STREAMLITS) if mark.strip("<") in tag]
        assert [tag for tag in theirs if tag not in page] == []
        assert theirs


def test_a_browser_gets_the_whole_changed_page_each_time() -> None:
    answer = site().get("/", headers=A_BROWSER)

    assert answer.status_code == 200
    assert "<title>Lowback</title>" in answer.text
    assert "etag" not in answer.headers
    assert answer.headers["content-encoding"] == "gzip"
    assert int(answer.headers["content-length"]) == len(gzip.compress(answer.content, mtime=0))


def test_a_browser_that_unpacks_nothing_gets_the_page_plain() -> None:
    answer = site().get("/", headers=A_BROWSER | {"Accept-Encoding": "identity"})

    assert "content-encoding" not in answer.headers
    assert int(answer.headers["content-length"]) == len(answer.content)
    assert "<title>Lowback</title>" in answer.text


def test_what_is_no_page_passes_unchanged() -> None:
    answer = site().get("/asset", headers={"Accept": "*/*", "Accept-Encoding": "gzip"})

    assert answer.headers["content-encoding"] == "gzip"
    assert answer.text == "x" * 2000


def test_every_answer_forbids_sniffing_and_the_page_framing_and_other_origins() -> None:
    assert site().get("/asset").headers["x-content-type-options"] == "nosniff"
    headers: Mapping[str, str] = site().get("/").headers

    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert "frame-ancestors 'self'" in headers["content-security-policy"]
    assert not re.search(r"\b(?:https?|wss?):", headers["content-security-policy"])


def test_help_is_in_the_page_itself_and_without_a_script_the_number_too() -> None:
    answer = site().get("/", headers=A_BROWSER | {"Accept-Language": "en-GB"}).text

    assert answer.count('<a class="call" href="tel:999">Call 999</a>') == 1
    assert "call 999 now.</p></noscript>" in answer
    assert "You need to enable JavaScript" not in answer


def test_what_is_seen_before_anything_has_loaded_is_in_the_language_too() -> None:
    with speaking("ar-XB"):
        page = with_ours(STREAMLITS)

    assert '<html lang="ar-XB" dir="rtl"' in page
    assert f'content: "{disguised("Opening Lowback")}"' in page
    assert "Gentle routines" not in page


def test_what_every_component_begins_with_is_fetched_ahead() -> None:
    assert f'<link rel="modulepreload" href="{address("say.js")}" />' in with_ours(STREAMLITS)


def test_a_page_of_our_own_is_left_as_it_is() -> None:
    assert with_ours("<html><head></head><body>Help</body></html>") == "<html><head></head><body>Help</body></html>"
