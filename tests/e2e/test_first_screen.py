"""What a page is for is on its first screen, and nothing that leads nowhere stands above its heading."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from examples.browser import painted, settled
from examples.places import PLACES
from tests.e2e.conftest import Examples

LOWEST_TOP = 112
"""So far down, at most, the heading of a page begins on a phone: below the way to help."""
ACTIONS = {
    "today": "Start",
    "plan": "Start",
    "routine": "Start",
    "result": "Start",
    "today-new": "Start the questions",
}
SIZES = ((360, 640), (390, 664), (1280, 800))
ON_ITS_SIDE = (844, 390)
BEGINS = ("today", "result")
"""Where a phone that lies on its side has the main action on its first screen, too."""


def opened(examples: Examples, name: str, width: int, height: int) -> Page:
    page = examples.touch(PLACES[name].person, width, height)
    page.goto(PLACES[name].path)
    settled(page)
    return page


@pytest.mark.parametrize("name", ACTIONS)
def test_the_main_action_is_in_reach_without_scrolling(examples: Examples, name: str) -> None:
    page = opened(examples, name, *SIZES[0])
    action = page.get_by_role("button", name=ACTIONS[name]).first
    expect(action).to_be_visible()

    for width, height in (*SIZES, *([ON_ITS_SIDE] if name in BEGINS else [])):
        page.set_viewport_size({"width": width, "height": height})
        painted(page)
        bar = page.get_by_role("navigation", name="Main pages").bounding_box() if width < 768 else None
        box = action.bounding_box()
        assert box
        assert box["y"] + box["height"] <= (bar["y"] if bar else height), (width, height)
        assert box["height"] >= 44


@pytest.mark.parametrize("name", ["today", pytest.param("progress", marks=pytest.mark.slow)])
def test_on_a_phone_a_page_begins_with_its_heading_and_all_pages_are_in_the_bar(examples: Examples, name: str) -> None:
    page = opened(examples, name, 360, 640)

    heading = page.get_by_role("heading", level=1).bounding_box()
    assert heading
    assert heading["y"] <= LOWEST_TOP
    expect(page.locator("header")).to_be_hidden()
    bar = page.get_by_role("navigation", name="Main pages").get_by_role("link")
    assert bar.all_inner_texts() == ["Today", "Plan", "Routines", "Progress", "More"]
    for link in bar.all():
        box = link.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44
