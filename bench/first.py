"""What a first visit costs: taps, screens and words from the first page to a moving clock, in a real browser."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Locator, Page, expect, sync_playwright

from bench.browser import PHONE, chromium
from bench.event import Ear
from examples.people import NONE, ticks
from lowback.library.library import content_root
from lowback.library.parse import read_list
from lowback.library.schema import Question
from lowback.ui.views.quiz import goes_on

TICKS_NOTHING: Mapping[str, Mapping[str, Any]] = {
    "age": {"value": 40},
    "where": ticks("low_back"),
    "how_long": {"choice": "weeks"},
    "pain": {"value": 4},
}
"""An adult with a sore lower back: what is asked of everybody, and "none of these" for the rest."""
WORDS_A_MINUTE, SECONDS_A_TAP = 200, 1.5
# Everything that can be read now: shadow roots too; not the two bars with their "Get help now", icons, or words for
# screen readers only.
VISIBLE_WORDS = r"""() => {
  const found = [];
  const hidden = (node) => {
    if (node.matches("header, nav, #get-help, script, style, [data-testid=stSidebar], [translate=no]")) return true;
    if (getComputedStyle(node).display === "contents") return false;
    if (!node.checkVisibility({ visibilityProperty: true })) return true;
    const box = node.getBoundingClientRect();
    return getComputedStyle(node).overflow === "hidden" && (box.width <= 1 || box.height <= 1);
  };
  const read = (node) => {
    if (node.nodeType === Node.TEXT_NODE) found.push(...node.textContent.split(/\s+/));
    if (node.nodeType !== Node.ELEMENT_NODE || hidden(node)) return;
    (node.shadowRoot ?? node).childNodes.forEach(read);
  };
  read(document.body);
  return found.filter((word) => /[\p{L}\p{N}]/u.test(word)).join(" ");
}"""


@dataclass
class FirstVisit:
    """One walk from the first page to the moving clock, and what it took."""

    page: Page
    taps: int = 0
    read: dict[str, str] = field(default_factory=dict)
    """The visible words of each screen, by its name."""

    def walk(self, base_url: str) -> dict[str, float]:
        """The figures of the whole way."""
        self.page.goto(base_url)
        begin = self.page.get_by_role("button", name="Start the questions")
        self._look("welcome", begin)
        self._tap(begin)
        for question in _asked_of_everybody():
            self._answer(question)
        start = self.page.get_by_role("button", name=re.compile("^Start"))
        self._look("result", start)
        self._tap(start)
        self._see_the_clock_move()
        return self.figures()

    def figures(self) -> dict[str, float]:
        """Taps, screens after the first page, and words: all until the clock moves by itself."""
        words = sum(len(text.split()) for text in self.read.values())
        return {"first/taps": self.taps, "first/screens": len(self.read) - 1, "first/words": words}

    def _tap(self, thing: Locator) -> None:
        thing.click()
        self.taps += 1

    def _look(self, name: str, ready: Locator) -> None:
        """Read a screen when it is whole."""
        expect(ready).to_be_visible()
        expect(ready).to_be_enabled()
        self.page.locator("[data-test-script-state=notRunning]").wait_for(state="attached")
        self.read[name] = self.page.evaluate(VISIBLE_WORDS)

    def _answer(self, question: Question) -> None:
        go = self.page.get_by_role("button", name="Continue", exact=True)
        expect(self.page.get_by_role("heading", level=1, name=question.title)).to_be_visible()
        self._look(question.id, go)
        answer = TICKS_NOTHING.get(question.id, NONE)
        if question.kind == "number":
            field_ = self.page.get_by_role("textbox")
            self._tap(field_)
            for digit in str(answer["value"]):
                field_.press(digit)
                self.taps += 1
        for label in _rows(question, answer):
            self._tap(self.page.locator("label.row").filter(has_text=label).first)
        if not goes_on(question) or answer.get("ticked"):
            self._tap(go)
        expect(self.page.get_by_role("heading", level=1, name=question.title)).to_be_hidden()

    def _see_the_clock_move(self) -> None:
        """The session begins without a further tap; meanwhile one may choose the voice."""
        count = self.page.locator("section.player[data-running=yes] .play .big")
        expect(count).to_be_visible()
        expect(count).not_to_have_text(count.inner_text())


def count(base_url: str, _cookies: Mapping[str, str], _rounds: int) -> dict[str, float]:
    """Walk once on a phone, in a new browser, and count; then what an event of the player brings back."""
    with sync_playwright() as playwright, chromium(playwright) as browser:
        page = browser.new_page(viewport=PHONE)
        ear = Ear(page)
        figures = FirstVisit(page).walk(base_url)
        figures["player/bytes_per_event"] = ear.bytes_per_event()
    return figures


def minutes(figures: Mapping[str, float]) -> float:
    """How long it takes somebody who reads every word."""
    return figures["first/words"] / WORDS_A_MINUTE + figures["first/taps"] * SECONDS_A_TAP / 60


def _asked_of_everybody() -> list[Question]:
    everything = read_list(content_root() / "quiz.yaml", Question, [])
    return [q for q in everything if q.ask_when is None and not q.clears and not q.on_plan]


def _rows(question: Question, answer: Mapping[str, Any]) -> list[re.Pattern[str]]:
    """The rows to tap, each by the words it begins with."""
    labels = {option.id: option.label for option in question.options}
    said = {
        "many": [labels[name] for name in answer.get("ticked", ())] or [question.none_label or ""],
        "one": [labels.get(answer.get("choice", ""), "")],
        "scale": [f"{answer.get('value')}"],
        "number": [],
    }[question.kind]
    return [re.compile(f"^{re.escape(words)}" + ("$" if question.kind == "scale" else "")) for words in said]
