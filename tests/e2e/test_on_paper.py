"""Any page on paper: black on white, nothing to press, every list open, cards whole."""

import pytest
from playwright.sync_api import expect

from examples.places import PLACES


@pytest.mark.slow
def test_a_page_from_the_dark_theme_is_printed_whole_and_black_on_white(examples):
    page = examples.open(PLACES["plan"], "dark").page
    left_out = page.get_by_text("It is made for: a curved spine (scoliosis).")
    pressed = page.get_by_role("button", name="Start", exact=False).first
    expect(pressed).to_be_visible()
    assert not left_out.evaluate("element => element.checkVisibility({ contentVisibilityAuto: true })")

    page.emulate_media(media="print", color_scheme="dark")

    for gone in (pressed, page.locator("#get-help"), page.get_by_role("navigation").first):
        expect(gone).to_be_hidden()
    expect(page.get_by_text("Because you told us").first).to_be_visible()
    assert left_out.evaluate("element => element.checkVisibility({ contentVisibilityAuto: true })")
    assert left_out.evaluate("element => getComputedStyle(element).color") == "rgb(0, 0, 0)"
    card = page.get_by_test_id("stLayoutWrapper").filter(has_text="Because you told us").last
    assert card.evaluate("element => getComputedStyle(element).breakInside") == "avoid"
    page.emulate_media(media="screen", color_scheme="dark")
