"""The player's sound: what is heard, what is not heard late, and how it comes back after an interruption."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import test_player_component as component
from tests.e2e.conftest import DESKTOP, PHONE
from tests.e2e.test_player_component import Open, big, button, listening, started, tones, violations, wind

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


def choose(page: Page, row: str, answer: str) -> None:
    """Tap one of the answers of a row of "Sound and more"."""
    page.get_by_role("group", name=row, exact=True).get_by_role("radio", name=answer).check()


def chosen(page: Page, row: str) -> str:
    return page.get_by_role("group", name=row, exact=True).locator("label:has(:checked)").inner_text()


def test_the_clock_stands_while_volumes_are_chosen_and_goes_on_after(opened: Open) -> None:
    page = started(opened(), 8)
    before = big(page)

    button(page, "Sound and more").click()
    wind(page, 30)
    expect(page.get_by_role("heading", name="Sound and more")).to_be_focused()
    button(page, "Done").click()

    assert big(page) == before
    expect(button(page, "Pause")).to_be_focused()


def test_what_was_paused_is_still_paused_after_volumes_were_chosen(opened: Open) -> None:
    page = started(opened(), 8)
    button(page, "Pause").click()

    button(page, "Sound and more").click()
    page.keyboard.press("Escape")

    expect(button(page, "Continue")).to_be_focused()


def test_a_volume_is_heard_as_it_is_chosen_and_remembered(opened: Open) -> None:
    page = listening(opened())
    button(page, "Sound and more").click()

    choose(page, "Tones", "Low")

    assert tones(page) == [523, 784]
    page.reload()
    button(page, "Sound and more").click()
    assert [chosen(page, row) for row in ("Tones", "Voice")] == ["Low", "Off"]
    button(page, "Done").click()
    expect(button(page, "Start")).to_be_visible()


def test_a_volume_that_is_off_is_the_switch_in_the_header_as_well(opened: Open) -> None:
    page = listening(opened())
    button(page, "Sound and more").click()

    choose(page, "Tones", "Off")
    choose(page, "Voice", "Loud")

    expect(button(page, "Sound")).to_have_attribute("aria-pressed", "false")
    expect(button(page, "Voice")).to_have_attribute("aria-pressed", "true")
    choose(page, "Spoken count", "Off")
    button(page, "Voice").click()
    button(page, "Done").click()
    button(page, "Sound and more").click()
    assert chosen(page, "Voice") == "Off"
    expect(page.get_by_role("group", name="Spoken count")).to_be_hidden()


def test_a_question_about_pain_is_never_put_aside_for_volumes(opened: Open) -> None:
    page = started(opened(), 8)

    button(page, "This hurts").click()

    expect(button(page, "Sound and more")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP, {"width": 320, "height": 568}], ids=["phone", "desktop", "small"])
def test_every_choice_of_sound_is_large_and_accessible(opened: Open, viewport: dict[str, int], scheme: str) -> None:
    page = opened(viewport=viewport, color_scheme=scheme)
    button(page, "Voice").click()
    button(page, "Sound and more").click()

    assert violations(page) == []
    for target in page.locator(".settings label:visible, .settings button").all():
        target.scroll_into_view_if_needed()
        box = target.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44, target.inner_text()
        assert box["x"] + box["width"] <= viewport["width"]


def test_letters_do_what_the_buttons_do(opened: Open) -> None:
    page = started(opened(viewport=DESKTOP), 2)
    page.locator(".play .title").click()

    page.keyboard.press("v")
    expect(button(page, "Voice")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("t")
    expect(button(page, "Captions")).to_have_attribute("aria-pressed", "false")
    page.keyboard.press(".")
    expect(page.locator(".play .kind")).to_have_text("Now")
    page.keyboard.press("h")
    expect(page.get_by_role("heading", name="What does it feel like?")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("l")
    choose(page, "Letter keys", "Off")
    button(page, "Done").click()
    page.keyboard.press("h")
    expect(button(page, "This hurts")).not_to_have_attribute("aria-keyshortcuts", "H")
    expect(button(page, "Pause")).to_be_visible()


def said(page: Page) -> str:
    """What the browser's voice has said."""
    return " ".join(page.evaluate("said"))


def aloud(page: Page) -> Page:
    """With the voice on, and what the browser's own voice says noted."""
    page.evaluate(component.SPEECH)
    button(page, "Voice").click()
    return page


def test_a_pause_and_its_reason_are_said_after_a_tone(opened: Open) -> None:
    page = started(aloud(listening(opened())), 8)
    tones(page)

    button(page, "Pause").click()
    assert tones(page) == [440, 330]
    wind(page, 4)

    page.wait_for_function("said.includes('Paused. Take your time.')")


