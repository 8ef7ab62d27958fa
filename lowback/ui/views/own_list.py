"""The movements that a person was told to leave out: one list, kept out of every session."""

from __future__ import annotations

from functools import partial

import streamlit as st

from lowback.language.speech import say
from lowback.person.answer import names
from lowback.person.said import OWN_LIST
from lowback.store.errors import StoreUnavailable
from lowback.ui import frame, state
from lowback.ui.components.ask import Asked, Option, answered
from lowback.ui.pieces import hurt
from lowback.ui.pieces.question import put
from lowback.ui.visit import Visit


def draw(visit: Visit) -> None:
    """The list, with what was ticked before."""
    words, classes = visit.library.screens.own_list, visit.library.movement_classes.values()
    frame.title(words.title)
    st.write(words.lead)
    asked = Asked(
        question=OWN_LIST, kind="many", title=words.title, button=words.save_label,
        options=tuple(Option(id=c.id, label=c.name) for c in classes), none_label=words.none_label,
        answer=visit.answers.get(OWN_LIST),
    )  # fmt: skip
    put(asked, key=OWN_LIST, on_sent=partial(_take, visit))
    if state.own_list_saved():
        st.success(words.saved, icon=":material/check:")
    if visit.cleared:
        hurt.panel(visit, visit.left_out, "leave_out")
    if st.button(say("Back to More"), key="leave_out.back", icon=":material/arrow_back:", type="tertiary"):
        frame.go("more")


def _take(visit: Visit) -> None:
    given = answered(OWN_LIST, OWN_LIST)
    ticked = [c for c in visit.library.movement_classes if c in names(given.get("ticked"))]
    if not ticked and not given.get("none"):
        state.set_answer_error(OWN_LIST, say("Tick what to leave out, or “Nothing”."))
        return
    try:
        visit.amend({OWN_LIST: {"ticked": ticked, "not_sure": []}})
    except StoreUnavailable as problem:
        state.set_answer_error(OWN_LIST, say(str(problem)))
        return
    state.set_answer_error(OWN_LIST, None)
    state.hear()
    state.set_own_list_saved()
