"""What helps a sore back, what one can expect, and what the four kinds of exercise train."""

import streamlit as st

from lowback.language.speech import say
from lowback.ui import frame
from lowback.ui.pieces import cards

visit = frame.open_to_look()
library = visit.library
frame.title(say("What helps a sore back"))
if visit.progress.complete and not visit.verdict.may_exercise:
    st.warning(say("Please speak to a clinician first. What you read here is for the time after that."))
for topic in library.helps.values():
    st.header(topic.title, anchor=False)
    for paragraph in topic.says:
        st.write(paragraph)
st.header(say("What the exercises train"), anchor=False)
for area in library.focus_areas.values():
    st.subheader(area.name, anchor=False)
    st.write(say("It trains {what}.", what=area.trains))
    for paragraph in area.explains:
        st.write(paragraph)
told = [name for topic in library.helps.values() for name in topic.sources]
told += [name for area in library.focus_areas.values() for name in area.sources]
with st.expander(say("Sources")):
    st.markdown(cards.source_list(tuple(dict.fromkeys(told)), library))
