"""The next step and what goes well with a routine, of what suits this person; each with its reason."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from lowback.language.speech import say
from lowback.plan.recommend import Plan
from lowback.plan.related import Related, goes_with, next_step
from lowback.plan.routine import Fitted
from lowback.session.covers import covers
from lowback.ui.pieces import cards
from lowback.ui.visit import Visit
from lowback.words import lines
from lowback.words.reasons import reason_words


def panel(visit: Visit, here: Fitted, plan: Plan) -> None:
    """Both, each under its heading; nothing where there is none."""
    step = next_step(here.routine, plan, visit.library)
    _rows(say("Next step"), [step] if step else [], visit)
    _rows(say("Goes well with"), goes_with(here, plan, visit.library), visit)


def _rows(title: str, found: Sequence[Related], visit: Visit) -> None:
    if found:
        st.header(title, anchor=False)
    fitted = [one.offer.fitted for one in found]
    for one, cover in zip(found, covers(fitted, visit.library, visit.profile()), strict=True):
        routine = one.offer.routine
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(lines.picture(cover, visit.library, visit.figures(routine)), width=120)
            with st.container(width="stretch", gap="small"):
                st.markdown(f"**{routine.name}**  \n{reason_words(one.because)}")
                cards.look_inside(routine)
