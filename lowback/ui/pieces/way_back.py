"""A line that says what is otherwise than usual, and the one tap that takes it back."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from lowback.ui import frame
from lowback.words import lines


def line(words: str, button: str, name: str, key: str, take_back: Callable[[], None]) -> None:
    """These words, and the button for what they say of an exercise of this name."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(words, width="stretch")
        wanted = st.button(lines.about(button, name), key=key)
    if wanted:
        with frame.saving():
            take_back()
        st.rerun()
