"""In which language a page speaks: each time that Streamlit calls us, that is found out anew."""

from __future__ import annotations

import streamlit as st

from lowback.language.languages import CHOSEN
from lowback.language.speech import speak
from lowback.web import resources


def speak_as_asked() -> None:
    """From here on speak the language of this browser, where that is offered here.

    A page does so when it begins; what Streamlit calls without the page around it (a tap that is handled before, a
    fragment) must do so by itself before it says anything.
    """
    chosen, asked = st.context.cookies.get(CHOSEN, ""), st.context.headers.get("Accept-Language", "")
    speak(resources.language_for(chosen, asked).tag)
