"""Who is asking: a signed cookie, given with the page before any websocket opens."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple
from uuid import uuid4

from itsdangerous import BadSignature, URLSafeSerializer
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "lowback_person"
HOST_COOKIE = f"__Host-{COOKIE}"
"""Its name over https: a browser takes such a one from this host only, so that no neighbour plants theirs."""
LONGEST_HEADER = int(os.environ.get("WEBSOCKETS_MAX_LINE_LENGTH", "8192")) - len("Cookie: \r\n")
"""With more bytes of cookies no websocket comes about, and the page would stay empty."""
TOO_LONG = (
    "Your browser sends so many cookies to this address that Lowback cannot open.\n"
    "Delete those of other apps at this address, or come by another name: 127.0.0.1 instead of localhost.\n"
)
PASSING = "visit-"
"""How the id of somebody begins whose browser keeps no cookie: they are known for one visit only."""
Keys = bytes | Sequence[bytes]
"""One key or several, oldest first: each is read, the last one signs."""
TWO_YEARS = 2 * 365 * 24 * 60 * 60
# Ports share cookies, so the app and its demo on one machine share this one: each keeps the
# other's name in it, or starting the demo once would cut a person off from their diary.
SEPARATOR = "~"
LONGEST_NAME = 200
MOST_NAMES = 4


class Named(NamedTuple):
    """Whom a cookie names."""

    person: str
    browser: str = ""
    """In which browser they are; empty in cookies from before browsers had names."""


def named_in(cookie_value: str | None, secret: Keys) -> Named | None:
    """Whom a cookie names, or None when it is missing or we did not sign it."""
    found = (_signed(name, secret) for name in _names(cookie_value))
    return next((named for named in found if named and named.person), None)


def person_from(cookie_value: str | None, secret: Keys) -> str | None:
    """The person a cookie names, or None when it is missing or we did not sign it."""
    named = named_in(cookie_value, secret)
    return named.person if named else None


def cookie_for(person: str, secret: Keys, earlier: str | None = None, browser: str = "") -> str:
    """The cookie value that names this person in this browser, and keeps names that others on this host signed."""
    others = [name for name in _names(earlier) if 0 < len(name) <= LONGEST_NAME and _signed(name, secret) is None]
    mine = _serializer(secret).dumps([person, browser] if browser else person)
    return SEPARATOR.join([str(mine), *others[: MOST_NAMES - 1]])


def somebody_new() -> Named:
    """Nobody whom we know, in a browser that we do not know."""
    return Named(uuid4().hex, uuid4().hex)


def set_cookie(named: Named, scope: Scope, secret: Keys) -> str:
    """The header with which the browser that asked is named so from now on."""
    value = cookie_for(named.person, secret, sent_in(HTTPConnection(scope).cookies), named.browser)
    name, secure = (HOST_COOKIE, "; Secure") if scope["scheme"] == "https" else (COOKIE, "")
    return f"{name}={value}; Max-Age={TWO_YEARS}; Path=/; HttpOnly; SameSite=Lax{secure}"


def sent_in(cookies: Mapping[str, str]) -> str | None:
    """Our cookie among all that a browser sent."""
    return cookies.get(HOST_COOKIE) or cookies.get(COOKIE)


def _names(cookie_value: str | None) -> list[str]:
    # No more than we ever give: whoever sends thousands would have each of them tried.
    return (cookie_value or "").split(SEPARATOR, MOST_NAMES)[:MOST_NAMES]


def _signed(name: str, secret: Keys) -> Named | None:
    try:
        said = _serializer(secret).loads(name)
    except BadSignature:
        return None
    parts = said if isinstance(said, list) and len(said) == len(Named._fields) else [said]
    return Named(*parts) if all(isinstance(part, str) for part in parts) else None


def _serializer(secret: Keys) -> URLSafeSerializer:
    return URLSafeSerializer(secret, salt="lowback.person")


class PersonCookie:
    """Gives every visitor a person, and renews the cookie with every page load.

    `everyone` names the one person that all visitors are (the demo), or None where each is their own. `renewed` says
    how a known visitor is named from now on; None: they are somebody new.
    """

    def __init__(
        self,
        app: ASGIApp,
        secret: Callable[[], Keys],
        everyone: Callable[[], str | None] = lambda: None,
        renewed: Callable[[Named], Named | None] = lambda named: named,
    ) -> None:
        self._app = app
        self._secret = secret
        self._everyone = everyone
        self._renewed = renewed

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; add the cookie when the answer is a page."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        asked = Headers(scope=scope)
        if len(asked.get("cookie", "")) > LONGEST_HEADER and "text/html" in asked.get("accept", ""):
            await PlainTextResponse(TOO_LONG, status_code=431)(scope, receive, send)
            return

        async def send_named(message: Message) -> None:
            if message["type"] == "http.response.start" and is_page(message):
                headers = MutableHeaders(scope=message)
                headers.append("Set-Cookie", await run_in_threadpool(self._header, scope))
                headers["Cache-Control"] = "private, no-cache"
            await send(message)

        await self._app(scope, receive, send_named)

    def _header(self, scope: Scope) -> str:
        secret = self._secret()
        return set_cookie(self._named(scope, secret), scope, secret)

    def _named(self, scope: Scope, secret: Keys) -> Named:
        if all_of_us := self._everyone():
            return Named(all_of_us)
        known = named_in(sent_in(HTTPConnection(scope).cookies), secret)
        return (known and self._renewed(known)) or somebody_new()


def is_page(message: Message) -> bool:
    """True for the start of an answer that carries an HTML document."""
    kind = Headers(raw=message["headers"]).get("content-type", "")
    return bool(message["status"] == 200 and kind.startswith("text/html"))
