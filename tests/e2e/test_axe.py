"""axe-core on every page, light and dark, on a phone and on a laptop."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.e2e.conftest import DESKTOP, PHONE, Server, Visitor, settled
from tests.e2e.pages import PAGES

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What Streamlit itself draws and we cannot change: (rule, part of the element's HTML): why.
STREAMLITS_OWN = {
    ("target-size", 'role="spinbutton"'): "day, month and year inside st.date_input are 18 x 20 px",
}


@pytest.fixture(scope="module")
def base_url(serve: Callable[..., Server], example_data: Path) -> Iterator[str]:
    """The demo, so that every page has something to show."""
    running = serve(data_dir=example_data, LOWBACK_DEMO="1")
    yield running.url
    running.stop()


def ours(violations: list[dict[str, Any]]) -> list[str]:
    """One line for each thing that is wrong and not known to be Streamlit's."""
    return [
        f"{violation['id']}: {node['html'][:160]} - {node['failureSummary']}"
        for violation in violations
        for node in violation["nodes"]
        if not any(violation["id"] == rule and mark in node["html"] for rule, mark in STREAMLITS_OWN)
    ]


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "laptop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_of_ours(
    base_url: str, visitor: Callable[..., Visitor], path: str, viewport: dict[str, int], scheme: str
) -> None:
    # Reduced motion: a fade that is half-way has half the contrast.
    person = visitor(viewport, color_scheme=scheme, reduced_motion="reduce")
    person.page.goto(f"{base_url}{path}")
    settled(person.page)

    found = Axe().run(person.page, options={"runOnly": RULES})

    assert ours(found.response["violations"]) == []
