"""Letters twice as large: every control of a running session stays in reach, and nothing runs out of the window."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.e2e import test_player_component as component
from tests.e2e.test_player_component import Open, button, started, wind

harness, opened = component.harness, component.opened

TWICE = """() => {
  const { style } = document.documentElement;
  style.fontSize = `${2 * Number.parseFloat(getComputedStyle(document.documentElement).fontSize)}px`;
}"""


@pytest.mark.parametrize(("width", "height"), [(390, 664), (844, 390)])
def test_every_control_can_be_tapped_with_letters_twice_as_large(opened: Open, width: int, height: int) -> None:
    page = started(opened(viewport={"width": width, "height": height}), 2)
    player = page.locator("section.player")
    page.evaluate(TWICE)

    for seconds in (0, 6, 12, 7):  # getting ready, at work, at rest, at the next one
        wind(page, seconds)
        assert player.evaluate(component.OUT_OF_REACH) == []
    button(page, "Pause").click()
    assert player.evaluate(component.OUT_OF_REACH) == []
    expect(page.locator(".count .big")).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
