"""Log a session by hand, or put one right: each field keeps its text until it can be saved."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lowback.diary.entry import MOST_MINUTES, EntryError, SessionInput, read_day
from lowback.diary.log import EFFORTS, Session
from lowback.diary.tables import day_words
from lowback.store.errors import StoreUnavailable
from lowback.ui import frame, state
from lowback.ui.pieces.question import pain_field
from lowback.ui.visit import Visit
from lowback.web import limits

_RECENT_DAYS = 14
_OTHER = {"walk_by_hand": "A walk", "other": "Something else"}
_USUAL_MINUTES = 15
_EARLIER = "earlier"


def draw(visit: Visit) -> None:
    """The form, filled in when an existing session is put right."""
    asked = st.query_params.get("session")
    session = visit.sessions.get(asked) if asked else None
    frame.title("Put a session right" if session else "Log a session")
    if asked and session is None:
        st.write("That session is not in your diary. It may have been deleted.")
        if st.button("Back to my progress", key="log.lost"):
            frame.go("progress")
        return
    _form(session, visit)


def _form(session: Session | None, visit: Visit) -> None:
    key = f"log.{session.id if session else 'new'}"
    slots: dict[str, DeltaGenerator] = {}
    told = _what(session, visit, key, slots) | _when(session, visit, key, slots)
    told |= _how(session, key, slots)
    save, cancel = (
        st.button("Save", type="primary", key=f"{key}.save", width="stretch"),
        st.button("Cancel", key=f"{key}.cancel", type="tertiary"),
    )
    if cancel:
        frame.go("progress")
    if save:
        _save(session, visit, told, slots)


def _what(session: Session | None, visit: Visit, key: str, slots: dict[str, DeltaGenerator]) -> dict[str, Any]:
    titles = {name: routine.name for name, routine in visit.library.routines.items()} | _OTHER
    if session:
        titles[session.routine] = session.title
    names = list(titles)
    chosen = st.selectbox(
        "What did you do?", names, names.index(session.routine) if session else 0,
        format_func=titles.__getitem__, key=f"{key}.routine",
    )  # fmt: skip
    slots["routine"] = st.empty()
    return {"routine": chosen, "title": titles[chosen]}


def _when(session: Session | None, visit: Visit, key: str, slots: dict[str, DeltaGenerator]) -> dict[str, Any]:
    days = [str(visit.today - timedelta(days=n)) for n in range(_RECENT_DAYS)]
    was = str(session.local_date if session else visit.today)
    if was not in days:
        days.append(was)
    chosen = st.selectbox(
        "When was it?", [*days, _EARLIER], days.index(was),
        format_func=lambda day: _day_name(day, visit.today), key=f"{key}.day",
    )  # fmt: skip
    if chosen == _EARLIER:
        chosen = st.text_input("Date, written as year-month-day", placeholder="2026-11-05", key=f"{key}.date")
    slots["date"] = st.empty()
    return {"day": chosen}


def _day_name(day: str, today: date) -> str:
    if day == _EARLIER:
        return "An earlier day"
    told = date.fromisoformat(day)
    near = {0: "Today", 1: "Yesterday"}.get((today - told).days)
    words = day_words(told, today)
    return f"{near}, {words}" if near else words


def _how(session: Session | None, key: str, slots: dict[str, DeltaGenerator]) -> dict[str, Any]:
    usual = session.minutes if session and session.minutes else _USUAL_MINUTES
    told: dict[str, Any] = {"minutes": st.number_input("Minutes", 1, MOST_MINUTES, usual, key=f"{key}.minutes")}
    slots["minutes"] = st.empty()
    for field, label in (("pain_before", "Pain before"), ("pain_after", "Pain after")):
        value = getattr(session, field) if session else None
        told[field] = pain_field(f"{label}, if you remember", value, key=f"{key}.{field}")
        slots[field] = st.empty()
    efforts = [None, *EFFORTS]
    was = session.effort if session and session.effort in EFFORTS else None
    told["effort"] = st.selectbox(
        "How hard was it?", efforts, efforts.index(was),
        format_func=lambda effort: EFFORTS.get(effort, "Not said"), key=f"{key}.effort",
    )  # fmt: skip
    slots["effort"] = st.empty()
    told["note"] = st.text_area("A note for yourself", session.note if session else "", key=f"{key}.note")
    slots["note"] = st.empty()
    return told


def _save(session: Session | None, visit: Visit, told: dict[str, Any], slots: dict[str, DeltaGenerator]) -> None:
    try:
        was = session.local_date if session else None
        entry = SessionInput(**told | {"day": read_day(told["day"])}, zone=visit.zone, today=visit.today, was=was)
        if session:
            visit.sessions.edit(session.id, entry)
        else:
            with limits.sessions.spending(visit.person):
                visit.sessions.log_by_hand(entry, state.form())
    except EntryError as problem:
        slots[problem.field].error(str(problem), icon=":material/edit:")
    except StoreUnavailable as problem:
        st.error(str(problem), icon=":material/cloud_off:")
    else:
        frame.go("progress", kept="1")
