"""The main job in a real browser: from the first visit to the bar on the chart, and what can go wrong."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from examples.browser import title_of
from examples.people import NONE, ORDINARY, answers, ticks
from tests.e2e import journey
from tests.e2e.conftest import DESKTOP, PHONE, Server, Visitor

FIVE = answers(minutes={"choice": "m5"})
SIZES = pytest.mark.parametrize(
    "viewport", [PHONE, pytest.param(DESKTOP, marks=pytest.mark.slow)], ids=["phone", "desktop"]
)


@pytest.fixture
def arrive(visitor: Callable[..., Visitor], server: Server) -> Callable[..., Page]:
    """A new person's browser, with a clock that the test can wind."""

    def arriving(viewport: dict[str, int] = PHONE, **options: object) -> Page:
        page = visitor(viewport, base_url=server.url, locale="en-GB", **options).page
        page.clock.install()
        return page

    return arriving


def start_session(page: Page) -> None:
    """From the plan into the player, whose clock moves by itself."""
    page.get_by_role("button", name="Start").first.click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()


def test_from_the_first_visit_to_the_bar_on_the_chart(arrive):
    page = arrive()
    journey.to_the_plan(page, "/", FIVE)

    start_session(page)
    journey.play_to_the_end(page)
    page.get_by_role("radio", name="3", exact=True).check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="How hard was it?")).to_be_visible()
    page.get_by_role("textbox").fill("<script>alert(1)</script> better 🙂")
    page.get_by_role("radio", name="Fairly easy").check()
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="See my progress").click()

    expect(page.get_by_role("heading", name="Your progress")).to_be_visible()
    expect(page.locator("[role=graphics-document]").first).to_be_visible()
    expect(page.get_by_text("Lower back workout (base)").first).to_be_visible()


@SIZES
def test_the_emergency_path_ends_at_the_call_and_shows_no_exercise(arrive, viewport):
    page = arrive(viewport)
    journey.begin(page, "/")
    journey.answer(page, "danger_new", ticks("saddle"))

    call = page.get_by_role("link", name="Call 999")
    expect(call).to_have_attribute("href", "tel:999")
    for address in ("/plan", "/routines", "/routine?id=desk_break", "/exercise?id=bridge", "/player"):
        page.goto(address)
        expect(call).to_be_visible()
        expect(page.locator("video")).to_have_count(0)


def test_ticked_by_mistake_asks_that_one_question_again(arrive):
    page = arrive()
    journey.begin(page, "/")
    journey.answer(page, "danger_new", ticks("saddle"))

    page.get_by_role("button", name="mistake").click()
    journey.answer(page, "danger_new", NONE)

    expect(page.get_by_role("heading", name=journey.QUESTIONS["danger_now"].title)).to_be_visible()


def test_a_reload_in_the_middle_comes_back_paused_at_the_same_exercise(arrive):
    page = arrive()
    journey.to_the_plan(page, "/", FIVE)
    start_session(page)
    page.clock.run_for(60_000)
    exercise = page.get_by_role("heading", level=2).first.inner_text()

    page.reload()

    expect(page.get_by_role("button", name="Continue")).to_be_visible()
    expect(page.get_by_role("heading", name=exercise, exact=True).first).to_be_visible()


def test_back_forward_reload_and_a_second_tab_keep_what_was_said(arrive):
    page = arrive()
    journey.begin(page, "/")
    first, second, third = list(ORDINARY)[:3]
    journey.answer(page, first, ORDINARY[first])
    journey.answer(page, second, ORDINARY[second])
    expect(page.get_by_role("heading", name=journey.QUESTIONS[third].title)).to_be_visible()

    page.go_back()
    expect(page.get_by_role("heading", name=journey.QUESTIONS[second].title)).to_be_visible()
    expect(page.get_by_role("checkbox", name="None of these")).to_be_checked()
    page.go_forward()
    expect(page.get_by_role("heading", name=journey.QUESTIONS[third].title)).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", name=journey.QUESTIONS[third].title)).to_be_visible()

    other = page.context.new_page()
    other.goto("/quiz")
    journey.answer(other, third, ORDINARY[third])
    page.goto("/quiz")
    expect(page.get_by_role("heading", name="How old are you?")).to_be_visible()


@pytest.mark.slow
def test_a_server_that_dies_in_the_middle_loses_nothing(serve, visitor, tmp_path):
    first = serve(data_dir=tmp_path)
    page = visitor(PHONE, base_url=first.url, locale="en-GB").page
    page.clock.install()
    journey.to_the_plan(page, "/", FIVE)
    start_session(page)
    page.clock.run_for(70_000)
    first.process.kill()
    first.process.wait()
    page.clock.run_for(60_000)

    port = int(first.url.rpartition(":")[2])
    serve(data_dir=tmp_path, port=port)
    journey.play_to_the_end(page)

    rows = sqlite3.connect(tmp_path / "lowback.db").execute("select status, worked_seconds from sessions").fetchall()
    assert [status for status, _ in rows] == ["finished"]
    assert rows[0][1] > 60


def test_a_cold_server_opened_at_the_plan_asks_the_questions_first(serve, visitor):
    page = visitor(PHONE, base_url=serve().url).page
    page.goto("/plan")

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert title_of(page) == "First, a few questions"
    expect(page.get_by_text("Danger signs", exact=True)).to_be_visible()
