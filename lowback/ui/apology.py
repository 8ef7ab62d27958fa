"""The one place that apologises: a page failed, the log has the reason, the person gets a way out."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from lowback.library.screens import country_of
from lowback.ui.components.arrival import arrival
from lowback.web import resources

TODAY = Path(__file__).resolve().parents[2] / "pages" / "today.py"


def apologise(_error: Exception) -> bool:
    """Draw one plain sentence and a way on; True, so that Streamlit adds nothing of its own.

    Streamlit has logged the error already.
    """
    arrival("apology", key="arrival.apology")
    st.error("Something went wrong on our side. What you saved before is safe.", icon=":material/error:")
    st.button("Try again", key="apology.again")
    screens = resources.library().screens
    here = country_of(screens.emergency_numbers, st.context.locale or "")
    st.link_button(here.fill(screens.help.call), here.tel, icon=":material/call:")
    st.page_link(TODAY, label="Go to Today", icon=":material/today:")
    return True
