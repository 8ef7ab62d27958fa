"""Asking about danger signs again before a session: why, and the way to the questions."""

from __future__ import annotations

import streamlit as st

from lowback.diary.rescreen import LOOK_BACK, Reason, due
from lowback.ui import frame, played
from lowback.ui.visit import Visit
from lowback.words.answers import why_asked


def asks_first(visit: Visit) -> bool:
    """Draw why we ask again and the way there; False when nothing is due."""
    if visit.progress.new:
        _new_questions(visit)
        return True
    reason = _reason(visit)
    if reason is None:
        return False
    words = visit.library.rescreen
    frame.title(words.title)
    st.markdown(f"{reason}\n\n{words.lead}")
    if st.button(words.start_label, type="primary", key="rescreen.start", width="stretch"):
        with frame.saving():
            visit.reopen((*words.asks, *words.ages))
        played.forget_check()
        frame.go("quiz", step="1")
    return True


def answered_first(visit: Visit) -> None:
    """Lead to the danger questions at once after one of their signs in a session, until they are answered anew."""
    if not alarmed(visit):
        return
    if visit.progress.complete:
        with frame.saving():
            visit.reopen((*visit.library.rescreen.asks, *visit.library.rescreen.ages))
        played.forget_check()
    frame.go("quiz", step="99")


def alarmed(visit: Visit) -> bool:
    """Whether a danger sign was told of in a session, and the danger questions were not answered since."""
    return visit.hurt.alarm is not None and _due(visit) == "danger"


def _new_questions(visit: Visit) -> None:
    words = visit.library.rescreen
    frame.title(words.new_title)
    st.write(words.new_lead.about(len(visit.progress.new)))
    if st.button(words.start_label, type="primary", key="rescreen.new", width="stretch"):
        with frame.saving():
            visit.renew()
        frame.go("quiz", step="99")


def note(visit: Visit) -> None:
    """One line on the today page when the questions are due before the next session."""
    if reason := _reason(visit):
        st.markdown(f":material/fact_check: {visit.library.rescreen.today_lead} {reason}")


def _reason(visit: Visit) -> str | None:
    reason = _due(visit)
    return why_asked(reason, visit.library) if reason else None


def _due(visit: Visit) -> Reason | None:
    rise = visit.library.parameters.flare_rise.value
    recent = visit.sessions.telling(visit.today - LOOK_BACK, visit.latest_day, rise)
    screened = visit.store.oldest(visit.library.rescreen.asks)
    return due(visit.now, screened, recent, visit.library.parameters, visit.hurt.alarm)
