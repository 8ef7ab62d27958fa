"""The player's sound: what is heard, what is not heard late, and how it comes back after an interruption."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e import test_player_component as component
from tests.e2e.test_player_component import Open, button, listening, started, tones, wind

harness, opened = component.harness, component.opened

TAKEN = """async () => {
  window.resume = AudioContext.prototype.resume;
  AudioContext.prototype.resume = () => Promise.reject(new DOMException('a call', 'InvalidStateError'));
  await contexts.at(-1).suspend();
}"""
SILENT = "Sound is off: tap to turn it on again"
GIVEN_BACK = "() => { AudioContext.prototype.resume = window.resume; }"


def test_sound_that_a_call_takes_away_is_not_heard_late_and_a_tap_brings_it_back(opened: Open) -> None:
    page = started(listening(opened()), 2)
    expect(button(page, SILENT)).to_be_hidden()
    page.evaluate(TAKEN)
    tones(page)

    wind(page, 3.5)

    expect(button(page, SILENT)).to_be_visible()
    expect(page.locator(".live")).to_have_text(SILENT)
    assert tones(page) == []
    page.evaluate(GIVEN_BACK)
    button(page, SILENT).click()
    page.wait_for_function("contexts.length === 2 && contexts[1].state === 'running'")
    wind(page, 4)
    expect(button(page, SILENT)).to_be_hidden()
    assert len(tones(page)) > 0


def test_sound_is_back_as_soon_as_the_page_is_seen_again(opened: Open) -> None:
    page = started(listening(opened()), 2)
    page.evaluate(TAKEN)
    page.evaluate(component.HIDE, True)
    page.evaluate(GIVEN_BACK)

    page.evaluate(component.HIDE, False)

    page.wait_for_function("contexts[0].state === 'running'")
