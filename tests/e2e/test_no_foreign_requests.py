"""Whatever goes to another server than the one that sent the page is seen; test_every_page.py looks on every page."""

from __future__ import annotations

from examples.places import PLACES
from tests.e2e.conftest import Examples


def test_whatever_leaves_for_elsewhere_is_seen_and_so_is_every_complaint(examples: Examples) -> None:
    visitor = examples.open(PLACES["more"])
    leave = """async () => {
      await fetch('https://elsewhere.invalid/fetched').catch(() => {});
      try {
        const socket = new WebSocket('wss://elsewhere.invalid/socket');
        await new Promise((done) => { socket.onerror = done; });
      } catch {}
      await fetch('/m/no-such-clip.mp4');
      console.error('a complaint');
    }"""

    visitor.page.evaluate(leave)

    # The page's own rules stop what is fetched before it leaves, and say so; where a person goes is their own affair.
    assert visitor.foreign(examples.server.url) == []
    for left in ("elsewhere.invalid/fetched", "elsewhere.invalid/socket"):
        assert any(left in error for error in visitor.errors), left
    assert any("404" in error for error in visitor.errors)
    assert "a complaint" in visitor.errors
    with visitor.page.expect_event("requestfailed"):
        visitor.page.evaluate("location.assign('https://elsewhere.invalid/went')")
    assert visitor.foreign(examples.server.url) == ["https://elsewhere.invalid/went"]
