"""What every answer carries, so that a browser keeps the page ours."""

from __future__ import annotations

import httpx2 as httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from lowback.web.headers import SafeHeaders


def answer(path: str = "/", base_url: str = "http://testserver", wanted: str = "document") -> httpx.Response:
    def page(_request: Request) -> Response:
        return HTMLResponse("hello")

    site = SafeHeaders(Starlette(routes=[Route("/{path:path}", page)]))
    return TestClient(site, base_url=base_url).get(path, headers={"Sec-Fetch-Dest": wanted})


def policy() -> dict[str, str]:
    parts = answer().headers["content-security-policy"].split("; ")
    return dict(part.split(" ", maxsplit=1) for part in parts)


@pytest.mark.parametrize("kind", ["default-src", "script-src", "connect-src", "worker-src", "style-src", "media-src"])
def test_nothing_comes_from_or_goes_to_another_server(kind: str) -> None:
    allowed = set(policy()[kind].split())

    assert allowed <= {"'self'", "blob:", "data:", "'unsafe-inline'", "'unsafe-eval'"}


def test_no_script_comes_from_data_and_nothing_is_told_but_to_our_own_host() -> None:
    assert "data:" not in policy()["script-src"] + policy()["default-src"] + policy()["worker-src"]
    assert policy()["connect-src"] == "'self'"
    assert policy()["object-src"] == "'none'"


def test_no_page_may_hear_see_or_find_a_person() -> None:
    denied = answer().headers["permissions-policy"].split(", ")

    assert {"microphone=()", "camera=()", "geolocation=()"} <= set(denied)


def test_other_origins_neither_open_nor_embed_us() -> None:
    headers = answer().headers

    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert policy()["frame-ancestors"] == "'self'"


def test_only_over_https_a_browser_is_told_to_stay_there() -> None:
    assert "strict-transport-security" not in answer().headers
    assert "max-age=63072000" in answer(base_url="https://testserver").headers["strict-transport-security"]


def test_what_a_person_saves_is_kept_by_no_cache() -> None:
    assert answer("/media/x.pdf").headers["cache-control"] == "no-store"
    assert "cache-control" not in answer("/plan").headers


@pytest.mark.parametrize("answered", [JSONResponse({}), PlainTextResponse("ok")])
def test_data_goes_without_what_only_a_document_heeds(answered: Response) -> None:
    async def data(_: Request) -> Response:
        return answered

    site = SafeHeaders(Starlette(routes=[Route("/data", data)]))
    headers = TestClient(site).get("/data").headers

    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert not {"content-security-policy", "permissions-policy", "cross-origin-opener-policy"} & set(headers)


@pytest.mark.parametrize("wanted", ["script", "style", "font", "image", "video"])
def test_a_part_of_a_page_goes_without_what_only_a_document_heeds(wanted: str) -> None:
    headers = answer(wanted=wanted).headers

    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert not {"content-security-policy", "permissions-policy", "cross-origin-opener-policy"} & set(headers)


@pytest.mark.parametrize("wanted", ["worker", "sharedworker", "serviceworker", "iframe", "empty", "object", "what?"])
def test_what_may_run_or_be_read_by_itself_carries_its_policy(wanted: str) -> None:
    assert answer(wanted=wanted).headers["content-security-policy"]
