"""A session on the screen: the check before, the player, and the questions after."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, NoReturn
from uuid import uuid4

import streamlit as st

from lowback.diary.event import Event, read_place
from lowback.diary.log import acknowledged
from lowback.language.speech import later, say
from lowback.plan.sitting import SHORTEST, Sitting, names_in, sitting
from lowback.session.speech import recorded
from lowback.session.stages import script_for
from lowback.store.errors import StoreUnavailable
from lowback.store.rows import RunningSession
from lowback.store.sessions import Sessions
from lowback.ui import frame, played, state
from lowback.ui.components.player import player
from lowback.ui.pieces import cards, check, rescreen, rest, taken_up
from lowback.ui.pieces.question import how_sore, put, take_soreness
from lowback.ui.visit import Visit
from lowback.web import events, limits, resources

LONGEST = 60
NOT_NOW = later("Your session goes on and is kept in this browser. We will save it as soon as we can.")
ELSEWHERE = ("abandoned", "deleted", "gone")
BUSY = {
    "title": later("Open in another window"),
    "text": later("This session is open in another window or tab. If you go on here, it pauses there."),
    "take": later("Go on here"),
}
"""What a player says while another one of the same browser has the session."""


def draw(visit: Visit) -> None:
    """What is due: danger questions, those after a session, the running session, or the check before one."""
    rescreen.answered_first(visit)
    running = visit.running()
    wanted = st.query_params.get("routine")
    if not running and not played.chose_to_begin() and (session := visit.sessions.just_ended(wanted)):
        # The connection broke between the last save and the next page: this visit is a new one.
        frame.go("after", session=session)
    if visit.nights.rests():
        rest.page(visit)
    elif running and wanted in (None, running.routine):
        if _unsuited(running, visit):
            _left_behind(running, visit)
        elif not taken_up.asks_first(running, visit):
            _play(running, visit)
    elif running:
        _choose(running, visit)
    elif not rescreen.asks_first(visit):
        _before(_wanted_here(visit), visit)


def goes_on() -> bool:
    """Draw the session that this visit plays, whatever has become of it or of the database; False when there is none.

    Somebody may be on the floor: what plays ends by itself, or with a reason that it shows and says.
    """
    if ended := played.ended():
        # The player may speak once more while the next page is on its way, which runs this page again.
        frame.go("after", session=ended)
    playing = played.playing()
    if playing is None:
        return False
    try:
        over = events.stops(playing.person, playing.session)
        known = _known(_sessions(playing).log(playing.session))
    except StoreUnavailable:
        _put(playing, {"problem": say(NOT_NOW)})
        return True
    if over and over.standing == "danger" and played.heard_why():
        return False
    problem = say(NOT_NOW) if played.player_problem() else None
    _put(playing, known | {"over": over.model_dump(mode="json") if over else None, "problem": problem})
    if over and over.standing in ELSEWHERE and st.button(say("Back to today"), key="player.today"):
        frame.go("today")
    return True


def _play(running: RunningSession, visit: Visit) -> None:
    data = running.script.model_dump(mode="json") | {
        "session": running.id,
        "resume": at._asdict() if (at := read_place(running.position)) else None,
        "begin": played.begun() == running.id,
        "prefs": {"sound": True},
        "voice": recorded(running.script, visit.library),
        "wire": events.wire(visit.person, running.id, resources.surroundings().keys),
        "elsewhere": {part: say(words) for part, words in BUSY.items()},
        "stands_seconds": visit.library.parameters.check_minutes.value * 60,
    }
    playing = played.Playing(visit.person, running.id, data | _known(running.log) | {"over": None, "problem": None})
    played.play(playing)
    _put(playing, {})


def _known(log: Sequence[Event]) -> dict[str, Any]:
    """What the diary holds of a session, for the player."""
    return {"events": [event.as_dict() for event in log], "ack": acknowledged(log)}


def _put(playing: played.Playing, news: Mapping[str, Any]) -> None:
    frame.arrive(say("Session"))
    player({**playing.data, **news}, on_progress=partial(_keep_progress, playing), key="player")


def _sessions(playing: played.Playing) -> Sessions:
    return Sessions(resources.engine(), playing.person)


def _keep_progress(playing: played.Playing) -> None:
    """Save the log; what cannot be saved stays in the browser, which sends it again."""
    progress = state.component_value("player", "progress")
    if not isinstance(progress, Mapping) or progress.get("session") != playing.session:
        return
    try:
        events.hear(playing.person, playing.session, progress)
        played.set_player_problem(False)
    except StoreUnavailable:
        played.set_player_problem(True)
        return
    status = progress.get("status")
    if status == "over":
        played.hear_why()
    elif status == "check":
        played.wait_for_check(playing.session)
        played.stop_playing()
    elif status in ("finished", "stopped"):
        played.set_ended(playing.session)


def _unsuited(running: RunningSession, visit: Visit) -> bool:
    """Whether something in it is ruled out by what the person has said since it was made."""
    person, exercises = visit.profile(), visit.library.exercises
    known = (exercises[move.exercise] for move in running.script.moves() if move.exercise in exercises)
    return any(map(person.against, known))


def _left_behind(running: RunningSession, visit: Visit) -> None:
    frame.title(say("Your answers have changed"))
    st.write(
        say("Something in “{title}” does not suit you any more. What you did in it is saved.", title=running.title)
    )
    if st.button(say("See my plan of today"), type="primary", key="player.changed"):
        with frame.saving():
            visit.sessions.abandon(running.id)
        frame.go("plan")


def _choose(running: RunningSession, visit: Visit) -> None:
    frame.title(say("You have a session open"))
    st.write(say("You were in the middle of “{title}”. What you did in it is saved.", title=running.title))
    if st.button(say("Continue it"), type="primary", icon=":material/play_arrow:", key="player.continue"):
        frame.go("player")
    if st.button(say("Leave it and start the other one"), key="player.leave"):
        with frame.saving():
            visit.sessions.abandon(running.id)
        st.rerun()


def _nothing_open() -> NoReturn:
    """A player that stood here since yesterday, or while we began anew, goes only with a reason."""
    frame.title(say("There is no session to go on with"))
    st.write(say("It was ended or deleted on another page or device, or it is more than a day old."))
    if st.button(say("See my plan"), type="primary", key="player.plan"):
        frame.go("plan")
    st.stop()


def _wanted_here(visit: Visit) -> Sitting:
    name = st.query_params.get("routine", "")
    if not name:
        _nothing_open()
    plan, names = visit.plan(), names_in(name)
    if not set(names) <= set(visit.library.routines):
        cards.not_found(cards.NO_ROUTINE)
    wanted = sitting(name, plan)
    if wanted is None:
        # Its page says why it is not for this person.
        frame.go("routine", id=next((each for each in names if plan.offer(each) is None), names[0]))
    return wanted


def _before(wanted: Sitting, visit: Visit) -> None:
    """What is due of the quick check and the pain now; then the session is made and starts."""
    items = check.due(visit)
    if items and not check.stands(visit):
        check.safety_check(items, visit)
        return
    if played.chose_to_begin() and check.answered_just_now(("pain",), visit):
        with frame.saving():
            _begin(wanted, None, visit)
        st.rerun()
    title = say("How sore is your back right now?")
    frame.title(title)
    st.write(say("Saying it before and after shows what helps you."))
    asked = how_sore("before", title, say("Start the session"), auto=True)
    begin = partial(_begin, wanted, visit=visit)
    put(asked, key="player.before", on_sent=partial(take_soreness, "player.before", "before", begin))
    if st.button(say("Skip this"), key="player.skip", type="tertiary"):
        with frame.saving():
            _begin(wanted, None, visit)
        st.rerun()


def _begin(wanted: Sitting, pain: int | None, visit: Visit) -> None:
    pieces, routine = wanted.pieces(_minutes_here(visit), visit.library), wanted.offers[0].routine
    script = script_for(routine, pieces, visit.profile(), visit.library, visit.left_out, wanted.title)
    session = uuid4().hex
    with limits.sessions.spending(visit.person):
        visit.sessions.start(session, wanted.id, script, visit.zone, visit.now, pain)
    state.set_answer_error("before", None)
    played.set_begun(session)
    played.forget_check()


def _minutes_here(visit: Visit) -> int:
    given = st.query_params.get("minutes", "")
    minutes = int(given) if given.isdecimal() and len(given) < 4 else visit.minutes
    return min(max(minutes, SHORTEST), LONGEST)
