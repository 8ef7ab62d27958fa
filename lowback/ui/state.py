"""Every key of the session state, behind typed functions; nothing here outlives a reload."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

import streamlit as st

_PERSON = "visit.person"
_FIXING = "quiz.fixing"
_COMPLETED = "quiz.completed"
_FIRST_STEP = "quiz.first_step"
_ERROR = "quiz.error"
_HEARD = "quiz.heard"
_ENDED = "player.ended"
_BEGUN = "player.begun"
_CHECKED = "player.checked"
_ERASED = "more.erased"
_SKIPPED = "after.skipped"
_PLAYER_PROBLEM = "player.problem"
_SEEN = "seen.given"
_OWN_LIST_SAVED = "leave_out.saved"
_HERE = "visit.here"
_PLAYING = "player.playing"
_HEARD_WHY = "player.heard_why"
_WAITS = "player.waits"
_TURN = "visit.turn"


def passing_person() -> str:
    """An id for a browser that keeps no cookie: it lasts for this visit and is never shared."""
    person: str = st.session_state.setdefault(_PERSON, f"visit-{uuid4().hex}")
    return person


def arrive(page: str) -> None:
    """This is the page of this run; what was begun on the one before ends with it."""
    left = st.session_state.get(_HERE)
    st.session_state[_HERE] = page
    if page == left:
        return
    if left == "quiz":
        fix(None)
    if left == "player":
        forget_check()
        st.session_state.pop(_PLAYING, None)
        st.session_state.pop(_HEARD_WHY, None)
        st.session_state.pop(_WAITS, None)


def turn(place: str) -> bool:
    """Whose turn it is of two places to draw in; another screen is the other one's."""
    last, odd = st.session_state.get(_TURN, (place, False))
    turned: bool = odd != (place != last)
    st.session_state[_TURN] = (place, turned)
    return turned


def fixing() -> str | None:
    """The question being answered again from a result screen."""
    question: str | None = st.session_state.get(_FIXING)
    return question


def fix(question: str | None) -> None:
    """Answer this question again (None: done)."""
    st.session_state[_FIXING] = question


def completed() -> bool:
    """Whether the answer just taken was the last one that was open."""
    return bool(st.session_state.get(_COMPLETED))


def set_completed(done: bool) -> None:
    """The answer just taken was the last one that was open (False: its result has been kept)."""
    st.session_state[_COMPLETED] = done


def first_step(step: int) -> int:
    """The step that the quiz opened with in this visit."""
    first: int = st.session_state.setdefault(_FIRST_STEP, step)
    return first


def answer_error(question: str) -> str | None:
    """The sentence to show by this question."""
    at, message = st.session_state.get(_ERROR, (None, None))
    return message if at == question else None


def set_answer_error(question: str, message: str | None) -> None:
    """Show a sentence by a question, or clear it."""
    st.session_state[_ERROR] = (question, message)


def heard() -> int:
    """How many answers this visit has taken; tells the component that its answer arrived."""
    count: int = st.session_state.get(_HEARD, 0)
    return count


def hear() -> None:
    """One more answer was taken."""
    st.session_state[_HEARD] = heard() + 1


def component_value(key: str, name: str) -> Any:
    """A named state of one of our components."""
    return getattr(st.session_state.get(key), name, None)


def seen(about: tuple[str, ...]) -> dict[str, str]:
    """What was answered about having been seen, for the rules it is about."""
    rules, given = st.session_state.get(_SEEN, ((), {}))
    if rules != about:
        given = {}
        st.session_state[_SEEN] = (about, given)
    answers: dict[str, str] = given
    return answers


def forget_seen() -> None:
    """Having been seen is asked about from the start."""
    st.session_state.pop(_SEEN, None)


def own_list_saved() -> bool:
    """Whether the person's own list has just been saved; true once."""
    return bool(st.session_state.pop(_OWN_LIST_SAVED, False))


def set_own_list_saved() -> None:
    """The person's own list was saved."""
    st.session_state[_OWN_LIST_SAVED] = True


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


def chosen(key: str) -> Any:
    """What is chosen in a row of choices."""
    return st.session_state[key]


def text(key: str) -> str:
    """What is written in a text field."""
    return str(st.session_state.get(key) or "")


def erased() -> bool:
    """Whether this visit has just deleted everything; true once."""
    return bool(st.session_state.pop(_ERASED, False))


def set_erased(done: bool) -> None:
    """Everything was deleted."""
    st.session_state[_ERASED] = done


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
