"""More: answers, data, what this is and is not, sources."""

import streamlit as st

from lowback.ui import frame
from lowback.ui.pieces import cards
from lowback.ui.views import more

visit = frame.open_page()
frame.title("More")
more.answers(visit)

st.header("Pauses in a session", anchor=False)
st.write("They begin with the next session. In a session, “Go now” ends a pause early.")
more.pauses(visit)

st.header("What this is, and is not", anchor=False)
for line in visit.library.screens.disclaimers:
    st.markdown(f"- {line}")

st.header("Your data", anchor=False)
more.erase(visit)
more.sign_out(visit)

st.header("Where our facts come from", anchor=False)
st.write("Every rule and every exercise names its sources. Nothing has been signed off by a clinician yet.")
with st.expander(f"All sources ({len(visit.library.sources)})"):
    st.markdown(cards.source_list(tuple(visit.library.sources), visit.library))
