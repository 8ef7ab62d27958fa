"""What an event of the player costs, on its way through the real app."""

from __future__ import annotations

from playwright.sync_api import expect

from bench.event import Ear
from bench.report import CEILINGS
from examples.places import PLACES
from tests.e2e.conftest import Examples


def test_an_event_brings_back_little(examples: Examples) -> None:
    page = examples.touch("playing", 390, 844)
    ear = Ear(page)
    page.goto(PLACES["player"].path)
    page.get_by_role("button", name="Start", exact=True).click()
    expect(page.locator("section.player[data-running=yes]")).to_be_visible()

    assert 0 < ear.bytes_per_event() <= CEILINGS["player/bytes_per_event"]
