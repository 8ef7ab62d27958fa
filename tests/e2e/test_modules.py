"""Our modules in a browser: they come once, and where they do not come a person is told."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from examples.browser import settled
from tests.e2e.conftest import PHONE, Visitor


def test_modules_that_do_not_come_are_told_with_a_way_on(visitor: Callable[..., Visitor], base_url: str) -> None:
    person = visitor(PHONE, locale="en-GB")
    page = person.page
    page.route(f"{base_url}/js/**", lambda route: route.abort())
    page.goto(base_url)

    told = page.get_by_role("alert").filter(has_text="did not load")
    expect(told).to_be_visible(timeout=20_000)
    expect(told).to_contain_text("999")

    page.unroute(f"{base_url}/js/**")
    told.get_by_role("link").click()
    settled(page)
    expect(page.get_by_role("navigation", name="Main pages").get_by_role("link", name="Today")).to_be_visible()
    expect(told).to_be_hidden()


def test_a_second_page_asks_for_no_module_again(visitor: Callable[..., Visitor], base_url: str) -> None:
    person = visitor(PHONE)
    person.page.goto(f"{base_url}/routines")
    settled(person.page)
    person.page.get_by_role("navigation", name="Main pages").get_by_role("link", name="More").click()
    expect(person.page.get_by_role("heading", level=1)).to_have_text("More")
    modules = [url for url in person.requests if url.startswith(f"{base_url}/js/")]

    assert len(modules) == len(set(modules)) >= 3
    assert person.errors == []
