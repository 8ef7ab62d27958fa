"""The scale of a form in a browser: choosing, taking back, keys, and staying put."""

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
    expect(person.page.get_by_role("radio")).to_have_count(22)
    return person.page


SCALES = ("How sore is your back now?", "How sore is your back before?")
_running: dict[str, str] = {}


def _harness(serve: Callable[..., Server]) -> str:
    if "url" not in _running:
        _running["url"] = serve(*UVICORN).url
    return _running["url"]


def number(page: Page, value: int, which: int = 0) -> Locator:
    return page.get_by_role("group", name=SCALES[which]).get_by_role("radio", name=str(value), exact=True)


def tap(page: Page, value: int, which: int = 0) -> None:
    """A finger lands on the number, not on the small button under it."""
    number(page, value, which).locator("xpath=..").click()


def test_a_number_is_chosen_and_taken_back(page: Page) -> None:
    tap(page, 7)
    expect(page.get_by_text("now: 7")).to_be_visible()

    tap(page, 7)

    expect(page.get_by_text("now: None")).to_be_visible()
    expect(number(page, 7)).not_to_be_checked()


def test_it_starts_with_the_value_it_is_given_and_can_clear_it(page: Page) -> None:
    expect(number(page, 4, 1)).to_be_checked()
    expect(page.get_by_text("before: 4")).to_be_visible()

    tap(page, 4, 1)

    expect(page.get_by_text("before: None")).to_be_visible()


def test_a_choice_survives_reruns(page: Page) -> None:
    tap(page, 0)
    expect(page.get_by_text("now: 0")).to_be_visible()

    page.get_by_role("button", name="Run again").click()

    expect(page.get_by_text("runs: 3")).to_be_visible()
    expect(page.get_by_text("now: 0")).to_be_visible()
    expect(number(page, 0)).to_be_checked()


def test_arrows_move_through_the_numbers(page: Page) -> None:
    tap(page, 9)

    page.keyboard.press("ArrowRight")
    expect(page.get_by_text("now: 10")).to_be_visible()
    page.keyboard.press("ArrowRight")

    expect(page.get_by_text("now: 0")).to_be_visible()
    expect(number(page, 0)).to_be_focused()


def test_the_group_is_named_by_its_visible_label(page: Page) -> None:
    expect(page.locator("strong", has_text="How sore is your back now?")).to_be_visible()
    expect(page.get_by_role("group", name="How sore is your back now?")).to_be_visible()


def test_every_number_is_a_large_target(page: Page) -> None:
    expect(page.locator(".scale .row")).to_have_count(22)
    for target in page.locator(".scale .row").all():
        box = target.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44
