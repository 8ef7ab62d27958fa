"""How much one person and one address may ask of us: so much at once, then so much a second; the rest is refused.

A token bucket each, in memory: nothing is kept of who came, and a restart forgets it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import ip_address, ip_network
from math import ceil
from time import monotonic

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from lowback.language.speech import later
from lowback.store.errors import StoreUnavailable

A_DAY = 24 * 60 * 60
MOST_KNOWN = 20_000
"""Buckets that one meter remembers; the one that was not used for longest goes first."""
TOO_MUCH = later("That is more than one person does in a day, so this could not be saved. Please try again later.")
TOO_OFTEN = "Too many requests came from your address. Please wait a moment, then try again.\n"


@dataclass(frozen=True, slots=True)
class Allowance:
    """So much at once, and so much a second after that."""

    at_once: float
    a_second: float


SESSIONS = Allowance(50, 50 / A_DAY)
"""Sessions that one person begins or logs."""
LINES = Allowance(100_000, 100_000 / A_DAY)
"""Lines that one person's players tell; each is less than a kilobyte, and a long session has some three hundred."""
SUMMARIES = Allowance(30, 30 / A_DAY)
"""Summaries that one person saves."""
CODES = Allowance(30, 30 / A_DAY)
"""Codes for another browser that one person makes."""
WRONG_CODES = Allowance(20, 20 / A_DAY)
"""Codes that open nothing, tried from one address."""
REQUESTS = Allowance(5_000, 100)
"""Requests from one address; a first visit makes about a hundred, and a whole clinic may share an address."""
VISITS = Allowance(300, 5)
"""Websockets opened from one address: one for each page load."""


class TooMuch(StoreUnavailable):
    """The person has used up what one person may; the message is one plain sentence."""

    def __init__(self) -> None:
        Exception.__init__(self, TOO_MUCH)


class Meter:
    """What each has left of one allowance; `clock` tells seconds that only go forward."""

    def __init__(self, allowance: Allowance, clock: Callable[[], float] = monotonic) -> None:
        self._allowance = allowance
        self._clock = clock
        self._left: dict[str, tuple[float, float]] = {}

    def take(self, who: str, much: float = 1) -> bool:
        """Whether there was enough left for them; then it is taken."""
        now, full = self._clock(), self._allowance.at_once
        left, since = self._left.pop(who, (full, now))
        left = min(full, left + (now - since) * self._allowance.a_second)
        enough = left >= much
        self._left[who] = (left - much if enough else left, now)
        if len(self._left) > MOST_KNOWN:
            del self._left[next(iter(self._left))]
        return enough

    @contextmanager
    def spending(self, who: str, much: float = 1) -> Iterator[None]:
        """Take it for what is done inside; where that fails it costs nothing, so that trying again is free.

        Raises:
            TooMuch: there is not enough left, and nothing is done.
        """
        if not self.take(who, much):
            raise TooMuch
        try:
            yield
        except BaseException:
            self.take(who, -much)
            raise


sessions, lines, summaries = Meter(SESSIONS), Meter(LINES), Meter(SUMMARIES)
codes, wrong_codes = Meter(CODES), Meter(WRONG_CODES)


class Limited:
    """Answers 429 to an address that asks for far more than people do; the machine itself is never refused."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self._meters = {"http": Meter(REQUESTS), "websocket": Meter(VISITS)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on what is within the allowance."""
        meter = self._meters.get(scope["type"])
        who = household(scope["client"][0]) if meter and scope.get("client") else None
        if meter is None or who is None or meter.take(who):
            await self._app(scope, receive, send)
        else:
            again = {"Retry-After": str(ceil(1 / VISITS.a_second))}
            await PlainTextResponse(TOO_OFTEN, status_code=429, headers=again)(scope, receive, send)


def household(address: str) -> str | None:
    """Who shares an address: with IPv6 a whole network; None for this machine itself, and for what is no address."""
    try:
        number = ip_address(address)
    except ValueError:
        return None
    if number.is_loopback:
        return None
    return str(ip_network((number, 64), strict=False)) if number.version == 6 else address
