"""One routine from the inside: every exercise, what was changed for this person, and Start."""

import streamlit as st

from lowback.language.speech import say
from lowback.plan.routine import as_written
from lowback.ui import frame
from lowback.ui.pieces import beside, cards, felt, hurt, related, take_along
from lowback.ui.views.routine import pieces_for, start_or_reason
from lowback.words import lines

visit = frame.open_to_look()
routine = visit.library.routines.get(st.query_params.get("id", ""))
if routine is None:
    cards.not_found(cards.NO_ROUTINE)
    st.stop()

plan = visit.plan()
offer = plan.offer(routine.id)
frame.title(routine.name)
moving = beside.room()
st.write(routine.summary)
minutes = cards.minutes_today(visit, "routine.minutes", keep=False)
pieces = pieces_for(routine, offer, minutes, visit.library)
st.markdown(lines.facts_line(routine, pieces, visit.library))
start_or_reason(routine, offer, minutes, visit)
fitted = offer.fitted if offer else as_written(routine)
st.markdown(say(lines.SLOW) + lines.made_to_fit(pieces, fitted, minutes, visit.library))
if asked := lines.pace_line(visit.pace):
    st.markdown(say(":small[{pauses} You can change it under More.]", pauses=asked))

if offer and offer.fitted.changes:
    st.header(say("Changed for you"), anchor=False)
    person = visit.profile()
    st.markdown(
        lines.bullets(lines.change_line(change, person, visit.library, visit.today) for change in offer.fitted.changes)
    )
hurt.panel(visit, routine.items, "routine")
felt.panel(visit, [offer] if offer else [], minutes, "routine")
st.header(say("The exercises"), anchor=False)
figures = visit.figures(routine)
beside.show(moving, {piece.exercise: (routine, (piece.exercise,)) for piece in pieces}, visit)
for piece in pieces:
    cards.item_row(piece, visit.library, figures)
take_along.panel(visit, routine, offer, pieces)

if offer:
    with st.expander(say("Why it stands where it stands in your list")):
        st.markdown(lines.ranked_by(offer))
st.header(say("Good to know"), anchor=False)
st.markdown(say("**How often:** {often}", often=routine.how_often))
if routine.notes:
    st.markdown(lines.bullets(routine.notes))
if offer and visit.progress.complete:
    related.panel(visit, offer, plan, minutes)
with st.expander(say("Where this comes from")):
    st.markdown(cards.source_list(routine.sources, visit.library))
