"""What a person does in the app, step by step, for the browser tests."""

from __future__ import annotations

import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as NotYet

from examples.contents import load_library
from lowback.library.library import content_root
from lowback.library.parse import read_list
from lowback.library.schema import Question
from lowback.ui.views.quiz import goes_on

# Two busy cores: what is waited for comes, but not always within Playwright's five seconds.
expect.set_options(timeout=30_000)

QUESTIONS = {q.id: q for q in read_list(content_root() / "quiz.yaml", Question, [])}
READY = load_library().screens.levels.go.title


def begin(page: Page, base: str) -> None:
    """Open the app and start the questions."""
    page.goto(base)
    page.get_by_role("button", name="Start the questions").click()


def answer(page: Page, question_id: str, answer: Mapping[str, Any]) -> None:
    """Answer the question on the screen; where one tap is not the whole answer, continue."""
    question = QUESTIONS[question_id]
    expect(page.get_by_role("heading", name=question.title)).to_be_visible()
    # The heading may be there a moment before the answers under it are those of this question.
    expect(page.get_by_role("group", name=question.title, exact=True)).to_be_visible()
    labels = {option.id: option.label for option in question.options}
    if question.kind == "many":
        for tick in answer["ticked"]:
            page.get_by_role("checkbox", name=_begins(labels[tick])).first.check()
        if not answer["ticked"]:
            page.get_by_role("checkbox", name=question.none_label or "").check()
    elif question.kind == "one":
        page.get_by_role("radio", name=_begins(labels[answer["choice"]])).check()
    elif question.kind == "scale":
        page.get_by_role("radio", name=str(answer["value"]), exact=True).check()
    else:
        page.get_by_role("textbox").fill(str(answer["value"]))
    if not goes_on(question) or answer.get("ticked"):
        page.get_by_role("button", name="Continue", exact=True).click()


def answer_all(page: Page, answers: Mapping[str, Mapping[str, Any]]) -> None:
    """Answer these questions in order and stop at the result; minutes are chosen there."""
    for question_id, given in answers.items():
        if not QUESTIONS[question_id].on_plan:
            answer(page, question_id, given)
    expect(page.get_by_role("heading", name=READY)).to_be_visible()
    if minutes := answers.get("minutes"):
        page.get_by_role("radio", name=str(minutes["choice"])[1:], exact=True).check()


def to_the_plan(page: Page, base: str, answers: Mapping[str, Mapping[str, Any]]) -> None:
    """From the first visit to the plan."""
    begin(page, base)
    answer_all(page, answers)
    page.get_by_role("button", name="My whole plan").click()
    expect(page.get_by_role("heading", name="Your plan")).to_be_visible()


def play_to_the_end(page: Page) -> None:
    """Let the session's time go by, ten seconds at a go, until the questions after it."""
    after = page.get_by_role("heading", name="How sore is your back now?")
    done = page.get_by_text("Well done").or_(after)
    for _ in range(60):
        if done.first.is_visible():
            break
        page.clock.run_for(10_000)
    # The browser tries to reconnect by its own clock, which stands still unless it is wound.
    for _ in range(60):
        with suppress(NotYet):
            after.wait_for(timeout=1_000)
            break
        page.clock.run_for(5_000)
    expect(after).to_be_visible()


def _begins(label: str) -> re.Pattern[str]:
    """A name that begins with the label; a hint may follow."""
    return re.compile("^" + re.escape(label))
