"""The pain scale in a browser: choosing, taking back, keys, and staying put."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import PHONE, Server, Visitor
from tests.e2e.test_player_component import UVICORN


@pytest.fixture
def page(serve: Callable[..., Server], visitor: Callable[..., Visitor]) -> Page:
    """A page with two scales: one empty, one that starts at 4."""
    person = visitor(PHONE)
    person.page.goto(f"{_harness(serve)}/?case=scale")
    expect(person.page.get_by_role("radiogroup")).to_have_count(2)
    return person.page


_running: dict[str, str] = {}


def _harness(serve: Callable[..., Server]) -> str:
    if "url" not in _running:
        _running["url"] = serve(*UVICORN).url
    return _running["url"]


def number(page: Page, value: int, which: int = 0) -> Locator:
    return page.get_by_role("radiogroup").nth(which).get_by_role("radio", name=str(value), exact=True)


def test_a_number_is_chosen_and_taken_back(page: Page) -> None:
    number(page, 7).click()
    expect(page.get_by_text("now: 7")).to_be_visible()

    number(page, 7).click()

    expect(page.get_by_text("now: None")).to_be_visible()
    expect(number(page, 7)).to_have_attribute("aria-checked", "false")


def test_it_starts_with_the_value_it_is_given_and_can_clear_it(page: Page) -> None:
    expect(number(page, 4, 1)).to_have_attribute("aria-checked", "true")
    expect(page.get_by_text("before: 4")).to_be_visible()

    number(page, 4, 1).click()

    expect(page.get_by_text("before: None")).to_be_visible()


def test_a_choice_survives_reruns(page: Page) -> None:
    number(page, 0).click()
    expect(page.get_by_text("now: 0")).to_be_visible()

    page.get_by_role("button", name="Run again").click()

    expect(page.get_by_text("runs: 3")).to_be_visible()
    expect(page.get_by_text("now: 0")).to_be_visible()
    expect(number(page, 0)).to_have_attribute("aria-checked", "true")


def test_arrows_move_through_the_numbers(page: Page) -> None:
    number(page, 9).click()

    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("now: 10")).to_be_visible()
    page.keyboard.press("ArrowRight")

    expect(page.get_by_text("now: 0")).to_be_visible()
    expect(number(page, 0)).to_be_focused()


def test_the_group_is_named_by_its_visible_label(page: Page) -> None:
    expect(page.get_by_role("heading", name="How sore is your back now?")).to_be_visible()
    expect(page.get_by_role("radiogroup", name="How sore is your back now?")).to_be_visible()


def test_every_number_is_a_large_target(page: Page) -> None:
    expect(page.get_by_role("radio")).to_have_count(22)
    for radio in page.get_by_role("radio").all():
        box = radio.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44
