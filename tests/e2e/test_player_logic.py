"""The player's clock, log and words: JavaScript tests, run where the player runs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

HERE = Path(__file__).parent
PLAYER = HERE.parents[1] / "lowback" / "ui" / "components" / "player"
SUITE = HERE / "player_logic.js"
NAMES = re.findall(r'^test\("(.+)",', SUITE.read_text("utf-8"), re.MULTILINE)
RUN = "async (name) => (await import('/player_logic.js')).tests.get(name)()"


def _file(route: Route) -> None:
    folder, _, name = route.request.url.removeprefix("http://lowback.test/").rpartition("/")
    if not name:
        route.fulfill(body="<!doctype html><title>Tests</title>", content_type="text/html")
        return
    path = (PLAYER if folder else HERE) / name
    route.fulfill(body=path.read_text("utf-8"), content_type="text/javascript")


@pytest.fixture(scope="module")
def blank(chromium: Browser) -> Iterator[Page]:
    """An empty page that finds the player's modules beside it."""
    page = chromium.new_page()
    page.route("http://lowback.test/**", _file)
    page.goto("http://lowback.test/")
    yield page
    page.close()


@pytest.mark.parametrize("name", NAMES)
def test_player_logic(blank: Page, name: str) -> None:
    blank.evaluate(RUN, name)


def test_every_logic_test_is_collected(blank: Page) -> None:
    names = blank.evaluate("async () => [...(await import('/player_logic.js')).tests.keys()]")

    assert names == NAMES
