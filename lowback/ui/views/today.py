"""Today on the screen: what is due now, one tap away, and the week so far."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from functools import partial

import streamlit as st

from lowback.diary.log import Followup, Session
from lowback.diary.measures import monday
from lowback.language.speech import say, several, spoken
from lowback.store.people import People
from lowback.store.rows import RunningSession
from lowback.ui import frame
from lowback.ui.pieces import done, instead, left_open, rescreen, rest
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
    st.write(say("Thank your back with short, calm routines and films. "
                 "First, questions about danger signs and what suits you."))  # fmt: skip
    if st.button(say("Start the questions"), type="primary", key="today.quiz", width="stretch"):
        frame.go("quiz", step="1")
    st.write(say("{time} No account. Your answers stay on this server.", time=say(frame.QUESTIONS_TAKE)))
    st.write(say("It replaces no doctor, midwife or physiotherapist."))
    if st.button(say("Look around first"), key="today.look", type="tertiary"):
        frame.go("routines")
    if st.button(say("What helps?"), key="today.helps", type="tertiary"):
        frame.go("helps")


def _help_first(title: str, line: str) -> None:
    frame.title(title)
    st.write(line)
    if st.button(say("See what to do"), type="primary", key="today.result", width="stretch"):
        frame.go("result")


def _ready(visit: Visit) -> None:
    frame.title(say("Today"))
    left_open.said(visit)
    running = visit.running()
    put_off = running is not None and running.is_put_off(visit.today)
    if visit.nights.rests():
        _followup(visit)
        rest.panel(visit)
    elif running and not put_off:
        _followup(visit)
        left_open.panel(running, visit)
    elif moved := done.today(visit):
        _moved(moved, running, visit)
        return
    else:
        _followup(visit)
        _next(running, visit)
    _week(visit)


def _next(running: RunningSession | None, visit: Visit) -> None:
    """What the plan has for now; nothing to begin with leads to the plan, which says why."""
    plan = visit.plan()
    if not plan.offers:
        frame.go("plan")
    rescreen.note(visit)
    instead.start(plan, visit)
    if running:
        left_open.line(running)


def _moved(moved: Sequence[Session], running: RunningSession | None, visit: Visit) -> None:
    """First what was done, then the week and one next step; a further session stands behind a line that unfolds."""
    if done.did_harm(moved, visit):
        done.panel(moved, well=False)
        done.next_step(moved, visit)
        _followup(visit)
        _week(visit)
        return
    done.panel(moved, well=True)
    _followup(visit)
    _week(visit)
    done.next_step(moved, visit)
    if visit.plan().offers:
        with st.expander(say("Do one more session"), icon=":material/self_improvement:"):
            _next(running, visit)


def _followup(visit: Visit) -> None:
    session = visit.nights.due()
    if session is None:
        return
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
