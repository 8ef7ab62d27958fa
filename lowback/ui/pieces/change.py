"""How sore a back was before a session and after it: in words, and as two marks on one line."""

from __future__ import annotations

import streamlit as st

from lowback.diary.log import Session
from lowback.language.speech import say
from lowback.ui.components.change import Change, change
from lowback.ui.pieces.question import MOST, PAIN_NOW


def before_and_after(session: Session, key: str, *, named: bool = False, slides: bool = False) -> None:
    """Both numbers, where both are known.

    `named`: say of which session. `slides`: the second mark begins where the back was before.
    """
    before, after = session.pain_before, session.pain_after
    if before is None or after is None:
        return
    if named:
        told = {"title": session.title, "before": before, "after": after}
        st.write(say("How sore your back was with “{title}”: {before} before, {after} after.", **told))
    else:
        st.write(say("How sore your back was: {before} before, {after} after.", before=before, after=after))
    least, most = map(say, PAIN_NOW)
    ends = say("{number}: {words}", number=0, words=least), say("{number}: {words}", number=MOST, words=most)
    change(
        Change(
            before=before, after=after, ends=ends, slides=slides,
            at_before=say("{n} before", n=before), at_after=say("{n} after", n=after),
        ),
        key=key,
    )  # fmt: skip
