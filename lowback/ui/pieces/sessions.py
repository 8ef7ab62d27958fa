"""The list of sessions: each can be put right, or deleted and brought back."""

from __future__ import annotations

from datetime import date

import streamlit as st

from lowback.diary.log import EFFORTS, Session
from lowback.language.speech import say, several, spoken
from lowback.store.diary import Page, place_of
from lowback.ui import frame, state
from lowback.ui.visit import Visit
from lowback.words.days import day_words

_A_PAGE = 6


def kept() -> None:
    """Say so when a session was just logged or put right."""
    if st.query_params.get("kept"):
        st.success(say("Your session is in your diary."), icon=":material/check:")


def undo(visit: Visit) -> None:
    """The way back when a session was just deleted; it stands where the session stood."""
    deleted = st.query_params.get("deleted")
    if not deleted or not visit.sessions.can_come_back(deleted):
        return
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.write(say("The session is deleted."))
        if st.button(say("Undo"), icon=":material/undo:", key="sessions.undo"):
            with frame.saving():
                visit.sessions.undelete(deleted)
            frame.go("progress", range=st.query_params.get("range", "3m"))


def draw(visit: Visit, since: date, span: str) -> None:
    """The sessions since that day, newest first, a few at a time."""
    st.header(say("Your sessions"), anchor=False)
    if st.button(say("Log a past session"), icon=":material/add:", key="sessions.log"):
        frame.go("log")
    undo(visit)
    page = visit.sessions.page(since, visit.latest_day, _A_PAGE, state.turned())
    for session in page.sessions:
        _card(session, visit, span)
    if page.sessions:
        _turn(page)


def _turn(page: Page) -> None:
    """The way to newer and older sessions, where there are any."""
    first, last = place_of(page.sessions[0]), place_of(page.sessions[-1])
    with st.container(horizontal=True):
        if page.newer:
            st.button(say("Newer sessions"), icon=":material/arrow_back:", key="sessions.newer",
                      on_click=state.turn_to, args=(("newer", first),))  # fmt: skip
        if page.older:
            st.button(say("Older sessions"), icon=":material/arrow_forward:", key="sessions.older",
                      on_click=state.turn_to, args=(("older", last),))  # fmt: skip


def _card(session: Session, visit: Visit, span: str) -> None:
    with st.container(border=True):
        st.markdown(f"**{day_words(session.local_date, visit.today)}** · {session.title}  \n{words(session)}")
        if session.note:
            st.text(session.note)
        with st.container(horizontal=True):
            if st.button(say("Edit"), icon=":material/edit:", key=f"sessions.edit.{session.id}"):
                frame.go("log", session=session.id)
            if st.button(say("Delete"), icon=":material/delete:", key=f"sessions.delete.{session.id}"):
                with frame.saving():
                    visit.sessions.delete(session.id)
                frame.go("progress", deleted=session.id, range=span)


def words(session: Session) -> str:
    """The session in one line, e.g. "14 minutes · pain 5 before, 3 after · fairly easy"."""
    parts = [several("{n} minute", "{n} minutes", session.minutes), _pain_words(session)]
    if session.effort is not None:
        nearest = min(EFFORTS, key=lambda known: abs(known - (session.effort or 0)))
        parts.append(spoken().inside(say(EFFORTS[nearest])))
    parts += [
        say("stopped because it hurt") if session.stopped_for_pain else "",
        {"player": "", "by_hand": say("logged by hand"), "example": say("example")}[session.source],
    ]
    return " · ".join(part for part in parts if part)


def _pain_words(session: Session) -> str:
    before, after = session.pain_before, session.pain_after
    if before is not None and after is not None:
        return say("pain {before} before, {after} after", before=before, after=after)
    if before is not None:
        return say("pain {before} before", before=before)
    return say("pain {after} after", after=after) if after is not None else ""
