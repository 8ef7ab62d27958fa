"""Half a request is ended; a whole one, the rest between two and a slow answer are not."""

from __future__ import annotations

import asyncio
import resource
import socket
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
import uvicorn
from starlette.types import Receive, Scope, Send

from lowback.web import patient
from lowback.web.patient import Patient, connections
from tests.apart import apart

WHOLE = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
HALF = b"GET / HTTP/1.1\r\nHost: local"
Dialogue = Callable[[int, asyncio.Event], Awaitable[Any]]


def served(dialogue: Dialogue) -> Any:
    """What comes of this dialogue with a server that hangs up after 0.1 s; it answers when the event is set."""

    async def run() -> Any:
        ready = asyncio.Event()

        async def app(scope: Scope, _receive: Receive, send: Send) -> None:
            if scope["type"] == "http":
                await ready.wait()
                await send({"type": "http.response.start", "status": 204, "headers": []})
                await send({"type": "http.response.body"})

        listening = socket.create_server(("127.0.0.1", 0))
        server = uvicorn.Server(
            uvicorn.Config(app, http=Patient, lifespan="off", log_config=None, timeout_graceful_shutdown=1)
        )
        serving = asyncio.create_task(server.serve([listening]))
        try:
            return await asyncio.wait_for(dialogue(listening.getsockname()[1], ready), 20)
        finally:
            server.should_exit = True
            await serving
            listening.close()

    return apart(run())


@pytest.fixture(autouse=True)
def _short_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patient, "HEAD_SECONDS", 0.1)


@pytest.mark.parametrize("sent", [b"", HALF])
def test_who_sends_half_a_request_is_hung_up_on(sent: bytes) -> None:
    async def dialogue(port: int, _ready: asyncio.Event) -> bytes:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(sent)
        heard = await reader.read()
        writer.close()
        return heard

    assert served(dialogue) == b""


def test_half_of_a_second_request_is_ended_too() -> None:
    async def dialogue(port: int, ready: asyncio.Event) -> bytes:
        ready.set()
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(WHOLE)
        first = await reader.readuntil(b"\r\n\r\n")
        writer.write(HALF)
        rest = await reader.read()
        writer.close()
        return first[:12] + rest

    assert served(dialogue) == b"HTTP/1.1 204"


def test_a_slow_answer_and_the_rest_before_a_second_request_are_waited_for() -> None:
    async def dialogue(port: int, ready: asyncio.Event) -> list[bytes]:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(WHOLE)
        for _ in range(2):  # whoever came later with half a request has been hung up on
            other, nothing = await asyncio.open_connection("127.0.0.1", port)
            await other.read()
            nothing.close()
        ready.set()
        first = await reader.readuntil(b"\r\n\r\n")
        other, nothing = await asyncio.open_connection("127.0.0.1", port)
        await other.read()
        nothing.close()
        writer.write(WHOLE)
        second = await reader.readuntil(b"\r\n\r\n")
        writer.close()
        return [first[:12], second[:12]]

    assert served(dialogue) == [b"HTTP/1.1 204"] * 2


def test_as_many_connections_as_there_are_files_for() -> None:
    before = resource.getrlimit(resource.RLIMIT_NOFILE)
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(400, before[0]), before[1]))
        held = connections()
        soft, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, before)

    assert 0 < held <= patient.MOST_CONNECTIONS
    assert soft >= held * patient.FILES_EACH
