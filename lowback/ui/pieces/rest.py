"""While a back rests after a session that hurt: advice, and no start anywhere."""

from __future__ import annotations

import streamlit as st

from lowback.language.speech import later, say
from lowback.ui import frame
from lowback.ui.pieces.advice import stopped_for_pain
from lowback.ui.visit import Visit

TITLE = later("No more exercises today")


def panel(visit: Visit) -> None:
    """On the today page, in place of a start."""
    with st.container(border=True):
        st.header(say(TITLE), anchor=False)
        stopped_for_pain(visit)
    _plan("today.plan")


def page(visit: Visit) -> None:
    """In place of the player."""
    frame.title(say(TITLE))
    stopped_for_pain(visit)
    _plan("rest.plan")


def _plan(key: str) -> None:
    if st.button(say("See my plan for the next days"), key=key):
        frame.go("plan")
