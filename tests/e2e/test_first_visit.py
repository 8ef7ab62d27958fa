"""A first visit is short, keeps what the first page promises, and one tap does not do more than it should."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from bench.first import FirstVisit, minutes
from bench.report import CEILINGS
from examples.people import NONE, ORDINARY
from lowback.ui.frame import QUESTIONS_TAKE
from tests.e2e import journey
from tests.e2e.conftest import Server, Visitor

SMALL: Any = {"width": 360, "height": 640}
LOW: Any = {"width": 390, "height": 664}


@pytest.fixture
def page(visitor: Callable[..., Visitor], server: Server) -> Page:
    """A new person's phone."""
    return visitor(SMALL, base_url=server.url, has_touch=True, locale="en-GB").page


def at(page: Page, question: str) -> Page:
    """The page, at this question."""
    journey.begin(page, "/")
    for earlier in list(ORDINARY)[: list(ORDINARY).index(question)]:
        journey.answer(page, earlier, ORDINARY[earlier])
    expect(page.get_by_role("heading", name=journey.QUESTIONS[question].title)).to_be_visible()
    return page


def test_an_adult_who_ticks_nothing_comes_to_a_moving_clock_within_the_ceilings_and_the_promised_time(page):
    figures = FirstVisit(page).walk("/")

    assert {name: figure for name, figure in figures.items() if figure > CEILINGS[name]} == {}
    assert f"It takes about {round(minutes(figures))} minutes." == QUESTIONS_TAKE


@pytest.mark.parametrize("viewport", [SMALL, pytest.param(LOW, marks=pytest.mark.slow)], ids=["small", "low"])
def test_start_is_on_the_first_screen_of_the_result(page, viewport):
    page.set_viewport_size(viewport)
    journey.begin(page, "/")
    journey.answer_all(page, {name: given for name, given in ORDINARY.items() if name != "minutes"})

    box = page.get_by_role("button", name="Start").first.bounding_box()
    bar = page.get_by_role("navigation", name="Main pages").bounding_box()
    assert box is not None
    assert bar is not None
    assert page.evaluate("() => document.querySelector('.stMain').scrollTop") == 0
    assert box["y"] + box["height"] <= bar["y"]


def test_none_of_the_danger_signs_waits_for_continue(page):
    journey.begin(page, "/")
    page.get_by_role("checkbox", name="None of these").check()
    # Longer than any question that goes on by itself takes to do so.
    page.evaluate("() => new Promise((done) => setTimeout(done, 1500))")

    expect(page.get_by_role("heading", name=journey.QUESTIONS["danger_new"].title)).to_be_visible()
    page.get_by_role("button", name="Continue", exact=True).click()
    expect(page.get_by_role("heading", name=journey.QUESTIONS["danger_now"].title)).to_be_visible()


@pytest.mark.slow
def test_arrow_keys_choose_and_only_enter_goes_on(page):
    at(page, "how_long")
    page.get_by_role("radio").first.focus()
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    page.evaluate("() => new Promise((done) => setTimeout(done, 1500))")

    expect(page.get_by_role("radio").nth(3)).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=journey.QUESTIONS["pain"].title)).to_be_visible()


@pytest.mark.slow
def test_after_back_the_same_answer_goes_on_again(page):
    at(page, "body")
    page.get_by_role("button", name="Back", exact=True).click()
    expect(page.get_by_role("heading", name=journey.QUESTIONS["health"].title)).to_be_visible()
    none = page.get_by_role("checkbox", name=journey.QUESTIONS["health"].none_label)
    expect(none).to_be_checked()

    none.tap()

    expect(page.get_by_role("heading", name=journey.QUESTIONS["body"].title)).to_be_visible()
    journey.answer(page, "body", NONE)


@pytest.mark.slow
def test_a_number_that_is_not_known_is_an_answer(page):
    journey.begin(page, "/")
    pregnant = ORDINARY | {"health": {"ticked": ["pregnant"], "not_sure": []}}
    for name in ("danger_new", "danger_now", "ever_had", "age", "health", "body"):
        journey.answer(page, name, pregnant[name])
    expect(page.get_by_role("heading", name=journey.QUESTIONS["pregnancy"].title)).to_be_visible()

    page.get_by_role("checkbox", name="I do not know").check()
    page.get_by_role("button", name="Continue", exact=True).click()

    expect(page.get_by_role("heading", name=journey.QUESTIONS["pregnancy_signs"].title)).to_be_visible()
