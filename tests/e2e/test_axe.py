"""axe-core on every page, light and dark, on a phone and on a laptop."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from examples.browser import shows
from examples.places import PLACES, Place
from tests.e2e.conftest import DESKTOP, PHONE, Examples

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What Streamlit itself draws and we cannot change: (rule, part of the element's HTML): why.
STREAMLITS_OWN = {
    ("target-size", 'role="spinbutton"'): "day, month and year inside st.date_input are 18 x 20 px",
}

# The gate looks at every page as most people see it; the rest at every other way.
LOOKS = [
    pytest.param("light", PHONE, id="light-phone"),
    pytest.param("light", DESKTOP, id="light-laptop", marks=pytest.mark.slow),
    pytest.param("dark", PHONE, id="dark-phone", marks=pytest.mark.slow),
    pytest.param("dark", DESKTOP, id="dark-laptop", marks=pytest.mark.slow),
]
# What axe must have had something to say about on every page, or it looked at an empty one.
LOOKED_AT = {"color-contrast", "document-title", "html-has-lang", "page-has-heading-one"}


def ours(violations: list[dict[str, Any]]) -> list[str]:
    """One line for each thing that is wrong and not known to be Streamlit's."""
    return [
        f"{violation['id']}: {node['html'][:160]} - {node['failureSummary']}"
        for violation in violations
        for node in violation["nodes"]
        if not any(violation["id"] == rule and mark in node["html"] for rule, mark in STREAMLITS_OWN)
    ]


def drawn_anew(page: Page) -> None:
    """Wait until Streamlit has moved its navigation for a new width: its landmarks come and go meanwhile."""
    page.get_by_role("main").wait_for()
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


# Letters and height, in pixels, of every field, every line that unfolds and every choice in a row.
SMALL_THINGS = """() => {
  const things = [...document.querySelectorAll(".stMain :is(input, select, textarea, summary, .stButtonGroup button)")];
  return things.flatMap((one) => {
    const letters = parseFloat(getComputedStyle(one).fontSize);
    const { height } = one.getBoundingClientRect();
    const small = one.matches("summary, button") ? height < 44 : letters < 16;
    return height > 1 && small ? [`${one.outerHTML.slice(0, 80)}: ${letters} ${height}`] : [];
  });
}"""


@pytest.mark.parametrize("name", ["routines", "progress", "log", "how"])
def test_no_field_makes_an_iphone_zoom_in_and_no_fold_is_too_low_for_a_finger(examples: Examples, name: str) -> None:
    page = examples.open(PLACES[name]).page
    page.set_viewport_size(PHONE)
    shows(page, PLACES[name])
    drawn_anew(page)

    assert page.evaluate(SMALL_THINGS) == []


@pytest.mark.parametrize(("scheme", "viewport"), LOOKS)
@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_axe_finds_nothing_of_ours(examples: Examples, place: Place, scheme: str, viewport: Any) -> None:
    page = examples.open(place, scheme).page
    page.set_viewport_size(viewport)
    shows(page, place)
    drawn_anew(page)

    found = Axe().run(page, options={"runOnly": RULES}).response

    assert ours(found["violations"]) == []
    assert {rule["id"] for rule in found["passes"]} >= LOOKED_AT
