"""How long and how many we wait for: whoever sends half a request keeps nobody else from being heard."""

from __future__ import annotations

import asyncio
import sys

from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS = 20.0
"""In this time the head of a request must be here whole."""
MOST_CONNECTIONS = 2_000
FILES_EACH = 4
"""File descriptors that a visit needs at most."""


class Patient(H11Protocol):
    """uvicorn's HTTP, which hangs up on who does not send the head of a request in time.

    A request that is being answered, a websocket, and the rest between two requests are not its business.
    """

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Take what came; where it leaves half a head, begin to wait."""
        super().data_received(data)
        if self.conn.trailing_data[0]:
            self._wait()

    def _wait(self) -> None:
        self.loop.call_later(HEAD_SECONDS, self._hang_up, self.cycle)

    def _hang_up(self, was: object) -> None:
        first = self.cycle is None  # so it is before the first request, whatever its type says
        half = first or (self.cycle.response_complete and self.conn.trailing_data[0])
        if half and self.cycle is was and self.transport.get_protocol() is self:
            self.transport.close()


def connections() -> int:
    """How many connections this process can hold, after asking the system for as many files as it may open."""
    if sys.platform == "win32":
        return MOST_CONNECTIONS
    import resource

    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_CONNECTIONS * FILES_EACH
    if resource.RLIM_INFINITY != now < wanted:
        now = wanted if most == resource.RLIM_INFINITY else min(most, wanted)
        resource.setrlimit(resource.RLIMIT_NOFILE, (now, most))
    return MOST_CONNECTIONS if now == resource.RLIM_INFINITY else min(now // FILES_EACH, MOST_CONNECTIONS)
