"""WebKit in a window of a given size, driven by the protocol that every browser speaks."""

from __future__ import annotations

import base64
import io
import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2 as httpx
import pytest
from PIL import Image

from tests.e2e.conftest import free_port

WINDOW = Path(__file__).with_name("window.py")
# Everything of ours stands in shadow roots, which a selector does not enter.
DEEP = """const all = [];
const walk = (root) => {
  for (const each of root.querySelectorAll('*')) {
    all.push(each);
    if (each.shadowRoot) walk(each.shadowRoot);
  }
};
walk(document);
const seen = (each) => each.getClientRects().length > 0 && !each.disabled;
const words = (each) => (each.getAttribute('aria-label') ?? each.innerText ?? '').trim().replace(/\\s+/g, ' ');
"""


class WebKit:
    """One window with one page."""

    def __init__(self, client: httpx.Client, driver: subprocess.Popen[bytes]) -> None:
        self._client, self._driver = client, driver
        options = {"binary": str(WINDOW), "args": ["--automation"]}
        asked = {"browserName": "MiniBrowser", "webkitgtk:browserOptions": options}
        self._session = self._told("POST", "/session", {"capabilities": {"alwaysMatch": asked}})["sessionId"]

    def open(self, address: str) -> None:
        """Go there."""
        self._do("/url", {"url": address})

    def cookie(self, name: str, value: str) -> None:
        """Give the page that is open this cookie."""
        self._do("/cookie", {"cookie": {"name": name, "value": value, "path": "/"}})

    def script(self, code: str, *given: Any) -> Any:
        """What these lines return on the page."""
        return self._do("/execute/sync", {"script": DEEP + code, "args": list(given)})

    def until(self, code: str, *given: Any, seconds: float = 40) -> Any:
        """What these lines return once that is something."""
        for _ in range(int(seconds * 10)):
            if found := self.script(code, *given):
                return found
            self.passes(0.1)
        pytest.fail(f"Never came: {code} {given}\n{self.script('return document.body.innerText')}")

    def passes(self, seconds: float) -> None:
        """Look again after this long; the driver lives on."""
        try:
            self._driver.wait(seconds)
        except subprocess.TimeoutExpired:
            return
        pytest.fail("WebKitWebDriver ended")

    def reads(self, words: str) -> None:
        """Wait until these words can be seen."""
        self.until(
            "return all.some((each) => !each.children.length && seen(each) && words(each) === arguments[0])", words
        )

    def tap(self, selector: str, words: str = "") -> None:
        """Tap the first of these that can be seen and whose words begin so: with a pointer, as sound wants it."""
        before, place = [0], self._place(selector, words)
        while before != place:  # until it stands still
            before, place = place, self._place(selector, words)
        move = {"type": "pointerMove", "x": place[0], "y": place[1], "origin": "viewport", "duration": 0}
        down, up = ({"type": f"pointer{way}", "button": 0} for way in ("Down", "Up"))
        press = [move, down, {"type": "pause", "duration": 100}, up]
        self._do("/actions", {"actions": [{"type": "pointer", "id": "finger", "actions": press}]})

    def type(self, selector: str, text: str) -> None:
        """Write into this field, key by key: WebKit's driver does not write into a field in a shadow root."""
        self.until(
            "const field = all.find((each) => each.matches(arguments[0]) && seen(each)); field?.focus(); return field",
            selector,
        )
        keys = [{"type": way, "value": letter} for letter in text for way in ("keyDown", "keyUp")]
        self._do("/actions", {"actions": [{"type": "key", "id": "keys", "actions": keys}]})

    def picture(self) -> Image.Image:
        """The window as it is now."""
        raw = self._told("GET", f"/session/{self._session}/screenshot", None)
        return Image.open(io.BytesIO(base64.b64decode(raw)))

    def close(self) -> None:
        """Close the window."""
        self._client.delete(f"/session/{self._session}")
        self._client.close()

    def _place(self, selector: str, words: str) -> list[int]:
        self.passes(0.1)
        place: list[int] = self.until(
            "const fits = (each) => each.matches(arguments[0]) && seen(each) && words(each).startsWith(arguments[1]);"
            "const found = all.find(fits);"
            "found?.scrollIntoView({block: 'center', behavior: 'instant'});"
            "const {x, y, width, height} = found?.getBoundingClientRect() ?? {};"
            "return found && [x + width / 2, y + height / 2].map(Math.round)",
            selector,
            words,
        )
        return place

    def _do(self, what: str, said: dict[str, Any]) -> Any:
        return self._told("POST", f"/session/{self._session}{what}", said)

    def _told(self, method: str, address: str, said: dict[str, Any] | None) -> Any:
        answer = self._client.request(method, address, json=said).json()["value"]
        if isinstance(answer, dict) and "error" in answer:
            pytest.fail(f"{answer['error']}: {answer['message']}")
        return answer


@contextmanager
def windows(log: Path) -> Iterator[Callable[[str], WebKit]]:
    """Opens windows of a size, each with a driver of its own, on a screen that nobody sees."""
    started: list[subprocess.Popen[bytes]] = []
    read, write = os.pipe()
    screen = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x900x24", "-nolisten", "tcp"]
    started.append(subprocess.Popen(screen, pass_fds=[write], stderr=subprocess.DEVNULL))
    display = f":{os.read(read, 9).decode().strip()}"

    def opening(size: str) -> WebKit:
        port = free_port()
        room = os.environ | {"DISPLAY": display, "WINDOW": size, "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1"}
        with log.open("ab") as heard:
            driver = subprocess.Popen(
                ["WebKitWebDriver", f"--port={port}"], env=room, stdout=heard, stderr=heard, start_new_session=True
            )
        started.append(driver)
        transport = httpx.HTTPTransport(retries=10)
        return WebKit(httpx.Client(base_url=f"http://127.0.0.1:{port}", transport=transport, timeout=60), driver)

    try:
        yield opening
    finally:
        for process in reversed(started):
            process.terminate()
            process.wait(20)
        os.close(read)
        os.close(write)
