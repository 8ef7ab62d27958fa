"""Scripts and styles, Streamlit's and ours, packed once: without that they are half of what a first visit fetches."""

from __future__ import annotations

import gzip
from collections.abc import Callable, Mapping
from functools import partial
from posixpath import normpath

import brotli
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lowback.web.whole import Whole

FOLDERS = ("/static/", "/js/")
KINDS = (".js", ".css")
Pack = Callable[[bytes], bytes]
WAYS: Mapping[str, Pack] = {"br": partial(brotli.compress, quality=5), "gzip": partial(gzip.compress, mtime=0)}
"""The best first. Brotli at 5 is as quick as gzip, and a twelfth smaller; browsers take it over https and at home."""


class Packed:
    """Sends these files packed to a browser that takes it. Their names change with their content, so they are kept."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._packed: dict[tuple[str, str], tuple[Message, bytes]] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on anything else as it is."""
        # One name for one file, so that nobody fills our memory with others.
        path = normpath(scope.get("path", ""))
        if scope["type"] != "http" or not _wanted(path, scope) or not (way := way_for(Headers(scope=scope))):
            await self._app(scope, receive, send)
        elif (path, way) in self._packed:
            await answer(self._packed[path, way], send)
        else:
            plain = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
            await self._app(
                {**scope, "headers": plain}, receive, Whole(send, _plain, partial(self._keep, path, way, send))
            )

    async def _keep(self, path: str, way: str, send: Send, start: Message, body: bytes) -> None:
        self._packed[path, way] = pack(way, start, body)
        await answer(self._packed[path, way], send)


def way_for(asked: Headers) -> str:
    """The best of our ways to pack that this browser takes; "" where it takes none."""
    taken = {each.partition(";")[0].strip() for each in asked.get("accept-encoding", "").split(",")}
    return next((way for way in WAYS if way in taken), "")


def _plain(start: Message) -> bool:
    return start["status"] == 200 and "content-encoding" not in Headers(raw=start["headers"])


def _wanted(path: str, scope: Scope) -> bool:
    headers = Headers(scope=scope)
    whole = scope["method"] == "GET" and not {"range", "if-none-match", "if-modified-since"} & set(headers)
    return whole and path.startswith(FOLDERS) and path.endswith(KINDS)


def pack(way: str, start: Message, body: bytes) -> tuple[Message, bytes]:
    """An answer packed in this way; "": as it is, for a browser that takes none."""
    small = WAYS[way](body) if way else body
    headers = MutableHeaders(scope=start)
    if way:
        headers["Content-Encoding"] = way
    headers["Content-Length"] = str(len(small))
    headers.add_vary_header("Accept-Encoding")
    # The other form has this name.
    del headers["etag"]
    return start, small


async def answer(packed: tuple[Message, bytes], send: Send) -> None:
    """Send it, as often as it is asked for."""
    start, body = packed
    # What stands before us adds its headers to its own copy.
    await send({**start, "headers": list(start["headers"])})
    await send({"type": "http.response.body", "body": body})
