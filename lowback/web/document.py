"""Streamlit's HTML document as ours: name, icon, font, colours and "Get help now" from the first moment."""

from __future__ import annotations

import json
import re
from functools import partial
from html import escape
from pathlib import Path
from string import Template

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from lowback.language.speech import say, speaking, spoken
from lowback.web import help as helping
from lowback.web.bare import read_bare
from lowback.web.cookie import is_page
from lowback.web.modules import address
from lowback.web.packed import answer, pack, way_for
from lowback.web.whole import Whole

SENDER = f'<script type="module" async src="{address("sender.js")}"></script>'
# Every component begins with these: they are here by the time that there is one.
AHEAD = "".join(f'<link rel="modulepreload" href="{address(name)}" />' for name in ("mount.js", "say.js"))
PRINT = read_bare(Path(__file__).parent / "print.css")
HEAD = Template(read_bare(Path(__file__).parent / "head.html"))
# Ours replaces Streamlit's title, icon, its 170 KB font that we never show, and its note to programs.
REPLACED = re.compile(
    r"<title>.*?</title>"
    r"|<link\s+rel=\"(?:shortcut icon|preload|service-desc)\".*?>"
    r"|(?<=<noscript>).*?(?=</noscript>)",
    re.DOTALL,
)
# A page comes to us whole and plain, so that it can be changed and always carries its cookie.
DROPPED = {b"accept-encoding", b"if-none-match", b"if-modified-since", b"range"}
STALE = ("etag", "last-modified", "accept-ranges")


def with_ours(document: str, languages: str = "") -> str:
    """Streamlit's document with our head and help for where these languages are spoken; any other as it is."""
    if '<div id="root">' not in document:
        return document
    head = f"{_head()}{AHEAD}{SENDER}<style>{helping.STYLE}{PRINT}</style></head>"
    words = f"<noscript><p>{helping.without_script(languages)}</p></noscript>"
    ours = f'<html lang="{spoken().language.tag}" dir="{spoken().language.direction}"'
    mine = REPLACED.sub("", document).replace('<html lang="en"', ours, 1).replace("</head>", head, 1)
    # After the app, whose first stop for the keyboard is the way past its navigation.
    return mine.replace("<noscript></noscript>", words, 1).replace("</body>", f"{helping.corner(languages)}</body>", 1)


def _head() -> str:
    about = say("Gentle routines for a sore back, chosen from your answers, with a film of every exercise.")
    # A string in a style sheet is written as one in JSON.
    return HEAD.substitute(about=escape(about), opening=json.dumps(say("Opening Lowback"), ensure_ascii=False))


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
        asked = Headers(scope=scope)
        finish = partial(_changed, send, asked.get("accept-language", ""), way_for(asked))
        with speaking(helping.language_of(asked).tag):
            await self._app({**scope, "headers": kept}, receive, Whole(send, is_page, finish))


async def _changed(send: Send, languages: str, way: str, start: Message, body: bytes) -> None:
    body = with_ours(body.decode("utf-8"), languages).encode("utf-8")
    headers = MutableHeaders(scope=start)
    for name in STALE:
        del headers[name]
    await answer(pack(way, start, body), send)
