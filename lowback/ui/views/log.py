"""Log a session by hand, or put one right: each field keeps its text until it can be saved."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lowback.diary.entry import MOST_MINUTES, EntryError, SessionInput, read_day
from lowback.diary.log import EFFORTS, Session
from lowback.language.speech import later, say
from lowback.store.errors import StoreUnavailable
from lowback.ui import frame, state
from lowback.ui.pieces import sessions
from lowback.ui.pieces.draft import Draft
from lowback.ui.pieces.question import MOST, pain_field
from lowback.ui.visit import Visit
from lowback.web import limits
from lowback.words.answers import refused
from lowback.words.days import day_words

_RECENT_DAYS = 14
_OTHER = {"walk_by_hand": later("A walk"), "other": later("Something else")}
_USUAL_MINUTES = 15
_EARLIER = "earlier"
_TEXTS = ("date", "note")
_PAINS = {
    "pain_before": later("Pain before, if you remember"),
    "pain_after": later("Pain after, if you remember"),
}


@dataclass(frozen=True)
class _Form:
    """What stands in the fields when they are drawn, and below each the place for a sentence."""

    key: str
    filled: Mapping[str, Any]
    titles: Mapping[str, str]
    """What can be done, by its id."""
    days: Sequence[str]
    """The days to choose among."""
    slots: dict[str, DeltaGenerator] = field(default_factory=dict)

    def at(self, name: str) -> str:
        """The key of this field."""
        return f"{self.key}.{name}"


def draw(visit: Visit) -> None:
    """The form, filled in when an existing session is put right."""
    asked = st.query_params.get("session")
    session = visit.sessions.get(asked) if asked else None
    frame.title(say("Put a session right") if session else say("Log a session"))
    if asked and session is None:
        st.write(say("That session is not in your diary. It may have been deleted."))
        if st.button(say("Back to my progress"), key="log.lost"):
            frame.go("progress")
        return
    _draw(session, visit)


def _draw(session: Session | None, visit: Visit) -> None:
    draft = Draft(f"log.{session.id if session else 'new'}")
    was = _as_saved(session, visit)
    form = _form(draft, was, session, visit)
    now = _what(form) | _when(form, visit) | _how(form)
    draft.keep(was, now, {name: form.at(name) for name in _TEXTS})
    save, cancel = (
        st.button(say("Save"), type="primary", key=form.at("save"), width="stretch"),
        st.button(say("Cancel"), key=form.at("cancel"), type="tertiary"),
    )
    if cancel:
        draft.done()
        frame.go("progress", **sessions.view())
    if save and _saved(form, session, visit, now):
        draft.done()
        frame.go("progress", kept="1", **sessions.view())


def _as_saved(session: Session | None, visit: Visit) -> dict[str, Any]:
    """The fields as the diary has them, or as a new form begins."""
    if session is None:
        what = st.query_params.get("what", "")
        first = what if what in _OTHER else next(iter(visit.library.routines))
        begins = dict.fromkeys([*_PAINS, "effort"]) | {"note": "", "minutes": _USUAL_MINUTES}
        return {"routine": first, "day": str(visit.today), "date": "", **begins}
    return {
        "routine": session.routine,
        "day": str(session.local_date),
        "date": "",
        "minutes": session.minutes or _USUAL_MINUTES,
        "pain_before": session.pain_before,
        "pain_after": session.pain_after,
        "effort": session.effort if session.effort in EFFORTS else None,
        "note": session.note,
    }


def _form(draft: Draft, was: Mapping[str, Any], session: Session | None, visit: Visit) -> _Form:
    titles = {name: routine.name for name, routine in visit.library.routines.items()}
    titles |= {name: say(title) for name, title in _OTHER.items()}
    if session:
        titles[session.routine] = session.title
    days = [str(visit.today - timedelta(days=n)) for n in range(_RECENT_DAYS)]
    days = [*days, *({was["day"]} - set(days)), _EARLIER]
    left = {name: value for name, value in draft.left.items() if _can_be(name, value, titles, days)}
    texts = {name: draft.text(name, was[name]) for name in _TEXTS}
    return _Form(draft.key, {**was, **left, **texts}, titles, days)


def _can_be(name: str, value: object, titles: Mapping[str, str], days: Sequence[str]) -> bool:
    """Whether this value, which a browser had kept, can stand in the field of this name."""
    if name == "minutes":
        return type(value) is int and 1 <= value <= MOST_MINUTES
    among: dict[str, Collection[object]] = {"routine": titles, "day": days, "effort": (None, *EFFORTS)}
    among |= dict.fromkeys(_PAINS, (None, *range(MOST + 1)))
    return isinstance(value, str | int | None) and type(value) is not bool and value in among.get(name, ())


def _what(form: _Form) -> dict[str, Any]:
    return {"routine": _one_of(say("What did you do?"), form, "routine", list(form.titles), form.titles.__getitem__)}


def _when(form: _Form, visit: Visit) -> dict[str, Any]:
    named = partial(_day_name, today=visit.today)
    chosen, date_ = _one_of(say("When was it?"), form, "day", form.days, named), ""
    if chosen == _EARLIER:
        label, example = say("Date, written as year-month-day"), "2026-11-05"
        date_ = st.text_input(label, form.filled["date"], placeholder=example, key=form.at("date"))
    form.slots["date"] = st.empty()
    return {"day": chosen, "date": date_}


def _day_name(day: str, today: date) -> str:
    if day == _EARLIER:
        return say("An earlier day")
    told = date.fromisoformat(day)
    words = day_words(told, today)
    near = {0: say("Today, {day}", day=words), 1: say("Yesterday, {day}", day=words)}
    return near.get((today - told).days, words)


def _how(form: _Form) -> dict[str, Any]:
    filled, now = form.filled, {}
    now["minutes"] = st.number_input(say("Minutes"), 1, MOST_MINUTES, filled["minutes"], key=form.at("minutes"))
    form.slots["minutes"] = st.empty()
    for name, label in _PAINS.items():
        now[name] = pain_field(say(label), filled[name], key=form.at(name))
        form.slots[name] = st.empty()
    efforts: dict[int | None, str] = {None: say("Not said")} | {n: say(word) for n, word in EFFORTS.items()}
    now["effort"] = _one_of(say("How hard was it?"), form, "effort", list(efforts), efforts.__getitem__)
    now["note"] = st.text_area(say("A note for yourself"), filled["note"], key=form.at("note"))
    form.slots["note"] = st.empty()
    return now


def _one_of(label: str, form: _Form, name: str, among: Sequence[Any], words: Callable[[Any], str]) -> Any:
    at = among.index(form.filled[name])
    chosen = st.selectbox(label, among, at, format_func=words, key=form.at(name))
    form.slots[name] = st.empty()
    return chosen


def _saved(form: _Form, session: Session | None, visit: Visit, now: Mapping[str, Any]) -> bool:
    """Keep the session; where that cannot be, a sentence by the field says why, and the form stays."""
    try:
        _keep(session, visit, _entry(form, session, visit, now))
    except EntryError as problem:
        form.slots[problem.field].error(refused(problem), icon=":material/edit:")
    except StoreUnavailable as problem:
        st.error(say(str(problem)), icon=":material/cloud_off:")
    else:
        return True
    return False


def _entry(form: _Form, session: Session | None, visit: Visit, now: Mapping[str, Any]) -> SessionInput:
    told = {name: value for name, value in now.items() if name != "date"}
    day = read_day(now["date"] if now["day"] == _EARLIER else now["day"])
    told |= {"day": day, "title": form.titles[now["routine"]]}
    was = session.local_date if session else None
    return SessionInput(**told, zone=visit.zone, today=visit.today, was=was)


def _keep(session: Session | None, visit: Visit, entry: SessionInput) -> None:
    if session:
        visit.sessions.edit(session.id, entry)
        return
    with limits.sessions.spending(visit.person):
        visit.sessions.log_by_hand(entry, state.form())
