"""Sessions at random in a real browser against the real server: page, device and diary agree in the end."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest
from playwright.sync_api import Error, Page, Route
from sqlalchemy import Engine

from examples.people import ORDINARY
from examples.places import LIBRARY, PLACES, ZONE
from lowback.diary.event import read_event
from lowback.diary.log import fold
from lowback.person.amend import amended
from lowback.settings import settings
from lowback.store.answers import StoredAnswers
from lowback.store.engine import open_engine
from lowback.store.migrate import migrate
from lowback.store.sessions import Sessions
from lowback.web.cookie import COOKIE, cookie_for
from tests.e2e.conftest import PHONE, Server, Visitor, server_ended
from tests.short_session import adds_up, named, script

pytestmark = [pytest.mark.slow, pytest.mark.timeout(240)]
EVENTS = "**/events"
NOTES = "Object.keys(localStorage).filter((key) => key.startsWith('lowback.player.')).length"
# Every line is written on the device before it is sent; the test reads over its shoulder, and what a page left behind.
SHOULDER = """const {setItem} = Storage.prototype;
Storage.prototype.setItem = function (key, value) {
  if (key.startsWith('lowback.player.')) noted(value);
  setItem.call(this, key, value);
};
try {
  for (const key of Object.keys(localStorage)) if (key.startsWith('lowback.player.')) noted(localStorage[key]);
} catch {} // the browser's own page, shown without a connection, has no storage"""
OFFERED = "all => all.filter((each) => each.checkVisibility() && !each.disabled).map((each) => each.dataset.do)"
ENDS = ("danger", "stop", "end", "leave")
CUT = "ERR_INTERNET_DISCONNECTED", "ERR_FAILED", "WebSocket"


@dataclass
class Somebody:
    """A person with a session, who taps whatever is offered, on a bad network."""

    server: Server
    visitor: Visitor
    session: str
    chance: Random
    pages: list[Page] = field(default_factory=list)
    lines: dict[tuple[str, int], dict[str, Any]] = field(default_factory=dict)
    """Every line that the device wrote down."""

    def begin(self) -> None:
        """Open the session; from now on nothing that is written on the device is missed."""
        self.visitor.context.clock.install()
        self.visitor.context.expose_function("noted", self._note)
        self.visitor.context.add_init_script(SHOULDER)
        self._open(self.visitor.page)

    def _note(self, value: str) -> None:
        for line in json.loads(value)["log"]:
            self.lines[line["writer"], line["seq"]] = line

    def _open(self, page: Page) -> None:
        if page not in self.pages:
            self.pages.append(page)
        with suppress(Error):  # without a connection there is no page
            page.goto(PLACES["player"].path, timeout=10_000)
            page.locator("section.player:not([data-mode=loading])").wait_for(timeout=5_000)

    def lives(self, steps: int) -> None:
        """Whatever comes."""
        weights = {"tap": 40, "wind": 25, "key": 4, "net": 6, "reload": 3, "sleep": 1, "second": 3}
        for does in self.chance.choices([*weights], [*weights.values()], k=steps):
            getattr(self, f"_{does}")()

    def _page(self) -> Page:
        return self.chance.choice(self.pages)

    def _tap(self) -> None:
        page = self._page()
        with suppress(Error):  # the page may lead on in this very moment
            likely = [act for act in _offered(page) if act not in ENDS or self.chance.random() < 0.1]
            if likely:
                page.locator(f"section.player [data-do='{self.chance.choice(likely)}']").click(timeout=2_000)

    def _wind(self) -> None:
        self.visitor.context.clock.run_for(int(self.chance.uniform(100, 12_000)))

    def _sleep(self) -> None:
        self.visitor.context.clock.fast_forward(int(self.chance.uniform(5_000, 7_200_000)))

    def _key(self) -> None:
        with suppress(Error):
            self._page().keyboard.press(self.chance.choice(["Space", "ArrowRight", "ArrowLeft", "Escape"]))

    def _net(self) -> None:
        context = self.visitor.context
        self.heals()
        how = self.chance.choice(["fine", "offline", "refused", "answer lost"])
        if how == "offline":
            context.set_offline(True)
        elif how == "refused":
            context.route(EVENTS, _refused)
        elif how == "answer lost":
            context.route(EVENTS, _arrives_unheard)

    def heals(self) -> None:
        """The network is as it should be."""
        self.visitor.context.unroute(EVENTS)
        self.visitor.context.set_offline(False)

    def _reload(self) -> None:
        self._open(self._page())

    def _second(self) -> None:
        if len(self.pages) < 2:
            page = self.visitor.context.new_page()
            page.on("pageerror", lambda error: self.visitor.errors.append(str(error)))
            self._open(page)

    def ends(self) -> None:
        """Where the session still goes on, end it."""
        page = self.pages[0]
        for _ in range(40):
            if self.status() != "running":
                return
            offered = _offered(page)
            if not offered:
                self._open(page)
            for act in ("end", "carry", "gone", "settled", "begin", "leave", "pause"):
                if act in offered:
                    _tap(page, act)
                    break
            self.visitor.context.clock.run_for(700)
            server_ended(self.server, 0.05)
        pytest.fail(f"The session never ended: {page.url}")

    def status(self) -> str:
        """What the diary says."""
        return str(self._asked("select status from sessions where id = ?")[0][0])

    def kept(self) -> list[dict[str, Any]]:
        """The lines in the diary."""
        return [json.loads(text) for (text,) in self._asked("select payload from session_events where session = ?")]

    def arrived(self) -> None:
        """Wait, on a page without a player, until everything was sent and forgotten."""
        for page in self.pages:
            page.goto("/more")
        for _ in range(60):
            if all(page.evaluate(NOTES) == 0 for page in self.pages):
                return
            self.visitor.context.clock.run_for(5_000)
            server_ended(self.server, 0.1)
        pytest.fail(f"Notes are left on the device; the diary says {self.status()}")

    def _asked(self, question: str) -> list[Any]:
        with closing(sqlite3.connect(self.server.data_dir / "lowback.db")) as database:
            return database.execute(question, [self.session]).fetchall()


