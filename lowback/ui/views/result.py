"""The result on its own calm screen: get help now, be seen first, take care, or go."""

from __future__ import annotations

import streamlit as st

from lowback.language.speech import say, spoken
from lowback.library.screens import StartScreen, StopScreen
from lowback.person import quiz
from lowback.person.triage import Raised
from lowback.ui import frame, state
from lowback.ui.components.printer import printer
from lowback.ui.pieces import advice, cards
from lowback.ui.pieces.call_help import help_numbers
from lowback.ui.pieces.how_link import how_link
from lowback.ui.pieces.summary import save_button
from lowback.ui.visit import Visit
from lowback.words import lines
from lowback.words.told import clause_words, in_a_row

CALLED = ("now", "same_day")
"""How urgent a result is that names a number to call."""


def draw(visit: Visit) -> None:
    """The screen of this person's level."""
    levels, verdict = visit.library.screens.levels, visit.verdict
    if verdict.level == "emergency":
        _stop(levels.emergency, visit)
    elif not visit.progress.complete:
        frame.go("quiz")
    elif verdict.level == "see_clinician_first":
        locks = levels.see_clinician_first
        urgency = {"same_day": locks.same_day, "soon": locks.soon}
        _stop(urgency.get(verdict.urgency, locks.none), visit)
    else:
        _start(levels.caution if verdict.level == "caution" else levels.go, visit)
    how_link("result.how")


def _stop(screen: StopScreen, visit: Visit) -> None:
    """What to do, whom to call, what to say and what was ticked, in that order; far below, the ways back."""
    deciding, urgency = visit.verdict.deciding, visit.verdict.urgency
    frame.title(screen.title, tab=say("Get help now") if visit.verdict.level == "emergency" else None)
    # As high as the window, so that nothing that leads out stands where a finger waits (head.html).
    with st.container(key="result.stop"):
        # The first thing to do is the call, so the button stands right below it.
        if urgency in CALLED:
            help_numbers(visit.library.screens.emergency_numbers, now=urgency == "now", lead=screen.do[0])
        else:
            st.markdown(f"{screen.lead}\n\n{screen.do[0]}")
        for_them = dict.fromkeys(item.rule.do for item in deciding if item.rule.do)
        st.markdown(lines.bullets((*for_them, *screen.do[1:])))
        _what_to_say(screen, deciding, visit.library.screens.say_first)
        _because(screen, deciding, visit)
        st.markdown(f"{screen.lead}\n\n{screen.print_hint}" if urgency in CALLED else screen.print_hint)
        printer(say("Print this page"))
        save_button(visit, "result.summary")
    _ways_back(screen, deciding, visit)


def _what_to_say(screen: StopScreen, deciding: tuple[Raised, ...], first: str) -> None:
    certain = [clause_words(said) for item in deciding if not item.unsure for said in item.says]
    unsure = [clause_words(said) for item in deciding if item.unsure for said in item.says]
    if not certain + unsure:
        return
    with st.container(border=True):
        st.markdown(f"**{screen.say_lead}**")
        for said in dict.fromkeys((first, *certain)):
            st.markdown(f"“{said}”")
        if unsure:
            st.markdown(screen.say_not_sure)
            for said in dict.fromkeys(unsure):
                st.markdown(f"“{said}”")


def _because(screen: StopScreen, deciding: tuple[Raised, ...], visit: Visit) -> None:
    certain = list(dict.fromkeys(in_a_row(item.because) for item in deciding if not item.unsure))
    unsure = list(dict.fromkeys(in_a_row(item.because) for item in deciding if item.unsure))
    if certain:
        st.markdown(f"{screen.told_lead}\n\n" + lines.bullets(certain))
    if unsure:
        st.markdown(f"{screen.not_sure_lead}\n\n{lines.bullets(unsure)}\n\n{screen.not_sure_note}")
    if not deciding:
        shorts = [visit.library.questions[name].short for name in _open_questions(visit)]
        st.markdown(f"{screen.not_sure_lead}\n\n{lines.bullets(shorts)}\n\n{screen.not_sure_note}")


def _ways_back(screen: StopScreen, deciding: tuple[Raised, ...], visit: Visit) -> None:
    """Back to the one question: ticked by mistake, or seen since."""
    said_in = {item.rule: quiz.asked_in(item.rule, visit.answers, visit.progress.asked) for item in deciding}
    asked = tuple(dict.fromkeys(said_in.values())) or _open_questions(visit)
    st.divider()
    for name in asked:
        short = visit.library.questions[name].short
        label = screen.mistake_label
        if len(asked) > 1:
            label = say("{label}: {question}", label=label, question=spoken().inside(short))
        if st.button(label, key=f"result.mistake.{name}", width="stretch"):
            _mend(name)
    # A tick can be gone after a visit; an age cannot.
    questions = visit.library.questions
    may_be_seen = all(rule.clearable or questions[name].kind == "many" for rule, name in said_in.items())
    if deciding and may_be_seen and st.button(screen.seen_label, key="result.seen", width="stretch"):
        frame.go("seen")


def _mend(question: str) -> None:
    state.fix(question)
    frame.go("quiz")


def _open_questions(visit: Visit) -> tuple[str, ...]:
    """The questions whose answers left something open."""
    still = set(visit.verdict.open)
    return tuple(q.id for q in visit.progress.asked if still & quiz.facts_of(q))


def _start(screen: StartScreen, visit: Visit) -> None:
    """Ready, or ready with care: the first routine and its Start, and below it what led here."""
    frame.title(screen.title)
    st.markdown(screen.lead)
    offers = visit.plan().offers
    if offers:
        cards.start_card(offers[0], visit, "result")
    if cautions := visit.verdict.cautions:
        st.markdown(
            f"{screen.told_lead}\n\n" + lines.bullets(dict.fromkeys(in_a_row(item.because) for item in cautions))
        )
    with st.expander(say("Check your answers")):
        cards.answer_rows(visit)
    _left_out(screen, visit)
    st.markdown(lines.bullets(screen.do))
    advice.when_to_be_seen(screen, visit)
    if st.button(say("My whole plan"), key="result.plan", type="secondary" if offers else "primary"):
        frame.go("plan")


def _left_out(screen: StartScreen, visit: Visit) -> None:
    person = visit.profile()
    classes = visit.library.movement_classes
    reasons: dict[str, list[str]] = {}
    for exclusion in person.exclusions:
        reasons.setdefault(exclusion.condition.id, []).append(classes[exclusion.movement_class].doing)
    conditions = visit.library.conditions
    left_out = [
        say("{condition}: {doing}", condition=conditions[name].name, doing=spoken().row(dict.fromkeys(doing)))
        for name, doing in reasons.items()
    ]
    if left_out:
        with st.expander(say("What we left out")):
            st.markdown(f"{screen.left_out_lead}\n\n" + lines.bullets(left_out))
