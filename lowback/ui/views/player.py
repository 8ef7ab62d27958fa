"""A session on the screen: the check before, the player, and the questions after."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from uuid import uuid4

import streamlit as st

from lowback.plan.recommend import Offer
from lowback.plan.routine import in_minutes
from lowback.session.speech import recorded
from lowback.session.stages import script_for
from lowback.store.errors import StoreUnavailable
from lowback.store.rows import RunningSession
from lowback.ui import frame, state
from lowback.ui.components.player import player
from lowback.ui.pieces import cards, check, rescreen, rest
from lowback.ui.pieces.question import how_sore, put, soreness
from lowback.ui.visit import Visit
from lowback.web import events, resources

SHORTEST, LONGEST = 5, 60


def draw(visit: Visit) -> None:
    """What is due: the questions after a session, the running session, or the check before one."""
    # The player may speak once more while the next page is on its way, which runs this page again.
    if ended := state.ended():
        frame.go("after", session=ended)
    running = visit.running()
    wanted = st.query_params.get("routine")
    if not running and not state.chose_to_begin() and (session := visit.sessions.just_ended(wanted)):
        # The connection broke between the last save and the next page: this visit is a new one.
        frame.go("after", session=session)
    if running and wanted in (None, running.routine):
        _play(running, visit)
    elif running:
        _choose(running, visit)
    elif visit.nights.rests():
        rest.page(visit)
    elif not rescreen.asks_first(visit):
        _before(_offer_here(visit), visit)


def _play(running: RunningSession, visit: Visit) -> None:
    data = running.script.model_dump(mode="json") | {
        "session": running.id,
        "ack": running.ack,
        "resume": running.position,
        "finished": False,
        "begin": state.begun() == running.id,
        "prefs": {"sound": True},
        "voice": recorded(running.script, visit.library),
        "wire": events.wire(visit.person, running.id, resources.surroundings().secret),
    }
    frame.arrive("Session")
    player(data, on_progress=partial(_keep_progress, running.id, visit), key="player")
    if state.player_problem():
        st.warning("Your session goes on and is kept in this browser. We will save it as soon as we can.",
                   icon=":material/cloud_off:")  # fmt: skip


def _keep_progress(session_id: str, visit: Visit) -> None:
    """Save the log; what cannot be saved stays in the browser, which sends it again."""
    progress = state.component_value("player", "progress")
    if not isinstance(progress, Mapping) or progress.get("session") != session_id:
        return
    try:
        events.keep(visit.sessions, session_id, progress)
        state.set_player_problem(False)
    except StoreUnavailable:
        state.set_player_problem(True)
        return
    if progress.get("status") in ("finished", "stopped"):
        state.set_ended(session_id)


def _choose(running: RunningSession, visit: Visit) -> None:
    frame.title("You have a session open")
    st.write(f"You were in the middle of “{running.title}”. What you did in it is saved.")
    if st.button("Continue it", type="primary", icon=":material/play_arrow:", key="player.continue"):
        frame.go("player")
    if st.button("Leave it and start the other one", key="player.leave"):
        with frame.saving():
            visit.sessions.abandon(running.id)
        st.rerun()


def _offer_here(visit: Visit) -> Offer:
    name = st.query_params.get("routine", "")
    if name not in visit.library.routines:
        if name:
            cards.not_found("routine")
        frame.go("plan")
    offer = visit.plan().offer(name)
    if offer is None:
        frame.go("routine", id=name)
    return offer


def _before(offer: Offer, visit: Visit) -> None:
    """What is due of the quick check and the pain now; then the session is made and starts."""
    items = check.due(visit)
    if items and not check.stands(visit):
        check.safety_check(items, visit)
        return
    if state.chose_to_begin() and check.answered_just_now(("pain",), visit):
        with frame.saving():
            _begin(offer, None, visit)
        st.rerun()
    frame.title("How sore is your back right now?")
    st.write("Saying it before and after shows what helps you.")
    asked = how_sore("before", "How sore is your back right now?", "Start the session", auto=True)
    put(asked, key="player.before", on_sent=partial(_start, offer, visit))
    if st.button("Skip this", key="player.skip", type="tertiary"):
        _begin(offer, None, visit)
        st.rerun()


def _start(offer: Offer, visit: Visit) -> None:
    value = soreness("player.before", "before")
    if value is None:
        state.set_answer_error("before", "Choose a number, or skip this.")
        return
    try:
        _begin(offer, value, visit)
    except StoreUnavailable as problem:
        state.set_answer_error("before", str(problem))


def _begin(offer: Offer, pain: int | None, visit: Visit) -> None:
    pieces = in_minutes(offer.fitted, _minutes_here(visit), visit.library)
    script = script_for(offer.routine, pieces, visit.profile(), visit.library)
    session = uuid4().hex
    visit.sessions.start(session, offer.routine.id, script, visit.zone, visit.now, pain)
    state.set_answer_error("before", None)
    state.set_begun(session)
    state.forget_check()


def _minutes_here(visit: Visit) -> int:
    given = st.query_params.get("minutes", "")
    minutes = int(given) if given.isdecimal() and len(given) < 4 else visit.minutes
    return min(max(minutes, SHORTEST), LONGEST)
