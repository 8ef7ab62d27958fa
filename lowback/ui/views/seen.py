"""The page "I have been seen about this": it opens nothing before who, when, what they said and what is new."""

from __future__ import annotations

from functools import partial

import streamlit as st

from lowback.language.speech import say
from lowback.library.screens import Seen, SeenQuestion
from lowback.person import quiz
from lowback.ui import frame, state
from lowback.ui.components.ask import Asked, Option, answered
from lowback.ui.pieces.question import put
from lowback.ui.visit import Visit


def draw(visit: Visit) -> None:
    """The next question, what to do instead, or the way on."""
    if visit.verdict.may_exercise or not visit.verdict.deciding:
        frame.go("result")
    words, given = visit.library.screens.seen, state.seen(_stops(visit))
    if instead := words.instead(given):
        _not_yet(words, instead)
    elif question := next((q for q in words.questions if q.id not in given), None):
        _ask(question, words, visit)
    else:
        _open(words, given, visit)


def _stops(visit: Visit) -> tuple[str, ...]:
    """The rules this is about; answers given about others do not count."""
    return tuple(item.rule.id for item in visit.verdict.deciding)


def _ask(question: SeenQuestion, words: Seen, visit: Visit) -> None:
    frame.title(question.title)
    if question is words.questions[0]:
        st.write(words.lead)
    options = tuple(Option(id=option.id, label=option.label) for option in question.options)
    asked = Asked(question=f"seen.{question.id}", kind="one", title=question.title, options=options)
    put(asked, key=asked.question, on_sent=partial(_take, question, visit))
    _back(words)


def _take(question: SeenQuestion, visit: Visit) -> None:
    key = f"seen.{question.id}"
    choice = answered(key, key).get("choice")
    if choice not in [option.id for option in question.options]:
        state.set_answer_error(key, say("Choose one answer to go on."))
        return
    state.set_answer_error(key, None)
    state.hear()
    state.seen(_stops(visit))[question.id] = choice


def _not_yet(words: Seen, instead: str) -> None:
    frame.title(words.not_yet)
    st.write(instead)
    _back(words)


def _open(words: Seen, given: dict[str, str], visit: Visit) -> None:
    """Note the clearance; a sign that no clearance opens is asked about again, as things are now."""
    shut = [item.rule for item in visit.verdict.deciding if not item.rule.clearable]
    if not shut:
        with frame.saving():
            visit.clear(given)
            visit.keep_screening()
        state.forget_seen()
        frame.go("result")
    frame.title(words.again_title)
    st.write(words.again)
    if st.button(words.again_label, type="primary", key="seen.again", width="stretch"):
        with frame.saving():
            visit.clear(given)
        state.forget_seen()
        state.fix(quiz.asked_in(shut[0], visit.answers, visit.progress.asked))
        frame.go("quiz")
    _back(words)


def _back(words: Seen) -> None:
    if st.button(words.back_label, key="seen.back", icon=":material/arrow_back:", type="tertiary"):
        state.forget_seen()
        frame.go("result")
