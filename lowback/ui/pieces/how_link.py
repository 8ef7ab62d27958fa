"""A quiet way to the page that says how we decide."""

from __future__ import annotations

import streamlit as st

from lowback.language.speech import say
from lowback.ui import frame


def how_link(key: str) -> None:
    """The button that leads there."""
    if st.button(say("How we decide"), icon=":material/rule:", type="tertiary", key=key):
        frame.go("how")
