"""The button that saves a summary for a clinician; it is made when it is pressed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import partial

import streamlit as st

from lowback.export.summary import Account, summary
from lowback.language.languages import ENGLISH
from lowback.language.speech import later, say, several, speaking, spoken
from lowback.person import quiz
from lowback.person.triage import Verdict
from lowback.ui.pieces import sessions
from lowback.ui.visit import Visit
from lowback.web import limits
from lowback.web.private import only_for
from lowback.words import for_clinician
from lowback.words.answers import in_words
from lowback.words.days import day_words
from lowback.words.told import clause_words

SINCE = "duration_weeks"
"""The fact that says since when; its question is a line of its own."""

FOUR_WEEKS = timedelta(days=27)
"""How far its first day is from today."""
MOST_SESSIONS = 200

HURT = later("Exercises that hurt")
HARD = later("Exercises that felt hard")
"""The titles of the lines that name them."""


def save_button(visit: Visit, key: str) -> None:
    """Save what was answered and what came of it; it goes to the person's own device and nowhere else."""
    st.download_button(
        say("Save a summary to hand over (PDF)"), data=partial(pdf, visit, spoken().language.tag), key=key,
        file_name=f"back-summary-{visit.today.isoformat()}.pdf", mime="application/pdf",
        icon=":material/download:", on_click="ignore", width="stretch",
    )  # fmt: skip


def pdf(visit: Visit, language: str = ENGLISH.tag) -> bytes:
    """The page for this visit's answers; it is made where nobody knows whom the page speaks to.

    Raises:
        TooMuch: it was made more often than people do.
    """
    with speaking(language), limits.summaries.spending(visit.person):
        return only_for(visit.person, _page(visit))


def _page(visit: Visit) -> bytes:
    answers = visit.answers
    asked = [question for question in visit.progress.asked if question.id in answers]
    since = [words for q in asked if SINCE in quiz.facts_of(q) for words in in_words(q, answers[q.id])]
    shown = [q for q in asked if SINCE not in quiz.facts_of(q) and q.section != "time"]
    account = Account(
        says=_says(visit.verdict, unsure=False),
        unsure=_says(visit.verdict, unsure=True),
        answered=[*((q.short, in_words(q, answers[q.id])) for q in shown), *_hard_for_them(visit)],
        doubtful=any(quiz.doubtful(answers[q.id]) for q in shown),
        since=spoken().in_turn(since) or None,
    )
    return summary(visit.verdict, _with_plan(_with_weeks(account, visit), visit), visit.today)


def _with_plan(account: Account, visit: Visit) -> Account:
    """The plan and what it leaves out, where there is one."""
    if not visit.cleared:
        return account
    plan, library = visit.plan(), visit.library
    shown = plan.offers[: library.ranking.shown_on_plan]
    out = for_clinician.left_out(plan, shown, visit.profile(), library, visit.today)
    return replace(account, offered=for_clinician.offered(shown, library), left_out=out)


def _with_weeks(account: Account, visit: Visit) -> Account:
    """What was done in four weeks and how sore it was; in an emergency the one page says what matters."""
    first = visit.today - FOUR_WEEKS
    found = visit.sessions.page(first, visit.latest_day, MOST_SESSIONS).sessions
    if visit.verdict.level == "emergency" or not found:
        return account
    rows = [(day_words(s.local_date, visit.today), f"{s.title} · {sessions.words(s)}") for s in found]
    minutes = several("{n} minute", "{n} minutes", sum(session.minutes for session in found))
    said = several(
        "{n} session, {minutes} in all. Pain is from 0 (none) to 10 (worst).",
        "{n} sessions, {minutes} in all. Pain is from 0 (none) to 10 (worst).",
        len(found),
        minutes=minutes,
    )
    return replace(account, sessions=rows, weeks=said)


def _hard_for_them(visit: Visit) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The exercises that hurt or felt hard, each with its day."""
    felt = visit.feels.wishes(visit.today, visit.library.parameters)
    hard = {name: wish.day for name, wish in felt.items() if wish.step != "usual"}
    named = {HURT: visit.pains.all().left_out, HARD: hard}
    return ((say(title), _dated(days, visit)) for title, days in named.items() if days)


def _says(verdict: Verdict, *, unsure: bool) -> tuple[str, ...]:
    return tuple(clause_words(said) for item in verdict.deciding if item.unsure is unsure for said in item.says)


def _dated(days: Mapping[str, date], visit: Visit) -> tuple[str, ...]:
    known = visit.library.exercises
    return tuple(
        say("{exercise} ({day})", exercise=known[name].name, day=day_words(day, visit.today))
        for name, day in days.items()
        if name in known
    )
