"""Nothing a person does tells anyone else: every request goes to the server that sent the page."""

from __future__ import annotations

import pytest

from examples.places import PLACES, Place
from tests.e2e.conftest import Examples


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_a_page_asks_only_its_own_server_and_complains_about_nothing(examples: Examples, place: Place) -> None:
    visitor = examples.open(place)

    assert [url for url in visitor.requests if url.startswith("ws:") and url.endswith("/_stcore/stream")]
    assert visitor.foreign(examples.server.url) == []
    assert visitor.errors == []


def test_whatever_leaves_for_elsewhere_is_seen_and_so_is_every_complaint(examples: Examples) -> None:
    visitor = examples.open(PLACES["more"])
    leave = """async () => {
      await fetch('https://elsewhere.invalid/fetched').catch(() => {});
      const socket = new WebSocket('wss://elsewhere.invalid/socket');
      await new Promise((done) => { socket.onerror = done; });
      await fetch('/m/no-such-clip.mp4');
      console.error('a complaint');
    }"""

    visitor.page.evaluate(leave)

    # The page's own rules stop a fetch before it leaves, and say so; they let any socket through.
    assert visitor.foreign(examples.server.url) == ["wss://elsewhere.invalid/socket"]
    assert any("elsewhere.invalid/fetched" in error for error in visitor.errors)
    assert any("404" in error for error in visitor.errors)
    assert "a complaint" in visitor.errors
