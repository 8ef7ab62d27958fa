"""The library: every routine, with filters in the address and reasons where one does not suit."""

import streamlit as st

from lowback.language.speech import say, several
from lowback.plan.routine import as_written
from lowback.ui import frame
from lowback.ui.pieces import cards
from lowback.ui.views.routine import chosen, filters

visit = frame.open_to_look()
frame.title(say("Routines"))
wanted = filters(visit.library)
plan, person = visit.plan(), visit.profile()
found = [r for r in visit.library.routines.values() if chosen(r, wanted, visit.library)]

if not visit.progress.complete:
    st.write(say("Look around. Before you start one, a few questions show what suits you."))
st.markdown(
    several("**{found} of {n} routine**", "**{found} of {n} routines**", len(visit.library.routines), found=len(found))
)
if not found:
    st.info(say("No routine fits all of these filters. Try taking one away."))
for routine in found:
    offer = plan.offer(routine.id)
    against = plan.reasons_against(routine.id) if visit.progress.complete else ()
    fitted = offer.fitted if offer else as_written(routine)
    cards.routine_card(fitted, visit.library, against, person)
