"""What a visit knows of the session that it checks, begins, plays and has ended; nothing here outlives a reload."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import streamlit as st

_ENDED = "player.ended"
_BEGUN = "player.begun"
_CHECKED = "player.checked"
_SKIPPED = "after.skipped"
_PLAYER_PROBLEM = "player.problem"
_PLAYING = "player.playing"
_HEARD_WHY = "player.heard_why"
_WAITS = "player.waits"


def leave() -> None:
    """The page of the player was left: what was begun on it ends with it."""
    for key in (_CHECKED, _PLAYING, _HEARD_WHY, _WAITS):
        st.session_state.pop(key, None)


@dataclass(frozen=True, slots=True)
class Checked:
    """What the quick check before a session found: what is new, or may be, whether that was not sure, and when."""

    new: frozenset[str]
    unsure: bool
    at: datetime


def checked() -> Checked | None:
    """The check before the session that is about to start; None while it is not answered."""
    found: Checked | None = st.session_state.get(_CHECKED)
    return found


def set_checked(found: Checked) -> None:
    """The check was answered."""
    st.session_state[_CHECKED] = found


def forget_check() -> None:
    """The next session asks its own questions."""
    st.session_state.pop(_CHECKED, None)


def player_problem() -> bool:
    """Whether the last save of the running session failed."""
    return bool(st.session_state.get(_PLAYER_PROBLEM))


def set_player_problem(failed: bool) -> None:
    """Remember whether the last save of the running session failed."""
    st.session_state[_PLAYER_PROBLEM] = failed


@dataclass(frozen=True, slots=True)
class Playing:
    """A session that is on the screen, and what its player was given."""

    person: str
    session: str
    data: dict[str, Any]


def playing() -> Playing | None:
    """The session that this visit plays."""
    found: Playing | None = st.session_state.get(_PLAYING)
    return found


def play(what: Playing) -> None:
    """This session is on the screen, and stays there until its page is left."""
    st.session_state[_PLAYING] = what


def stop_playing() -> None:
    """The session is taken off the screen."""
    st.session_state.pop(_PLAYING, None)


def waits_for_check() -> str | None:
    """The session that stood still for long, so that its player waits for the check."""
    session: str | None = st.session_state.get(_WAITS)
    return session


def wait_for_check(session_id: str | None) -> None:
    """This session waits for the check (None: it was answered)."""
    st.session_state[_WAITS] = session_id


def heard_why() -> bool:
    """Whether the player has said why its session ends."""
    return bool(st.session_state.get(_HEARD_WHY))


def hear_why() -> None:
    """The player has said why its session ends."""
    st.session_state[_HEARD_WHY] = True


def skipped_after(session_id: str) -> frozenset[str]:
    """The questions after this session that the person chose to skip."""
    at, questions = st.session_state.get(_SKIPPED, (None, frozenset()))
    return questions if at == session_id else frozenset()


def skip_after(session_id: str, question: str) -> None:
    """Do not ask this question after this session again."""
    st.session_state[_SKIPPED] = (session_id, skipped_after(session_id) | {question})


def ended() -> str | None:
    """The session that has just ended in the player."""
    session: str | None = st.session_state.get(_ENDED)
    return session


def begun() -> str | None:
    """The session that was begun in this visit, by a tap on Start."""
    session: str | None = st.session_state.get(_BEGUN)
    return session


def set_begun(session_id: str) -> None:
    """This session was begun by a tap on Start."""
    st.session_state[_BEGUN] = session_id


def chose_to_begin() -> bool:
    """Whether this visit has gone to the player on purpose: not by a reload, a reconnection or an address."""
    return _ENDED in st.session_state


def set_ended(session_id: str | None) -> None:
    """A session has ended (None: another one may begin)."""
    st.session_state[_ENDED] = session_id
