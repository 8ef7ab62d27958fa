"""A session that is taken up again after more than an hour: the back of then says nothing of the back of now."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

import streamlit as st

from lowback.diary.rescreen import flared
from lowback.language.speech import say
from lowback.store.rows import RunningSession
from lowback.ui import frame, played, state
from lowback.ui.pieces import check
from lowback.ui.pieces.question import how_sore, put, take_soreness
from lowback.ui.visit import Visit

KEY = "again"
SCALE = "player.taken_up"


def asks_first(running: RunningSession, visit: Visit) -> bool:
    """Draw the check, then how sore the back is now; False when the session may go on at once."""
    if not _long_ago(running, visit):
        return False
    items = check.due(visit)
    if items and not check.stands(visit):
        check.safety_check(items, visit)
        return True
    title = say("How sore is your back right now?")
    frame.title(title)
    st.write(say("You left “{title}” a while ago. Your place in it is kept.", title=running.title))
    asked = how_sore(KEY, title, say("Go on with the session"), auto=True)
    keep = partial(_go_on, running, visit=visit)
    put(asked, key=SCALE, on_sent=partial(take_soreness, SCALE, KEY, keep))
    if st.button(say("Skip this"), key="player.taken_up.skip", type="tertiary"):
        with frame.saving():
            _go_on(running, None, visit)
        st.rerun()
    return True


def _long_ago(running: RunningSession, visit: Visit) -> bool:
    """As the diary has it, where it can be right, or because the player says that it stood still for so long."""
    longest = timedelta(minutes=visit.library.parameters.check_minutes.value)
    fresh = timedelta() <= visit.now - running.heard_at <= longest
    return not fresh or played.waits_for_check() == running.id


def _go_on(running: RunningSession, pain: int | None, visit: Visit) -> None:
    """The session goes on; where the back has flared up meanwhile, it ends, and its advice comes."""
    session = visit.sessions.get(running.id)
    if session and flared(session, pain, visit.library.parameters):
        visit.sessions.finish_words(running.id, pain, None)
        visit.sessions.abandon(running.id)
        played.skip_after(running.id, "effort")
        played.set_ended(running.id)
    else:
        visit.sessions.take_up(running.id, pain)
        played.set_begun(running.id)
    state.set_answer_error(KEY, None)
    played.wait_for_check(None)
    played.forget_check()
