"""In Chromium: browsers are signed out on the More page, and everything that was deleted is gone from every window."""

from __future__ import annotations

from typing import Any

import httpx2 as httpx
import pytest
from playwright.sync_api import BrowserContext, Page, expect

from examples.browser import settled
from lowback.ui.frame import NOT_FORGOTTEN
from lowback.ui.views.more import OTHERS, THIS
from lowback.web.cookie import COOKIE
from tests.e2e.conftest import PHONE, Examples
from tests.e2e.test_drafts import KEPT, NOTE, note, on_the_log, press

pytestmark = pytest.mark.slow
OURS = "Object.keys(localStorage).filter((key) => key.startsWith('lowback.')).length"
WELCOME = "Look after your sore back, gently"
SIZE = PHONE.values()


def copied(context: BrowserContext) -> Any:
    """This browser's cookie, as somebody might copy it."""
    return next(each for each in context.cookies() if each["name"] == COOKIE)


def on_more(page: Page, sure: str = "") -> Page:
    page.goto("/more")
    settled(page)
    if sure:
        fold = page.locator("details").filter(has_text=sure)
        fold.locator("summary").click()
        expect(fold).to_have_attribute("open", "")
        fold.evaluate("at => Promise.allSettled(at.getAnimations({ subtree: true }).map((each) => each.finished))")
    return page


def test_a_summary_saved_on_the_more_page_is_given_to_nobody_who_only_knows_its_address(examples: Examples) -> None:
    holder = examples.holder("locked", *SIZE)
    page = on_more(holder.page)
    with page.expect_download() as saving:
        press(page, "Save a summary to hand over (PDF)")
    address = saving.value.url

    assert saving.value.failure() is None
    assert saving.value.path().read_bytes().startswith(b"%PDF")
    mine = f"{COOKIE}={copied(holder.context)['value']}"
    assert httpx.get(address, headers={"Cookie": mine}).content.startswith(b"%PDF")
    stranger = httpx.get(address)
    assert (stranger.status_code, stranger.headers["cache-control"]) == (404, "no-store")


def heading(page: Page, words: str) -> None:
    expect(page.get_by_role("heading", level=1, name=words, exact=True)).to_be_visible()


def test_signing_out_on_the_more_page_leaves_the_diary_where_it_was_not_signed_out(examples: Examples) -> None:
    mine, theirs = examples.holder("careful", *SIZE), examples.holder("careful", 391, 844)
    here, there = on_more(mine.page, "Sign browsers out"), theirs.page
    theirs.context.add_cookies([copied(mine.context)])
    there.goto("/progress")
    heading(there, "Your progress")

    press(here, OTHERS)

    heading(here, "Today")
    press(there, "Log a past session")
    heading(there, "This browser is signed out")
    press(there, "Go on")
    heading(there, WELCOME)
    on_more(here, "Sign browsers out")
    expect(here.get_by_role("button", name=THIS)).to_be_disabled()
    here.get_by_text("Yes, sign this browser out").click()
    here.evaluate("localStorage.setItem('lowback.prefer.sound', 'on')")
    press(here, THIS)
    heading(here, WELCOME)
    assert here.evaluate(OURS) == 0


def test_a_code_joins_another_phone_to_the_diary_after_asking_and_it_can_be_parted_again(examples: Examples) -> None:
    mine, theirs = examples.holder("steady", *SIZE), examples.holder("locked", 391, 844)
    here, there = on_more(mine.page, "Use it on another phone"), theirs.page
    theirs.requests.clear()
    press(here, "Make a code")
    code = here.locator(".ticket .code")
    expect(code).not_to_be_empty()

    there.goto(f"/join#{code.inner_text()}")
    expect(there.get_by_label("The code")).to_have_value(code.inner_text())
    assert there.url.endswith("/join")
    there.evaluate("localStorage.setItem('lowback.prefer.sound', 'on')")
    there.get_by_role("checkbox").focus()
    there.keyboard.press("Space")
    there.keyboard.press("Tab")
    there.keyboard.press("Enter")

    heading(there, "Today")
    assert there.evaluate(OURS) == 0
    assert not [address for address in theirs.requests if code.inner_text() in address]
    on_more(here, "Use it on another phone")
    press(here, "Sign it out")
    expect(here.get_by_role("button", name="Sign it out")).to_have_count(0)
    there.goto("/")
    heading(there, WELCOME)


def delete(page: Page) -> None:
    on_more(page).get_by_text("Yes, delete all my answers").click()
    press(page, "Delete everything")
    heading(page, "Everything is deleted")


def test_deleting_on_the_more_page_clears_the_device_and_an_open_log_keeps_nothing_more(examples: Examples) -> None:
    holder = examples.holder("watched", *SIZE)
    log, other = on_the_log(holder.page), holder.context.new_page()
    note(log).fill(NOTE)
    expect(log.get_by_text(KEPT)).to_be_visible()
    other.goto("/")
    other.evaluate("localStorage.setItem('lowback.prefer.sound', 'on')")

    delete(other)

    other.wait_for_function(f"{OURS} === 0")
    note(log).press_sequentially(", and back")
    assert log.evaluate(OURS) == 0
    expect(log.get_by_text(KEPT)).to_have_count(0)


def test_the_more_page_says_when_the_device_does_not_forget(examples: Examples) -> None:
    page = examples.holder("warm", *SIZE).page
    page.add_init_script("Storage.prototype.removeItem = () => {}; localStorage.setItem('lowback.prefer.sound', 'on')")

    delete(page)

    expect(page.get_by_text(NOT_FORGOTTEN)).to_be_visible()
