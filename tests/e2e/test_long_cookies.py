"""A browser with very many cookies opens Lowback, or is told why it cannot."""

from __future__ import annotations

from collections.abc import Callable

import httpx2 as httpx
from websockets.sync.client import connect

from tests.e2e.conftest import Server
from tests.e2e.watched_server import WATCHED

A_BROWSER = {"Accept": "text/html"}


def test_cookies_of_many_other_apps_do_not_leave_the_page_empty(serve: Callable[..., Server]) -> None:
    server = serve(*WATCHED)
    many, too_many = {"Cookie": "a=" + "x" * 30_000}, {"Cookie": "a=" + "x" * 70_000}

    page = httpx.get(server.url, headers=A_BROWSER | many)
    with connect(server.url.replace("http", "ws") + "/_stcore/stream", additional_headers=many, proxy=None) as socket:
        opened = socket.response
    refused = httpx.get(server.url, headers=A_BROWSER | too_many)

    assert page.status_code == 200
    assert opened
    assert opened.status_code == 101
    assert refused.status_code == 431
    assert "cookies" in refused.text
