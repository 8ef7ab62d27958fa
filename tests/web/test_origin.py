"""Who is let in: pages of ours at names of ours, and what is no browser."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient, WebSocketDenialResponse
from starlette.types import Scope
from starlette.websockets import WebSocket

from lowback.web.origin import OursOnly, let_in, machine_names

GIVEN = frozenset({"back.example.org"})
HERE = {"Host": "back.example.org"}


def asked(host: str, *origins: str, scheme: str = "http", reached: str = "127.0.0.1") -> Scope:
    """A request to this Host, with these Origins, at this address of the machine."""
    headers = [(b"host", host.encode()), *((b"origin", origin.encode()) for origin in origins)]
    kind = "websocket" if scheme.startswith("ws") else "http"
    return {"type": kind, "scheme": scheme, "headers": headers, "server": (reached, 8501), "path": "/"}


@pytest.mark.parametrize(
    ("host", "origin", "scheme"),
    [
        ("localhost:8501", "http://localhost:8501", "ws"),
        ("LOCALHOST:8501", "http://localhost:8501", "http"),
        ("127.0.0.1:8501", "http://127.0.0.1:8501", "ws"),
        ("[::1]:8501", "http://[::1]:8501", "ws"),
        ("back.example.org", "https://back.example.org", "wss"),
        ("back.example.org:443", "https://back.example.org", "https"),
        ("localhost", "http://localhost:80", "http"),
    ],
)
def test_a_page_of_ours_is_let_in(host: str, origin: str, scheme: str) -> None:
    assert let_in(asked(host, origin, scheme=scheme), GIVEN)


@pytest.mark.parametrize(
    "origin",
    [
        "http://localhost:8637", "https://localhost:8501", "http://127.0.0.1:8501", "https://evil.example", "null", "",
        "http://localhost:8501@evil.example", "http://localhost:8501/", "http://localhost:8501.evil.example",
        "http://localhost:99999999", "http://[localhost:8501", "file://", "http://user@localhost:8501",
    ],
)  # fmt: skip
@pytest.mark.parametrize("scheme", ["http", "ws"])
def test_a_page_from_elsewhere_is_not(origin: str, scheme: str) -> None:
    assert not let_in(asked("localhost:8501", origin, scheme=scheme), GIVEN)


def test_one_origin_of_ours_does_not_cover_another() -> None:
    assert not let_in(asked("localhost:8501", "http://localhost:8501", "https://evil.example"), GIVEN)


@pytest.mark.parametrize("host", ["localhost:8501", "back.example.org", min(machine_names()), "127.0.0.1"])
def test_what_is_no_browser_is_let_in_at_a_name_of_ours(host: str) -> None:
    assert let_in(asked(host), GIVEN)


@pytest.mark.parametrize(
    "host",
    ["evil.example", "localhost.evil.example", "", "10.0.0.9", "localhost:x", "a b", "localhost/x", "x@localhost"],
)
def test_another_name_is_not_ours_even_for_itself(host: str) -> None:
    assert not let_in(asked(host), GIVEN)
    assert not let_in(asked(host, f"http://{host}"), GIVEN)


@pytest.mark.parametrize(
    ("host", "reached"),
    [
        ("203.0.113.5:8501", "203.0.113.5"),
        ("203.0.113.5", "::ffff:203.0.113.5"),
        ("[fe80::2]:8501", "fe80:0:0:0:0:0:0:2"),
    ],
)
def test_the_number_at_which_the_socket_was_reached_is_ours(host: str, reached: str) -> None:
    assert let_in(asked(host, f"http://{host}", reached=reached), GIVEN)
    assert not let_in(asked(host, f"http://{host}"), GIVEN)


def site(seen: list[str]) -> TestClient:
    """The guard, and behind it what notes the Origin that it is shown."""

    async def stream(socket: WebSocket) -> None:
        seen.append(socket.headers.get("origin", "none"))
        await socket.accept()
        await socket.close()

    def page(_request: Request) -> Response:
        return PlainTextResponse("well")

    routes = [WebSocketRoute("/_stcore/stream", stream), Route("/{path:path}", page)]
    return TestClient(OursOnly(Starlette(routes=routes), lambda: GIVEN), base_url="http://back.example.org")


def test_a_refusal_is_a_plain_403_for_pages_and_websockets() -> None:
    client, seen = site([]), list[str]()

    answer = client.get("/", headers={"Origin": "https://evil.example"})
    with pytest.raises(WebSocketDenialResponse) as refused:
        site(seen).websocket_connect("/_stcore/stream", headers={**HERE, "Origin": "https://evil.example"}).__enter__()

    assert answer.status_code == 403
    assert "LOWBACK_HOSTS" in answer.text
    assert refused.value.status_code == 403
    assert seen == []


def test_streamlit_sees_an_origin_that_is_the_host_letter_by_letter() -> None:
    seen: list[str] = []

    longer = {"Host": "back.example.org:80", "Origin": "http://back.example.org"}
    with site(seen).websocket_connect("/_stcore/stream", headers=longer):
        pass
    with site(seen).websocket_connect("/_stcore/stream", headers=HERE):
        pass

    assert seen == ["http://back.example.org:80", "none"]


@pytest.mark.parametrize(
    "path", ["metrics", "agent/openapi.json", "agent/interact", "upload_file/a/b", "script-health-check", ""]
)
def test_what_nobody_needs_of_streamlits_own_is_closed(path: str) -> None:
    assert site([]).get(f"/_stcore/{path}").status_code == 404


@pytest.mark.parametrize("path", ["_stcore/health", "_stcore/host-config", "plan", "m/clip.mp4"])
def test_what_a_browser_needs_is_open(path: str) -> None:
    assert site([]).get(f"/{path}").status_code == 200
