"""A real server on a free port and a real Chromium."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from urllib.parse import urlsplit

import httpx2 as httpx
import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, ViewportSize, sync_playwright

from examples.browser import FLAGS, shows
from examples.places import Place, prepare
from lowback.store.errors import SENTENCES
from lowback.web.cookie import COOKIE

ROOT = Path(__file__).resolve().parents[2]
PHONE: Any = {"width": 390, "height": 844}
DESKTOP: Any = {"width": 1280, "height": 800}
# To find its base path, Streamlit asks for /plan/_stcore/health first and expects a 404.
BASE_PATH = re.compile(r"^http://[^/]+/[a-z]+/_stcore/(health|host-config)$")
MINUTES_FRESH = 5
"""The example people did some things just now, so that they are made anew from time to time."""
UVICORN = ("-m", "uvicorn", "app:app", "--host", "127.0.0.1", "--no-access-log", "--log-level", "warning", "--port")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is an end-to-end test."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker("e2e")


@dataclass(frozen=True)
class Server:
    """A running app: where it answers, where it writes, what it said."""

    url: str
    data_dir: Path
    log_file: Path
    process: subprocess.Popen[bytes]

    @property
    def log(self) -> str:
        """Everything it wrote so far."""
        return self.log_file.read_text("utf-8", errors="replace")

    def stop(self, how: signal.Signals = signal.SIGINT) -> int:
        """End it as Ctrl-C would; the exit status."""
        if self.process.poll() is None:
            self.process.send_signal(how)
        try:
            return self.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            raise


def prepared(folder: Path) -> dict[str, str]:
    """Fill a data folder with the people of examples/places.py, made a moment ago; their cookies by name."""
    made, cookies = _people(int(datetime.now(UTC).timestamp() / (60 * MINUTES_FRESH)))
    shutil.copytree(made, folder, dirs_exist_ok=True)
    return dict(cookies)


@cache
def _people(_when: int) -> tuple[Path, dict[str, str]]:
    folder = Path(mkdtemp(prefix="examples"))
    return folder, prepare(folder)


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment(data_dir: Path, **extra: str) -> dict[str, str]:
    """The environment of a server that keeps its data in this folder and finds nobody's home."""
    ours = ("LOWBACK_", "STREAMLIT_", "MAKE", "MFLAGS", "PYTEST_", "PORT", "HOST")
    clean = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    return {**clean, "HOME": str(data_dir), "LOWBACK_DATA_DIR": str(data_dir), "PYTHONUNBUFFERED": "1", **extra}


def start(data_dir: Path, *command: str, port: int | None = None, **extra: str) -> Server:
    """Start the app (by default with uvicorn) and wait until it is well."""
    port = port or free_port()
    data_dir.mkdir(parents=True, exist_ok=True)
    log_file = data_dir / "server.log"
    arguments = [sys.executable, *(command or UVICORN), str(port)]
    with log_file.open("ab") as log:
        process = subprocess.Popen(
            arguments, cwd=ROOT, env=environment(data_dir, **extra), stdout=log, stderr=subprocess.STDOUT
        )
    server = Server(f"http://127.0.0.1:{port}", data_dir, log_file, process)
    wait_until_well(server)
    return server


