"""How we decide on the screen: what speaks for this person, a search, and every rule from its file."""

from __future__ import annotations

import streamlit as st

from lowback.language.speech import say
from lowback.ui import frame
from lowback.ui.speaking import speak_as_asked
from lowback.ui.visit import Visit
from lowback.words import how


def draw(visit: Visit) -> None:
    """The page; while there is an emergency it holds the rules and no exercise."""
    frame.title(say("How we decide"))
    st.write(
        say(
            "These are the rules that choose what you see, from the same files the app runs on. {review}",
            review=how.review(visit.library),
        )
    )
    st.header(say("For your answers"), anchor=False)
    st.markdown("\n".join(f"- {line}" for line in _for_you(visit)))
    _rules(visit)


def _for_you(visit: Visit) -> tuple[str, ...]:
    if not visit.answers:
        return (say("You have not answered the questions yet, so no rule speaks."),)
    return how.for_you(visit.verdict, visit.profile(), visit.library)


@st.fragment
def _rules(visit: Visit) -> None:
    # A fragment is drawn again without the page around it.
    speak_as_asked()
    st.header(say("All rules"), anchor=False)
    # Never bound to the address: what somebody looks for is about their health.
    query = st.text_input(say("Search the rules"), type="search", live=True, key="how.search",
                          icon=":material/search:",
                          placeholder=say("For example: pregnant, osteoporosis, E5")) or ""  # fmt: skip
    urgent = visit.verdict.level == "emergency"
    all_sections = how.sections(visit.library, exercises=not urgent)
    found = [(section, section.found(query)) for section in all_sections]
    if query and not any(entries for _, entries in found):
        st.info(say("No rule holds all of these words. Try fewer, or another word."))
    for section, entries in found:
        if entries:
            title = say("{section} ({count})", section=section.title, count=len(entries))
            with st.expander(title, expanded=bool(query)):
                st.markdown("\n\n".join(entries))
