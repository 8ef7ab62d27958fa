"""A page or screen begins at its beginning, says so, and stays there; wherever the last one was left."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from lowback.ui.cookie import COOKIE
from tests.e2e import journey
from tests.e2e.conftest import Examples, Server, Visitor, settled
from tests.people import ticks
from tests.places import PLACES

SMALL: Any = {"width": 360, "height": 640}
SIZES: dict[str, Any] = {
    "small": SMALL,
    "phone": {"width": 390, "height": 664},
    "aside": {"width": 844, "height": 390},
    "laptop": {"width": 1280, "height": 800},
}
SIZED = pytest.mark.parametrize("viewport", SIZES.values(), ids=SIZES)
# Where things stand, every frame for this long after the last run: what jumps later is seen.
WATCHED_MS = 1500
STANDS = """(ms) => new Promise((done) => {
  const main = document.querySelector(".stMain");
  const worst = { scrolled: 0 };
  let since = performance.now();
  const look = () => {
    const now = performance.now();
    if (!document.querySelector("[data-test-script-state=notRunning]")) since = now;
    else worst.scrolled = Math.max(worst.scrolled, main.scrollTop);
    if (now - since < ms) requestAnimationFrame(look);
    else done(worst.scrolled);
  };
  look();
})"""
FOCUSED = "() => { let at = document.activeElement; while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement; return at?.tagName + ' ' + at?.textContent; }"
# The thing at the middle of an element's box, as a finger finds it, without any scrolling.
UNDER = """(one) => {
  const box = one.getBoundingClientRect();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  let at = document.elementFromPoint(x, y);
  while (at?.shadowRoot) {
    const deeper = at.shadowRoot.elementFromPoint(x, y);
    if (!deeper || deeper === at) break;
    at = deeper;
  }
  const inside = box.top >= 0 && box.left >= 0 && box.bottom <= innerHeight && box.right <= innerWidth;
  return inside && (one === at || one.contains(at)) ? "free" : `${inside ? "covered by" : "outside of"} ${at?.outerHTML.slice(0, 120)}`;
}"""


def scroll_down(page: Page) -> None:
    """Leave the page scrolled, as far as it goes."""
    page.evaluate("() => { const main = document.querySelector('.stMain'); main.scrollTop = main.scrollHeight; }")


def arrived(page: Page, heading: str, tab: str) -> None:
    """The screen with this heading begins at its top, has the focus and its title, and stays there."""
    expect(page.get_by_role("heading", level=1, name=heading, exact=True)).to_be_visible()
    page.wait_for_function("() => document.activeElement !== document.body")
    expect(page).to_have_title(tab)
    assert page.evaluate(STANDS, WATCHED_MS) == 0
    assert page.evaluate(FOCUSED) == f"H1 {heading}"


def free(thing: Locator) -> str:
    """ "free" when the thing is inside the window and nothing lies over it."""
    return str(thing.evaluate(UNDER))


@pytest.fixture
def touching(examples: Examples, visitor: Callable[..., Visitor]) -> Callable[..., Page]:
    """A phone in the hand of one of the people in tests/places.py."""

    def opened(person: str, viewport: Any = SMALL) -> Page:
        someone = visitor(viewport, base_url=examples.server.url, has_touch=True, locale="en-GB")
        cookie = {"name": COOKIE, "value": examples._cookies[person], "url": examples.server.url}
        someone.context.add_cookies([cookie])  # type: ignore[list-item]  # a TypedDict by any other name
        return someone.page

    return opened


BAR = {"Today": "Today", "Routines": "Routines", "Progress": "Your progress", "More": "More"}


def test_every_place_of_the_bar_opens_at_its_top_with_its_title(touching: Callable[..., Page]) -> None:
    page = touching("steady")
    page.goto("/plan")
    settled(page)
    for name in ("Routines", "Progress", "More", "Today"):
        scroll_down(page)
        page.get_by_role("navigation", name="Main pages").get_by_role("link", name=name).tap()
        arrived(page, BAR[name], f"{BAR[name]} - Lowback")
