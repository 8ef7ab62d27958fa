"""On a page that a browser translates, all words are those of this screen, and no page breaks, all through the app."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from bench.first import VISIBLE_WORDS
from examples.browser import settled, title_of
from examples.people import ORDINARY
from examples.places import LIBRARY, RESULTS
from lowback.person import quiz
from tests.e2e import journey
from tests.e2e.conftest import PHONE, Server, Visitor

TRANSLATOR = Path(__file__).with_name("translator.js")
UNREPAIRED = """(() => {
  const Whole = window.MutationObserver;
  window.MutationObserver = class extends Whole {
    observe(node, how) {
      if (node !== document) super.observe(node, how);
    }
  };
})()"""
"""Our own repair (components/translation.js) never hears of a translator."""
FRAMES = 300
"""How long a page may take to draw its last component."""
ENDS = "\u200b"
"""What each translated piece of text ends in."""
ASKED = [question for question in quiz.progress(ORDINARY, LIBRARY.all_questions).asked if not question.on_plan]
START = "/player?routine={}&minutes=10"


@dataclass
class Reader:
    """A person who has the page translated, and what an untranslated page of the same address would say."""

    page: Page
    plain: Page

    def sees(self, heading: str) -> None:
        """This screen, translated; every word on it is one of a page that has just been opened at this address."""
        self.sees_only(heading)
        self.plain.goto(self.page.url)
        settled(self.plain)
        for _ in range(FRAMES):
            if words(self.page) == words(self.plain):
                break
            self.plain.evaluate("() => new Promise(requestAnimationFrame)")
        assert (title_of(self.plain), words(self.page)) == (heading, words(self.plain))

    def sees_only(self, heading: str) -> None:
        """This screen, translated."""
        shown = self.page.get_by_role("heading", level=1)
        expect(shown).to_have_text(heading)
        settled(self.page)
        expect(shown).to_have_text(heading)
        assert shown.locator("font font").count() == 1

    def taps(self, button: str) -> None:
        """The first button of this name."""
        self.page.get_by_role("button", name=button, exact=True).first.click()

    def goes_to(self, place: str) -> None:
        """The bar's link of this name."""
        self.page.get_by_role("navigation", name="Main pages").get_by_role("link", name=place).click()


def words(page: Page) -> str:
    """Everything that can be read now."""
    return str(page.evaluate(VISIBLE_WORDS)).replace(ENDS, "")


def reader(person: Visitor, *, repaired: bool = True) -> Reader:
    """This person's page, translated from now on, and a plain one."""
    plain = person.context.new_page()
    person.page.add_init_script(path=TRANSLATOR)
    if not repaired:
        person.page.add_init_script(UNREPAIRED)
    return Reader(person.page, plain)


@pytest.fixture
def stranger(visitor: Callable[..., Visitor], server: Server) -> Iterator[Reader]:
    """Somebody new whose pages are translated and never repaired: what is right there is made anew."""
    person = visitor(PHONE, base_url=server.url, locale="en-GB", has_touch=True)
    yield reader(person, repaired=False)
    assert person.errors == []


def test_from_the_first_page_to_the_plan_each_screen_is_made_anew(stranger: Reader) -> None:
    page = stranger.page
    page.goto("/")
    stranger.sees("Look after your sore back, gently")
    stranger.taps("Start the questions")
    for question in ASKED:
        stranger.sees(question.title)
        if question is ASKED[2]:
            stranger.taps("Back")
            stranger.sees(ASKED[1].title)
            stranger.taps("Continue")
            stranger.sees(question.title)
        journey.answer(page, question.id, ORDINARY[question.id])
    stranger.sees(RESULTS.go.title)
    stranger.taps("My whole plan")
    stranger.sees("Your plan")
    stranger.taps("Change my answers")
    stranger.sees("Check your answers")
    stranger.taps("See my result")
    stranger.sees(RESULTS.go.title)
