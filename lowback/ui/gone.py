"""When the database cannot be used: one plain sentence, and another try."""

from __future__ import annotations

from typing import NoReturn

import streamlit as st

from lowback.language.speech import say
from lowback.store.errors import StoreUnavailable


def say_gone(problem: StoreUnavailable) -> None:
    """One plain sentence when the database cannot be used; the page can be tried again."""
    st.error(say(str(problem)), icon=":material/cloud_off:")
    st.button(say("Try again"), key="frame.again")


def store_is_gone(problem: StoreUnavailable) -> NoReturn:
    """The same, and the page ends with it."""
    say_gone(problem)
    st.stop()
