"""What comes over a websocket is passed on where somebody may ask for it, and dropped otherwise."""

from __future__ import annotations

from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Frames:
    """Passes on the binary frames that are `asked`; what a browser never sends is as if it had not been sent."""

    def __init__(self, app: ASGIApp, asked: Callable[[bytes], bool]) -> None:
        self._app = app
        self._asked = asked

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Look at every message of a websocket, and at nothing else."""
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return

        async def passed_on() -> Message:
            while True:
                message = await receive()
                frame = message.get("bytes")
                if message["type"] != "websocket.receive" or frame is None or self._asked(frame):
                    return message

        await self._app(scope, passed_on, send)
