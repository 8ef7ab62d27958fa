"""More: answers, data, what this is and is not, sources."""

import streamlit as st

from lowback.ui import cards, frame, more_view

visit = frame.enter_any()
frame.title("More")
more_view.answers(visit)

st.header("What this is, and is not", anchor=False)
for line in visit.library.screens.disclaimers:
    st.markdown(f"- {line}")

st.header("Your data", anchor=False)
more_view.erase(visit)

st.header("Where our facts come from", anchor=False)
st.write("Every rule and every exercise names its sources. Nothing has been signed off by a clinician yet.")
with st.expander(f"All sources ({len(visit.library.sources)})"):
    st.markdown(cards.source_list(tuple(visit.library.sources), visit.library))
