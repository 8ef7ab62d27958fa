"""axe-core on every page, light and dark, on a phone and on a laptop."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.e2e.conftest import DESKTOP, PHONE, Examples, Visitor
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


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "laptop"])
def test_axe_finds_nothing_of_ours(
    examples: Examples, visitor: Callable[..., Visitor], viewport: dict[str, int], scheme: str, place: Place
) -> None:
    # Reduced motion: a fade that is half-way has half the contrast.
    person = visitor(viewport, color_scheme=scheme, reduced_motion="reduce")
    page = examples.open(person, place)

    found = Axe().run(page, options={"runOnly": RULES})

    assert ours(found.response["violations"]) == []
