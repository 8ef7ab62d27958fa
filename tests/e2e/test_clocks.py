"""A night is the person's own, in a running server whose clock jumps, seen from browsers in other zones."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from random import Random
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from examples.contents import load_library
from lowback.store.engine import open_engine
from lowback.store.sessions import Sessions
from lowback.ui.pieces.rest import TITLE
from lowback.web.cookie import COOKIE
from tests.diaries import script
from tests.e2e.conftest import PHONE, UVICORN, Server, Visitor, prepared

NUMBERS = load_library().parameters
SERVER = tuple("tests.e2e.clock_server:app" if word == "app:app" else word for word in UVICORN)
PERSON = "ready"


class Evening:
    """Somebody whose session was stopped for pain late in the evening, and the clock of their server."""

    def __init__(self, folder: Path, serve: Callable[..., Server], visitor: Callable[..., Visitor], zone: str) -> None:
        self.zone = zone
        self.begun = datetime.now(UTC)
        midnight = datetime.combine(datetime.now(ZoneInfo(zone)).date() + timedelta(days=1), time(), ZoneInfo(zone))
        self.stopped = midnight.astimezone(UTC) - timedelta(minutes=2)
        self._ahead = folder / "ahead"
        self.set_to(self.stopped)
        self._cookie = prepared(folder)[PERSON]
        self._server = serve(*SERVER, data_dir=folder, CLOCK_AHEAD=str(self._ahead))
        self._visitor = visitor
        self._pages: dict[str, Page] = {}
        self._stop(folder)

    def set_to(self, when: datetime) -> None:
        """The server's clock shows this time now, and runs on."""
        self._ahead.write_text(str((when - datetime.now(UTC)).total_seconds()), "utf-8")

    def _stop(self, folder: Path) -> None:
        engine = open_engine(f"sqlite:///{folder / 'lowback.db'}")
        mine, session = Sessions(engine, PERSON, lambda: self.stopped), uuid4().hex
        mine.start(session, "desk_break", script("bridge"), self.zone, self.stopped - timedelta(minutes=5), 4)
        end = {"writer": "tab", "seq": 1, "kind": "stopped", "why": "pain", "at": self.stopped.isoformat()}
        mine.append(session, [end])
        engine.dispose()

    def rests(self, zone: str | None = None) -> bool:
        """Whether a browser in this zone (None: the person's own) shows no start today."""
        zone = zone or self.zone
        if zone not in self._pages:
            self._pages[zone] = self._open(zone)
        page = self._pages[zone]
        page.goto("/")
        expect(page.get_by_role("heading", name="Today", exact=True)).to_be_visible()
        page.locator("[data-test-script-state=notRunning]").wait_for(state="attached")
        return page.get_by_role("heading", name=TITLE).is_visible()

    def _open(self, zone: str) -> Page:
        opened = self._visitor(PHONE, base_url=self._server.url, timezone_id=zone)
        cookie: Any = {"name": COOKIE, "value": self._cookie, "url": self._server.url}
        opened.context.add_cookies([cookie])
        return opened.page


@pytest.fixture
def evening(serve, visitor, tmp_path):
    """Make an evening in a zone."""
    return lambda zone: Evening(tmp_path, serve, visitor, zone)


@pytest.mark.parametrize(
    "zone",
    [
        "Asia/Kolkata",
        pytest.param("America/Los_Angeles", marks=pytest.mark.slow),
        pytest.param("Europe/London", marks=pytest.mark.slow),
    ],
)
def test_a_back_that_hurt_at_two_to_midnight_rests_until_the_morning_whatever_the_clocks_do(evening, zone):
    night = evening(zone)
    chance = Random(zone)  # noqa: S311 - an order of visits, not a secret
    free = night.stopped + timedelta(hours=NUMBERS.rest_hours.value)

    assert night.rests()
    hours = [timedelta(minutes=4), timedelta(hours=4, minutes=1), timedelta(hours=4, minutes=3)]
    hours += [timedelta(hours=chance.uniform(0, 9.9)) for _ in range(3)]
    chance.shuffle(hours)  # forward and back
    for passed in hours:
        night.set_to(night.stopped + passed)
        assert night.rests(), f"no rest after {passed}"
    night.set_to(night.stopped - timedelta(hours=5))  # set back to before it hurt
    assert night.rests()
    night.set_to(free - timedelta(minutes=1))
    assert night.rests()

    night.set_to(free + timedelta(minutes=1))
    assert not night.rests()


def four_in_the_morning_after(when: datetime, zone: str) -> datetime:
    """The first four o'clock in that zone after this."""
    there = when.astimezone(ZoneInfo(zone))
    day = there.date() if there.time() < time(4) else there.date() + timedelta(days=1)
    return datetime.combine(day, time(4), ZoneInfo(zone))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("zone", "elsewhere"), [("Asia/Kolkata", "America/Los_Angeles"), ("America/Los_Angeles", "Asia/Kolkata")]
)
def test_flying_east_or_west_ends_no_rest_early(evening, zone, elsewhere):
    night = evening(zone)
    mornings = [four_in_the_morning_after(night.stopped, there) for there in (zone, elsewhere)]
    free = max(night.stopped + timedelta(hours=NUMBERS.rest_hours.value), *mornings)

    night.set_to(free - timedelta(minutes=2))
    assert night.rests(elsewhere)
    night.set_to(free + timedelta(minutes=2))
    assert not night.rests(elsewhere)
