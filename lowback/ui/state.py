"""Every key of the session state, behind typed functions; nothing here outlives a reload."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

import streamlit as st

from lowback.ui import played
from lowback.web.cookie import PASSING

_PERSON = "visit.person"
_FIXING = "quiz.fixing"
_COMPLETED = "quiz.completed"
_FIRST_STEP = "quiz.first_step"
_ERROR = "quiz.error"
_HEARD = "quiz.heard"
_ERASED = "more.erased"
_CODE = "more.shown_code"
_SEEN = "seen.given"
_OWN_LIST_SAVED = "leave_out.saved"
_HERE = "visit.here"
_TURN = "visit.turn"
_FORM = "visit.form"
_LEFT = "draft.left"
_CLOSED = "draft.closed"
_LEFT_SESSION = "today.left"
_WHOLE = "routines.whole"


def passing_person() -> str:
    """An id for a browser that keeps no cookie: it lasts for this visit and is never shared."""
    person: str = st.session_state.setdefault(_PERSON, f"{PASSING}{uuid4().hex}")
    return person


def arrive(page: str) -> None:
    """This is the page of this run; what was begun on the one before ends with it."""
    left = st.session_state.get(_HERE)
    st.session_state[_HERE] = page
    if page == left:
        return
    if left == "quiz":
        fix(None)
    for begun in (_FORM, _LEFT, _LEFT_SESSION, _WHOLE):
        st.session_state.pop(begun, None)
    if left == "player":
        played.leave()


def form() -> str:
    """What this form makes, by an id that it has from the start: sent twice, it is still one."""
    made: str = st.session_state.setdefault(_FORM, uuid4().hex)
    return made


def set_form(made: str) -> None:
    """This form is the one that was begun before, under that id."""
    st.session_state[_FORM] = made


def left(form: str) -> Mapping[str, Any] | None:
    """What the browser had of this form; None as long as it has not told of any."""
    of, values = st.session_state.get(_LEFT, (None, None))
    return values if of == form else None


def set_left(form: str, values: Mapping[str, Any]) -> None:
    """The browser had this of the form."""
    st.session_state[_LEFT] = (form, values)


def left_session() -> str | None:
    """The session that was left on this page."""
    session: str | None = st.session_state.get(_LEFT_SESSION)
    return session


def set_left_session(session_id: str) -> None:
    """This session was left on this page."""
    st.session_state[_LEFT_SESSION] = session_id


def whole() -> str | None:
    """Which list of the library is shown to its end."""
    named: str | None = st.session_state.get(_WHOLE)
    return named


def show_whole(named: str) -> None:
    """Show this list of the library to its end."""
    st.session_state[_WHOLE] = named


def closed_drafts() -> list[str]:
    """The names of what was saved or given up in this visit, and not begun again: the browser forgets it."""
    return sorted(st.session_state.get(_CLOSED, ()))


def close_draft(name: str | None) -> None:
    """What has this name is saved or given up."""
    if name:
        st.session_state.setdefault(_CLOSED, set()).add(name)


def open_draft(name: str | None) -> None:
    """What has this name is begun again."""
    st.session_state.get(_CLOSED, set()).discard(name)


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


def chosen(key: str) -> Any:
    """What is chosen in a row of choices."""
    return st.session_state[key]


def choose(key: str, value: Any) -> None:
    """Choose it in a row that is about to be drawn."""
    st.session_state[key] = value


def text(key: str) -> str:
    """What is written in a text field."""
    return str(st.session_state.get(key) or "")


def code() -> str:
    """The code for another browser that this visit has made, or nothing."""
    return str(st.session_state.get(_CODE, ""))


def set_code(made: str) -> None:
    """This code was made."""
    st.session_state[_CODE] = made


def erased() -> bool:
    """Whether this visit has just deleted everything; true once."""
    return bool(st.session_state.pop(_ERASED, False))


def set_erased(done: bool) -> None:
    """Everything was deleted."""
    st.session_state[_ERASED] = done
