"""A day on which something was done: what it was, how the back felt, and the one thing that comes next."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from lowback.diary.log import Session
from lowback.diary.rescreen import flared, hurt_often
from lowback.language.speech import say, several, spoken
from lowback.plan.choices import WALK, may_walk
from lowback.ui import frame
from lowback.ui.pieces import cards
from lowback.ui.pieces.advice import A_LITTLE_SORER, VERY_SORE, stopped_for_pain
from lowback.ui.pieces.change import before_and_after
from lowback.ui.visit import Visit

WALKED = "walk_by_hand"
"""What a walk is called that somebody tells us about."""


def today(visit: Visit) -> tuple[Session, ...]:
    """The sessions of today that were ended and not only left, in which something was done, oldest first."""
    all_ = visit.sessions.between(visit.today, visit.latest_day)
    return tuple(session for session in all_ if session.minutes and session.status in ("finished", "stopped"))


def panel(done: Sequence[Session], *, well: bool) -> None:
    """What was done, with praise if it did no harm, and the back before and after the last time that both were said."""
    with st.container(border=True, key="today.done"):
        st.header(say(":material/check_circle: You moved today") if well else say("What you did today"), anchor=False)
        what = spoken().listed(dict.fromkeys(session.title for session in done))
        minutes = sum(session.minutes for session in done)
        st.write(several("{what}, {n} minute.", "{what}, {n} minutes.", minutes, what=what))
        if scored := _last_scored(done):
            before_and_after(scored, "today.change", named=len(done) > 1)


def did_harm(done: Sequence[Session], visit: Visit) -> bool:
    """Whether one of them left the back so sore that there is nothing more today."""
    numbers = visit.library.parameters
    return any(flared(session, session.pain_after, numbers) or hurt_often(session, numbers) for session in done)


def next_step(done: Sequence[Session], visit: Visit) -> None:
    """One thing, and no new start."""
    st.header(say("What comes next"), anchor=False)
    scored = _last_scored(done)
    if any(flared(session, session.pain_after, visit.library.parameters) for session in done):
        st.write(say(VERY_SORE))
    elif did_harm(done, visit):
        stopped_for_pain(visit)
    elif scored and (scored.rise or 0) > 0:
        st.write(say(A_LITTLE_SORER))
    elif _walks_yet(done, visit):
        st.write(say("A walk later, if you like. If not, see you tomorrow."))
        walk(visit, "today")
    else:
        st.write(say("That is enough for today. See you tomorrow."))


def _last_scored(done: Sequence[Session]) -> Session | None:
    """The last of them before and after which it was said how sore the back is."""
    return next((session for session in reversed(done) if session.rise is not None), None)


def _walks_yet(done: Sequence[Session], visit: Visit) -> bool:
    walked = WALKED in {session.routine for session in done}
    return not walked and may_walk(visit.plan(), visit.progress.said.facts)


def walk(visit: Visit, key: str) -> None:
    """How to walk, and the way to tell us that one did."""
    with st.container(horizontal=True):
        if st.button(say("I had a walk"), key=f"{key}.walked", icon=":material/check:"):
            frame.go("log", what=WALKED)
        cards.how_to(visit.library.exercises[WALK], f"{key}.walk")
