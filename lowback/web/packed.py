"""Streamlit's own scripts and styles, packed once: without that they are half of what a first visit fetches."""

from __future__ import annotations

import gzip
from functools import partial
from posixpath import normpath

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lowback.web.whole import Whole

FOLDER = "/static/"
KINDS = (".js", ".css")


class Packed:
    """Sends these files as gzip to a browser that takes it. Their names change with their content, so they are kept."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._packed: dict[str, tuple[Message, bytes]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on anything else as it is."""
        # One name for one file, so that nobody fills our memory with others.
        path = normpath(scope.get("path", ""))
        if scope["type"] != "http" or not _wanted(path, scope):
            await self._app(scope, receive, send)
        elif path in self._packed:
            await _answer(self._packed[path], send)
        else:
            await self._app(scope, receive, Whole(send, _plain, partial(self._keep, path, send)))

    async def _keep(self, path: str, send: Send, start: Message, body: bytes) -> None:
        self._packed[path] = _pack(start, body)
        await _answer(self._packed[path], send)


def _plain(start: Message) -> bool:
    return start["status"] == 200 and "content-encoding" not in Headers(raw=start["headers"])


def _wanted(path: str, scope: Scope) -> bool:
    headers = Headers(scope=scope)
    whole = scope["method"] == "GET" and not {"range", "if-none-match", "if-modified-since"} & set(headers)
    return whole and path.startswith(FOLDER) and path.endswith(KINDS) and "gzip" in headers.get("accept-encoding", "")


def _pack(start: Message, body: bytes) -> tuple[Message, bytes]:
    small = gzip.compress(body, mtime=0)
    headers = MutableHeaders(scope=start)
    headers["Content-Encoding"] = "gzip"
    headers["Content-Length"] = str(len(small))
    headers.add_vary_header("Accept-Encoding")
    # The other form has this name.
    del headers["etag"]
    return start, small


async def _answer(packed: tuple[Message, bytes], send: Send) -> None:
    start, body = packed
    # What stands before us adds its headers to its own copy.
    await send({**start, "headers": list(start["headers"])})
    await send({"type": "http.response.body", "body": body})
