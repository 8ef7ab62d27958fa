"""What the player says is what is recorded: the words of both halves, side by side."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from lowback.library import load_library
from lowback.routine import Piece
from lowback.speech import ALWAYS, amounts, limits_of, sentences, spoken
from lowback.steps import item_plan

PLAYER = Path(__file__).resolve().parents[2] / "lowback" / "ui" / "components" / "player"
SAYABLE = "async (items) => { const words = await import('/player/words.js'); return items.map(words.sayable); }"
CLOSING = """async () => {
  const { closing } = await import('/player/words.js');
  const ends = [closing('finished'), closing('stopped', 'choice'), closing('stopped', 'pain')];
  return ends.flatMap(({ title, text }) => [`${title}.`, text]);
}"""


def _file(route: Route) -> None:
    name = route.request.url.removeprefix("http://lowback.test/").removeprefix("player/")
    if not name:
        route.fulfill(body="<!doctype html><title>Tests</title>", content_type="text/html")
        return
    route.fulfill(body=(PLAYER / name).read_text("utf-8"), content_type="text/javascript")


@pytest.fixture(scope="module")
def blank(chromium: Browser) -> Iterator[Page]:
    """An empty page that finds the player's modules beside it."""
    page = chromium.new_page()
    page.route("http://lowback.test/**", _file)
    page.goto("http://lowback.test/")
    yield page
    page.close()


def test_the_browser_says_what_is_recorded_and_nothing_else(blank: Page) -> None:
    library = load_library()
    exercises = library.exercises.values()
    items = [
        item_plan(Piece(each.id, amount), 9, library)
        for each in exercises
        for most in limits_of(library)
        for amount in amounts(each, most)
    ]

    said = blank.evaluate(SAYABLE, items)

    for item, heard in zip(items, said, strict=True):
        assert set(heard) == set(spoken({"items": [item]})) - set(ALWAYS), item["exercise"]


def test_the_last_words_are_recorded(blank: Page) -> None:
    said = [sentence for text in blank.evaluate(CLOSING) for sentence in sentences(text)]

    # "Stopped." is only shown: after pain the voice begins with what is kind.
    assert set(said) - {"Stopped."} <= set(ALWAYS)