def test_who_comes_back_hears_that_it_is_paused(opened: Open) -> None:
    page = started(aloud(listening(opened())), 8)
    page.evaluate(component.HIDE, True)
    wind(page, 60)
    assert "away" not in said(page)

    page.evaluate(component.HIDE, False)
    wind(page, 2)

    page.wait_for_function("said.includes('Paused while you were away.')")


@pytest.mark.parametrize(
    ("answer", "words"),
    [("Leave this one out", "We left that one out. Take your time."), ("Half bridge", "A gentler exercise")],
)
def test_what_follows_from_pain_is_said(opened: Open, answer: str, words: str) -> None:
    page = started(aloud(opened()), 8)

    component.hurts(page, "Sore or stiff", answer)
    wind(page, 2)

    page.wait_for_function("words => said.some((each) => each.startsWith(words))", arg=words)


REFUSE = """() => {
  window.play = HTMLMediaElement.prototype.play;
  HTMLMediaElement.prototype.play = () => Promise.reject(new DOMException('a tap first', 'NotAllowedError'));
}"""
ALLOW = "() => { HTMLMediaElement.prototype.play = window.play; }"


def test_a_clip_that_the_browser_refuses_to_play_plays_with_a_tap(opened: Open) -> None:
    page = opened()
    page.evaluate(REFUSE)
    started(page, 8)
    expect(button(page, "Play clip")).to_be_visible()
    page.evaluate(ALLOW)

    button(page, "Play clip").click()

    expect(button(page, "Play clip")).to_be_hidden()
    wind(page, 1)
    assert not page.locator("video:not(.behind)").evaluate("video => video.paused")


NO_LOCK = """() => { navigator.wakeLock.request = () => Promise.reject(new DOMException('low', 'NotAllowedError')); }"""
DARK = "Your screen may go dark here. Tap it now and then."


def test_whether_the_screen_stays_on_is_said(opened: Open) -> None:
    page = opened()
    page.evaluate(component.WAKE)
    button(page, "Sound and more").click()
    expect(page.locator(".screen")).to_have_text("Your screen stays on while the clock runs.")
    button(page, "Done").click()
    page.evaluate(NO_LOCK)

    started(page, 2)

    expect(page.locator(".problem")).to_have_text(DARK)
    button(page, "Sound and more").click()
    expect(page.locator(".screen")).to_have_text(DARK)


KEYS = """() => {
  window.keys = {};
  navigator.mediaSession.setActionHandler = (key, handler) => {
    if (handler) keys[key] = handler;
    else delete keys[key];
  };
}"""


def test_the_keys_of_a_headset_are_a_choice_and_do_what_the_buttons_do(opened: Open) -> None:
    page = opened()
    page.evaluate(KEYS)
    started(page, 8)
    assert page.evaluate("[Object.keys(keys).length, navigator.mediaSession.playbackState]") == [0, "none"]
    button(page, "Sound and more").click()
    choose(page, "Keys of your headset and of the lock screen", "On")
    button(page, "Done").click()
    wind(page, 1)
    assert page.evaluate("navigator.mediaSession.playbackState") == "playing"
    assert page.evaluate("navigator.mediaSession.metadata.title") == "Bridge"
    assert "/m/poster.svg" in page.evaluate("navigator.mediaSession.metadata.artwork[0].src")

    page.evaluate("keys.play()")
    expect(button(page, "Pause")).to_be_visible()
    page.evaluate("keys.pause()")
    expect(button(page, "Continue")).to_be_visible()
    wind(page, 1)
    assert page.evaluate("navigator.mediaSession.playbackState") == "paused"
    page.evaluate("keys.play()")
    page.evaluate("keys.nexttrack()")
    expect(component.exercise(page)).to_have_text("Side plank on knees")
    wind(page, 1)
    assert page.evaluate("navigator.mediaSession.metadata.artist") == "2 of 3"
    page.evaluate("keys.previoustrack()")
    expect(component.exercise(page)).to_have_text("Bridge")
    button(page, "This hurts").click()
    page.evaluate("keys.nexttrack()")
    page.get_by_role("button", name="It has gone, carry on").click()
    expect(component.exercise(page)).to_have_text("Bridge")


def test_with_the_session_the_keys_of_a_headset_are_given_back(opened: Open) -> None:
    page = opened()
    page.evaluate(KEYS)
    button(page, "Sound and more").click()
    choose(page, "Keys of your headset and of the lock screen", "On")
    button(page, "Done").click()
    started(page, 1)
    assert page.evaluate("Object.keys(keys).length") == 4

    button(page, "Pause").click()
    button(page, "End session").click()
    button(page, "End the session").click()

    page.wait_for_function("Object.keys(keys).length === 0 && navigator.mediaSession.metadata === null")
