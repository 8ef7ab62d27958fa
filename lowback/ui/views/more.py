"""More: the person's answers and data, what the app is and is not, and where its facts come from."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import streamlit as st

from lowback.library.pauses import CHOICES, Pace
from lowback.store.errors import StoreUnavailable
from lowback.store.own import everything
from lowback.store.people import People
from lowback.ui import frame, shared, state
from lowback.ui.components.browsers import browsers
from lowback.ui.pieces.summary import save_button
from lowback.ui.visit import Visit
from lowback.web.cookie import PASSING
from lowback.web.private import only_for
from lowback.web.resources import surroundings

OTHERS, THIS = "Sign out every other browser", "Sign this browser out"
UNSENT = "Something of a session is still on this device and could not be sent. Try again when the connection is back."
MORE: Mapping[int | None, str] = {0: "As planned", **{n: f"{n} seconds more" for n in CHOICES[1:]}}
RESTS: Mapping[int | None, str] = {None: "As planned", 0: "None", **{n: f"{n} seconds" for n in CHOICES[1:]}}


def answers(visit: Visit) -> None:
    """Look at or change what was answered, or log a session by hand."""
    if st.button("My answers", icon=":material/fact_check:", key="more.answers", width="stretch"):
        frame.go("quiz", step="99")
    if st.button("My result", icon=":material/health_and_safety:", key="more.result", width="stretch"):
        frame.go("result" if visit.progress.complete else "quiz")
    if st.button("Log a session by hand", icon=":material/edit_note:", key="more.log", width="stretch"):
        frame.go("log")
    if st.button(
        "My surgeon or physio said: leave out ...", icon=":material/block:", key="more.leave_out", width="stretch"
    ):
        frame.go("leave_out")
    if visit.answers:
        save_button(visit, "more.summary")
    if st.button("How we decide", icon=":material/rule:", key="more.how", width="stretch"):
        frame.go("how")


def pauses(visit: Visit) -> None:
    """How much time there is to get ready and to rest, from the next session on."""
    pace = visit.pace
    more = _seconds("Time to get ready", MORE, pace.more, "more.ready")
    rest = _seconds("Rest between sets", RESTS, pace.rest, "more.rest")
    if (wanted := Pace(more or 0, rest)) != pace:
        with frame.saving():
            visit.set_pace(wanted)
        st.rerun()


def _seconds(label: str, options: Mapping[int | None, str], now: int | None, name: str) -> int | None:
    shown = {**options, now: options.get(now, f"{now} seconds")}
    # Another field as soon as it has changed elsewhere: an old choice in an old tab never takes a newer one back.
    key = f"{name}.{now}"
    return st.selectbox(label, list(shown), index=list(shown).index(now), format_func=shown.__getitem__, key=key)


def erase(visit: Visit) -> None:
    """Delete everything about this person, after asking once more."""
    frame.say_if_forgotten(visit)
    st.write(
        "Your answers and sessions are kept in one database on the server that runs this app. "
        "They are tied to a cookie in this browser, and sent nowhere else. A session that you delete is gone for good "
        "after an hour, but for what keeps you safe: a danger sign, and for two days that you stopped because it hurt."
    )
    st.write(
        "Before you delete everything you can take a copy. Deleting takes all of it out of the database at once. "
        "Copies that whoever runs this app has made stay until they delete those."
    )
    st.download_button(
        "Take a copy first", data=partial(_copy, visit), key="more.copy",
        file_name=f"lowback-{visit.today.isoformat()}.json", mime="application/json", icon=":material/download:",
        on_click="ignore",
    )  # fmt: skip
    sure = st.checkbox("Yes, delete all my answers and sessions for good", key="more.sure")
    st.button("Delete everything", key="more.erase", disabled=not sure, on_click=partial(_erase, visit))
    if state.erased():
        frame.forget_device()
        st.success("Everything is deleted.")


def _copy(visit: Visit) -> bytes:
    return only_for(visit.person, everything(visit.engine, visit.person))


def sign_out(visit: Visit) -> None:
    """Part this browser, or every other one, from the diary, which stays as it is."""
    if surroundings().demo or visit.person.startswith(PASSING):
        return
    with st.expander("Sign browsers out"):
        st.write(
            "Your diary opens in every browser that has your cookie. Signing out deletes nothing. If somebody else may "
            "have a copy of your cookie, sign out every other browser: this one gets a new cookie."
        )
        st.write("Once this browser is signed out, it cannot open your diary again. Take a copy first.")
        sure = st.checkbox("Yes, sign this browser out for good", key="more.sure_out")
        browsers(OTHERS, THIS, UNSENT, sure=sure)


def _erase(visit: Visit) -> None:
    try:
        People(visit.engine).erase(visit.person, for_good=not surroundings().demo)
        shared.forget_tables()
        state.set_erased(True)
    except StoreUnavailable as problem:
        st.error(str(problem))
