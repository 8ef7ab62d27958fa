"""A page or screen begins at its beginning, says so, and stays there; wherever the last one was left."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from examples.browser import settled
from examples.places import PLACES
from tests.e2e import journey
from tests.e2e.conftest import Examples

SMALL = (360, 640)
SIZES = [SMALL, (390, 664), (844, 390), (1280, 800)]
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
FOCUSED = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return `${at?.tagName} ${at?.textContent}`;
}"""
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
  if (!inside) return `outside of the window: ${JSON.stringify(box)}`;
  return one === at || one.contains(at) ? "free" : `covered by ${at?.outerHTML.slice(0, 120)}`;
}"""


def scroll_down(page: Page) -> None:
    """Leave the page scrolled, as far as it goes."""
    page.evaluate("() => { const main = document.querySelector('.stMain'); main.scrollTop = main.scrollHeight; }")


def arrived(page: Page, heading: str | None, tab: str | None) -> None:
    """The screen with this heading begins at its top, has the focus and its title, and stays there."""
    shown = page.get_by_role("heading", level=1, name=heading, exact=True)
    expect(shown).to_be_visible()
    expect(shown).to_be_focused()
    words = shown.inner_text()
    expect(page).to_have_title(re.compile(f"^{tab or re.escape(words)} - Lowback$"))
    assert page.evaluate(STANDS, WATCHED_MS) == 0
    assert page.evaluate(FOCUSED) == f"H1 {words}"


def free(thing: Locator) -> str:
    """Says "free" when the thing is inside the window and nothing lies over it."""
    return str(thing.evaluate(UNDER))


BAR = {"Routines": "Routines", "Plan": "Your plan", "Progress": "Your progress", "More": "More", "Today": "Today"}
FIRST = journey.QUESTIONS["danger_new"].title
GO = "You are ready to start"
QUESTION = r"Question \d+ of \d+"
BASE = "Lower back workout (base)"
# From a page, by the last button whose name begins so, to a heading and the name of the tab (None: the heading).
BUTTONS: list[tuple[str, str, str | None, str | None]] = [
    ("today-new", "Start the questions", FIRST, QUESTION),
    ("today-new", "Look around first", "Routines", None),
    ("today", "Start", None, None),
    ("today-done", "How to", "Easy walk", None),
    ("today-playing", "Continue", PLACES["player"].heading, "Session"),
    ("plan", "Start", None, None),
    ("plan", "Look inside", None, None),
    ("plan", "All routines", "Routines", None),
    ("plan", "Change my answers", "Check your answers", None),
    ("plan", "How we decide", "How we decide", None),
    ("review", "See my result", GO, None),
    ("review", "Change", None, QUESTION),
    ("quiz", "Continue", GO, None),
    ("quiz", "Back", journey.QUESTIONS["danger_now"].title, QUESTION),
    ("result", "My whole plan", "Your plan", None),
    ("routine", "Start", None, None),
    ("routine", "How to", None, None),
    ("routines", "Look inside", None, None),
    ("progress", "Log a past session", "Log a session", None),
    ("progress", "Edit", "Put a session right", None),
    ("log", "Cancel", "Your progress", None),
    ("more", "My answers", "Check your answers", None),
    ("more", "My result", GO, None),
    ("more", "Log a session by hand", "Log a session", None),
    ("more", "How we decide", "How we decide", None),
    ("urgent", "How we decide", "How we decide", None),
    ("locked", "I ticked that by mistake", None, QUESTION),
    ("no-such-routine", "Go to the routines", "Routines", None),
]


def tap_at_the_end(page: Page, start: str, button: str) -> None:
    """Open a place, leave it scrolled down and tap the last button whose name begins so; its heading goes."""
    page.goto(PLACES[start].path)
    settled(page)
    scroll_down(page)
    left = page.get_by_role("heading", level=1).inner_text()
    page.get_by_role("button", name=re.compile("^" + re.escape(button))).last.tap()
    expect(page.get_by_role("heading", level=1, name=left, exact=True)).to_have_count(0)


def test_every_place_of_the_bar_opens_at_its_top_with_its_title(examples: Examples) -> None:
    page = examples.touch("steady", *SMALL)
    page.goto("/plan")
    settled(page)
    for name, heading in BAR.items():
        scroll_down(page)
        page.get_by_role("navigation", name="Main pages").get_by_role("link", name=name).tap()
        arrived(page, heading, None)


@pytest.mark.parametrize(("start", "button", "heading", "tab"), BUTTONS)
def test_every_button_that_leads_on_opens_a_page_at_its_top(
    examples: Examples, start: str, button: str, heading: str | None, tab: str | None
) -> None:
    page = examples.touch(PLACES[start].person, *SMALL)

    tap_at_the_end(page, start, button)

    arrived(page, heading, tab)


@pytest.mark.slow
@pytest.mark.parametrize(("start", "button", "heading", "tab"), BUTTONS[::3])
def test_a_button_opens_a_page_at_its_top_on_a_laptop(
    examples: Examples, start: str, button: str, heading: str | None, tab: str | None
) -> None:
    page = examples.touch(PLACES[start].person, *SIZES[-1])

    tap_at_the_end(page, start, button)

    arrived(page, heading, tab)


# While a red result stands, or a session is open, the pages lead elsewhere; so do those of somebody new.
OPEN = {"steady", "ready", "careful"}
FROM = [*dict.fromkeys(start for start, *_ in BUTTONS if PLACES[start].person in OPEN), "exercise", "how"]


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    ("start", "size"), [*((start, SMALL) for start in FROM), *((each, SIZES[-1]) for each in FROM[:3])]
)
def test_every_main_page_opens_at_its_top_from_every_page(
    examples: Examples, start: str, size: tuple[int, int]
) -> None:
    page = examples.touch(PLACES[start].person, *size)
    bar = size[0] < 768
    for name, heading in BAR.items():
        page.goto(PLACES[start].path)
        settled(page)
        if page.get_by_role("heading", level=1, name=heading, exact=True).count():
            continue
        scroll_down(page)
        landmark = page.get_by_role("navigation", name="Main pages") if bar else page.locator("header")
        landmark.get_by_role("link", name=name).tap()
        arrived(page, heading, None)
