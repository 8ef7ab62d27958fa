"""What to know about what a person told us, and when to see somebody after all."""

from __future__ import annotations

import streamlit as st

from lowback.language.speech import later, say
from lowback.library.screens import StartScreen
from lowback.ui.visit import Visit
from lowback.words import lines

VERY_SORE = later(
    "Your back is very sore. Leave exercises for today, keep moving gently, and choose something "
    "gentler next time. If it is no better in two days, or goes down a leg, see a clinician."
)
A_LITTLE_SORER = later(
    "You are a little sorer than before. That often settles by the next day. "
    "If it does not, choose something gentler and shorter next time."
)


def when_to_be_seen(screen: StartScreen, visit: Visit) -> None:
    """On the result itself: advice that sends people to somebody, and the safety net."""
    first = [line for condition in visit.profile().conditions if condition.advice_first for line in condition.advice]
    if first:
        st.markdown(lines.bullets(first))
    if visit.progress.said.facts.never_checked:
        st.markdown(screen.never_checked)
    st.markdown(f":material/health_and_safety: {screen.safety_net}")


def what_helps(visit: Visit) -> None:
    """On the plan: the advice for everything that a person told us, heaviest first."""
    conditions = visit.profile().conditions
    if not conditions:
        return
    with st.expander(say("What helps with what you told us"), icon=":material/lightbulb:"):
        for condition in conditions:
            st.markdown(f"**{condition.name}**\n\n{lines.bullets(condition.advice)}")


def stopped_for_pain(visit: Visit) -> None:
    """What to do after a session that was stopped because it hurt."""
    advice = visit.library.screens.stopped_for_pain
    st.info(advice.lead, icon=":material/healing:")
    st.markdown("\n".join(f"- {line}" for line in advice.do))
