"""More: the same diary on another phone, in which browsers it opens, and a way to part each."""

from __future__ import annotations

from functools import partial
from urllib.parse import urljoin

import streamlit as st

from lowback.export.square import reached_by_others
from lowback.language.speech import later, say
from lowback.store.browsers import Browser, Browsers
from lowback.store.invitations import Invitations
from lowback.ui import frame, state
from lowback.ui.components.ticket import ticket
from lowback.ui.visit import Visit
from lowback.web import limits
from lowback.web.cookie import PASSING
from lowback.web.resources import surroundings
from lowback.words.days import day_words

HOW = later(
    "There is no account and no password. Make a code here, then open Lowback on the other phone or computer and give "
    "it the code. It works once, for ten minutes. Show it to nobody else: who has it can read and change your diary."
)
COOKIES = later(
    "If you clear the cookies of one browser, your diary no longer opens there. It still opens in the others, and one "
    "of them can make a new code. If you clear them in every browser, nobody can open your diary again. So take a "
    "copy now and then."
)
ONLY_HERE = later(
    "You opened Lowback at an address that only this device can reach. The code works in another browser here."
)


def draw(visit: Visit) -> None:
    """Make a code, give one, and see who has the diary."""
    if surroundings().demo or visit.person.startswith(PASSING):
        return
    with st.expander(say("Use it on another phone")):
        if visit.answers:
            st.write(say(HOW))
            st.button(say("Make a code"), key="more.code", on_click=partial(_make, visit))
            _show(visit)
        st.markdown(say("Do you have a code from another phone? [Open your diary here]({page})", page="join"))
        st.write(say(COOKIES))
        _browsers(visit)


def _make(visit: Visit) -> None:
    with frame.saving_first(), limits.codes.spending(visit.person):
        state.set_code(Invitations(visit.engine).make(visit.person, visit.now))


def _show(visit: Visit) -> None:
    code = state.code()
    if not code:
        return
    if not Invitations(visit.engine).waits(visit.person, code, visit.now):
        st.info(say("This code was used, or its ten minutes are over."))
        state.set_code("")
        return
    address = urljoin(st.context.url or "", "join")
    ticket(code, address)
    if not reached_by_others(address):
        st.write(say(ONLY_HERE))


def _browsers(visit: Visit) -> None:
    here = frame.browser_id()
    for browser in Browsers(visit.engine, visit.person).open_in():
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(_words(browser, visit, ours=browser.id == here), width="stretch")
            if here and browser.id != here:
                st.button(say("Sign it out"), key=f"more.part.{browser.id}", on_click=partial(_part, visit, browser.id))


def _words(browser: Browser, visit: Visit, *, ours: bool) -> str:
    first, last = day_words(browser.made, visit.today), day_words(browser.seen, visit.today)
    if ours:
        return say("**This browser.** First seen {first}, last seen {last}.", first=first, last=last)
    return say("**Another browser.** First seen {first}, last seen {last}.", first=first, last=last)


def _part(visit: Visit, browser: str) -> None:
    with frame.saving_first():
        Browsers(visit.engine, visit.person).part_another(browser, frame.browser_id(), visit.now.date())
