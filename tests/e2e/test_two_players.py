"""One session in two windows, or on two devices: what was said in either counts, and a stop in one stops both."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from examples.people import ticks
from examples.places import PLACES, RESULTS, RUNNING
from lowback.session.over import WORDS
from lowback.ui.views.player import BUSY
from lowback.web.cookie import COOKIE
from tests.e2e import journey
from tests.e2e.conftest import PHONE, Server, Visitor, prepared, server_ended

PERSON = "playing"
CANARY = "a canary sings of its sore back"
NOTES = "Object.keys(localStorage).filter((key) => key.startsWith('lowback.player.')).length"
LEFT = "Object.keys(localStorage).filter((key) => key.startsWith('lowback.')).length"


@dataclass
class Home:
    """Somebody with a session that runs, and the devices on which they have it."""

    server: Server
    folder: Path
    cookie: str
    serve: Callable[..., Server]
    visitor: Callable[..., Visitor]

    def device(self) -> Visitor:
        """Another device of the same person."""
        opened = self.visitor(PHONE, base_url=self.server.url, locale="en-GB")
        cookie: Any = {"name": COOKIE, "value": self.cookie, "url": self.server.url}
        opened.context.add_cookies([cookie])
        return opened

    def kept(self, columns: str) -> Any:
        """What the diary has of the session."""
        with closing(sqlite3.connect(self.folder / "lowback.db")) as database:
            return database.execute(f"select {columns} from sessions where id = ?", [RUNNING]).fetchone()

    def holds(self, words: str) -> list[str]:
        """The files of the data folder in which these words stand."""
        return [path.name for path in self.folder.rglob("*") if path.is_file() and words.encode() in path.read_bytes()]

    def told(self, kind: str) -> None:
        """Wait until the diary has an event of this kind."""
        count = "select count(*) from session_events where session = ? and kind = ?"
        for _ in range(300):
            with closing(sqlite3.connect(self.folder / "lowback.db")) as database:
                if database.execute(count, [RUNNING, kind]).fetchone()[0]:
                    return
            server_ended(self.server, 0.1)
        pytest.fail(f"The diary never heard of {kind}")


@pytest.fixture
def home(serve: Callable[..., Server], visitor: Callable[..., Visitor], tmp_path: Path) -> Home:
    cookies = prepared(tmp_path)
    return Home(serve(data_dir=tmp_path), tmp_path, cookies[PERSON], serve, visitor)


def button(page: Page, name: str) -> Any:
    return page.get_by_role("button", name=name, exact=True)


def opened(page: Page) -> Page:
    page.goto(PLACES["player"].path)
    expect(page.locator("section.player[data-mode=start]")).to_be_visible()
    return page


def begun(page: Page) -> Page:
    opened(page).locator("[data-do=begin]").click()
    expect(page.locator("section.player[data-running=yes]")).to_be_visible()
    return page


def tab(context: BrowserContext) -> Page:
    page = context.new_page()
    page.set_default_timeout(45_000)
    return page


def stop_for_pain(page: Page) -> None:
    button(page, "This hurts").click()
    page.locator("[data-do=sore]").click()
    page.locator("[data-do=stop]").click()


def two_windows(device: Visitor) -> tuple[Page, Page]:
    """One that is at the second exercise, and another that says so."""
    first = begun(device.page)
    button(first, "Skip").click()
    second = opened(tab(device.context))
    expect(second.get_by_role("heading", name=BUSY["title"])).to_be_visible()
    return first, second


def test_a_second_window_says_so_and_can_take_over(home):
    device = home.device()
    first, second = two_windows(device)

    button(second, BUSY["take"]).click()

    expect(second.locator("section.player[data-running=yes]")).to_be_visible()
    expect(second.locator("section.player .where")).to_contain_text("2 of")
    expect(first.get_by_role("heading", name=BUSY["title"])).to_be_visible()
    button(first, BUSY["take"]).click()
    expect(first.locator("section.player[data-running=yes]")).to_be_visible()
    expect(second.get_by_role("heading", name=BUSY["title"])).to_be_visible()
    assert device.errors == []


@pytest.mark.slow
def test_a_window_that_is_closed_lets_the_other_go_on_where_it_was(home):
    first, second = two_windows(home.device())

    first.close()

    expect(second.get_by_role("button", name="Continue at 2 of")).to_be_visible()


@pytest.mark.slow
def test_a_window_that_goes_on_after_another_goes_on_where_that_was_without_what_hurt_there(home):
    device = home.device()
    first = begun(device.page)
    second = opened(tab(device.context))
    expect(second.get_by_role("heading", name=BUSY["title"])).to_be_visible()
    button(first, "This hurts").click()
    first.locator("[data-do=sharp]").click()
    expect(first.locator("[data-do=carry]")).to_be_visible()

    first.close()

    second.get_by_role("button", name="Continue at 2 of").click()
    expect(second.locator("section.player .where")).to_contain_text("2 of")


@pytest.mark.slow
def test_a_page_that_is_loaded_anew_in_the_middle_of_the_pain_question_asks_it_again(home):
    page = begun(home.device().page)
    button(page, "This hurts").click()
    expect(page.locator("[data-do=sharp]")).to_be_visible()
    home.told("hurt")

    page.reload()
    page.locator("[data-do=begin]").click()
    page.locator("[data-do=sharp]").click()

    expect(page.get_by_text("That one is out for today").first).to_be_visible()
    home.told("item_skipped")
    assert home.kept("json_array_length(items_hurt)") == (1,)


def test_a_stop_for_pain_in_one_window_ends_both_with_advice(home):
    device = home.device()
    first = begun(device.page)
    second = opened(tab(device.context))
    button(second, BUSY["take"]).click()
    expect(second.locator("section.player[data-running=yes]")).to_be_visible()
    button(first, BUSY["take"]).click()

    stop_for_pain(first)

    for page in (first, second):
        expect(page.get_by_role("heading", name="How sore is your back now?")).to_be_visible()
        expect(page.get_by_text("You stopped because it hurt.")).to_be_visible()
    assert home.kept("status, stopped_for_pain") == ("stopped", 1)


@pytest.mark.slow
def test_two_devices_of_which_one_is_offline_add_up(home):
    one, two = home.device(), home.device()
    begun(one.page)
    begun(two.page)
    two.context.set_offline(True)
    button(one.page, "Skip").click()
    button(two.page, "Skip").click()
    two.page.locator("[data-do=ahead]").click()
    two.page.locator("[data-do^=jump]").first.click()
    stop_for_pain(two.page)
    expect(two.page.get_by_text("It was right to stop.")).to_be_visible()
    home.told("item_skipped")
    assert home.kept("status, json_array_length(items_skipped)") == ("running", 1)

    two.context.set_offline(False)

    home.told("stopped")
    assert home.kept("status, stopped_for_pain, json_array_length(items_skipped)") == ("stopped", 1, 2)
    expect(one.page.get_by_role("heading", name="How sore is your back now?")).to_be_visible()


@pytest.mark.slow
def test_what_was_stopped_for_a_sharp_pain_on_one_device_is_out_on_the_other_that_had_it_open(home):
    one, two = home.device(), home.device()
    opened(two.page)
    begun(one.page)
    button(one.page, "This hurts").click()
    one.page.locator("[data-do=sharp]").click()
    home.told("item_skipped")

    button(two.page, "Continue at 1 of 6").or_(button(two.page, "Start")).click()

    expect(two.page.locator("section.player .where")).to_contain_text("2 of")
    expect(two.page.locator("section.player[data-running=yes]")).to_have_count(0)


@pytest.mark.slow
def test_what_was_done_without_the_server_is_sent_from_whatever_page_is_opened_next(home):
    device = home.device()
    page = begun(device.page)
    home.told("started")
    port = int(home.server.url.rpartition(":")[2])
    home.server.process.kill()
    home.server.process.wait()
    stop_for_pain(page)
    expect(page.get_by_text("Saved on this device. It will be sent when the connection is back.")).to_be_visible()
    page.close()
    with closing(sqlite3.connect(home.folder / "lowback.db")) as database, database:
        database.execute("update sessions set status = 'abandoned' where id = ?", [RUNNING])

    home.server = home.serve(data_dir=home.folder, port=port)
    other = tab(device.context)
    other.goto("/more")

    home.told("stopped")
    assert home.kept("status, stopped_for_pain") == ("stopped", 1)
    other.wait_for_function(f"{NOTES} === 0")


def test_a_danger_sign_told_in_another_window_ends_the_session_at_once_and_on_another_device_soon(home):
    here, there = home.device(), home.device()
    begun(here.page)
    begun(there.page)
    other = tab(here.context)
    other.goto("/quiz?step=1")
    journey.answer(other, "danger_new", ticks("saddle"))
    expect(other.get_by_role("heading", name=RESULTS.emergency.title)).to_be_visible()

    for page in (here.page, there.page):
        expect(page.get_by_role("heading", name=WORDS["danger"][0])).to_be_visible()
    for page in (here.page, there.page):
        expect(page.get_by_role("heading", name=RESULTS.emergency.title)).to_be_visible()


@pytest.mark.slow
def test_a_session_that_is_deleted_elsewhere_ends_with_the_reason(home):
    device = home.device()
    page = begun(device.page)
    with closing(sqlite3.connect(home.folder / "lowback.db")) as database, database:
        database.execute("update sessions set deleted_at = started_at where id = ?", [RUNNING])

    expect(page.get_by_role("heading", name=WORDS["deleted"][0])).to_be_visible()
    button(page, "Back to today").click()
    expect(page.get_by_role("heading", name="Today", exact=True)).to_be_visible()


@pytest.mark.slow
def test_a_session_grows_old_while_it_is_played_and_goes_on(home):
    device = home.device()
    page = begun(device.page)
    with closing(sqlite3.connect(home.folder / "lowback.db")) as database, database:
        database.execute("update sessions set started_at = datetime(started_at, '-25 hours') where id = ?", [RUNNING])

    button(page, "Pause").click()
    button(page, "End session").click()
    button(page, "End the session").click()

    expect(page.get_by_role("heading", name="How sore is your back now?")).to_be_visible()


def cookie(context: BrowserContext) -> str:
    return next(str(each["value"]) for each in context.cookies() if each["name"] == COOKIE)


@pytest.mark.slow
def test_deleting_everything_leaves_nothing_in_any_file_any_window_or_the_cookie(home):
    device = home.device()
    page = begun(device.page)
    button(page, "Skip").click()
    with closing(sqlite3.connect(home.folder / "lowback.db")) as database, database:
        database.execute("update sessions set note = ? where id = ?", [CANARY, RUNNING])
    assert home.holds(CANARY)
    was = cookie(device.context)
    other = tab(device.context)
    other.goto("/more")
    other.get_by_text("Delete everything").first.scroll_into_view_if_needed()
    # The player forgets its own notes when its session is gone; this is forgotten by nothing but the deleting.
    other.evaluate("localStorage.setItem('lowback.prefer.sound', 'on')")
    assert other.evaluate(LEFT) > 1
    other.get_by_role("checkbox", name="Yes, delete all").check(force=True)
    button(other, "Delete everything").click()
    expect(other.get_by_role("heading", name="Everything is deleted")).to_be_visible()
    assert home.holds(CANARY) == []

    expect(page.get_by_role("heading", name=WORDS["gone"][0])).to_be_visible()
    other.wait_for_function(f"{LEFT} === 0")
    page.evaluate("dispatchEvent(new Event('pagehide'))")
    assert page.evaluate(LEFT) == 0

    button(other, "Begin anew").click()
    expect(other.get_by_role("heading", name="Look after your sore back")).to_be_visible()
    assert cookie(device.context) != was
