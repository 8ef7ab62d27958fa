"""The one place that apologises: a page failed, the log has the reason, the person gets a way out."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from lowback.language.speech import say
from lowback.library.screens import country_of
from lowback.store.errors import StoreUnavailable
from lowback.ui.components.arrival import arrival
from lowback.ui.gone import say_gone
from lowback.ui.speaking import speak_as_asked
from lowback.web import resources

TODAY = Path(__file__).resolve().parents[2] / "pages" / "today.py"


def apologise(error: Exception) -> bool:
    """Draw one plain sentence and a way on; True, so that Streamlit adds nothing of its own.

    Streamlit has logged the error already. A tap that needed a database which cannot be used ends here, too.
    """
    # A tap is handled before the page says in which language it is.
    speak_as_asked()
    arrival("apology", key="arrival.apology")
    if isinstance(error, StoreUnavailable):
        say_gone(error)
    else:
        st.error(say("Something went wrong on our side. What you did last may not be saved."), icon=":material/error:")
        st.button(say("Try again"), key="apology.again")
    screens = resources.library().screens
    here = country_of(screens.emergency_numbers, st.context.locale or "")
    st.link_button(here.fill(screens.help.call), here.tel, icon=":material/call:")
    st.page_link(TODAY, label=say("Go to Today"), icon=":material/today:")
    return True
