"""The door to every page: who is asking, what they told us, and what they may see now."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Literal, NoReturn

import streamlit as st

from lowback.diary.log import known_zone
from lowback.diary.night import own_day
from lowback.language.speech import later, say
from lowback.library.library import Library
from lowback.library.screens import EmergencyNumber, country_of
from lowback.person import quiz
from lowback.store.answers import StoredAnswers
from lowback.store.browsers import Browsers
from lowback.store.clock import now_for
from lowback.store.errors import StoreUnavailable
from lowback.store.people import People
from lowback.ui import played, state
from lowback.ui.components.arrival import arrival
from lowback.ui.components.forget import forget
from lowback.ui.components.storage import if_refused
from lowback.ui.gone import store_is_gone
from lowback.ui.speaking import speak_as_asked
from lowback.ui.visit import Visit
from lowback.web import resources
from lowback.web.cookie import PASSING, named_in, person_from, sent_in

QUESTIONS_TAKE = later("It takes about 5 minutes.")
"""Measured: `make bench` counts the words and taps of a first visit (bench/first.py)."""
FORGOTTEN = later(
    "This browser keeps no cookies for this site. Your answers and sessions are lost to you when you reload or close "
    "this page. Allow cookies here to keep them."
)
NOT_FORGOTTEN = later(
    "This browser did not let us clear what it remembers. Clear the data of this site in the settings of your browser."
)
NO_ROOM = later(
    "This browser lets us keep nothing on this device, or has no room left. What you save is kept on the server. What "
    "you have not saved yet, or do without a connection, is lost when you close or reload the page."
)
Address = Literal[
    "after", "exercise", "helps", "how", "leave_out", "log", "lost", "more", "plan", "player", "progress", "quiz",
    "result", "routine", "routines", "seen", "today",
]  # fmt: skip
"""Every page: the file of this name in pages/, and its address."""
PAGES = Path(__file__).resolve().parents[2] / "pages"
_screen: ContextVar[ExitStack] = ContextVar("screen")


def open_page() -> Visit:
    """Open a page that shows no exercise: quiz, result, progress, log, about."""
    zone = known_zone(st.context.timezone or "UTC")
    engine, person = resources.engine(), person_id()
    if People(engine).erased(person):
        _begin_anew()
    if not Browsers(engine, person).admits(browser_id()):
        _parted()
    answers, now = StoredAnswers(engine, person).all(), now_for(engine, person)
    kitchen = resources.kitchen(People(engine).pace(person))
    library = kitchen.library
    progress = quiz.progress(answers, library.all_questions)
    said = progress.said
    verdict = said.verdict(library.all_rules)
    return Visit(person, zone, now, own_day(now, zone), engine, kitchen, answers, progress, verdict)


def open_to_look() -> Visit:
    """Open a page that shows exercises to look at; never while there is an emergency."""
    visit = open_page()
    if visit.verdict.level == "emergency":
        go("result")
    return visit


def open_to_exercise() -> Visit:
    """Open a page that gives exercises: only after a complete quiz that allows them."""
    visit = open_to_look()
    if not visit.progress.complete:
        ask_first(visit)
    if not visit.verdict.may_exercise:
        go("result")
    return visit


def title(words: str, tab: str | None = None) -> None:
    """The heading of a screen; where it is new, the page begins at its top and the heading is read out."""
    arrive(words, tab)
    heading(words)


def heading(words: str) -> None:
    """The heading of a screen that has something above it."""
    st.title(words, anchor=False)


def arrive(place: str, tab: str | None = None) -> None:
    """Say which screen this is and what its tab is called, for a screen that draws its own heading.

    What is drawn from here on is one piece, which the browser makes anew for another screen: on a translated page, a
    heading in which only the words are changed keeps the old ones (docs/decisions/0015).
    """
    st.set_page_config(page_title=say("{page} - Lowback", page=tab or place))
    arrival(place, done=state.closed_drafts())
    # Two places that take turns: into a piece in the place of another one, Streamlit first draws what stood in that.
    odd = state.turn(place)
    if odd:
        st.empty()
    piece = st.container(key=f"screen.{place}")
    if not odd:
        st.empty()
    _screen.get().enter_context(piece)


@contextmanager
def screen() -> Iterator[None]:
    """A page is drawn inside of this: its screen begins where it arrives, and ends here.

    The one place where a page ends that needs a database which cannot be used.
    """
    with ExitStack() as drawn:
        _screen.set(drawn)
        try:
            yield
        except StoreUnavailable as problem:
            store_is_gone(problem)


def say_if_forgotten(visit: Visit) -> None:
    """Before anything is asked, and where we say what is kept: what is lost without cookies or without storage."""
    if visit.person.startswith(PASSING):
        st.warning(say(FORGOTTEN), icon=":material/cloud_off:")
    else:
        if_refused(say(NO_ROOM))


def forget_device() -> None:
    """Everything was deleted: what this browser remembers, too."""
    forget(say(NOT_FORGOTTEN))


def _begin_anew() -> NoReturn:
    """What every window of somebody shows whose data was deleted in one of them, until it is loaded anew."""
    title(say("Everything is deleted"))
    forget_device()
    st.write(say("Nothing of yours is left here. Whatever you do next begins a new diary."))
    if st.button(say("Begin anew"), type="primary", key="erased.anew"):
        arrival("More", anew=True, key="arrival.anew")
    st.stop()


def _parted() -> NoReturn:
    """What a browser shows that was parted from the diary, until it is loaded anew."""
    title(say("This browser is signed out"))
    forget_device()
    st.write(say("Your diary is kept, and opens only where you did not sign out."))
    if st.button(say("Go on"), type="primary", key="parted.anew"):
        arrival("More", anew=True, key="arrival.anew")
    st.stop()


def country(library: Library) -> EmergencyNumber:
    """Where the person is, as far as the browser's language tells."""
    return country_of(library.screens.emergency_numbers, st.context.locale or "")


