"""The quiz on the screen: one question at a time, then every answer to look over."""

from __future__ import annotations

from functools import partial

import streamlit as st

from lowback.language.speech import later, say
from lowback.library.schema import Question
from lowback.person import quiz
from lowback.person.answer import Answer, AnswerError, check
from lowback.person.settle import to_settle
from lowback.store.errors import StoreUnavailable
from lowback.ui import frame, shared, state
from lowback.ui.components.ask import Asked, Call, Option, answered
from lowback.ui.pieces import cards
from lowback.ui.pieces.question import call_for, put
from lowback.ui.visit import Visit
from lowback.words.answers import refused
from lowback.words.told import unit_words

NOT_SURE = later("Not sure")
NOT_SURE_SAFE = later("Not sure (counts as yes)")


def draw(visit: Visit) -> None:
    """The question this address stands for, the one to mend, or the review.

    A danger sign ends the quiz at once, but for a question that can take it back; so does the answer that
    completes it, or that was mended.
    """
    if state.completed() and visit.progress.complete:
        with frame.saving():
            visit.keep_screening()
        state.set_completed(False)
        frame.go("result")
    if visit.verdict.level == "emergency" and not state.fixing() and not _settling(visit):
        frame.go("result")
    question = _question_here(visit)
    if question is None:
        _review(visit)
    else:
        _one_question(question, visit)


def as_asked(question: Question, answer: Answer | None, call: Call | None = None, urgent: str = "") -> Asked:
    """A question of the quiz as the browser draws it; `urgent` is said by a danger sign."""
    sure_words = say(NOT_SURE_SAFE if question.not_sure == "counts_as_yes" else NOT_SURE)
    danger = shared.alarming().get(question.id, ()) if call else ()
    return Asked(
        question=question.id,
        kind=question.kind,
        title=question.title,
        options=tuple(
            Option(id=o.id, label=o.label, hint=o.hint, call=urgent if o.id in danger else None)
            for o in question.options
        ),
        none_label=question.none_label,
        not_sure_label=question.not_sure_label if question.kind == "number" else sure_words,
        auto=goes_on(question),
        answer=answer,
        least=question.least,
        most=question.most,
        unit=unit_words(question.unit),
        anchors=question.anchors or (),
        call=call,
    )


def goes_on(question: Question) -> bool:
    """Whether one tap can be the whole answer. A list of danger signs always waits for Continue."""
    return question.kind in ("one", "scale") or (question.kind == "many" and question.section != "safety")


def _settling(visit: Visit) -> bool:
    return to_settle(visit.answers, visit.library.all_questions, visit.library.all_rules) is not None


def _question_here(visit: Visit) -> Question | None:
    if fixing := state.fixing():
        return visit.library.questions.get(fixing)
    asked, step = visit.progress.asked, st.query_params.get("step", "")
    # An address without a step keeps showing what it showed first, so that "back" comes back to it.
    wanted = int(step) if step.isdecimal() and 0 < len(step) < 4 else state.first_step(visit.step)
    place = min(max(wanted, 1), visit.step)
    return asked[place - 1] if place <= len(asked) else None


def _one_question(question: Question, visit: Visit) -> None:
    asked = visit.progress.asked
    place = asked.index(question) if question in asked else len(asked) - 1
    so_far = {"number": place + 1, "all": len(asked)}
    frame.arrive(question.title, tab=say("Question {number} of {all}", **so_far))
    st.progress((place + 1) / (len(asked) + 1), text=say("{number} of {all}", **so_far))
    frame.heading(question.title)
    if not visit.answers:
        frame.say_if_forgotten(visit)
    if question.lead:
        st.write(question.lead)
    key = f"quiz.{question.id}"
    call = call_for(visit, unsure=question.not_sure == "counts_as_yes") if question.section == "safety" else None
    urgent = frame.country(visit.library).fill(visit.library.screens.help.urgent)
    asked_as = as_asked(question, visit.answers.get(question.id), call, urgent)
    put(asked_as, key=key, on_sent=partial(_take, question, visit))
    if place and not state.fixing():
        st.button(say("Back"), key="quiz.back", icon=":material/arrow_back:", type="tertiary",
                  on_click=_to_step, args=(place,))  # fmt: skip


def _take(question: Question, visit: Visit) -> None:
    """Keep an answer and move on; a bad one gets a sentence and loses nothing."""
    given = answered(f"quiz.{question.id}", question.id)
    if not given:
        return
    try:
        visit.amend({question.id: check(question, given)})
    except (AnswerError, StoreUnavailable) as problem:
        state.set_answer_error(question.id, refused(problem))
        return
    state.set_answer_error(question.id, None)
    state.hear()
    _move_on(visit)


def _move_on(visit: Visit) -> None:
    walked = quiz.progress(visit.answers, visit.library.all_questions)
    state.fix(None)
    state.set_completed(walked.complete)
    if walked.next:
        _to_step(walked.asked.index(walked.next) + 1)


def _to_step(step: int) -> None:
    st.query_params["step"] = str(step)


def _review(visit: Visit) -> None:
    frame.title(say("Check your answers"))
    st.write(say("Change anything that is not right. Your answers stay on this server and nowhere else."))
    cards.answer_rows(visit)
    if st.button(say("See my result"), type="primary", key="quiz.result", width="stretch"):
        frame.go("result")
