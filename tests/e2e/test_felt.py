"""How an exercise felt, in the real app on a phone: a silent tap, the next plan, and an easier one without stopping."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from examples.people import answers
from lowback.ui.pieces.felt import TITLE
from tests.e2e import journey
from tests.e2e.conftest import Server, Visitor

SMALL = {"width": 360, "height": 640}
SIZES = [(360, 640), (390, 664), (375, 553), (320, 568), (844, 390)]
CONTROLS = ("pause", "hurt", "back", "earlier", "later", "skip")
BOXES = """([names, felt]) => {
  const root = [...document.querySelectorAll("*")].map((each) => each.shadowRoot ?? each)
    .map((each) => each.querySelector(".player")).find(Boolean);
  const all = [...names.map((name) => root.querySelector(`[data-do=${name}]`)), ...root.querySelectorAll(felt)];
  return all.map((each) => each.getBoundingClientRect().toJSON());
}"""


@pytest.fixture
def playing(visitor: Callable[..., Visitor], server: Server) -> Page:
    """Somebody in the middle of the first exercise of a session."""
    page = visitor(SMALL, base_url=server.url, locale="en-GB", has_touch=True).page
    page.clock.install()
    journey.to_the_plan(page, "/", answers(minutes={"choice": "m15"}))
    page.get_by_role("button", name="Start").first.click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    page.clock.run_for(40_000)
    return page


def done(page: Page) -> str:
    """Wind the clock until the exercise that is on is done; its name."""
    name = page.locator(".play .title").inner_text()
    for _ in range(60):
        if page.locator(".felt").is_visible():
            return name
        page.clock.run_for(5_000)
    raise AssertionError("the exercise has no end")


def test_one_tap_after_an_exercise_is_asked_for_in_silence_and_changes_the_next_plan(playing):
    expect(playing.locator(".felt")).to_be_hidden()
    name = done(playing)
    following = playing.locator(".play .title").inner_text()
    assert following != name
    row = playing.get_by_role("group", name=f"How was {name}?")

    row.get_by_role("button", name="Easy").tap()
    row.get_by_role("button", name="Hard").tap()

    expect(row.get_by_role("button", name="Hard")).to_have_attribute("aria-pressed", "true")
    expect(row.get_by_role("button", name="Easy")).to_have_attribute("aria-pressed", "false")
    expect(playing.get_by_role("button", name="Pause")).to_be_visible()
    assert name not in playing.locator(".live").inner_text()
    playing.get_by_role("button", name="+10 s to get ready").tap()
    expect(row).to_be_hidden()
    playing.locator("[data-do=longer]").tap()
    expect(row).to_be_visible()
    playing.get_by_role("button", name="Go now").tap()
    expect(row).to_be_hidden()
    expect(playing.locator(".play .title")).to_have_text(following)
    playing.get_by_role("button", name="Pause").tap()
    playing.get_by_role("button", name="End session").tap()
    playing.get_by_role("button", name="End the session").tap()
    expect(playing.get_by_role("radio", name="Hard")).to_be_checked()

    playing.goto("/plan")

    expect(playing.get_by_role("heading", name=TITLE)).to_be_visible()
    expect(playing.get_by_text(f"{name}: less this time, because it felt hard on")).to_be_visible()
    playing.get_by_role("button", name="As before").click()
    expect(playing.get_by_role("heading", name=TITLE)).to_have_count(0)


@pytest.mark.slow
def test_the_easier_one_is_seen_and_taken_while_the_clock_goes_on(playing):
    name = playing.locator(".play .title").inner_text()
    easier = playing.get_by_role("button", name="Easier", exact=True)

    easier.tap()
    expect(playing.locator(".peek :is(video, img)")).to_have_count(1)
    title = playing.locator(".peek .title").inner_text()
    expect(playing.get_by_role("button", name="Pause")).to_be_visible()
    playing.get_by_role("button", name="Close", exact=True).tap()
    expect(playing.locator(".peek :is(video, img)")).to_have_count(0)
    expect(playing.locator(".play .title")).to_have_text(name)
    easier.tap()
    playing.get_by_role("button", name="Do this one").tap()

    expect(playing.locator(".play .title")).to_have_text(title)
    expect(playing.get_by_role("button", name="Pause")).to_be_focused()
    expect(playing.get_by_role("button", name="Go now")).to_be_visible()
    expect(playing.locator(".peek")).to_be_hidden()


@pytest.mark.slow
def test_the_row_pushes_no_control_out_of_any_window(playing):
    done(playing)

    for width, height in SIZES:
        playing.set_viewport_size({"width": width, "height": height})
        boxes = playing.evaluate(BOXES, [CONTROLS, ".felt button"])
        assert len(boxes) == 10
        for box in boxes:
            assert 0 <= box["left"] < box["right"] <= width, (width, height)
            assert 0 <= box["top"] < box["bottom"] <= height, (width, height)
            assert min(box["width"], box["height"]) >= 44, (width, height)
