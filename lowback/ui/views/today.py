"""Today on the screen: what is due now, one tap away, and the week so far."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import streamlit as st

from lowback.diary.event import read_place
from lowback.diary.log import Followup, Session
from lowback.diary.measures import monday
from lowback.language.speech import say, several, spoken
from lowback.plan.recommend import Offer
from lowback.store.people import People
from lowback.store.rows import RunningSession
from lowback.ui import frame
from lowback.ui.pieces import cards, rescreen, rest
from lowback.ui.visit import Visit
from lowback.words import lines


def draw(visit: Visit) -> None:
    """The one thing to do next for this person."""
    if not visit.answers:
        _welcome(visit)
    elif visit.verdict.level == "emergency":
        _help_first(say("Please get help first"), say("Something you told us needs to be checked now."))
    elif not visit.progress.complete:
        frame.ask_first(visit)
    elif not visit.verdict.may_exercise:
        _help_first(say("Please speak to a clinician first"), say("Then we can start, gently."))
    elif rescreen.alarmed(visit):
        rescreen.asks_first(visit)
    else:
        _ready(visit)


def _welcome(visit: Visit) -> None:
    frame.title(say("Look after your sore back, gently"))
    frame.say_if_forgotten(visit)
    st.markdown(lines.picture(visit.library.exercises["cat_cow"], visit.library))
    st.write(say("Short, calm routines with films. First, questions to spot danger signs and choose what suits you."))
    if st.button(say("Start the questions"), type="primary", key="today.quiz", width="stretch"):
        frame.go("quiz", step="1")
    st.write(say("{time} No account. Your answers stay on this server.", time=say(frame.QUESTIONS_TAKE)))
    st.write(say("It does not replace a doctor, midwife or physiotherapist."))
    if st.button(say("Look around first"), key="today.look", type="tertiary"):
        frame.go("routines")


def _help_first(title: str, line: str) -> None:
    frame.title(title)
    st.write(line)
    if st.button(say("See what to do"), type="primary", key="today.result", width="stretch"):
        frame.go("result")


def _ready(visit: Visit) -> None:
    frame.title(say("Today"))
    if due := visit.nights.due():
        _followup(due, visit)
    plan = visit.plan()
    if running := visit.running():
        _continue(running)
    elif visit.nights.rests():
        rest.panel(visit)
    elif plan.offers:
        rescreen.note(visit)
        _next(plan.offers[0], visit)
    else:
        frame.go("plan")
    _week(visit)


def _continue(running: RunningSession) -> None:
    items, kept = running.script.items, read_place(running.position)
    place = min(kept.item, len(items) - 1) if kept else 0
    with st.container(border=True):
        st.markdown(f"![{items[place].alt}]({items[place].poster})")
        st.header(running.title, anchor=False)
        here = {"title": items[place].title, "number": place + 1, "all": len(items)}
        st.write(say("You are at {title}, {number} of {all}.", **here))
        if st.button(say("Continue"), type="primary", icon=":material/play_arrow:", key="today.continue",
                     width="stretch"):  # fmt: skip
            frame.go("player")


def _next(offer: Offer, visit: Visit) -> None:
    cards.start_card(offer, visit, "today")
    if st.button(say("Something else"), key="today.plan"):
        frame.go("plan")


def _followup(session: Session, visit: Visit) -> None:
    with st.container(border=True):
        st.header(say("How was your back the day after?"), anchor=False)
        day = spoken().day(session.local_date, "EEEE")
        st.write(say("After “{title}” on {day}, by the next day it was:", title=session.title, day=day))
        answers: tuple[tuple[Followup, str], ...] = (("usual", say("Back to usual")), ("sorer", say("Still sorer")))
        with st.container(horizontal=True):
            for answer, label in answers:
                st.button(label, key=f"today.{answer}", on_click=partial(_answer, session.id, answer, visit))


def _answer(session_id: str, answer: Followup, visit: Visit) -> None:
    visit.nights.answer(session_id, answer)


def _week(visit: Visit) -> None:
    first = monday(visit.today)
    days = visit.history.days(first, visit.latest_day)
    minutes = sum(day.minutes for day in days)
    target = People(visit.engine).weekly_target(visit.person)
    st.header(say("Your week"), anchor=False)
    st.progress(min(1.0, minutes / target), text=_so_far(minutes, target))
    st.markdown(_days({day.day for day in days if day.minutes}, first, visit.today))


def _so_far(minutes: int, target: int) -> str:
    if minutes > target:
        return several("{n} minute, more than the {target} you aim for",
                       "{n} minutes, more than the {target} you aim for", minutes, target=target)  # fmt: skip
    return several("{minutes} of {n} minute", "{minutes} of {n} minutes", target, minutes=minutes)


def _days(active: set[date], first: date, today: date) -> str:
    """The days of the week in words and signs, so that no meaning hangs on colour."""
    marks = []
    for number, name in enumerate(spoken().weekdays):
        day = first + timedelta(days=number)
        sign = ":material/check_circle:" if day in active else ":material/circle:"
        marks.append(f"{sign} **{name}**" if day == today else f"{sign} {name}")
    return " &nbsp; ".join(marks)
