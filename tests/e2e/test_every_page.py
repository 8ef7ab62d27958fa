"""Every page: axe-core in every look, what a finger can hit, what is read out, no request to anybody else."""

from __future__ import annotations

import re
from textwrap import indent
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from ruamel.yaml import YAML

from examples.browser import painted, shows
from examples.places import PLACES, Place
from tests.e2e.conftest import DESKTOP, PHONE, ROOT, Examples

LOW = 256
"""So high is a laptop's window at four times the size, in pixels of its own."""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# What Streamlit itself draws and we cannot change: (rule, part of the element's HTML): why.
STREAMLITS_OWN = {
    ("target-size", 'role="spinbutton"'): "day, month and year inside st.date_input are 18 x 20 px",
}

READ_OUT: dict[str, str] = YAML(typ="safe").load(ROOT / "tests" / "cases" / "read_out.yaml")
FRAMEWORK = re.compile(r"vega|undefined|\bnull\b|\bNaN\b|traceback|streamlit", re.IGNORECASE)
"""What only a program would say."""
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
    painted(page)


# All elements of a page, also those within components.
EVERYTHING = """
  const within = (at) => (at.shadowRoot ? all(at.shadowRoot) : []);
  const all = (root) => [...root.querySelectorAll("*")].flatMap((at) => [at, ...within(at)]);
"""
# What can be pressed and is smaller than a fingertip, or a field whose letters make an iPhone zoom in. A link within a
# sentence is as high as its line; a field is hit anywhere within its frame, and a row by its label.
SMALL_THINGS = (
    "() => {"
    + EVERYTHING
    + r"""
  const pressed = "a[href], button, input, select, textarea, summary, [role=button], [role=radio], [tabindex='0']";
  const seen = (at) => at.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const words = (at) => at.textContent.trim();
  const inLine = (at) => at.matches("p a, li a, td a") && words(at.parentElement) !== words(at);
  const frame = ".stSelectbox, [data-testid=stNumberInputContainer], [data-testid=stTextInputRootElement]";
  const low = (at) => {
    const own = at.getBoundingClientRect();
    const whole = (at.closest("label") ?? at.closest(frame) ?? at.labels?.[0] ?? at).getBoundingClientRect();
    const hit = at.matches(".stSelectbox *, input") && whole.height > own.height ? whole : own;
    return own.width > 1 && own.height > 1 && Math.round(Math.min(hit.width, hit.height)) < 44;
  };
  const typed = "input:not([type=radio], [type=checkbox]), select, textarea";
  const zooms = (at) => at.matches(typed) && parseFloat(getComputedStyle(at).fontSize) < 16;
  const things = all(document.body).filter((at) => at.matches(pressed) && !at.matches(":disabled") && seen(at));
  return things.filter((at) => (low(at) && !inLine(at)) || zooms(at)).map((at) => at.outerHTML.slice(0, 160));
}"""
)


def test_what_is_too_small_for_a_finger_is_seen(examples: Examples) -> None:
    page = examples.open(PLACES["more"]).page
    small = """() => {
      const main = document.querySelector(".stMain");
      const low = "<button style='height: 40px'>low</button>";
      main.insertAdjacentHTML("beforeend", `<p>So <a href='/more'>it is</a>.</p>${low}`);
      main.insertAdjacentHTML("beforeend", "<label><input type=radio> small</label><input style='font-size: 15px'>");
    }"""
    before = page.evaluate(SMALL_THINGS)

    page.evaluate(small)

    assert len(page.evaluate(SMALL_THINGS)) == len(before) + 3


@pytest.mark.parametrize(("name", "place"), PLACES.items(), ids=PLACES)
def test_a_page_is_whole_for_everybody_and_asks_only_its_own_server(
    examples: Examples, name: str, place: Place
) -> None:
    visitor = examples.open(place)
    page = visitor.page
    page.set_viewport_size(PHONE)
    shows(page, place)
    drawn_anew(page)

    assert found_by_axe(page) == []
    assert page.evaluate(SMALL_THINGS) == []
    heard = page.locator("body").aria_snapshot()
    assert FRAMEWORK.findall(heard) == []
    assert heard.count("[level=1]") == 1
    if name in READ_OUT:
        expect(page.get_by_role("main")).to_match_aria_snapshot(f"- main:\n{indent(READ_OUT[name], '  ')}")
    page.set_viewport_size(DESKTOP)
    drawn_anew(page)
    assert found_by_axe(page) == []
    assert [url for url in visitor.requests if url.startswith("ws:") and url.endswith("/_stcore/stream")]
    assert visitor.foreign(examples.server.url) == []
    assert visitor.errors == []


# Words that do not fit into what holds them, or stand outside the window.
CUT = (
    "() => {"
    + EVERYTHING
    + r"""
  const said = (at) => [...at.childNodes].some((part) => part.nodeType === Node.TEXT_NODE && part.textContent.trim());
  const shown = (at) => at.checkVisibility({ opacityProperty: true, visibilityProperty: true });
  const large = ({ width, height }) => Math.min(width, height) > 2;
  const seen = (at) => shown(at) && large(at.getBoundingClientRect());
  const holds = (at) => ["hidden", "clip"].includes(getComputedStyle(at).overflowX) && at.clientWidth > 2;
  const cut = (at) => {
    const { left, right } = at.getBoundingClientRect();
    if (left < -1 || right > innerWidth + 1) return true;
    for (let around = at; around; around = around.parentElement)
      if (holds(around) && around.scrollWidth > around.clientWidth + 1) return true;
    return false;
  };
  return all(document.body).filter((at) => said(at) && seen(at) && cut(at)).map((at) => at.outerHTML.slice(0, 160));
}"""
)


@pytest.mark.slow
@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_on_the_smallest_phone_and_at_four_times_the_size_nothing_is_cut(examples: Examples, place: Place) -> None:
    page = examples.open(place).page
    for height in (568, LOW):
        page.set_viewport_size({"width": 320, "height": height})
        shows(page, place)
        drawn_anew(page)
        assert page.evaluate(CUT) == []
        assert page.evaluate("document.documentElement.scrollWidth") == 320
    bar = page.get_by_role("navigation", name="Main pages").filter(visible=True)
    assert all(box["height"] <= LOW / 5 for box in [each.bounding_box() for each in bar.all()] if box)


@pytest.mark.slow
@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_axe_finds_nothing_of_ours_at_night_and_in_colours_of_ones_own(examples: Examples, place: Place) -> None:
    page = examples.open(place, "dark").page
    for viewport in (PHONE, DESKTOP):
        page.set_viewport_size(viewport)
        shows(page, place)
        drawn_anew(page)
        assert found_by_axe(page) == []
    page.emulate_media(forced_colors="active")
    painted(page)
    # The colours are the person's own, and axe does not know them.
    assert found_by_axe(page, without="color-contrast") == []
    page.emulate_media(forced_colors="none")


def found_by_axe(page: Page, without: str = "") -> list[str]:
    """What axe finds wrong, without this rule; it must have had something to say about the page."""
    rules = {without: {"enabled": False}} if without else {}
    found = Axe().run(page, options={"runOnly": RULES, "rules": rules}).response
    assert {rule["id"] for rule in found["passes"]} >= LOOKED_AT - {without}
    return ours(found["violations"])
