"""The door to every page: who is asking, what they told us, and what they may see now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Literal, NoReturn
from zoneinfo import ZoneInfo

import streamlit as st
from sqlalchemy import Engine

from lowback.diary.log import known_zone
from lowback.library.catalogue import Routine
from lowback.library.library import Library
from lowback.library.screens import EmergencyNumber, country_of
from lowback.person import quiz
from lowback.person.amend import ABOUT, Edits, amended, renewed, reopened, yes
from lowback.person.profile import Profile, profile
from lowback.person.triage import Verdict, triage
from lowback.plan.recommend import Plan, recommend
from lowback.session.pictures import figures_for, with_clips_of_today
from lowback.store.answers import Screenings, StoredAnswers
from lowback.store.errors import StoreUnavailable
from lowback.store.history import History
from lowback.store.rows import RunningSession
from lowback.store.sessions import Sessions
from lowback.ui import state
from lowback.ui.components.arrival import arrival
from lowback.web import resources
from lowback.web.cookie import COOKIE, person_from

QUESTIONS_TAKE = "It takes about 5 minutes."
"""Measured: `make bench` counts the words and taps of a first visit (bench/first.py)."""
Address = Literal[
    "after", "exercise", "how", "leave_out", "log", "lost", "more", "plan", "player", "progress", "quiz", "result",
    "routine", "routines", "seen", "today",
]  # fmt: skip
"""Every page: the file of this name in pages/, and its address."""
PAGES = Path(__file__).resolve().parents[2] / "pages"


@dataclass(frozen=True)
class Visit:
    """One run of one page for one person."""

    person: str
    zone: str
    today: date
    engine: Engine
    library: Library
    answers: dict[str, Any]
    progress: quiz.Progress
    verdict: Verdict

    @property
    def store(self) -> StoredAnswers:
        """The person's answers in the database."""
        return StoredAnswers(self.engine, self.person)

    @property
    def sessions(self) -> Sessions:
        """The person's sessions in the database."""
        return Sessions(self.engine, self.person)

    @property
    def step(self) -> int:
        """The number of the first question without an answer, or of the review after the last."""
        asked, first_open = self.progress.asked, self.progress.next
        return asked.index(first_open) + 1 if first_open else len(asked) + 1

    @property
    def minutes(self) -> int:
        """Minutes a day the person has."""
        return quiz.minutes_wanted(self.answers, self.library.all_questions)

    @property
    def cleared(self) -> bool:
        """True when the quiz is complete and its verdict allows exercise."""
        return self.progress.complete and self.verdict.may_exercise

    def amend(self, edits: Edits) -> None:
        """Keep these answers, and let go of what no longer holds because of them."""
        kept = self.store.all()
        self._replace(kept, amended(kept, edits, self.library.all_questions, self.today, seen=dict(self.answers)))

    def clear(self, seen: dict[str, str]) -> None:
        """Keep that somebody knows about what stops this person and said that exercise is fine; who, and when."""
        clearance = next(question for question in self.library.all_questions if question.clears)
        about = [item.rule.id for item in self.verdict.deciding]
        self.amend({clearance.id: yes(clearance) | {"seen": seen, ABOUT: about}})

    def reopen(self, questions: Iterable[str]) -> None:
        """Ask these questions anew, and whatever was cleared by somebody."""
        kept = self.store.all()
        self._replace(kept, reopened(kept, questions, self.library.all_questions, self.today))

    def renew(self) -> None:
        """Open what the questions have gained since this person answered them."""
        kept = self.store.all()
        self._replace(kept, renewed(kept, self.library.all_questions, self.today))

    def _replace(self, before: quiz.Answers, after: quiz.Answers) -> None:
        self.store.replace(before, after)
        self.answers.clear()
        self.answers.update(after)

    def keep_screening(self) -> None:
        """Remember that the questions were answered, when, and what they led to."""
        Screenings(self.engine, self.person).add(self.verdict.level, datetime.now(UTC))

    def profile(self) -> Profile:
        """What the answers mean for movement."""
        said = self.progress.said
        return profile(said.facts, self.library.all_conditions, said.told)

    def figures(self, routine: Routine | None = None) -> tuple[str, ...]:
        """Who should show the exercises to this person, or those of a routine."""
        return figures_for(self.library, self.profile(), routine)

    def running(self) -> RunningSession | None:
        """The session to continue, if one was left open, with the clips there are now."""
        running = self.sessions.open()
        if running is None:
            return None
        figures = self.figures(self.library.routines.get(running.routine))
        return replace(running, script=with_clips_of_today(running.script, self.library, figures))

    def plan(self) -> Plan:
        """Routines that suit, best first, and what is withheld."""
        try:
            helped = History(self.engine, self.person).eased() if self.cleared else {}
        except StoreUnavailable as problem:
            store_is_gone(problem)
        return recommend(self.verdict, self.profile(), resources.kitchen(), self.minutes, helped)


def open_page() -> Visit:
    """Open a page that shows no exercise: quiz, result, progress, log, about."""
    library = resources.library()
    zone = known_zone(st.context.timezone or "UTC")
    try:
        engine, person = resources.engine(), person_id()
        answers = StoredAnswers(engine, person).all()
    except StoreUnavailable as problem:
        store_is_gone(problem)
    progress = quiz.progress(answers, library.all_questions)
    said = progress.said
    verdict = triage(said.facts, library.all_rules, said.unsure, said.clearance, said.told)
    today = datetime.now(ZoneInfo(zone)).date()
    return Visit(person, zone, today, engine, library, answers, progress, verdict)


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
    st.title(words, anchor=False)


def arrive(place: str, tab: str | None = None) -> None:
    """Say which screen this is and what its tab is called, for a screen that draws its own heading."""
    st.set_page_config(page_title=f"{tab or place} - Lowback")
    arrival(place)


def country(library: Library) -> EmergencyNumber:
    """Where the person is, as far as the browser's language tells."""
    return country_of(library.screens.emergency_numbers, st.context.locale or "")


def ask_first(visit: Visit) -> NoReturn:
    """The empty state of a page that needs answers first."""
    title("First, a few questions")
    st.write(
        f"We ask about danger signs and about what suits your back. {QUESTIONS_TAKE} "
        "Then we show routines for you, with the reasons."
    )
    label = "Go on with the questions" if visit.answers else "Start the questions"
    if st.button(label, type="primary", key="ask_first.start", width="stretch"):
        go("quiz", step=str(visit.step))
    st.stop()


def go(page: Address, **query: str) -> NoReturn:
    """Switch to another page; going to the player on purpose begins anew."""
    if page == "player":
        state.set_ended(None)
    st.switch_page(PAGES / f"{page}.py", query_params=query or None)
    raise AssertionError("switch_page does not return")


def person_id() -> str:
    """Who is asking: the person of the signed cookie, else somebody known for this visit only."""
    cookie = st.context.cookies.get(COOKIE)
    return person_from(cookie, resources.surroundings().secret) or state.passing_person()


def store_is_gone(problem: StoreUnavailable) -> NoReturn:
    """One plain sentence when the database cannot be used; the page can be tried again."""
    st.error(str(problem), icon=":material/cloud_off:")
    st.button("Try again", key="frame.again")
    st.stop()


@contextmanager
def saving() -> Iterator[None]:
    """Save inside this block; what cannot be saved becomes one sentence, and the form keeps its text."""
    try:
        yield
    except StoreUnavailable as problem:
        st.error(str(problem), icon=":material/cloud_off:")
        st.stop()
