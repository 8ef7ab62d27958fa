"""Streamlit's HTML document with our own head: name, icon, font and colours from the first moment."""

from __future__ import annotations

import re
from pathlib import Path

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lowback.ui.cookie import is_page

HEAD = (Path(__file__).parent / "head.html").read_text("utf-8")
# Ours replaces Streamlit's title, icon, its 170 KB font that we never show, and its note to programs.
REPLACED = re.compile(
    r"<title>.*?</title>"
    r"|<link\s+rel=\"(?:shortcut icon|preload|service-desc)\".*?>"
    r"|(?<=run this app\.</p>).*?(?=</noscript>)",
    re.DOTALL,
)
# A page is sent whole and plain, so that it can be changed and always carries its cookie.
DROPPED = {b"accept-encoding", b"if-none-match", b"if-modified-since", b"range"}
STALE = ("etag", "last-modified", "accept-ranges")


def with_head(document: str) -> str:
    """The document with our head in the place of Streamlit's."""
    return REPLACED.sub("", document).replace("</head>", f"{HEAD}</head>", 1)


class Document:
    """Puts our head into every page that Streamlit sends."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on anything but a browser's request for a page."""
        wants_page = scope["type"] == "http" and "text/html" in Headers(scope=scope).get("accept", "")
        if not wants_page or scope["method"] != "GET":
            await self._app(scope, receive, send)
            return
        kept = [(name, value) for name, value in scope["headers"] if name not in DROPPED]
        await self._app({**scope, "headers": kept}, receive, _Rewriting(send))


class _Rewriting:
    """A `send` that holds a page back until it is whole, and sends it changed."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and is_page(message):
            self._start = message
        elif self._start is None:
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._finish(self._start)

    async def _finish(self, start: Message) -> None:
        body = with_head(self._body.decode("utf-8")).encode("utf-8")
        headers = MutableHeaders(scope=start)
        for name in STALE:
            del headers[name]
        headers["Content-Length"] = str(len(body))
        await self._send(start)
        await self._send({"type": "http.response.body", "body": body})
