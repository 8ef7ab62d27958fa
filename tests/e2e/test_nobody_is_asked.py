"""No request makes the server look up a name or open a connection: it tells nobody anything."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import httpx2 as httpx
import pytest
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from examples.browser import settled
from examples.places import PLACES
from lowback.web.cookie import COOKIE
from tests.e2e.conftest import PHONE, Server, Visitor, prepared
from tests.e2e.watched_server import SAID, WATCHED

ADDRESSES = (
    "/", "/plan", "/help", "/healthz", "/events", "/nowhere", "/m/none.mp4", "/media/none.pdf", "/js/x/y.js",
    "/_stcore/health", "/_stcore/host-config", "/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/stream",
    "/_stcore/upload_file/a/b", "/component/x/y", "/static/x.js", "/auth/login", "/auth/logout",
    "/oauth2callback?code=1",
)  # fmt: skip
METHODS = ("GET", "POST", "PUT", "DELETE", "OPTIONS")
FOREIGN = ("https://evil.example", "http://localhost:3000", "http://8.8.8.8", "null", "http://checkip.amazonaws.com")


def knock(server: Server, origin: str | None, host: str | None = None) -> int:
    """The status with which a websocket is answered: 101 when it is let in."""
    address = server.url.replace("http", "ws") + "/_stcore/stream"
    headers = {"Host": host} if host else None
    try:
        with connect(address, origin=origin, additional_headers=headers, proxy=None):  # type: ignore[arg-type]
            return 101
    except InvalidStatus as refused:
        return refused.response.status_code


def test_whatever_is_asked_nobody_else_is(serve: Callable[..., Server], visitor: Callable[..., Visitor]) -> None:
    server = serve(*WATCHED)
    own = server.url

    with httpx.Client(base_url=own, timeout=30) as client:
        for method, path, origin in product(METHODS, ADDRESSES, ("", own, *FOREIGN)):
            client.cookies.clear()
            client.request(method, path, headers={"Origin": origin, "Accept": "text/html"} if origin else {})
    foreign = [knock(server, origin) for origin in FOREIGN]
    page = visitor(PHONE).page
    page.goto(f"{own}/quiz")
    settled(page)

    assert foreign == [403] * len(FOREIGN)
    assert knock(server, own) == knock(server, None) == 101
    assert (server.data_dir / SAID).read_text("utf-8") == ""


def test_the_pages_of_a_diary_and_a_running_session_ask_nobody(
    serve: Callable[..., Server], visitor: Callable[..., Visitor], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("watched")
    cookies = prepared(folder)
    server = serve(*WATCHED, data_dir=folder)

    for name in ("today", "progress", "player"):
        place, person = PLACES[name], visitor(PHONE)
        person.context.add_cookies([{"name": COOKIE, "value": cookies[place.person], "url": server.url}])
        person.page.goto(f"{server.url}{place.path}")
        settled(person.page)

    assert (folder / SAID).read_text("utf-8") == ""


def test_a_server_that_talks_is_seen(serve: Callable[..., Server]) -> None:
    server = serve(*WATCHED, TALK="1")

    assert "socket.connect" in (server.data_dir / SAID).read_text("utf-8")
