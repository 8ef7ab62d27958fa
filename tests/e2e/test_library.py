"""The library on a phone: short enough, and what is looked for stays on the page."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from examples.browser import settled
from examples.places import PLACES
from lowback.ui.views.library import GROUPS
from tests.e2e.conftest import Examples

MOST_SCREENS = 4
DOWN = "last => last.getBoundingClientRect().bottom + document.querySelector('.stMain').scrollTop"
"""How far down the page ends, but for the room that the bar at its foot needs."""
pytestmark = pytest.mark.slow


@pytest.mark.parametrize("person", ["steady", "locked", "new"])
def test_no_group_of_the_library_is_longer_than_four_screens_of_a_phone(examples: Examples, person: str) -> None:
    page = examples.touch(person, 390, 664)
    page.goto(PLACES["routines"].path)
    settled(page)

    expect(page.get_by_role("radio", name="All", exact=True)).to_be_visible()
    choices = page.get_by_role("radio").all_inner_texts()
    assert len(choices) >= len(GROUPS) - 1
    for name in choices:
        page.get_by_role("radio", name=name, exact=True).click()
        expect(page.get_by_text(f"{name}:")).to_be_visible()
        settled(page)
        assert page.get_by_text("Danger signs").evaluate(DOWN) <= MOST_SCREENS * 664, name


def test_what_is_looked_for_goes_nowhere_and_no_keyboard_opens_by_itself(examples: Examples) -> None:
    visitor = examples.holder("steady", 390, 664)
    page = visitor.page
    page.goto(PLACES["routines"].path)
    settled(page)
    field = page.get_by_label("What are you looking for?")
    expect(field).not_to_be_focused()

    field.press_sequentially("sciatca")

    expect(page.get_by_role("heading", name="Sciatica routine")).to_be_visible()
    assert "sciat" not in page.url
    assert [url for url in visitor.requests if "sciat" in url] == []
    assert "sciat" not in examples.server.log
