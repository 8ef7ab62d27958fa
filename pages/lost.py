"""Where an unknown address ends: a friendly page with a way back."""

import streamlit as st

from lowback.language.speech import say
from lowback.ui import frame

frame.title(say("We do not have that page"))
st.write(say("The link may be old, or a letter may be missing. Nothing of yours is lost."))
if st.button(say("Go to Today"), type="primary", key="lost.today"):
    frame.go("today")
if st.button(say("Look at the routines"), key="lost.routines"):
    frame.go("routines")
