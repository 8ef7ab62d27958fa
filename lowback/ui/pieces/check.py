"""The quick check before a session: is anything new? Then the old answers no longer count."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from functools import partial

import streamlit as st

from lowback.diary.rescreen import counts_as_check
from lowback.language.speech import say
from lowback.library.ids import Id
from lowback.library.screens import SafetyItem
from lowback.person.answer import names
from lowback.person.rules import holds
from lowback.store.errors import StoreUnavailable
from lowback.ui import frame, played, state
from lowback.ui.components.ask import Asked, Option, answered
from lowback.ui.pieces.call_help import help_numbers
from lowback.ui.pieces.question import call_for, put
from lowback.ui.visit import Visit

KEY = "player.check"


def safety_check(items: tuple[SafetyItem, ...], visit: Visit) -> None:
    """Draw the check with these items."""
    check = visit.library.safety_check
    frame.title(check.title)
    st.write(check.lead)
    options = tuple(Option(id=item.id, label=item.label, hint=item.hint, call=item.call) for item in items)
    asked = Asked(
        question=KEY, kind="many", title=check.title, button=check.start_label, options=options,
        none_label=check.none_label, not_sure_label=check.not_sure_label, call=call_for(visit, unsure=True),
    )  # fmt: skip
    put(asked, key=KEY, on_sent=partial(_take, visit))


def something_new(visit: Visit) -> bool:
    """Draw what to do after a tick; True when there was one."""
    found = played.checked()
    if found is None or not found.new:
        return False
    check = visit.library.safety_check
    frame.title(check.stop_title)
    for item in check.items:
        if item.id in found.new:
            st.write(item.then)
    if found.unsure:
        st.write(check.not_sure_then)
    help_numbers(visit.library.screens.emergency_numbers, now=True)
    if st.button(check.again_label, key="player.again", width="stretch"):
        played.forget_check()
        frame.go("quiz")
    return True


def stands(visit: Visit) -> bool:
    """Whether the check was passed for the start that follows it at once."""
    found = played.checked()
    longest = timedelta(minutes=visit.library.parameters.check_stands_minutes.value)
    return found is not None and not found.new and visit.now - found.at <= longest


def due(visit: Visit) -> tuple[SafetyItem, ...]:
    """What to ask before this session: nothing whose own questions were answered just now, for one session."""
    asked = {question.id for question in visit.progress.asked if not question.clears}
    return tuple(item for item in matter(visit) if not answered_just_now(asked & set(item.asks), visit))


def matter(visit: Visit) -> tuple[SafetyItem, ...]:
    """What this person should ask themselves before a session."""
    facts, items = visit.progress.said.facts, visit.library.safety_check.items
    return tuple(item for item in items if item.ask_when is None or holds(item.ask_when, facts) is not False)


def answered_just_now(questions: Collection[str], visit: Visit) -> bool:
    """Whether all of these questions were answered within the hour, and no session has begun since."""
    answered = visit.store.oldest(tuple(questions)) if questions else None
    if answered is None or not counts_as_check(visit.now, answered, visit.library.parameters):
        return False
    return not visit.sessions.begun_since(answered)


def _take(visit: Visit) -> None:
    """Keep the check; anything ticked, or not sure, makes the person answer those questions again."""
    answer = answered(KEY, KEY)
    known = {item.id for item in visit.library.safety_check.items}
    ticked, unsure = (known.intersection(names(answer.get(what))) for what in ("ticked", "not_sure"))
    if not ticked | unsure and (answer.get("some_not_sure") or not answer.get("none")):
        state.set_answer_error(KEY, say("Tick what is new, or that nothing is."))
        return
    try:
        _forget(ticked | unsure, visit)
    except StoreUnavailable as problem:
        state.set_answer_error(KEY, say(str(problem)))
        return
    state.set_answer_error(KEY, None)
    state.hear()
    played.set_checked(played.Checked(frozenset(ticked | unsure), bool(unsure), visit.now))


def _forget(found: set[Id], visit: Visit) -> None:
    opened = [question for item in visit.library.safety_check.items if item.id in found for question in item.asks]
    if opened:
        visit.reopen(opened)
