"""An answer that has to be seen whole before it can be changed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.types import Message, Send


class Whole:
    """A `send` that holds an answer back until it is whole and hands it over; any other goes as it comes."""

    def __init__(
        self, send: Send, holds: Callable[[Message], bool], finish: Callable[[Message, bytes], Awaitable[None]]
    ) -> None:
        self._send = send
        self._holds = holds
        self._finish = finish
        self._start: Message | None = None
        self._body = b""

    async def __call__(self, message: Message) -> None:
        """Take one message of the answer."""
        if message["type"] == "http.response.start" and self._holds(message):
            self._start = message
        elif self._start is None:
            await self._send(message)
        else:
            self._body += message.get("body", b"")
            if not message.get("more_body"):
                await self._finish(self._start, self._body)
