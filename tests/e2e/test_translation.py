"""On a page that a browser translates, all words are those of this screen, and no page breaks, all through the app."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import update

from bench.first import VISIBLE_WORDS
from examples.browser import settled, title_of
from examples.people import ORDINARY
from examples.places import ANSWERS, LIBRARY, PLACES, RESULTS, best
from lowback.person import quiz
from lowback.plan.routine import in_minutes
from lowback.session.stages import script_for
from lowback.settings import settings
from lowback.store.engine import open_engine, writing
from lowback.store.tables import answers
from tests.e2e import journey
from tests.e2e.conftest import Examples, Visitor

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
FRAMES = 50
"""How long a page may take to draw its last component."""
ENDS = "\u200b"
"""What each translated piece of text ends in."""
ASKED = [question for question in quiz.progress(ORDINARY, LIBRARY.all_questions).asked if not question.on_plan]


@dataclass
class Reader:
    """A person who has the page translated, and what an untranslated page of the same address would say."""

    page: Page
    plain: Page

    def sees(self, heading: str) -> None:
        """This screen, translated; every word on it is one of a page that has just been opened at this address."""
        self.sees_only(heading)
        self.agrees(self.page.url)
        assert title_of(self.plain) == heading

    def agrees(self, address: str) -> None:
        """Every word on the page, soon, is one of a page that has just been opened at this address."""
        self.plain.goto(address)
        settled(self.plain)
        self.reads_like(self.plain)
        self.page.bring_to_front()

    def reads_like(self, plain: Page) -> None:
        """Every word on the page, soon, is one of this page."""
        for _ in range(FRAMES):
            if words(self.page) == words(plain):
                break
            plain.evaluate("() => new Promise(requestAnimationFrame)")
        assert words(self.page) == words(plain)

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


def long_ago(examples: Examples, person: str, **span: int) -> None:
    """What this person answered is so much older."""
    engine = open_engine(settings({"LOWBACK_DATA_DIR": str(examples.server.data_dir)}).database_url)
    mine = update(answers).where(answers.c.person == person)
    with writing(engine) as connection:
        connection.execute(mine.values(updated_at=datetime.now(UTC) - timedelta(**span)))
    engine.dispose()


def reader(person: Visitor, *, repaired: bool = True) -> Reader:
    """This person's page, translated from now on, and a plain one."""
    plain = person.context.new_page()
    person.page.add_init_script(path=TRANSLATOR)
    if not repaired:
        person.page.add_init_script(UNREPAIRED)
    return Reader(person.page, plain)


@pytest.fixture
def reading(examples: Examples) -> Iterator[Callable[..., Reader]]:
    """Opens the phone of an example person, translated; at the end no page has complained."""
    people = []

    def opening(person: str, **how: bool) -> Reader:
        people.append(examples.holder(person, 390, 844))
        return reader(people[-1], **how)

    yield opening
    assert [problem for person in people for problem in person.errors] == []


def titles(person: str) -> list[str]:
    """The exercises, in order, of the session that suits this person best."""
    offer, told = best(person)
    return [
        item.title for item in script_for(offer.routine, in_minutes(offer.fitted, 10, LIBRARY), told, LIBRARY).items
    ]


def start(person: str) -> str:
    """Where that session starts."""
    return f"/player?routine={best(person)[0].routine.id}&minutes=10"


@pytest.mark.parametrize("thorough", [False, pytest.param(True, marks=pytest.mark.slow)])
def test_from_the_first_page_to_the_plan_each_screen_is_made_anew(
    reading: Callable[..., Reader], thorough: bool
) -> None:
    new = reading("new", repaired=False)
    new.page.goto("/")
    new.sees("Look after your sore back, gently")
    new.taps("Start the questions")
    for question in ASKED:
        (new.sees if thorough or question is ASKED[0] else new.sees_only)(question.title)
        if question is ASKED[2]:
            new.taps("Back")
            new.sees(ASKED[1].title)
            new.taps("Continue")
            new.sees(question.title)
        journey.answer(new.page, question.id, ORDINARY[question.id])
    new.sees(RESULTS.go.title)
    new.taps("My whole plan")
    new.sees("Your plan")
    new.taps("Change my answers")
    new.sees("Check your answers")


