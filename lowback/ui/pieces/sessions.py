"""The list of sessions: each can be put right, or deleted and brought back."""

from __future__ import annotations

from datetime import date
from typing import Literal, NoReturn

import streamlit as st

from lowback.diary.log import EFFORTS, Session
from lowback.language.speech import say, several, spoken
from lowback.store.diary import Page, Turned
from lowback.ui import frame
from lowback.ui.visit import Visit
from lowback.words import lines
from lowback.words.days import day_words

_A_PAGE, _MOST_DELETED = 6, 24
_WAYS: tuple[Literal["older", "newer"], ...] = ("older", "newer")
_VIEW = ("range", *_WAYS)
"""What stands in the address of the list: how much of it, and the id of a session; nothing of what is in it."""


def kept() -> None:
    """Say so when a session was just logged or put right."""
    if st.query_params.get("kept"):
        st.success(say("Your session is in your diary."), icon=":material/check:")


def view() -> dict[str, str]:
    """What of the list is looked at, as it stands in the address: the span, and from which session on."""
    return {name: st.query_params[name] for name in _VIEW if name in st.query_params}


def only_deleted(visit: Visit) -> None:
    """The sessions that were just deleted, where there is no other one."""
    _rows(date.min, visit)


def draw(visit: Visit, since: date) -> None:
    """The sessions since that day, newest first, a few at a time."""
    st.header(say("Your sessions"), anchor=False)
    if st.button(say("Log a past session"), icon=":material/add:", key="sessions.log"):
        frame.go("log")
    page = _rows(since, visit)
    if page.sessions:
        _turn(page)


def _rows(since: date, visit: Visit) -> Page:
    deleted = visit.sessions.can_come_back(_deleted())
    page = visit.sessions.page(since, visit.latest_day, _A_PAGE, _turned(visit), also=deleted)
    for session in page.sessions:
        if session.id in deleted:
            _gone(session, visit)
        else:
            _card(session, visit)
    return page


def _deleted() -> list[str]:
    """What was deleted since this list was opened, the newest last."""
    return st.query_params.get_all("deleted")[-_MOST_DELETED:]


def _show_deleted(ids: list[str]) -> NoReturn:
    st.query_params.from_dict(view() | {"deleted": ids})
    st.rerun()
    raise AssertionError("rerun does not return")


def _turned(visit: Visit) -> Turned | None:
    """Beyond which session the list begins; None: at its newest."""
    way = next((way for way in _WAYS if way in st.query_params), None)
    place = visit.sessions.place(st.query_params[way]) if way else None
    return (way, place) if way and place else None


def _turn(page: Page) -> None:
    """The way to newer and older sessions, where there are any."""
    first, last = page.sessions[0].id, page.sessions[-1].id
    with st.container(horizontal=True):
        if page.newer:
            st.button(say("Newer sessions"), icon=":material/arrow_back:", key="sessions.newer",
                      on_click=_turn_to, args=("newer", first))  # fmt: skip
        if page.older:
            st.button(say("Older sessions"), icon=":material/arrow_forward:", key="sessions.older",
                      on_click=_turn_to, args=("older", last))  # fmt: skip


def _turn_to(way: str, session_id: str) -> None:
    others = {name: value for name, value in view().items() if name not in _WAYS}
    st.query_params.from_dict(others | {way: session_id})


def _card(session: Session, visit: Visit) -> None:
    day = day_words(session.local_date, visit.today)
    with st.container(border=True):
        st.markdown(f"**{day}** · {session.title}  \n{words(session)}")
        if session.note:
            st.text(session.note)
        with st.container(horizontal=True):
            edit, delete = (lines.about(label, f"{day}, {session.title}") for label in (say("Edit"), say("Delete")))
            if st.button(edit, icon=":material/edit:", key=f"sessions.edit.{session.id}"):
                frame.go("log", session=session.id, **view())
            if st.button(delete, icon=":material/delete:", key=f"sessions.delete.{session.id}"):
                with frame.saving():
                    visit.sessions.delete(session.id)
                _show_deleted([*_deleted(), session.id])


def _gone(session: Session, visit: Visit) -> None:
    """A session that was just deleted, where it stood, and the way back."""
    day = day_words(session.local_date, visit.today)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.info(say("Deleted: {day}, {title}.", day=day, title=session.title), icon=":material/delete:")
        undo = lines.about(say("Undo"), f"{day}, {session.title}")
        if st.button(undo, icon=":material/undo:", key=f"sessions.undo.{session.id}"):
            with frame.saving():
                visit.sessions.undelete(session.id)
            _show_deleted([id_ for id_ in _deleted() if id_ != session.id])


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
