"""More: the person's answers and data, what the app is and is not, and where its facts come from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from lowback.language.languages import LANGUAGES
from lowback.language.speech import later, say, several, spoken
from lowback.library.pauses import CHOICES, Pace
from lowback.store.own import everything
from lowback.store.people import People
from lowback.ui import frame, shared, state
from lowback.ui.components.arrival import arrival
from lowback.ui.components.browsers import browsers
from lowback.ui.pieces.summary import save_button
from lowback.ui.visit import Visit
from lowback.web.cookie import PASSING
from lowback.web.join import UNSENT
from lowback.web.private import only_for
from lowback.web.resources import surroundings

OTHERS, THIS = later("Sign out every other browser"), later("Sign this browser out")
KEPT = later(
    "Your answers and sessions are kept in one database on the server that runs this app. "
    "They are tied to a cookie in this browser, and sent nowhere else. A session that you delete is gone for good "
    "after an hour, but for what keeps you safe: a danger sign, and for two days that you stopped because it hurt."
)
DELETED = later(
    "Before you delete everything you can take a copy. Deleting takes all of it out of the database at once. "
    "Copies that whoever runs this app has made stay until they delete those."
)
SIGNED_OUT = later(
    "Your diary opens in every browser that has your cookie. Signing out deletes nothing. If somebody else may "
    "have a copy of your cookie, sign out every other browser: this one gets a new cookie."
)


def answers(visit: Visit) -> None:
    """Look at or change what was answered, or log a session by hand."""
    if st.button(say("My answers"), icon=":material/fact_check:", key="more.answers", width="stretch"):
        frame.go("quiz", step="99")
    if st.button(say("My result"), icon=":material/health_and_safety:", key="more.result", width="stretch"):
        frame.go("result" if visit.progress.complete else "quiz")
    if st.button(say("Log a session by hand"), icon=":material/edit_note:", key="more.log", width="stretch"):
        frame.go("log")
    told = say("My surgeon or physio said: leave out ...")
    if st.button(told, icon=":material/block:", key="more.leave_out", width="stretch"):
        frame.go("leave_out")
    if visit.answers:
        save_button(visit, "more.summary")
    if st.button(say("What helps a sore back"), icon=":material/lightbulb:", key="more.helps", width="stretch"):
        frame.go("helps")
    if st.button(say("How we decide"), icon=":material/rule:", key="more.how", width="stretch"):
        frame.go("how")


def language() -> None:
    """The choice of language, where there is one; the page is loaded anew in another."""
    offered, now = [each.tag for each in surroundings().languages], spoken().language.tag
    if len(offered) == 1:
        return
    # The sign is for somebody who cannot read the word.
    st.header(say(":material/translate: Language"), anchor=False)
    label = say("The language of everything here")
    chosen = st.selectbox(label, offered, index=offered.index(now), format_func=_language, key="more.language")
    if chosen != now:
        arrival(say("More"), language=chosen, key="arrival.language")


def _language(tag: str) -> str:
    name = LANGUAGES[tag].name
    return name if LANGUAGES[tag].reviewed else say("{language} (not reviewed)", language=name)


def pauses(visit: Visit) -> None:
    """How much time there is to get ready and to rest, from the next session on."""
    pace = visit.pace
    more = _seconds(say("Time to get ready"), _more, CHOICES, pace.more, "more.ready")
    rest = _seconds(say("Rest between sets"), _rest, (None, *CHOICES), pace.rest, "more.rest")
    if (wanted := Pace(more or 0, rest)) != pace:
        with frame.saving():
            visit.set_pace(wanted)
        st.rerun()


def _more(seconds: int | None) -> str:
    return several("{n} second more", "{n} seconds more", seconds) if seconds else say("As planned")


def _rest(seconds: int | None) -> str:
    if seconds is None:
        return say("As planned")
    return several("{n} second", "{n} seconds", seconds) if seconds else say("None")


def _seconds(
    label: str, words: Callable[[int | None], str], among: Sequence[int | None], now: int | None, name: str
) -> int | None:
    shown = list(dict.fromkeys([*among, now]))
    # Another field as soon as it has changed elsewhere: an old choice in an old tab never takes a newer one back.
    return st.selectbox(label, shown, index=shown.index(now), format_func=words, key=f"{name}.{now}")


def erase(visit: Visit) -> None:
    """Delete everything about this person, after asking once more."""
    frame.say_if_forgotten(visit)
    st.write(say(KEPT))
    st.write(say(DELETED))
    st.download_button(
        say("Take a copy first"), data=partial(_copy, visit), key="more.copy",
        file_name=f"lowback-{visit.today.isoformat()}.json", mime="application/json", icon=":material/download:",
        on_click="ignore",
    )  # fmt: skip
    sure = st.checkbox(say("Yes, delete all my answers and sessions for good"), key="more.sure")
    st.button(say("Delete everything"), key="more.erase", disabled=not sure, on_click=partial(_erase, visit))
    if state.erased():
        frame.forget_device()
        st.success(say("Everything is deleted."))


def _copy(visit: Visit) -> bytes:
    return only_for(visit.person, everything(visit.engine, visit.person))


def sign_out(visit: Visit) -> None:
    """Part this browser, or every other one, from the diary, which stays as it is."""
    if surroundings().demo or visit.person.startswith(PASSING):
        return
    with st.expander(say("Sign browsers out")):
        st.write(say(SIGNED_OUT))
        st.write(say("Once this browser is signed out, it cannot open your diary again. Take a copy first."))
        sure = st.checkbox(say("Yes, sign this browser out for good"), key="more.sure_out")
        browsers(say(OTHERS), say(THIS), say(UNSENT), sure=sure)


def _erase(visit: Visit) -> None:
    with frame.saving_first():
        People(visit.engine).erase(visit.person, for_good=not surroundings().demo)
        shared.forget_tables()
        state.set_erased(True)
