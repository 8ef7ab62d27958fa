"""What is looked at on Progress stands in the address: the browser's own Back and a reload keep it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from examples.browser import settled
from tests.e2e.conftest import Examples


def shows_span(page: Page, name: str) -> None:
    expect(page.get_by_role("radio", name=name)).to_be_checked()


@pytest.mark.slow
def test_back_and_a_reload_keep_the_span_the_page_of_the_list_and_what_can_be_brought_back(examples: Examples) -> None:
    page = examples.touch("steady", 390, 664)
    page.goto("/progress")
    settled(page)
    newer, undo = page.get_by_role("button", name="Newer sessions"), page.get_by_role("button", name="Undo")

    page.get_by_text("4 weeks", exact=True).tap()
    expect(page).to_have_url(re.compile(r"\?range=4w$"))
    page.get_by_role("button", name="Older sessions").tap()
    expect(newer).to_be_visible()
    page.go_back()
    expect(newer).to_have_count(0)
    shows_span(page, "4 weeks")
    page.go_back()
    shows_span(page, "3 months")
    page.go_forward()
    page.go_forward()
    expect(newer).to_be_visible()
    page.reload()
    expect(newer).to_be_visible()
    shows_span(page, "4 weeks")

    deleted = page.get_by_role("button", name="Delete").nth(1)
    deleted.scroll_into_view_if_needed()
    stood = page.locator(".stMain").evaluate("(main) => main.scrollTop")
    deleted.tap()
    expect(undo).to_be_in_viewport()
    assert page.locator(".stMain").evaluate("(main) => main.scrollTop") == stood
    page.reload()
    undo.tap()
    expect(undo).to_have_count(0)
    shows_span(page, "4 weeks")