def ask_first(visit: Visit) -> NoReturn:
    """The empty state of a page that needs answers first."""
    title(say("First, a few questions"))
    say_if_forgotten(visit)
    st.write(
        say(
            "We ask about danger signs and about what suits your back. {time} "
            "Then we show routines for you, with the reasons.",
            time=say(QUESTIONS_TAKE),
        )
    )
    label = say("Go on with the questions") if visit.answers else say("Start the questions")
    if st.button(label, type="primary", key="ask_first.start", width="stretch"):
        go("quiz", step=str(visit.step))
    st.stop()


def go(page: Address, **query: str) -> NoReturn:
    """Switch to another page; going to the player on purpose begins anew."""
    if page == "player":
        played.set_ended(None)
    st.switch_page(PAGES / f"{page}.py", query_params=query or None)
    raise AssertionError("switch_page does not return")


def person_id() -> str:
    """Who is asking: the person of the signed cookie, else somebody known for this visit only."""
    cookie = sent_in(st.context.cookies)
    return person_from(cookie, resources.surroundings().keys) or state.passing_person()


def browser_id() -> str:
    """In which browser they are; empty where it has no name."""
    named = named_in(sent_in(st.context.cookies), resources.surroundings().keys)
    return named.browser if named else ""


@contextmanager
def saving() -> Iterator[None]:
    """Save inside this block; what cannot be saved becomes one sentence, and the form keeps its text."""
    try:
        yield
    except StoreUnavailable as problem:
        st.error(say(str(problem)), icon=":material/cloud_off:")
        st.stop()


@contextmanager
def saving_first() -> Iterator[None]:
    """Save in a callback, which comes before its page and the language of it; the page is drawn below the sentence."""
    try:
        yield
    except StoreUnavailable as problem:
        speak_as_asked()
        st.error(say(str(problem)))
