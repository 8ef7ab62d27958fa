"""Who may ask at all: a browser that shows a page of ours, at a name that is ours; nobody's page from elsewhere."""

from __future__ import annotations

import socket
from collections.abc import Callable, Collection
from functools import cache
from ipaddress import IPv4Address, IPv6Address, ip_address
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
PORTS = {"http": 80, "https": 443}
PAGE_OF = {"ws": "http", "wss": "https"}
"""A websocket belongs to a page, and its Origin has the page's scheme."""
STREAMLIT = "_stcore"
OPEN = {"stream", "health", "host-config", "bidi-components"}
"""What a browser needs of Streamlit's own; its metrics, its agents' way in and its uploads are for nobody."""
NOT_OURS = (
    "Lowback answers only pages of its own, at names it knows.\n"
    "If you opened it at an address of yours, start it with LOWBACK_HOSTS=that-name. "
    "Behind a proxy that speaks https, see SECURITY.md.\n"
)
Place = tuple[str, str, int]
"""Scheme, name and port."""


@cache
def machine_names() -> frozenset[str]:
    """What this machine calls itself, also on its own network; nobody is asked."""
    name = socket.gethostname().lower()
    first = name.split(".", 1)[0]
    return frozenset({name, first, f"{first}.local"}) - {""}


def place_of(scheme: str, host: str) -> Place | None:
    """Where a Host leads; None where it is not a name or number with a port at most."""
    try:
        parts = urlsplit(f"{scheme}://{host}")
        name, port = parts.hostname, parts.port
    except ValueError:
        return None
    if not name or parts.netloc != host or "@" in host or scheme not in PORTS:
        return None
    return scheme, name.rstrip("."), PORTS[scheme] if port is None else port


def is_ours(name: str, reached: str, given: Collection[str]) -> bool:
    """Whether this name is the machine's, one of the `given`, or the number at which the socket was `reached`."""
    number = _number(name)
    return name in LOOPBACK | machine_names() or name in given or (number is not None and number == _number(reached))


def let_in(scope: Scope, given: Collection[str]) -> bool:
    """Whether the Host is ours and every Origin is just this Host; without an Origin it is no page from elsewhere."""
    headers = Headers(scope=scope)
    here = place_of(_scheme(scope), headers.get("host", ""))
    reached = (scope.get("server") or ("",))[0]
    if here is None or not is_ours(here[1], reached, given):
        return False
    return all(_origin(origin) == here for origin in headers.getlist("origin"))


class OursOnly:
    """Answers 403 to whoever is not to be let in, before Streamlit asks an address service on the internet who we are.

    `hosts` gives more names of ours.
    """

    def __init__(self, app: ASGIApp, hosts: Callable[[], Collection[str]]) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is ours."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
        elif not let_in(scope, self._hosts()):
            await PlainTextResponse(NOT_OURS, status_code=403)(scope, receive, send)
        elif _closed(scope["path"]):
            await PlainTextResponse("Not found", status_code=404)(scope, receive, send)
        else:
            await self._app(_plainly(scope), receive, send)


def _plainly(scope: Scope) -> Scope:
    """The same with an Origin that is the Host letter by letter, so that Streamlit has nothing left to find out."""
    headers = Headers(scope=scope)
    if "origin" not in headers:
        return scope
    plain = {**scope, "headers": list(scope["headers"])}
    MutableHeaders(scope=plain)["origin"] = f"{_scheme(scope)}://{headers['host']}"
    return plain


def _scheme(scope: Scope) -> str:
    scheme: str = scope["scheme"]
    return PAGE_OF.get(scheme, scheme)


def _origin(origin: str) -> Place | None:
    scheme, _, host = origin.partition("://")
    return place_of(scheme.lower(), host)


def _closed(path: str) -> bool:
    parts = path.strip("/").split("/")
    return parts[0] == STREAMLIT and (len(parts) < 2 or parts[1] not in OPEN)


def _number(text: str) -> IPv4Address | IPv6Address | None:
    try:
        number = ip_address(text)
    except ValueError:
        return None
    return getattr(number, "ipv4_mapped", None) or number
