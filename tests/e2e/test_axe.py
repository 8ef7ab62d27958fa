"""axe-core on every page, light and dark, on a phone and on a laptop."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.e2e.conftest import DESKTOP, PHONE, Examples, settled
from tests.places import PLACES, Place

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What Streamlit itself draws and we cannot change: (rule, part of the element's HTML): why.
STREAMLITS_OWN = {
    ("target-size", 'role="spinbutton"'): "day, month and year inside st.date_input are 18 x 20 px",
}


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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_axe_finds_nothing_of_ours(examples: Examples, place: Place, scheme: str) -> None:
    page = examples.open(place, scheme).page
    wrong: dict[str, list[str]] = {}
    for name, viewport in (("laptop", DESKTOP), ("phone", PHONE)):
        page.set_viewport_size(viewport)
        settled(page)
        drawn_anew(page)
        wrong[name] = ours(Axe().run(page, options={"runOnly": RULES}).response["violations"])

    assert wrong == {"laptop": [], "phone": []}
