"""How a page is opened in a real Chromium, and when it is drawn."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playwright.sync_api import Page, expect

from examples.places import Place

# Chromium will not use its sandbox as root, and containers have little /dev/shm. Letters are as wide as on a phone.
ANYWHERE = ["--no-sandbox", "--disable-dev-shm-usage", "--font-render-hinting=none"]
FLAGS = [*ANYWHERE, "--autoplay-policy=no-user-gesture-required"]


def settled(page: Page) -> None:
    """Wait until Streamlit has drawn a heading, no run is under way and components are ready."""
    page.get_by_role("heading").first.wait_for()
    page.locator("[data-test-script-state=notRunning]").wait_for(state="attached")
    # A component's buttons get their words when its script has loaded.
    expect(page.locator("button:empty")).to_have_count(0, timeout=20_000)


def shows(page: Page, place: Place) -> None:
    """Wait until the page is drawn; it must be this place and no other."""
    expect(page.get_by_role("heading", level=1).first).to_have_text(place.heading, timeout=20_000)
    settled(page)
    assert (urlsplit(page.url).path, title_of(page)) == (place.address, place.heading)


def title_of(page: Page) -> str:
    """The page's first heading."""
    return re.sub(r"\s+", " ", page.get_by_role("heading", level=1).first.inner_text()).strip()


def painted(page: Page) -> None:
    """Wait until what has just changed is laid out and drawn."""
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
