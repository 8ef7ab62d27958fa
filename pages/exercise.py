"""One exercise: clip, how to, and when not to."""

import streamlit as st

from lowback.ui import frame
from lowback.ui.pieces import cards, hurt

visit = frame.open_to_look()
exercise = visit.library.exercises.get(st.query_params.get("id", ""))
if exercise is None:
    cards.not_found(cards.NO_EXERCISE)
    st.stop()

frame.title(exercise.name)
st.write(exercise.purpose)
if exercise.id in visit.left_out:
    hurt.line(visit, exercise.id, "exercise")
cards.exercise_card(exercise, visit.library, visit.profile() if visit.progress.complete else None)