class Examples:
    """A running app whose database holds the people of examples/places.py, and a browser for each of them."""

    def __init__(self, server: Server, cookies: dict[str, str], opening: Callable[..., Visitor]) -> None:
        self.server = server
        self._cookies = cookies
        self._opening = opening
        self._browsers: dict[tuple[str, str], Visitor] = {}

    def open(self, place: Place, scheme: str = "light") -> Visitor:
        """The place, drawn; a person keeps one browser for each colour scheme, so that scripts load once."""
        visitor = self._browser(place.person, scheme)
        visitor.requests.clear()
        visitor.errors.clear()
        visitor.page.goto(f"{self.server.url}{place.path}")
        shows(visitor.page, place)
        return visitor

    def touch(self, person: str, width: int, height: int) -> Page:
        """A touch screen of this size in this person's hand."""
        return self.holder(person, width, height).page

    def holder(self, person: str, width: int, height: int) -> Visitor:
        """This person with a touch screen of this size."""
        viewport: ViewportSize = {"width": width, "height": height}
        options = {"base_url": self.server.url, "has_touch": True, "locale": "en-GB"}
        visitor = self._opened(person, f"{width}x{height}", viewport, **options)
        visitor.page.set_viewport_size(viewport)
        return visitor

    def window(self, place: Place, viewport: ViewportSize, **options: str) -> Page:
        """The place in a window of this size, of a browser with these options."""
        name = repr((viewport, options))
        page = self._opened(place.person, name, viewport, base_url=self.server.url, locale="en-GB", **options).page
        page.set_viewport_size(viewport)
        page.goto(place.path)
        shows(page, place)
        return page

    def _browser(self, person: str, scheme: str) -> Visitor:
        # Reduced motion: a fade that is half-way has half the contrast.
        return self._opened(person, scheme, DESKTOP, color_scheme=scheme, reduced_motion="reduce")

    def _opened(self, person: str, name: str, viewport: Any, **options: Any) -> Visitor:
        if (person, name) not in self._browsers:
            visitor = self._opening(viewport, **options)
            cookie = {"name": COOKIE, "value": self._cookies[person], "url": self.server.url}
            visitor.context.add_cookies([cookie])  # type: ignore[list-item]  # a TypedDict by any other name
            self._browsers[person, name] = visitor
        return self._browsers[person, name]


@pytest.fixture(scope="module")
def variables() -> dict[str, str]:
    """The settings of the module's server with example people; a module may have its own."""
    return {}


@pytest.fixture(scope="module")
def examples(
    serve: Callable[..., Server], variables: dict[str, str], tmp_path_factory: pytest.TempPathFactory, chromium: Browser
) -> Iterator[Examples]:
    """One server with example people for a whole test module; it must have nothing to complain about."""
    folder = tmp_path_factory.mktemp("examples")
    cookies = prepared(folder)
    running = serve(data_dir=folder, **variables)
    with ExitStack() as stack:
        yield Examples(running, cookies, partial(_open_browser, chromium, stack))
    running.stop()
    _assert_calm(running)


def wait_until_well(server: Server, seconds: float = 60) -> None:
    """Poll /healthz; a server that ends instead fails the test with its log."""
    transport = httpx.HTTPTransport(retries=3)
    with httpx.Client(base_url=server.url, transport=transport, timeout=5) as client:
        for _ in range(int(seconds / 0.1)):
            if server.process.poll() is not None:
                pytest.fail(f"The server ended with {server.process.returncode}:\n{server.log}")
            try:
                if client.get("/healthz").status_code == httpx.codes.OK:
                    return
            except httpx.TransportError:
                server_ended(server, 0.1)
    server.stop()
    pytest.fail(f"The server did not answer in {seconds} s:\n{server.log}")


def server_ended(server: Server, within: float) -> bool:
    """True when the process ends within these seconds."""
    try:
        server.process.wait(within)
    except subprocess.TimeoutExpired:
        return False
    return True


@pytest.fixture(scope="session")
def serve(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Server]]:
    """Start servers; every one is stopped at the end of the run."""
    with ExitStack() as stack:

        def serving(*command: str, data_dir: Path | None = None, port: int | None = None, **extra: str) -> Server:
            server = start(data_dir or tmp_path_factory.mktemp("data"), *command, port=port, **extra)
            stack.callback(server.stop)
            return server

        yield serving


@pytest.fixture(scope="module")
def server(serve: Callable[..., Server]) -> Iterator[Server]:
    """One server for a whole test module; it must have nothing to complain about."""
    running = serve()
    yield running
    running.stop()
    _assert_calm(running)


