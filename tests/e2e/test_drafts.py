"""In Chromium: what is written or ticked and not saved outlives a reload, leaving, and a server that is away."""

from __future__ import annotations

import signal
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from examples.browser import settled
from examples.places import FINISHED, LIBRARY, prepare
from lowback.ui.frame import NO_ROOM
from lowback.web.cookie import COOKIE
from tests.e2e import journey
from tests.e2e.conftest import PHONE, Examples, Server, Visitor

KEPT = "Kept on this device, not saved yet."
NOT_KEPT = "Not saved yet, and this browser does not keep it."
LEFT = "Object.keys(localStorage).filter((key) => key.startsWith('lowback.draft.')).length"
TOLD = """Object.entries(localStorage).some(([key, text]) => {
  const { minutes, pain_after } = key.startsWith('lowback.draft.') ? JSON.parse(text).values : {};
  return minutes === 25 && pain_after === 4;
})"""
NOTE = "round the park, slowly"
BLOCKED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
FULL = """for (const size of [1000000, 10000, 100, 1]) {
  try { for (;;) localStorage.setItem('other' + Math.random(), 'x'.repeat(size)); } catch { /* that much is full */ }
}"""


def note(page: Page) -> Any:
    return page.get_by_role("textbox", name="A note for yourself")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def logged(folder: Path, person: str) -> list[Any]:
    """What was logged by hand: minutes and notes."""
    with closing(sqlite3.connect(folder / "lowback.db")) as database:
        mine = "select minutes, note from sessions where person = ? and source = 'by_hand'"
        return database.execute(mine, [person]).fetchall()


def on_the_log(page: Page) -> Page:
    page.goto("/log")
    settled(page)
    return page


def test_a_log_that_is_not_saved_outlives_a_reload_and_leaving_and_is_forgotten_once_saved(examples: Examples) -> None:
    page = on_the_log(examples.touch("quick", *PHONE.values()))
    page.get_by_role("spinbutton", name="Minutes").fill("25")
    page.get_by_role("group", name="Pain after").get_by_role("radio", name="4", exact=True).tap()
    note(page).fill("round the park")
    expect(page.get_by_text(KEPT)).to_be_visible()
    page.wait_for_function(TOLD)  # numbers and ticks are kept once Python has heard of them
    note(page).press_sequentially(", slowly")

    page.reload()

    expect(note(page)).to_have_value(NOTE)
    expect(page.get_by_role("spinbutton", name="Minutes")).to_have_value("25")
    expect(page.get_by_role("group", name="Pain after").get_by_role("radio", name="4", exact=True)).to_be_checked()
    expect(page.get_by_text(KEPT)).to_be_visible()
    page.get_by_role("navigation", name="Main pages").get_by_role("link", name="More").tap()
    press(page, "Log a session by hand")
    expect(note(page)).to_have_value(NOTE)

    press(page, "Save")

    expect(page.get_by_text("Your session is in your diary.")).to_be_visible()
    page.wait_for_function(f"{LEFT} === 0")
    assert logged(examples.server.data_dir, "quick") == [(25, NOTE)]
    expect(note(on_the_log(page))).to_have_value("")
    expect(page.get_by_text(KEPT)).to_have_count(0)


@pytest.mark.slow
def test_a_log_is_kept_when_the_server_goes_at_the_moment_of_save(
    serve: Callable[..., Server], visitor: Callable[..., Visitor], tmp_path: Path
) -> None:
    cookies = prepare(tmp_path)
    server = serve(data_dir=tmp_path)
    device = visitor(PHONE, base_url=server.url)
    mine: Any = {"name": COOKIE, "value": cookies["quick"], "url": server.url}
    device.context.add_cookies([mine])
    page = on_the_log(device.page)
    note(page).fill(NOTE)
    server.process.send_signal(signal.SIGSTOP)

    press(page, "Save")
    server.process.kill()
    server.process.wait()

    expect(page.get_by_text(KEPT)).to_be_visible()
    serve(data_dir=tmp_path, port=int(server.url.rpartition(":")[2]))
    # The new server knows nothing of the form before the browser has told; until then its button is another one.
    expect(page.locator(".st-key-log-new-again-save button")).to_be_enabled()
    expect(note(page)).to_have_value(NOTE)
    expect(page.get_by_text(KEPT)).to_be_visible()
    press(page, "Save")
    expect(page.get_by_text("Your session is in your diary.")).to_be_visible()
    assert logged(tmp_path, "quick") == [(15, NOTE)]


@pytest.mark.slow
def test_a_note_after_a_session_outlives_a_reload_and_is_saved_by_skip(examples: Examples) -> None:
    page = examples.touch("steady", *PHONE.values())
    page.goto(f"/after?session={FINISHED}")
    page.get_by_role("radio", name="3", exact=True).tap()
    press(page, "Save")
    page.get_by_role("textbox").fill(NOTE)

    page.reload()

    expect(page.get_by_role("textbox")).to_have_value(NOTE)
    press(page, "Skip this")
    expect(page.get_by_text("is in your diary")).to_be_visible()
    page.wait_for_function(f"{LEFT} === 0")
    with closing(sqlite3.connect(examples.server.data_dir / "lowback.db")) as database:
        assert database.execute("select note from sessions where id = ?", [FINISHED]).fetchone() == (NOTE,)


def test_ticks_of_the_check_before_a_session_outlive_a_reload_but_none_of_these_does_not(examples: Examples) -> None:
    page = examples.touch("ready", *PHONE.values())
    check = LIBRARY.safety_check
    first = page.get_by_role("checkbox", name=check.items[0].label).first
    none = page.get_by_role("checkbox", name=check.none_label)
    page.goto("/player?routine=lower_back_base&minutes=10")
    none.check()
    page.reload()
    expect(none).not_to_be_checked()
    first.check()

    page.reload()

    expect(first).to_be_checked()
    expect(page.get_by_role("alert").get_by_role("link")).to_be_visible()
    press(page, check.start_label)
    expect(page.get_by_role("heading", name=check.stop_title)).to_be_visible()
    page.wait_for_function(f"{LEFT} === 0")


@pytest.mark.parametrize("refused", [BLOCKED, pytest.param(FULL, marks=pytest.mark.slow)], ids=["blocked", "full"])
def test_storage_that_is_refused_is_said_before_the_first_question_and_nothing_is_promised_on_the_log(
    examples: Examples, chromium: Browser, refused: str
) -> None:
    page = chromium.new_page(base_url=examples.server.url)
    page.goto("/")
    settled(page)
    expect(page.get_by_text(NO_ROOM)).to_have_count(0)
    page.add_init_script(refused)

    page.reload()

    expect(page.get_by_text(NO_ROOM)).to_be_visible()
    press(page, "Start the questions")
    expect(page.get_by_role("heading", name=journey.QUESTIONS["danger_new"].title)).to_be_visible()
    expect(page.get_by_text(NO_ROOM)).to_be_visible()
    on_the_log(page)
    note(page).fill(NOTE)
    expect(page.get_by_text(NOT_KEPT)).to_be_visible()
    expect(page.get_by_text(KEPT)).to_have_count(0)
    page.close()
