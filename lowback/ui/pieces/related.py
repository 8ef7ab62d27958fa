"""The next step and what goes well with a routine, of what suits this person; each with its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from lowback.language.speech import say
from lowback.library.catalogue import Routine
from lowback.plan.recommend import Offer, Plan
from lowback.plan.related import Related, goes_with, next_step
from lowback.plan.routine import whole_minutes
from lowback.plan.sitting import Sitting, both
from lowback.session.covers import covers
from lowback.ui import frame
from lowback.ui.pieces import cards
from lowback.ui.visit import Visit
from lowback.words import lines
from lowback.words.reasons import reason_words


def panel(visit: Visit, here: Offer, plan: Plan, minutes: int = 0) -> None:
    """Both, each under its heading; nothing where there is none. In `minutes` two can be done in one session."""
    step = next_step(here.routine, plan, visit.library)
    _rows(say("Next step"), [step] if step else [], visit, {}, minutes)
    alongside = goes_with(here.fitted, plan, visit.library)
    pairs = ((one.offer.routine.id, both(here, one.offer, minutes)) for one in alongside)
    together = {name: pair for name, pair in pairs if pair}
    _rows(say("Goes well with"), alongside, visit, together, minutes)


def _rows(title: str, found: Sequence[Related], visit: Visit, together: Mapping[str, Sitting], minutes: int) -> None:
    if found:
        st.header(title, anchor=False)
    fitted = [one.offer.fitted for one in found]
    for one, cover in zip(found, covers(fitted, visit.library, visit.profile()), strict=True):
        routine = one.offer.routine
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(lines.picture(cover, visit.library, visit.figures(routine)), width=120)
            with st.container(width="stretch", gap="small"):
                st.markdown(f"**{routine.name}**  \n{reason_words(one.because)}")
                with st.container(horizontal=True):
                    cards.look_inside(routine)
                    if pair := together.get(routine.id):
                        _in_one(pair, routine, minutes, visit)


def _in_one(sitting: Sitting, routine: Routine, minutes: int, visit: Visit) -> None:
    """The start of both."""
    length = whole_minutes(sitting.pieces(minutes, visit.library), visit.library)
    label = say("Do both, {n} min", n=length)
    if st.button(lines.about(label, routine.name), key=f"both.{routine.id}"):
        frame.go("player", routine=sitting.id, minutes=str(minutes))
