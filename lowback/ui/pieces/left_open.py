"""A session that was left open: go on with it, put the offer away for today, or leave it."""

from __future__ import annotations

import streamlit as st

from lowback.diary.event import read_place
from lowback.language.speech import say, several
from lowback.store.rows import RunningSession
from lowback.ui import frame, state
from lowback.ui.visit import Visit


def panel(running: RunningSession, visit: Visit) -> None:
    """Where the person is in it, Continue, and two quiet ways out."""
    items, kept = running.script.items, read_place(running.position)
    place = min(kept.item, len(items) - 1) if kept else 0
    with st.container(border=True):
        st.markdown(f"![{items[place].alt}]({items[place].poster})")
        st.header(running.title, anchor=False)
        here = {"title": items[place].title, "number": place + 1, "all": len(items)}
        st.write(say("You are at {title}, {number} of {all}.", **here))
        if st.button(say("Continue"), type="primary", icon=":material/play_arrow:", key="today.continue",
                     width="stretch"):  # fmt: skip
            frame.go("player")
        with st.container(horizontal=True):
            if st.button(say("Not today"), key="today.put_off"):
                with frame.saving():
                    visit.sessions.put_off(running.id, visit.today)
                st.rerun()
            if st.button(say("Leave it"), key="today.leave"):
                with frame.saving():
                    visit.sessions.abandon(running.id)
                state.set_left_session(running.id)
                st.rerun()
        st.markdown(say(":small[“Not today” keeps it for later. “Leave it” ends it here, and what you did counts.]"))


def line(running: RunningSession) -> None:
    """The way back to a session whose offer was put away for today."""
    label = say("Go on with “{title}”", title=running.title)
    if st.button(label, key="today.continue", icon=":material/play_arrow:", type="tertiary"):
        frame.go("player")


def said(visit: Visit) -> None:
    """That a session was just left, and what of it counts."""
    left = state.left_session()
    session = visit.sessions.get(left) if left else None
    if session is None:
        return
    if session.minutes:
        words = several("“{title}” has ended. {n} minute of it counts.",
                        "“{title}” has ended. {n} minutes of it count.",
                        session.minutes, title=session.title)  # fmt: skip
    else:
        words = say("“{title}” has ended.", title=session.title)
    st.success(words, icon=":material/check:")
