"""The words under a clip and the recorded voice, in the whole app with what we ship."""

from __future__ import annotations

import base64
import re

import numpy as np
import pytest
from playwright.sync_api import Page, Response, expect

from examples.contents import load_library
from examples.places import PLACES
from film.loudness import lufs, true_peak
from film.voice import LOUDNESS, PEAK, RATE
from lowback.library.library import content_root
from tests.e2e.conftest import Examples

LIBRARY = load_library()
BRIDGE = LIBRARY.media.clips["bridge"]


def button(page: Page, name: str | re.Pattern[str]) -> None:
    page.get_by_role("button", name=name).first.click()


def words_of(captions: str) -> re.Pattern[str]:
    """Any of the cues of a shipped file."""
    lines = (content_root() / "media" / captions).read_text("utf-8").splitlines()[1:]
    return re.compile("^(" + "|".join(re.escape(line) for line in lines if line and "-->" not in line) + ")$")


def test_an_exercise_shows_the_words_of_its_clip(examples: Examples) -> None:
    visitor = examples.open(PLACES["exercise"])
    page = visitor.page

    button(page, "Play")

    expect(page.locator(".caption")).to_have_text(words_of(BRIDGE.captions))
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    assert visitor.errors == []


def test_the_words_of_an_exercise_can_be_turned_off_and_stay_off(examples: Examples) -> None:
    page = examples.open(PLACES["exercise"]).page

    button(page, "Captions")
    expect(page.locator(".caption")).to_be_hidden()
    page.reload()

    expect(page.get_by_role("button", name="Captions")).to_have_attribute("aria-pressed", "false")
    expect(page.locator(".caption")).to_be_hidden()
    button(page, "Captions")
    expect(page.locator(".caption")).to_be_visible()


def test_every_button_of_a_clip_is_large_enough(examples: Examples) -> None:
    page = examples.open(PLACES["exercise"]).page

    expect(page.locator(".clip button:visible").first).to_be_visible()
    targets = page.locator(".clip button:visible").all()
    assert len(targets) > 1
    for target in targets:
        box = target.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44


def test_the_voice_comes_from_our_own_server_and_only_when_it_is_on(examples: Examples) -> None:
    visitor = examples.open(PLACES["player"])
    answers: list[Response] = []
    visitor.page.on("response", lambda answer: answers.append(answer) if "/m/voice/" in answer.url else None)
    button(visitor.page, re.compile("^(Start|Continue)"))
    expect(visitor.page.get_by_role("button", name="Pause")).to_be_visible()
    assert answers == []

    with visitor.page.expect_response(re.compile(r"/m/voice/voice-on\.\w{8}\.m4a$")):
        button(visitor.page, "Voice")

    assert {answer.headers["content-type"] for answer in answers} == {"audio/mp4"}
    assert visitor.foreign(examples.server.url) == []
    assert visitor.errors == []


def test_the_browser_can_play_what_is_recorded(examples: Examples) -> None:
    page = examples.open(PLACES["player"]).page
    longest = max(LIBRARY.media.voice["en"], key=len)

    seconds = page.evaluate(
        """async (address) => {
          const answer = await fetch(address);
          const context = new OfflineAudioContext(1, 24000, 24000);
          return (await context.decodeAudioData(await answer.arrayBuffer())).duration;
        }""",
        f"/m/{LIBRARY.media.voice['en'][longest]}",
    )

    assert 2 < seconds < 6


HEARD = """async ([address, rate]) => {
  const context = new OfflineAudioContext(1, rate, rate);
  const answer = await fetch(address);
  const heard = (await context.decodeAudioData(await answer.arrayBuffer())).getChannelData(0);
  return btoa(Array.from(new Uint8Array(heard.buffer), (byte) => String.fromCharCode(byte)).join(''));
}"""


@pytest.mark.parametrize("each", [12, pytest.param(1, marks=pytest.mark.slow)], ids=["some", "all"])
def test_every_recording_is_as_loud_as_every_other_and_none_clips(examples: Examples, each: int) -> None:
    page = examples.open(PLACES["player"]).page

    for name, file in list(LIBRARY.media.voice["en"].items())[::each]:
        heard = np.frombuffer(base64.b64decode(page.evaluate(HEARD, [f"/m/{file}", RATE])), np.float32).astype(float)
        assert lufs(heard, RATE) == pytest.approx(LOUDNESS, abs=1), name
        assert true_peak(heard) <= PEAK * 1.02, name
