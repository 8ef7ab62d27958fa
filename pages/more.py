"""More: answers, data, what this is and is not, sources."""

import streamlit as st

from lowback.language.speech import say
from lowback.ui import frame
from lowback.ui.pieces import cards
from lowback.ui.views import more, phones

visit = frame.open_page()
frame.title(say("More"))
more.answers(visit)
more.language()

st.header(say("Pauses in a session"), anchor=False)
st.write(say("They begin with the next session. In a session, “Go now” ends a pause early."))
more.pauses(visit)

st.header(say("What this is, and is not"), anchor=False)
for line in visit.library.screens.disclaimers:
    st.markdown(f"- {line}")

st.header(say("Your data"), anchor=False)
phones.draw(visit)
more.erase(visit)
more.sign_out(visit)

st.header(say("Where our facts come from"), anchor=False)
st.write(say("Every rule and every exercise names its sources. Nothing has been signed off by a clinician yet."))
with st.expander(say("All sources ({count})", count=len(visit.library.sources))):
    st.markdown(cards.source_list(tuple(visit.library.sources), visit.library))
