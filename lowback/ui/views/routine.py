"""What the page of a routine shows: today's pieces, and a Start that cannot be an accident."""

from __future__ import annotations

import streamlit as st

from lowback.language.speech import say
from lowback.library.catalogue import Routine
from lowback.library.library import Library
from lowback.plan.recommend import Offer
from lowback.plan.routine import Piece, as_written, in_minutes
from lowback.ui import frame
from lowback.ui.visit import Visit
from lowback.words.reasons import reason_words


def pieces_for(routine: Routine, offer: Offer | None, minutes: int, library: Library) -> tuple[Piece, ...]:
    """Today's exercises: the fitted routine in the minutes there are, or the routine as written."""
    return in_minutes(offer.fitted if offer else as_written(routine), minutes, library)


def start_or_reason(routine: Routine, offer: Offer | None, minutes: int, visit: Visit) -> None:
    """The Start button, or why there is none."""
    if not visit.progress.complete:
        st.info(say("Answer a few questions first, so that we can leave out what does not suit you."))
        if st.button(say("Start the questions"), type="primary", key="routine.quiz"):
            frame.go("quiz")
    elif offer is None:
        reasons = " ".join(map(reason_words, visit.plan().reasons_against(routine.id)))
        st.warning(say("Not for you now. {reasons}", reasons=reasons), icon=":material/block:")
        if st.button(say("See what suits me"), type="primary", key="routine.plan"):
            frame.go("plan")
    elif st.button(say("Start"), type="primary", icon=":material/play_arrow:", key="routine.start", width="stretch"):
        frame.go("player", routine=routine.id, minutes=str(minutes))
