"""What the player hears back for an event: the frames of its websocket and the answer to what it told, in bytes."""

from __future__ import annotations

import re

from playwright.sync_api import Page, WebSocket

TOLD = re.compile("/events$")
TAPS = 4


class Ear:
    """Everything that a page hears from the server by websocket; listens from before the page is opened."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self.heard = 0
        page.on("websocket", self._listen)

    def bytes_per_event(self) -> float:
        """Pause a session that runs and go on with it, twice; each is an event."""
        self.heard = 0
        answered = sum(self._tap() for _ in range(TAPS))
        self._page.locator("[data-test-script-state=notRunning]").wait_for(state="attached")
        return (self.heard + answered) / TAPS

    def _tap(self) -> int:
        with self._page.expect_response(TOLD) as told:
            self._page.locator("[data-do=pause]").click()
        sizes = told.value.request.sizes()
        return sizes["responseHeadersSize"] + sizes["responseBodySize"]

    def _listen(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._hear)

    def _hear(self, frame: str | bytes) -> None:
        self.heard += len(frame)