def test_a_session_from_its_check_to_its_summary_is_made_anew_at_each_step(
    reading: Callable[..., Reader], examples: Examples
) -> None:
    ready = reading("ready", repaired=False)
    page = ready.page
    page.clock.install()
    page.goto(start("ready"))
    ready.sees(LIBRARY.safety_check.title)
    page.get_by_role("checkbox", name=LIBRARY.safety_check.none_label).check()
    ready.taps(LIBRARY.safety_check.start_label)
    ready.sees_only(PLACES["before"].heading)
    ready.reads_like(examples.open(PLACES["before"]).page)
    page.bring_to_front()

    page.get_by_role("radio", name="3", exact=True).locator("xpath=..").click()
    expect(page.get_by_role("button", name="Pause")).to_be_visible()
    order, seen = titles("ready"), set[int]()
    for _ in range(60):
        if len(seen) == 3:
            break
        place = int(page.get_by_role("heading", level=1).inner_text().split()[0])
        expect(page.locator(".play .title")).to_have_text(order[place - 1])
        seen.add(place)
        page.clock.run_for(10_000)
    assert seen == {1, 2, 3}

    journey.play_to_the_end(page)
    ready.sees("How sore is your back now?")
    page.get_by_role("radio", name="3", exact=True).check()
    ready.taps("Save")
    ready.sees("How hard was it?")
    page.get_by_role("radio", name="Fairly easy").check()
    ready.taps("Save")
    ready.sees("Well done")


def test_questions_that_are_due_again_are_made_anew(reading: Callable[..., Reader], examples: Examples) -> None:
    careful = reading("careful", repaired=False)
    long_ago(examples, "careful", days=60)
    careful.page.goto(start("careful"))
    careful.sees(LIBRARY.rescreen.title)
    careful.taps(LIBRARY.rescreen.start_label)
    for name in LIBRARY.rescreen.asks:
        careful.sees_only(LIBRARY.questions[name].title)
        journey.answer(careful.page, name, ANSWERS["careful"][name])
    careful.sees(RESULTS.caution.title)


def test_a_tick_in_the_check_is_followed_by_what_to_do_and_by_its_questions(
    reading: Callable[..., Reader], examples: Examples
) -> None:
    check, item = LIBRARY.safety_check, LIBRARY.safety_check.items[0]
    ready = reading("quick", repaired=False)
    long_ago(examples, "quick", hours=2)
    ready.page.goto(start("ready"))
    ready.sees(check.title)
    ready.page.get_by_role("checkbox", name=item.label).check()
    ready.taps(check.start_label)
    ready.sees_only(check.stop_title)
    assert item.then in words(ready.page)
    assert check.lead not in words(ready.page)
    ready.taps(check.again_label)
    ready.sees(LIBRARY.questions[item.asks[0]].title)


PAGES = {"Routines": "Routines", "Progress": "Your progress", "More": "More", "Today": "Today"}


@pytest.mark.slow
def test_each_page_of_the_bar_is_made_anew(reading: Callable[..., Reader]) -> None:
    steady = reading("steady", repaired=False)
    steady.page.goto("/plan")
    for place, heading in PAGES.items():
        steady.goes_to(place)
        steady.sees(heading)


@pytest.mark.slow
def test_what_changes_within_a_screen_changes_in_translation_too(reading: Callable[..., Reader]) -> None:
    steady = reading("playing")
    page = steady.page
    page.goto("/plan")
    steady.sees("Your plan")
    page.get_by_role("radio", name="20", exact=True).click()
    steady.sees("Your plan")
    page.goto("/progress")
    steady.sees("Your progress")
    page.get_by_role("radio", name="4 weeks").click()
    steady.agrees("/progress?range=4w")
