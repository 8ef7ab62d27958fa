"""After a session: how sore now, how hard it was, a note; and what the answers mean."""

from __future__ import annotations

from functools import partial

import streamlit as st

from lowback.diary.entry import EntryError
from lowback.diary.log import EFFORTS, Session
from lowback.diary.rescreen import flared, hurt_often
from lowback.language.speech import say, several
from lowback.store.errors import StoreUnavailable
from lowback.ui import frame, played, state
from lowback.ui.components.ask import Asked, Option, answered
from lowback.ui.pieces import felt, related, rescreen
from lowback.ui.pieces.advice import A_LITTLE_SORER, VERY_SORE, stopped_for_pain
from lowback.ui.pieces.change import before_and_after
from lowback.ui.pieces.draft import Draft
from lowback.ui.pieces.question import how_sore, put, soreness
from lowback.ui.visit import Visit
from lowback.words.answers import refused


def draw(visit: Visit) -> None:
    """The first of the two questions that is still open, then the summary."""
    rescreen.answered_first(visit)
    session = visit.sessions.get(st.query_params.get("session", ""))
    if session is None:
        frame.go("progress")
    skipped = played.skipped_after(session.id)
    if session.pain_after is None and "pain" not in skipped:
        _ask_pain(session, visit)
    elif session.effort is None and "effort" not in skipped:
        _ask_effort(session, visit)
    else:
        _summary(session, visit)


def _ask_pain(session: Session, visit: Visit) -> None:
    title = say("How sore is your back now?")
    frame.arrive(title)
    if session.stopped_for_pain:
        stopped_for_pain(visit)
    frame.heading(title)
    asked = how_sore("after", title, say("Save"))
    put(asked, key="after.pain", on_sent=partial(_take_pain, session, visit))
    _skip(session, "pain", visit)
    felt.last_one(session, visit)


def _take_pain(session: Session, visit: Visit) -> None:
    value = soreness("after.pain", "after")
    if value is None:
        state.set_answer_error("after", say("Choose a number, or skip this."))
        return
    _keep("after", session, visit, value, session.effort, session.note)


def _ask_effort(session: Session, visit: Visit) -> None:
    title = say("How hard was it?")
    frame.title(title)
    draft = _draft(session)
    note = st.text_area(
        say("A note for yourself, if you like"), draft.text("note", session.note), max_chars=None,
        key=_note_of(session), placeholder=say("What helped, what did not"),
    )  # fmt: skip
    draft.keep({"note": session.note}, {"note": note}, {"note": _note_of(session)})
    options = tuple(Option(id=str(n), label=say(word)) for n, word in EFFORTS.items())
    asked = Asked(question="effort", kind="one", title=title, button=say("Save"), options=options)
    put(asked, key="after.effort", on_sent=partial(_take_effort, session, visit))
    _skip(session, "effort", visit)


def _draft(session: Session) -> Draft:
    return Draft("after", session.id)


def _note_of(session: Session) -> str:
    """The key of the field in which the note stands."""
    return f"{_draft(session).key}.note"


def _take_effort(session: Session, visit: Visit) -> None:
    choice = str(answered("after.effort", "effort").get("choice"))
    if choice not in {str(effort) for effort in EFFORTS}:
        state.set_answer_error("effort", say("Choose one answer, or skip this."))
        return
    note = state.text(_note_of(session))
    _keep("effort", session, visit, session.pain_after, int(choice), note)


def _keep(question: str, session: Session, visit: Visit, pain: int | None, effort: int | None, note: str) -> bool:
    try:
        visit.sessions.finish_words(session.id, pain, effort, note)
        state.set_answer_error(question, None)
        state.hear()
    except (EntryError, StoreUnavailable) as problem:
        state.set_answer_error(question, refused(problem))
        return False
    return True


def _skip(session: Session, question: str, visit: Visit) -> None:
    if not st.button(say("Skip this"), key=f"after.skip.{question}", type="tertiary"):
        return
    # What was left out is the question, not what is written above it.
    note = state.text(_note_of(session))
    if question == "effort" and not _keep("effort", session, visit, session.pain_after, None, note):
        st.rerun()
    played.skip_after(session.id, question)
    st.rerun()


def _summary(session: Session, visit: Visit) -> None:
    """Praise belongs to a session that did no harm; one that hurt ends in advice."""
    _draft(session).done()
    limits = visit.library.parameters
    flare, hurt = flared(session, session.pain_after, limits), hurt_often(session, limits)
    well = session.status == "finished" and session.minutes and not (flare or hurt)
    frame.title(say("Well done") if well else say("Saved"))
    before_and_after(session, "after.change", slides=True)
    advice = say(VERY_SORE) if flare else _change(session)
    kept = several("“{title}” is in your diary: {n} minute.", "“{title}” is in your diary: {n} minutes.",
                   session.minutes, title=session.title)  # fmt: skip
    st.write(f"{kept} {advice}")
    if hurt and not flare:
        stopped_for_pain(visit)
    if st.button(say("See my progress"), type="primary", key="after.progress"):
        frame.go("progress")
    if st.button(say("Back to today"), key="after.today"):
        frame.go("today")
    did_good = well and not session.hurt and session.rise is not None and session.rise <= 0
    if did_good and visit.cleared:
        _another_day(session, visit)


def _another_day(session: Session, visit: Visit) -> None:
    """What may follow on another day; never anything that can be started from here."""
    plan = visit.plan()
    if offer := plan.offer(session.routine):
        related.panel(visit, offer, plan)


def _change(session: Session) -> str:
    """What the pain says of a back that is not very sore."""
    if session.pain_after is None:
        return ""
    if (session.rise or 0) > 0:
        return say(A_LITTLE_SORER)
    return say("Tomorrow we ask how your back was after a night.")
