"""What a person with an iPhone or a Mac sees first: the questions, their result, and a session, in WebKit.

`make webkit` runs this file by its name; nothing else collects it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest
from PIL import ImageStat

from examples.people import ORDINARY, ticks
from examples.places import PLACES, RESULTS, prepare
from lowback.web.cookie import COOKIE
from tests.e2e import journey
from tests.e2e.conftest import Server, start
from tests.webkit.browser import WebKit, windows

# How much the greys of a picture differ; a frame without a picture is all one grey.
GREY = 2.0
ASKED = "return all.some((each) => each.matches('h1, h2, legend') && seen(each) && words(each) === arguments[0])"
# Chosen, or gone because it was the whole answer.
CHOSEN = """const [given] = arguments;
const rows = all.filter((each) => each.matches('label') && seen(each) && words(each).startsWith(given));
return !rows.length || rows.some((each) => each.querySelector('input').checked);"""
Opening = Callable[..., WebKit]


@pytest.fixture(scope="module")
def cookies(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("webkit")
    return {"folder": folder, **prepare(folder)}


@pytest.fixture(scope="module")
def server(cookies: dict[str, Any]) -> Iterator[Server]:
    running = start(cookies["folder"])
    yield running
    running.stop()
    assert "Traceback" not in running.log


@pytest.fixture(params=["390x664", "1280x800"])
def opened(request: pytest.FixtureRequest, server: Server, cookies: dict[str, Any]) -> Iterator[Opening]:
    """Opens a page in a window of this size, as one of the example people."""
    with windows(cookies["folder"] / "driver.log") as opening:
        webkit = opening(request.param)

        def at(name: str, person: str = "") -> WebKit:
            webkit.open(f"{server.url}/healthz")
            if person:
                webkit.cookie(COOKIE, cookies[person])
            webkit.open(server.url + PLACES[name].path)
            return webkit

        yield at
        webkit.close()


def answer(webkit: WebKit, question_id: str, given: Mapping[str, Any]) -> None:
    """Answer the question on the screen."""
    question = journey.QUESTIONS[question_id]
    webkit.reads(question.title)
    labels = {option.id: option.label for option in question.options}
    if question.kind == "number":
        webkit.type("input.number", str(given["value"]))
    elif question.kind == "many":
        for each in [labels[tick] for tick in given["ticked"]] or [question.none_label or ""]:
            tick(webkit, question.title, each)
    else:
        tick(webkit, question.title, labels[given["choice"]] if question.kind == "one" else str(given["value"]))
    # The driver's tap is not always one by hand, after which it would go on by itself.
    webkit.passes(1)
    if webkit.script(ASKED, question.title):
        webkit.tap("button", "Continue")


def tick(webkit: WebKit, title: str, words: str) -> None:
    """Choose this answer of the question with this title, once: the next question may have one of the same words."""
    for _ in range(5):
        webkit.tap("label", words)
        webkit.passes(0.3)
        if webkit.script(CHOSEN, words) or not webkit.script(ASKED, title):
            return
    pytest.fail(f"{words} cannot be chosen")


def test_the_questions_lead_to_a_green_result(opened: Opening) -> None:
    webkit = opened("today-new")
    webkit.reads(PLACES["today-new"].heading)
    webkit.tap("button", "Start the questions")
    for question_id, given in ORDINARY.items():
        if not journey.QUESTIONS[question_id].on_plan:
            answer(webkit, question_id, given)

    webkit.reads(RESULTS.go.title)


def test_a_danger_sign_leads_to_a_red_result_with_whom_to_call(opened: Opening) -> None:
    webkit = opened("quiz-new")
    answer(webkit, "danger_new", ticks("saddle"))

    webkit.reads(RESULTS.emergency.title)
    webkit.until("return all.some((each) => each.matches('a[href^=\"tel:\"]') && seen(each))")


def contrast(webkit: WebKit) -> float:
    """How much there is to see where the film stands."""
    left, top, width, height = webkit.script(
        "const {x, y, width, height} = all.find((each) => each.matches('.picture')).getBoundingClientRect();"
        "return [x, y, width, height].map((each) => each * devicePixelRatio)"
    )
    inner = (left + width * 0.1, top + height * 0.1, left + width * 0.9, top + height * 0.9)
    return float(ImageStat.Stat(webkit.picture().convert("L").crop(tuple(map(round, inner)))).stddev[0])


def test_a_session_starts_with_sound_and_shows_no_grey_frame_when_it_goes_to_the_next_exercise(opened: Opening) -> None:
    webkit = opened("player", "playing")
    webkit.until("return all.some((each) => each.matches('[data-do=begin]') && seen(each))")
    webkit.script(
        "const {AudioContext} = window; window.contexts = [];"
        "window.AudioContext = class extends AudioContext { constructor() { super(); contexts.push(this); } };"
    )
    webkit.tap("[data-do=begin]")

    webkit.until("return all.some((each) => each.matches('section.player[data-running=yes]'))")
    webkit.until("return contexts.some(({state}) => state === 'running')")
    assert min(contrast(webkit) for _ in range(3)) > GREY
    # A session that another window began goes on where that was.
    place = webkit.script("return words(all.find((each) => each.matches('.where')))")
    webkit.tap("[data-do=skip]")
    assert min(contrast(webkit) for _ in range(12)) > GREY
    number = int(place.split()[0]) + 1
    webkit.until(
        "return all.some((each) => each.matches('.where') && words(each).startsWith(arguments[0]))", f"{number} of"
    )
