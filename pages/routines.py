"""The library: what somebody looks for, or every routine in groups, with reasons where one does not suit."""

import streamlit as st

from lowback.language.speech import say
from lowback.ui import frame
from lowback.ui.views import library

visit = frame.open_to_look()
frame.title(say("Routines"))
if not visit.progress.complete:
    st.write(say("Look around. Before you start one, a few questions show what suits you."))
if text := library.looked_for().strip():
    library.show_found(visit, text)
else:
    library.show_groups(visit)
