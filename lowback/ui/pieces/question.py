"""A question on a page, with the sentence that belongs by it; and the scale of how sore a back is."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from lowback.language.speech import later, say
from lowback.store.errors import StoreUnavailable
from lowback.ui import state
from lowback.ui.components.ask import Asked, Call, answered, ask
from lowback.ui.frame import country
from lowback.ui.pieces.draft import name_of
from lowback.ui.speaking import speak_as_asked
from lowback.ui.visit import Visit

PAIN_NOW = (later("No pain"), later("Worst pain I can imagine"))
MOST = 10


def put(asked: Asked, *, key: str, on_sent: Callable[[], None]) -> None:
    """Draw a question; `on_sent` runs once there is a new answer. Until then the browser keeps what is ticked."""
    if asked.kind == "many":
        asked = asked.model_copy(update={"draft": name_of(asked.question)})
        state.open_draft(asked.draft)
    error = state.answer_error(asked.question)
    ask(asked, key=key, heard=state.heard(), error=error, on_sent=partial(_sent, asked, on_sent))


def _sent(asked: Asked, take: Callable[[], None]) -> None:
    # What is sent is heard before the page says in which language it is.
    speak_as_asked()
    take()
    if state.answer_error(asked.question) is None:
        state.close_draft(asked.draft)


def call_for(visit: Visit, *, unsure: bool) -> Call:
    """The button to call for help where the person is."""
    here = country(visit.library)
    return Call(label=here.fill(visit.library.screens.help.call), href=here.tel, unsure=unsure)


def how_sore(name: str, title: str, button: str, *, auto: bool = False) -> Asked:
    """How sore a back is, from 0 to 10."""
    anchors = tuple(map(say, PAIN_NOW))
    return Asked(
        question=name, kind="scale", title=title, button=button, auto=auto, least=0, most=MOST, anchors=anchors
    )


def soreness(key: str, name: str, was: int | None = None) -> int | None:
    """The number that was chosen on such a scale; None when it is none of them, `was` while nothing was said."""
    value = answered(key, name).get("value", was)
    return value if type(value) is int and 0 <= value <= MOST else None


def take_soreness(key: str, name: str, keep: Callable[[int], None]) -> None:
    """Keep the number that was chosen on such a scale; without one, or where it cannot be kept, a sentence by it."""
    value = soreness(key, name)
    if value is None:
        state.set_answer_error(name, say("Choose a number, or skip this."))
        return
    try:
        keep(value)
    except StoreUnavailable as problem:
        state.set_answer_error(name, say(str(problem)))


def pain_field(label: str, was: int | None, *, key: str) -> int | None:
    """A scale in a form, where a number may be taken back; the number, or None."""
    st.markdown(f"**{label}**")
    ask(how_sore("value", label, "").model_copy(update={"answer": {"value": was}}), key=key)
    return soreness(key, "value", was)
