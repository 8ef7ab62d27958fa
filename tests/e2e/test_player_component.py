"""The player in a browser: a session from start to end, its ways out, its pictures and its memory."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.e2e.conftest import DESKTOP, PHONE, Server, Visitor

UVICORN = ("-m", "uvicorn", "tests.e2e.player_server:app", "--host", "127.0.0.1", "--log-level", "warning", "--port")
MISSING = "Failed to load resource"
HIDE = """hidden => {
  Object.defineProperty(document, 'hidden', {configurable: true, get: () => hidden});
  document.dispatchEvent(new Event('visibilitychange'));
}"""

EARS = """() => {
  Object.assign(window, {heard: [], contexts: []});
  const Context = AudioContext;
  window.AudioContext = class extends Context { constructor() { super(); contexts.push(this); } };
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (when) {
    heard.push(this.frequency.value);
    start.call(this, when);
  };
}"""
SPEECH = """() => {
  Object.assign(window, {said: [], played: [], stopped: 0});
  speechSynthesis.speak = (words) => { said.push(words.text); setTimeout(() => words.onend?.(), 50); };
  const {start, stop} = AudioBufferSourceNode.prototype;
  AudioBufferSourceNode.prototype.start = function () { played.push(this.buffer.duration); start.call(this); };
  AudioBufferSourceNode.prototype.stop = function () { stopped += 1; stop.call(this); };
}"""
TURNED = """element => {
  const style = (each) => getComputedStyle(each).transform;
  let turned = 0;
  for (let each = element; each; each = each.parentElement) turned += style(each) === 'none' ? 0 : 1;
  return turned;
}"""
WAKE = """() => {
  window.locks = 0;
  navigator.wakeLock.request = async () => {
    locks += 1;
    return Object.assign(new EventTarget(), {released: false, release: async () => { locks -= 1; }});
  };
}"""
# As on plain http, or with little battery left: a line says so, and takes its room from the picture.
SLEEPS = """() => {
  navigator.wakeLock.request = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
}"""
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def harness(serve: Callable[..., Server]) -> str:
    """Where the page with only the player answers."""
    return serve(*UVICORN).url


@pytest.fixture
def opened(visitor: Callable[..., Visitor], harness: str, request: pytest.FixtureRequest) -> Open:
    """Open the player with a clock that the test can wind; every test has its own session."""

    def opening(case: str = "plain", viewport: dict[str, int] = PHONE, **options: Any) -> Page:
        person = visitor(viewport, **options)
        request.addfinalizer(lambda: _assert_calm(person))
        person.page.clock.install()
        person.page.goto(f"{harness}/?case={case}&session={request.node.name}")
        return person.page

    return opening


def _assert_calm(person: Visitor) -> None:
    assert [error for error in person.errors if MISSING not in error] == []


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def started(page: Page, seconds: float = 0) -> Page:
    """Tap Start, and let so many seconds go by, once the server has heard: a wound clock makes every answer late."""
    button(page, "Start").click()
    page.wait_for_function("document.querySelector('.st-key-store')?.innerText.includes('started')")
    wind(page, seconds)
    return page


def wind(page: Page, seconds: float) -> None:
    page.clock.run_for(int(seconds * 1000))


def big(page: Page) -> str:
    return page.locator(".count .big").inner_text()


def note(page: Page) -> Locator:
    return page.locator(".note")


def exercise(page: Page) -> Locator:
    return page.locator(".play .title")


def stored(page: Page) -> Any:
    """What the server knows of this session."""
    return json.loads(page.locator(".st-key-store").inner_text())


def kinds(page: Page) -> list[str]:
    return [event["kind"] for event in stored(page)["known"]]


def listening(page: Page) -> Page:
    """With every tone noted from now on, and the sound awake: a tap wakes it, which takes a moment."""
    page.evaluate(EARS)
    button(page, "Sound").click()
    button(page, "Sound").click()
    page.wait_for_function("contexts[0].state === 'running' && heard.length === 1")
    tones(page)
    return page


def tones(page: Page) -> list[int]:
    """The tones since the last call, in hertz."""
    heard: list[int] = page.evaluate("heard.splice(0).map(Math.round)")
    return heard


def violations(page: Page) -> list[str]:
    """What axe finds wrong inside the player."""
    results = Axe().run(page, context=".st-key-player", options={"runOnly": TAGS}).response
    return [f"{found['id']}: {node['html'][:120]}" for found in results["violations"] for node in found["nodes"]]


def wait_for_events(page: Page, *expected: str) -> list[dict[str, Any]]:
    """Wait until the server has exactly these events, in this order."""
    page.wait_for_function(
        """kinds => {
          const text = document.querySelector('.st-key-store')?.innerText;
          return text && JSON.stringify(JSON.parse(text).known.map((e) => e.kind)) === kinds;
        }""",
        arg=json.dumps(expected, separators=(",", ":")),
    )
    events: list[dict[str, Any]] = stored(page)["known"]
    return events


def test_a_session_runs_through_to_its_end_and_is_saved(opened: Open) -> None:
    page = started(opened())

    wind(page, 200)

    expect(page.get_by_role("heading", name="Well done")).to_be_visible()
    events = wait_for_events(page, "started", "item_done", "item_done", "item_done", "finished")
    assert [event["seq"] for event in events] == [1, 2, 3, 4, 5]
    assert [event.get("seconds") for event in events] == [None, 24, 40, 75, None]
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    page.wait_for_function("!Object.keys(localStorage).some((key) => key.startsWith('lowback.player.'))")


def test_nothing_starts_by_itself(opened: Open) -> None:
    page = opened()
    expect(button(page, "Start")).to_be_enabled()

    wind(page, 30)

    expect(button(page, "Start")).to_be_visible()
    assert kinds(page) == []


def test_both_sides_get_their_full_time(opened: Open) -> None:
    page = started(opened())
    button(page, "Skip").click()
    side = page.locator(".play .side")

    wind(page, 6.2)
    expect(side).to_have_text("Left side")
    assert big(page) == "20"
    wind(page, 20.1)
    expect(page.locator(".play .kind")).to_have_text("Change sides")
    wind(page, 5.1)
    expect(side).to_have_text("Right side")
    assert big(page) == "20"
    wind(page, 20.1)

    expect(exercise(page)).to_have_text("March on the spot")


def test_a_pause_freezes_everything(opened: Open) -> None:
    page = started(opened(), 11)
    button(page, "Pause").click()
    before = big(page)

    wind(page, 600)

    assert big(page) == before
    expect(exercise(page)).to_have_text("Bridge")
    assert page.locator("video:not(.behind)").evaluate("video => video.paused")
    button(page, "Continue").click()
    wait_for_events(page, "started", "paused", "resumed")


def test_skip_and_back_move_between_exercises(opened: Open) -> None:
    page = started(opened(), 2)

    button(page, "Skip").dblclick()  # a second tap means the first
    expect(exercise(page)).to_have_text("Side plank on knees")
    button(page, "Undo").click()
    expect(exercise(page)).to_have_text("Bridge")
    wind(page, 1)
    button(page, "Skip").click()
    wind(page, 11)
    button(page, "Back").click()
    expect(exercise(page)).to_have_text("Side plank on knees")
    button(page, "Back").click()
    expect(exercise(page)).to_have_text("Bridge")

    events = wait_for_events(page, "started", "item_skipped")
    assert events[1]["why"] == "choice"


def test_ten_seconds_on_back_and_more_time(opened: Open) -> None:
    page = started(opened())
    page.get_by_role("button", name="+10 s to get ready").click()
    assert int(big(page)) in (15, 16)
    button(page, "Go now").click()
    button(page, "10 s on").click()
    assert big(page) == "3"

    button(page, "10 s back").click()

    assert big(page) == "1"


def hurts(page: Page, *answers: str) -> Page:
    """Tap "This hurts", and then these answers."""
    button(page, "This hurts").click()
    for answer in answers:
        page.get_by_role("button", name=answer).click()
    return page


def test_what_is_sore_has_easier_moves_by_name_and_one_then_gets_done(opened: Open) -> None:
    page = hurts(started(opened(), 9), "Sore or stiff")
    assert [choice.inner_text() for choice in page.locator(".choices button").all()] == [
        "Half bridge\nOn your back",
        "Seated heel press\nSitting",
        "Bridge, smaller\nLift only half way.",
        "Leave this one out",
        "End the session and see advice",
        "Carry on with it",
    ]

    page.get_by_role("button", name="Half bridge").click()

    expect(exercise(page)).to_have_text("Half bridge")
    expect(note(page)).to_have_text("A gentler exercise for the same purpose. On your back.")
    wind(page, 60)
    expect(exercise(page)).to_have_text("Half bridge")
    button(page, "Continue").click()
    wind(page, 19)
    events = wait_for_events(page, "started", "hurt", "hurt", "item_swapped", "resumed", "item_done")
    assert [event.get("why") for event in events[1:3]] == [None, "sore"]
    assert events[3]["to"] == events[5]["exercise"] == "half_bridge"


def test_an_easier_one_that_hurts_as_well_has_others_beside_it(opened: Open) -> None:
    page = hurts(started(opened(), 9), "Sore or stiff", "Half bridge")

    hurts(page, "Sore or stiff", "Seated heel press")

    expect(exercise(page)).to_have_text("Seated heel press")
    hurts(page, "Sore or stiff", "Bridge, smaller")
    expect(exercise(page)).to_have_text("Bridge")
    expect(note(page)).to_have_text("Easier: Lift only half way.")


def test_what_is_sore_can_be_left_out_and_the_next_one_waits(opened: Open) -> None:
    page = hurts(started(opened(), 9), "Sore or stiff", "Leave this one out")
    wind(page, 60)

    expect(exercise(page)).to_have_text("Side plank on knees")
    expect(note(page)).to_have_text("We left that one out. Take your time.")
    events = wait_for_events(page, "started", "hurt", "hurt", "item_skipped")
    assert events[3]["why"] == "pain"


def test_what_is_sharp_is_out_with_advice_that_is_said_and_the_next_one_waits(opened: Open) -> None:
    page = opened()
    page.evaluate(SPEECH)
    button(page, "Voice").click()
    hurts(started(page, 9), "Sharp, or going down a leg")

    expect(page.get_by_role("heading", name="That one is out for today")).to_be_focused()
    expect(page.locator(".ask .lead")).to_contain_text("Wait until the pain has gone.")
    expect(page.locator(".live")).to_contain_text("Wait until the pain has gone.")
    wind(page, 60)
    page.wait_for_function("said.some((words) => words.includes('Wait until the pain has gone.'))")
    events = wait_for_events(page, "started", "hurt", "hurt", "item_skipped")
    assert [event.get("why") for event in events[2:]] == ["sharp", "pain"]
    page.get_by_role("button", name="Go on with Side plank on knees").click()
    button(page, "Back").click()
    expect(exercise(page)).to_have_text("Side plank on knees")


@pytest.mark.parametrize("second", [("Sharp",), ("Sore", "Leave this one out")], ids=["sharp", "left out"])
def test_the_second_stop_for_pain_ends_in_advice(opened: Open, second: tuple[str, ...]) -> None:
    page = hurts(started(opened(), 9), "Sharp", "Go on with")

    hurts(page, *second)

    expect(page.get_by_role("heading", name="Stopped")).to_be_focused()
    expect(page.get_by_text("Well done")).to_have_count(0)
    expect(page.locator(".done svg")).to_be_hidden()
    events = wait_for_events(page, *("started", "hurt", "hurt", "item_skipped", "resumed"),
                             *("hurt", "hurt", "item_skipped", "stopped"))  # fmt: skip
    assert events[-1]["why"] == "pain"


def test_what_is_numb_or_new_stops_the_session_calmly(opened: Open) -> None:
    page = hurts(started(opened(), 9), "Numb, weak, tingling or something new")

    expect(page.get_by_role("heading", name="Please stop here")).to_be_focused()
    expect(page.locator(".done .lead")).to_have_text("It was right to stop. A few questions come next.")
    expect(page.locator(".done svg")).to_be_hidden()
    events = wait_for_events(page, "started", "hurt", "hurt", "stopped")
    assert [event.get("why") for event in events[2:]] == ["danger", "danger"]


def test_a_session_that_was_sore_twice_is_finished_without_praise(opened: Open) -> None:
    page = hurts(started(opened(), 9), "Sore", "Half bridge")
    hurts(page, "Sore", "Seated heel press")
    button(page, "Continue").click()

    for _ in range(3):
        button(page, "Skip").click()
        wind(page, 1)

    expect(page.get_by_role("heading", name="That is it for today")).to_be_visible()
    expect(page.locator(".done svg")).to_be_hidden()


def test_this_hurts_can_end_the_session(opened: Open) -> None:
    page = hurts(started(opened(), 9), "Sore", "End the session and see advice")

    expect(page.get_by_role("heading", name="Stopped")).to_be_focused()
    assert wait_for_events(page, "started", "hurt", "hurt", "stopped")[3]["why"] == "pain"
    assert stored(page)["progress"]["status"] == "stopped"


def test_this_hurts_can_be_taken_back(opened: Open) -> None:
    page = started(opened(), 11)
    before = big(page)

    button(page, "This hurts").click()
    wind(page, 60)
    button(page, "It has gone, carry on").click()

    assert big(page) == before
    expect(button(page, "Pause")).to_be_focused()
    assert wait_for_events(page, "started", "hurt", "resumed")[2]["why"] == "gone"


def test_a_session_can_be_ended_by_choice_from_the_pause(opened: Open) -> None:
    page = started(opened(), 9)
    button(page, "Pause").click()
    button(page, "End session").click()

    button(page, "End the session").click()

    assert wait_for_events(page, "started", "paused", "stopped")[2]["why"] == "choice"


def test_a_reload_comes_back_paused_at_the_same_place(opened: Open) -> None:
    page = started(opened(), 9)
    button(page, "Skip").click()
    wind(page, 13)
    before = big(page)

    page.reload()

    expect(page.get_by_role("heading", name="Side plank on knees")).to_be_visible()
    wind(page, 30)
    button(page, "Continue at 2 of 3").click()
    expect(exercise(page)).to_have_text("Side plank on knees")
    expect(page.locator(".play .side")).to_have_text("Left side")
    assert abs(int(big(page)) - int(before)) <= 1
    events = wait_for_events(page, "started", "item_skipped", "paused", "resumed")
    first, again = dict.fromkeys(event["writer"] for event in events)
    assert [(event["writer"], event["seq"]) for event in events] == [(first, 1), (first, 2), (first, 3), (again, 1)]


def test_a_reload_remembers_the_easier_exercise(opened: Open) -> None:
    page = hurts(started(opened(), 9), "Sore or stiff", "Half bridge")
    hurts(page, "Sore or stiff", "Seated heel press")

    page.reload()

    button(page, "Continue at 1 of 3").click()
    expect(exercise(page)).to_have_text("Seated heel press")


def test_a_swap_because_of_pain_is_known_to_the_diary_and_needs_no_memory_of_the_device(opened: Open) -> None:
    page = hurts(started(opened(), 9), "Sore or stiff", "Half bridge")
    wait_for_events(page, "started", "hurt", "hurt", "item_swapped")
    page.add_init_script("localStorage.clear()")

    page.reload()

    button(page, "Continue at 1 of 3").click()
    expect(exercise(page)).to_have_text("Half bridge")
    hurts(page, "Sore or stiff")
    expect(page.locator(".choices button").first).to_contain_text("Seated heel press")


def test_another_device_goes_on_where_the_server_says(opened: Open) -> None:
    page = opened("resume")

    button(page, "Continue at 2 of 3").click()

    expect(page.locator(".play .side")).to_have_text("Right side")
    assert big(page) in ("16", "15")


def test_a_hidden_tab_pauses_and_says_so(opened: Open) -> None:
    page = started(opened(), 9)

    page.evaluate(HIDE, True)
    wind(page, 60)
    page.evaluate(HIDE, False)

    expect(note(page)).to_have_text("Paused while you were away.")
    expect(exercise(page)).to_have_text("Bridge")


def test_a_device_that_slept_pauses_and_says_so(opened: Open) -> None:
    page = started(opened(), 9)

    page.clock.fast_forward(3_600_000)

    expect(note(page)).to_have_text("Paused while you were away.")
    expect(exercise(page)).to_have_text("Bridge")
    wait_for_events(page, "started", "paused")


@pytest.mark.parametrize(
    ("passed", "set_to", "checked"),
    [(59, None, False), (61, None, True), (1, 61, True), (1, -300, False), (61, -300, True), (0, 60 * 24 * 400, True)],
    ids=["within an hour", "an hour", "clock set ahead", "clock set back", "an hour, clock set back", "wrong year"],
)
def test_who_goes_on_after_more_than_an_hour_is_checked_whatever_the_clock_says(
    opened: Open, passed: int, set_to: int | None, checked: bool
) -> None:
    page = started(opened(), 9)
    button(page, "Pause").click()
    wait_for_events(page, "started", "paused")

    page.clock.fast_forward(passed * 60_000)
    if set_to is not None:
        page.clock.set_system_time(page.evaluate("Date.now()") / 1000 + set_to * 60)
    button(page, "Continue").click()
    wind(page, 4)

    if checked:
        page.wait_for_function("document.querySelector('.st-key-store').innerText.includes('\"status\": \"check\"')")
        wait_for_events(page, "started", "paused")
    else:
        wait_for_events(page, "started", "paused", "resumed")


def test_a_device_in_which_one_clock_stood_still_while_it_slept_pauses_and_asks_again(opened: Open) -> None:
    page = started(opened(), 9)
    slept_at = page.evaluate("Date.now()")

    page.evaluate("(() => { const now = Date.now; Date.now = () => now() + 7_200_000; })()")
    wind(page, 1)

    expect(note(page)).to_have_text("Paused while you were away.")
    _, paused = wait_for_events(page, "started", "paused")
    assert abs(datetime.fromisoformat(paused["at"]).timestamp() * 1000 - slept_at) < 2000
    page.locator("[data-do=pause]").click()
    page.wait_for_function("() => document.querySelector('.st-key-store').innerText.includes('\"status\": \"check\"')")
    expect(note(page)).to_have_text("Paused while you were away.")


def test_a_rerun_disturbs_nothing(opened: Open) -> None:
    page = started(opened(), 9)
    page.locator("video:not(.behind)").evaluate("video => { video.mark = 'same' }")

    button(page, "Run again").dispatch_event("click")
    wind(page, 4)

    assert page.locator("video:not(.behind)").evaluate("video => video.mark") == "same"
    assert not page.locator("video:not(.behind)").evaluate("video => video.paused")
    assert int(big(page)) >= 2  # on a busy machine more goes by than what is wound


def test_what_the_server_does_not_confirm_is_kept_and_said(opened: Open) -> None:
    page = started(opened("deaf"))

    wind(page, 210)

    expect(page.get_by_text("Saved on this device. It will be sent when the connection is back.")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage).some((key) => key.startsWith('lowback.player.'))")
    page.reload()
    expect(page.get_by_role("heading", name="Well done")).to_be_visible()


def test_what_is_sent_again_is_heard_again(opened: Open) -> None:
    # Nothing happens any more after the end: only the sending itself can make the value a new one.
    page = started(opened("deaf"))
    wind(page, 210)
    wait_for_events(page, "started", *["item_done"] * 3, "finished")
    before = stored(page)["heard"]

    wind(page, 4)

    expect(page.locator(".st-key-store")).not_to_contain_text(f'"heard": {before}}}')
    assert stored(page)["heard"] > before


def test_a_lost_server_loses_nothing(serve: Callable[..., Server], visitor: Callable[..., Visitor]) -> None:
    server = serve(*UVICORN)
    page = visitor(PHONE).page
    page.goto(f"{server.url}/?session=lost")
    started(page)

    server.stop()
    expect(page.get_by_role("status").get_by_text("No connection. We keep your answer")).to_be_visible()
    expect(page.get_by_role("dialog")).to_have_count(0)
    button(page, "Skip").click()
    serve(*UVICORN, port=int(server.url.rpartition(":")[2]))

    events = wait_for_events(page, "started", "item_skipped")
    assert [event["seq"] for event in events] == [1, 2]
    expect(page.get_by_text("No connection.")).to_be_hidden()
    expect(exercise(page)).to_have_text("Side plank on knees")


def test_signals_can_be_told_apart_and_turned_off(opened: Open) -> None:
    page = started(listening(opened()), 6.2)
    assert tones(page) == [659, 440, 880, 880, 880, 523, 784]
    button(page, "Skip").click()
    wind(page, 6.2)
    tones(page)
    wind(page, 20)
    assert tones(page)[-2:] == [392, 392]

    button(page, "Sound").click()
    wind(page, 30)

    assert tones(page) == []


def test_the_voice_is_off_until_asked_for(opened: Open) -> None:
    page = opened()
    page.evaluate("() => { window.said = []; speechSynthesis.speak = (words) => { said.push(words.text); }; }")
    started(page, 7)
    assert page.evaluate("said") == []

    button(page, "Voice").click()
    wind(page, 12)

    assert page.evaluate("said")[0] == "Voice on."
    assert page.evaluate("said")[-1] == "Rest."


def aloud(page: Page, address: str) -> Page:
    """A session that was begun with the voice on and every sound it makes noted."""
    page.goto(address)
    page.evaluate(SPEECH)
    button(page, "Voice").click()
    button(page, "Start").click()
    return page


def test_a_recorded_sentence_is_played_and_any_other_is_left_to_the_browser(
    visitor: Callable[..., Visitor], harness: str
) -> None:
    person = visitor(PHONE)
    page = aloud(person.page, f"{harness}/?case=voice&session=recorded")
    page.wait_for_function("played.length + said.length > 0")
    button(page, "Go now").click()
    page.wait_for_function("said.some((words) => words.startsWith('Start.'))")

    assert f"{harness}/m/said.m4a" in person.requests
    assert person.foreign(harness) == []
    assert page.evaluate("said")[0] == "Voice on."  # its recording is missing


def test_a_pause_and_a_skip_cut_the_voice_off(visitor: Callable[..., Visitor], harness: str) -> None:
    page = aloud(visitor(PHONE).page, f"{harness}/?case=cut&session=cut")
    page.wait_for_function("played.length === 1")

    button(page, "Pause").click()

    page.wait_for_function("stopped === 1")
    assert page.evaluate("played.length") == 1


def test_the_words_of_the_clip_stand_under_it_and_are_never_mirrored(opened: Open) -> None:
    page = started(opened())
    button(page, "Skip").click()
    wind(page, 27)
    expect(page.locator(".frame")).to_have_class(re.compile("mirrored"))

    caption = page.locator(".caption")
    expect(caption).to_have_text(re.compile("Breathe out, lift your hips|Lower slowly"))
    assert caption.evaluate(TURNED) == 0
    assert page.locator(".frame video:not(.behind)").evaluate(TURNED) == 1
    picture, words = page.locator(".frame video:not(.behind)").bounding_box(), caption.bounding_box()
    assert picture
    assert words
    assert words["y"] >= picture["y"] + picture["height"] - 1
    assert page.locator("track").evaluate("track => track.track.mode") == "hidden"


def test_captions_change_with_the_clip_and_tell_a_screen_reader_nothing(opened: Open) -> None:
    page = started(opened(), 8)
    caption = page.locator(".caption")

    expect(caption).to_have_text("Lower slowly")
    expect(caption).to_have_text("Breathe out, lift your hips")

    assert caption.evaluate("element => element.closest('[aria-live], [role=status], [role=alert]')") is None


def test_captions_can_be_turned_off_and_that_is_remembered(opened: Open) -> None:
    page = started(opened(viewport=DESKTOP), 8)
    expect(page.locator(".caption")).to_be_visible()

    button(page, "Captions").click()

    expect(page.locator(".caption")).to_be_hidden()
    expect(button(page, "Captions")).to_have_attribute("aria-pressed", "false")
    page.reload()
    expect(button(page, "Captions")).to_have_attribute("aria-pressed", "false")
    expect(page.locator(".caption")).to_be_hidden()


def test_the_other_view_is_offered_where_there_is_one_and_remembered_for_that_exercise(opened: Open) -> None:
    page = started(opened(), 2)
    expect(button(page, "Other view")).to_be_hidden()
    button(page, "Skip").click()

    button(page, "Other view").click()

    expect(button(page, "Other view")).to_have_attribute("aria-pressed", "true")
    expect(page.locator(".frame video:not(.behind)")).to_have_attribute("src", "/m/clip.webm?second")
    expect(page.locator(".frame video:not(.behind)")).to_have_attribute("aria-label", "From above")
    wind(page, 1)
    button(page, "Skip").click()
    expect(page.locator(".frame video:not(.behind)")).to_have_attribute("src", "/m/clip.webm")
    button(page, "Undo").click()
    expect(page.locator(".frame video:not(.behind)")).to_have_attribute("src", "/m/clip.webm?second")
    button(page, "Other view").click()
    expect(page.locator(".frame video:not(.behind)")).to_have_attribute("src", "/m/clip.webm")


SCREENS = [(390, 664), (360, 640), (320, 568), (844, 390), (1280, 800)]


@pytest.mark.parametrize("case", [pytest.param("plain", marks=pytest.mark.slow), "longest"])
@pytest.mark.parametrize(("width", "height"), SCREENS, ids=[f"{width}x{height}" for width, height in SCREENS])
def test_every_answer_to_this_hurts_is_large_and_within_reach(opened: Open, width: int, height: int, case: str) -> None:
    page = started(opened(case, viewport={"width": width, "height": height}), 8)

    for answer in ("This hurts", "Sore or stiff"):
        page.get_by_role("button", name=answer).click()
        for choice in page.locator(".choices button").all():
            choice.scroll_into_view_if_needed()
            box = choice.bounding_box()
            assert box
            assert min(box["width"], box["height"]) >= 44, choice.inner_text()
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= width
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_every_answer_to_this_hurts_fits_on_a_phone_without_scrolling(opened: Open) -> None:
    page = started(opened(), 8)
    top = page.locator(".top").bounding_box()

    for answer in ("This hurts", "Sore or stiff"):
        page.get_by_role("button", name=answer).click()
        last = page.locator(".choices button").last.bounding_box()
        assert top
        assert last
        assert last["y"] + last["height"] - top["y"] <= PHONE["height"] - 124


def test_a_clip_that_fails_takes_its_captions_with_it(opened: Open) -> None:
    page = opened("broken")

    expect(page.locator(".frame")).to_have_attribute("data-shows", "image")
    expect(page.locator(".caption")).to_be_hidden()


def test_the_screen_stays_on_only_while_running(opened: Open) -> None:
    page = opened()
    page.evaluate(WAKE)
    started(page, 2)
    assert page.evaluate("locks") == 1

    button(page, "Pause").click()
    page.wait_for_function("locks === 0")
    button(page, "Continue").click()

    page.wait_for_function("locks === 1")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_every_state_is_accessible(opened: Open, viewport: dict[str, int], scheme: str) -> None:
    page = opened(viewport=viewport, color_scheme=scheme)
    expect(button(page, "Start")).to_be_enabled()
    assert violations(page) == []
    started(page, 8)
    assert violations(page) == []
    button(page, "Pause").click()
    assert violations(page) == []
    hurts(page)
    assert violations(page) == []
    page.get_by_role("button", name="Sore or stiff").click()
    assert violations(page) == []
    page.get_by_role("button", name="End the session and see advice").click()
    assert violations(page) == []


def test_the_clip_is_mirrored_for_the_other_side_only(opened: Open) -> None:
    page = started(opened())
    frame = page.locator(".frame")
    button(page, "Skip").click()

    expect(frame).not_to_have_class(re.compile("mirrored"))
    wind(page, 27)
    expect(page.locator(".play .side")).to_have_text("Right side")
    expect(frame).to_have_class(re.compile("mirrored"))
    assert "-1" in page.locator("video:not(.behind)").evaluate("video => getComputedStyle(video).transform")


@pytest.mark.parametrize(
    ("case", "shows"),
    [("plain", "video"), ("noclip", "image"), ("broken", "image"), ("nothing", "card"), ("allbroken", "card")],
)
def test_a_picture_that_fails_falls_back_to_the_next_best(opened: Open, case: str, shows: str) -> None:
    page = opened(case)

    expect(page.locator(".frame")).to_have_attribute("data-shows", shows)
    expect(page.locator(".frame video:not(.behind)")).to_be_visible(visible=shows == "video")
    expect(page.locator(".frame img")).to_be_visible(visible=shows == "image")
    expect(page.locator(".frame .card")).to_be_visible(visible=shows == "card")


def test_with_reduced_motion_a_clip_plays_only_when_asked(opened: Open) -> None:
    page = started(opened(reduced_motion="reduce"), 8)
    assert page.locator("video:not(.behind)").evaluate("video => video.paused")

    button(page, "Play clip").click()

    page.wait_for_function(
        "() => [...document.querySelectorAll('*')].some("
        "(e) => e.shadowRoot?.querySelector('video:not(.behind)')?.paused === false)"
    )


def test_keys_pause_skip_and_go_back(opened: Open) -> None:
    page = started(opened(), 2)
    page.locator(".play .title").click()

    page.keyboard.press("Space")
    expect(button(page, "Continue")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(exercise(page)).to_have_text("Side plank on knees")
    page.keyboard.press("ArrowLeft")
    expect(exercise(page)).to_have_text("Bridge")


def test_escape_leaves_the_question(opened: Open) -> None:
    page = started(opened(), 2)
    button(page, "This hurts").click()

    page.keyboard.press("Escape")

    expect(button(page, "Pause")).to_be_visible()


def test_only_a_new_stage_is_announced(opened: Open) -> None:
    page = started(opened(), 6.5)
    live = page.locator(".live")
    expect(live).to_have_text("Start. Set 1 of 2. 3 times.")

    wind(page, 10)

    expect(live).to_have_text("Start. Set 1 of 2. 3 times.")
    wind(page, 2)
    expect(live).to_have_text("Rest.")


def test_switches_are_remembered(opened: Open) -> None:
    page = opened(viewport=DESKTOP)
    button(page, "Sound").click()
    button(page, "Captions").click()

    page.reload()

    expect(button(page, "Sound")).to_have_attribute("aria-pressed", "false")
    started(page, 8)
    expect(page.locator(".cue")).to_be_hidden()
    expect(page.locator(".caption")).to_be_hidden()


OUT_OF_REACH = """root => [...root.querySelectorAll('button')].filter((button) => {
  const { x, y, right, bottom, width } = button.getBoundingClientRect();
  const points = [[x + width / 2, (y + bottom) / 2], [x + 9, y + 9], [right - 9, bottom - 9]];
  const hit = ([at, down]) => button.contains(root.getRootNode().elementFromPoint(at, down));
  return button.checkVisibility() && !points.every(hit);
}).map((button) => button.dataset.do)"""


@pytest.mark.parametrize(
    ("width", "height"),
    [
        *[(360, 640), (390, 664), (320, 568), (844, 390), (1280, 800)],
        *[pytest.param(*size, marks=pytest.mark.slow) for size in ((375, 553), (412, 732), (915, 412), (820, 1180))],
    ],
)
def test_every_control_can_be_tapped_in_every_window_without_scrolling(opened: Open, width: int, height: int) -> None:
    page = opened(viewport={"width": width, "height": height})
    page.evaluate(SLEEPS)
    player = started(page, 2).locator("section.player")
    expect(player.locator(".problem")).to_contain_text("may go dark")

    for seconds in (0, 6, 12, 7):  # getting ready, at work, at rest, at the next one
        wind(page, seconds)
        expect(page.locator("#no-connection")).to_be_empty()
        assert player.evaluate(OUT_OF_REACH) == []
    button(page, "Pause").click()
    assert player.evaluate(OUT_OF_REACH) == []
    picture = page.locator(".picture").bounding_box()
    assert picture
    assert picture["width"] >= min(width * 0.45, height * 0.45 * 16 / 9)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


HAS_FOCUS = """() => {
  const { activeElement } = document;
  if (activeElement.matches('body, main')) return 'nothing';
  if (activeElement.closest('#get-help')) return 'help';
  return activeElement.shadowRoot?.querySelector('.player') ? 'player' : activeElement.outerHTML;
}"""


def test_nothing_of_the_app_can_be_reached_behind_a_session_but_help(opened: Open) -> None:
    page = started(opened(), 8)

    for _ in range(30):
        page.keyboard.press("Tab")
        assert page.evaluate(HAS_FOCUS) in ("help", "player", "nothing")
    button(page, "Pause").click()
    button(page, "End session").click()
    page.get_by_role("button", name="End the session", exact=True).click()
    assert page.locator("[inert]").count() == 0


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP, {"width": 320, "height": 640}], ids=["phone", "desktop", "small"])
def test_every_target_is_large_enough(opened: Open, viewport: dict[str, int]) -> None:
    page = started(opened(viewport=viewport), 8)

    targets = page.locator(".player button:visible, .player summary:visible").all()
    assert len(targets) > 3
    for target in targets:
        box = target.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44, target.inner_text()


DIGIT = """element => {
  const pen = document.createElement('canvas').getContext('2d');
  const { fontWeight, fontSize, fontFamily } = getComputedStyle(element);
  pen.font = `${fontWeight} ${fontSize} ${fontFamily}`;
  const { actualBoundingBoxAscent: up, actualBoundingBoxDescent: down } = pen.measureText('2');
  return up + down;
}"""


@pytest.mark.parametrize(("viewport", "least"), [(PHONE, 120), (DESKTOP, 130)], ids=["phone", "desktop"])
def test_the_number_can_be_read_from_the_mat(opened: Open, viewport: dict[str, int], least: int) -> None:
    page = started(opened(viewport=viewport), 8)

    assert page.locator(".count .big").evaluate(DIGIT) >= least
