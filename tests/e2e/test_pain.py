"""Pain in the real app: what is sore, sharp or new each leads somewhere else, and the plan remembers."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from examples.contents import load_library
from examples.people import answers
from lowback.ui.pieces.hurt import TITLE
from tests.e2e import journey
from tests.e2e.conftest import PHONE, Server, Visitor

QUESTIONS = load_library().questions


@pytest.fixture
def playing(visitor: Callable[..., Visitor], server: Server) -> Page:
    """Somebody in the middle of the first exercise of a session."""
    page = visitor(PHONE, base_url=server.url, locale="en-GB").page
    page.clock.install()
    journey.to_the_plan(page, "/", answers(minutes={"choice": "m15"}))
    page.get_by_role("button", name="Start").first.click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    page.clock.run_for(40_000)
    return page


def hurts(page: Page, feeling: str) -> None:
    page.get_by_role("button", name="This hurts").click()
    page.get_by_role("button", name=feeling).click()


def exercise(page: Page) -> str:
    return page.locator(".play .title").inner_text()


def test_what_is_sore_is_done_in_an_easier_way_and_left_out_of_the_next_plan_until_it_is_asked_back(playing):
    first = exercise(playing)
    hurts(playing, "Sore or stiff")
    easier = playing.locator(".choices button[data-do^=easier]").first
    name = easier.inner_text().splitlines()[0]
    easier.click()
    expect(playing.locator(".play .title")).to_have_text(name)
    playing.get_by_role("button", name="End session").click()
    playing.get_by_role("button", name="End the session").click()
    expect(playing.get_by_role("heading", name="How sore is your back now?")).to_be_visible()

    playing.goto("/plan")

    expect(playing.get_by_role("heading", name=TITLE)).to_be_visible()
    expect(playing.get_by_text(f"{first} hurt on")).to_be_visible()
    playing.get_by_role("button", name="Bring it back").click()
    expect(playing.get_by_role("heading", name=TITLE)).to_have_count(0)


@pytest.mark.slow
def test_two_sharp_pains_end_in_advice_and_in_rest(playing):
    first = exercise(playing)
    hurts(playing, "Sharp, or going down a leg")
    playing.get_by_role("button", name="Go on with").click()
    second = exercise(playing)
    assert second != first

    hurts(playing, "Sharp, or going down a leg")

    expect(playing.get_by_text("Leave the exercises for today")).to_be_visible()
    playing.goto("/")
    expect(playing.get_by_role("heading", name="No more exercises today")).to_be_visible()
    expect(playing.get_by_text("Well done")).to_have_count(0)


def test_what_is_numb_or_new_leads_to_the_danger_questions_at_once_and_to_no_exercise_before_them(playing):
    hurts(playing, "Numb, weak, tingling or something new")

    expect(playing.get_by_role("heading", name=QUESTIONS["danger_new"].title)).to_be_visible()
    expect(playing.get_by_text("Get help now", exact=True)).to_be_visible()
    playing.goto("/plan")
    expect(playing.get_by_role("heading", name="First, a few questions")).to_be_visible()
    expect(playing.locator("video")).to_have_count(0)