def _tap(page: Page, act: str) -> None:
    """What is offered may be gone a moment later: the other window goes on, or has ended it."""
    with suppress(Error):
        page.locator(f"section.player [data-do={act}]").click(timeout=2_000)


def _offered(page: Page) -> list[str]:
    acts: list[str] = page.locator("section.player [data-do]").evaluate_all(OFFERED)
    return acts


def _arrives_unheard(route: Route) -> None:
    with suppress(Error):
        route.fetch()
    _refused(route)


def _refused(route: Route) -> None:
    with suppress(Error):  # its page is gone
        route.abort()


@pytest.fixture(scope="module")
def home(serve: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory) -> tuple[Server, Engine, bytes]:
    """A server, its database, and its secret."""
    folder: Path = tmp_path_factory.mktemp("random")
    given = settings({"LOWBACK_DATA_DIR": str(folder)})
    engine = open_engine(given.database_url)
    migrate(engine)
    return serve(data_dir=folder), engine, given.secret


@pytest.mark.parametrize("seed", range(12))
def test_a_session_at_random(home: tuple[Server, Engine, bytes], visitor: Callable[..., Visitor], seed: int) -> None:
    server, engine, secret = home
    name, session = f"person-{seed}", f"{seed:032x}"
    told = amended({}, ORDINARY, LIBRARY.all_questions, datetime.now(UTC).date())
    StoredAnswers(engine, name).replace({}, told)
    Sessions(engine, name).start(session, "desk_break", script(), ZONE, datetime.now(UTC), 4)
    browser = visitor(PHONE, base_url=server.url, locale="en-GB")
    cookie: Any = {"name": COOKIE, "value": cookie_for(name, secret), "url": server.url}
    browser.context.add_cookies([cookie])
    somebody = Somebody(server, browser, session, Random(seed))  # noqa: S311 - the same chances in each run

    somebody.begin()
    somebody.lives(40)
    somebody.heals()
    somebody.ends()
    somebody.arrived()

    kept = somebody.kept()
    assert {(line["writer"], line["seq"]): named(line) for line in kept} == {
        name: named(line) for name, line in somebody.lines.items()
    }
    outcome = fold(filter(None, map(read_event, kept)))
    adds_up(outcome, kept)
    diary = Sessions(engine, name).get(session)
    assert diary is not None
    assert (diary.done, diary.skipped, diary.worked_seconds) == (outcome.done, outcome.skipped, outcome.worked_seconds)
    assert [error for error in browser.errors if not any(cut in error for cut in CUT)] == []
    assert "Traceback" not in server.log