STREAMLITS_OWN = re.compile(
    r"[^\n]*Uncaught app execution\n(?:  [^\n]*\n)*?[^\n]*for wid in self\._new_widget_state:\n(?:  [^\n]*\n)*?"
    r"builtins\.RuntimeError[^\n]*\n?"
)
"""Two of its threads have one session's state, when a browser comes back in the middle of a run: it starts a second run
before the first has stopped. The person is offered to try again."""


def _assert_calm(server: Server) -> None:
    # A wound clock sends minutes of events in a moment, more than a slow disk writes; they are sent again.
    usual = ("A new diary was begun", SENTENCES["busy"])
    lines = STREAMLITS_OWN.sub("", server.log).splitlines()
    said = [line for line in lines if line.strip() and not line.startswith(usual)]
    if said:
        pytest.fail("\n".join(["The server complained:", *said]))


@pytest.fixture(scope="module")
def base_url(server: Server) -> str:
    """Where the module's server answers."""
    return server.url


@pytest.fixture(scope="session")
def browser_path() -> str:
    """The Chromium to drive: CHROMIUM, else one on PATH."""
    names = [
        os.environ.get("CHROMIUM", ""),
        "chromium-headless-shell",
        "chromium",
        "chromium-browser",
        "google-chrome",
        "/usr/bin/chromium",
    ]
    for name in filter(None, names):
        if path := shutil.which(name):
            return path
    pytest.fail("No Chromium found: run `make test`, which gets one, or set CHROMIUM.")


@pytest.fixture(scope="session")
def chromium(browser_path: str) -> Iterator[Browser]:
    """One browser process for the run."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=browser_path, args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Visitor:
    """A browser of one person: its own cookies, and a record of what it asked for and complained about."""

    context: BrowserContext
    page: Page
    requests: list[str]
    errors: list[str]

    def foreign(self, base_url: str) -> list[str]:
        """Requests that left for another origin."""
        own = urlsplit(base_url).netloc
        inside = ("data:", "blob:", "about:")
        return [url for url in self.requests if not url.startswith(inside) and urlsplit(url).netloc != own]


@pytest.fixture
def visitor(chromium: Browser) -> Iterator[Callable[..., Visitor]]:
    """Opens browsers, each a new person: `visitor(PHONE, color_scheme="dark")`; all closed after the test."""
    with ExitStack() as stack:
        yield partial(_open_browser, chromium, stack)


def _open_browser(chromium: Browser, stack: ExitStack, viewport: Any = None, **options: Any) -> Visitor:
    context = chromium.new_context(viewport=viewport or DESKTOP, **options)
    stack.callback(context.close)
    page = context.new_page()
    page.set_default_timeout(45_000)
    person = Visitor(context, page, [], [])
    context.on("request", lambda request: person.requests.append(request.url))
    page.on("websocket", lambda socket: person.requests.append(socket.url))
    context.on("console", lambda message: person.errors.extend(_complaint(message)))
    page.on("pageerror", lambda error: person.errors.append(str(error)))
    return person


def _complaint(message: ConsoleMessage) -> list[str]:
    expected = BASE_PATH.search(message.location["url"]) and "404" in message.text
    return [message.text] if message.type == "error" and not expected else []


@pytest.fixture
def page_phone(visitor: Callable[..., Visitor], base_url: str) -> Iterator[Page]:
    """A phone; at the end nothing must have gone to another origin, and no page have complained."""
    yield from _watched(visitor(PHONE, base_url=base_url, has_touch=True), base_url)


@pytest.fixture
def page_desktop(visitor: Callable[..., Visitor], base_url: str) -> Iterator[Page]:
    """A laptop; at the end nothing must have gone to another origin, and no page have complained."""
    yield from _watched(visitor(DESKTOP, base_url=base_url), base_url)


def _watched(person: Visitor, base_url: str) -> Iterator[Page]:
    yield person.page
    assert person.foreign(base_url) == []
    assert person.errors == []
