"""The whole way by keyboard: what is pressed is reached with Tab, is seen to have the focus, and does what it says."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from examples.people import answers
from tests.e2e import journey
from tests.e2e.conftest import DESKTOP, Server, Visitor

# What has the focus, how it is called, and whether anything around it is drawn for that.
FOCUSED = """() => {
  let here = document.activeElement;
  while (here.shadowRoot?.activeElement) here = here.shadowRoot.activeElement;
  const own = here.labels?.[0] ?? here.querySelector("p") ?? here;
  const words = here.getAttribute("aria-label") || own.innerText || "";
  const drawn = (at) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(at);
    return (outlineStyle !== "none" && parseFloat(outlineWidth) > 0) || boxShadow !== "none";
  };
  const around = [here, here.parentElement, here.closest("label"), here.closest("[data-baseweb]")];
  const seen = around.some((at) => at && drawn(at));
  return { name: words.trim().replace(/\\s+/g, " "), type: here.type ?? "", seen };
}"""
MOST_TABS = 60


def reach(page: Page, name: str, kind: str = "") -> None:
    """Press Tab until something with this name, or of this type, has the focus; it must be seen to have it."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused["name"].startswith(name) and kind in focused["type"]:
            assert focused["seen"], name
            return
    pytest.fail(f"{name} is not reached")


def press(page: Page, name: str, key: str = "Enter") -> None:
    reach(page, name)
    page.keyboard.press(key)


def arrives(page: Page, heading: str) -> None:
    """A new page or question has taken the focus to its heading: a key pressed before that would go to the old one."""
    expect(page.get_by_role("heading", name=heading)).to_be_focused()


def answer(page: Page, question_id: str, given: Mapping[str, Any]) -> None:
    """One question of the quiz, as somebody without a pointer answers it."""
    question = journey.QUESTIONS[question_id]
    labels = {option.id: option.label for option in question.options}
    arrives(page, question.title)
    expect(page.get_by_role("group", name=question.title, exact=True)).to_be_visible()
    if question.kind == "many":
        for label in [labels[tick] for tick in given["ticked"]] or [question.none_label or ""]:
            press(page, label, "Space")
    elif question.kind == "one":
        reach(page, question.options[0].label)
        page.keyboard.press("Space")
        for _ in range([option.id for option in question.options].index(given["choice"])):
            page.keyboard.press("ArrowDown")
    elif question.kind == "scale":
        choose(page, given["value"])
    else:
        reach(page, "", "text")
        page.keyboard.type(str(given["value"]))
    press(page, "Continue")


def choose(page: Page, number: int) -> None:
    """A number of the scale from 0 to 10."""
    reach(page, "0", "radio")
    page.keyboard.press("Space")
    for one in range(1, number + 1):
        page.keyboard.press("ArrowRight")
        expect(page.get_by_role("radio", name=str(one), exact=True)).to_be_checked()


@pytest.mark.slow
def test_from_the_first_visit_to_the_chart_without_a_pointer(visitor: Callable[..., Visitor], server: Server) -> None:
    page = visitor(DESKTOP, base_url=server.url, locale="en-GB").page
    page.clock.install()
    page.goto("/")
    expect(page.get_by_role("button", name="Start the questions")).to_be_visible()
    press(page, "Start the questions")
    given = answers()
    for question_id, one in given.items():
        if not journey.QUESTIONS[question_id].on_plan:
            answer(page, question_id, one)

    arrives(page, journey.READY)
    press(page, "Start")
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    journey.play_to_the_end(page)
    arrives(page, "How sore is your back now?")
    choose(page, 3)
    press(page, "Save")
    arrives(page, "How hard was it?")
    press(page, "Very easy", "Space")
    press(page, "Save")
    expect(page.get_by_role("button", name="See my progress")).to_be_visible()
    press(page, "See my progress")

    expect(page.get_by_role("heading", name="Your progress")).to_be_visible()
    expect(page.get_by_text("pain 3 after")).to_be_visible()
