"""How we decide on the screen: what speaks for this person, a search, and every rule from its file."""

from __future__ import annotations

import streamlit as st

from lowback.ui import frame
from lowback.ui.visit import Visit
from lowback.words import how


def draw(visit: Visit) -> None:
    """The page; while there is an emergency it holds the rules and no exercise."""
    frame.title("How we decide")
    st.write(
        "These are the rules that choose what you see, from the same files the app runs on. "
        f"{how.review(visit.library)}"
    )
    st.header("For your answers", anchor=False)
    st.markdown("\n".join(f"- {line}" for line in _for_you(visit)))
    _rules(visit)


def _for_you(visit: Visit) -> tuple[str, ...]:
    if not visit.answers:
        return ("You have not answered the questions yet, so no rule speaks.",)
    return how.for_you(visit.verdict, visit.profile(), visit.library)


@st.fragment
def _rules(visit: Visit) -> None:
    st.header("All rules", anchor=False)
    # Never bound to the address: what somebody looks for is about their health.
    query = st.text_input("Search the rules", type="search", live=True, key="how.search",
                          placeholder="For example: pregnant, osteoporosis, E5") or ""  # fmt: skip
    urgent = visit.verdict.level == "emergency"
    all_sections = how.sections(visit.library, exercises=not urgent)
    found = [(section, section.found(query)) for section in all_sections]
    if query and not any(entries for _, entries in found):
        st.info("No rule holds all of these words. Try fewer, or another word.")
    for section, entries in found:
        if entries:
            with st.expander(f"{section.title} ({len(entries)})", expanded=bool(query)):
                st.markdown("\n\n".join(entries))
