"""What else somebody may do today, as a row of choices; each one changes the card above the row."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from zoneinfo import ZoneInfo

import streamlit as st

from lowback.language.speech import later, say
from lowback.person import quiz
from lowback.plan.choices import WALK, Choice, Kind, choices, time_of_day
from lowback.plan.recommend import Plan
from lowback.ui.pieces import cards, done
from lowback.ui.visit import Visit
from lowback.words import lines

WORDS: Mapping[Kind, str] = {
    "morning": later("For the morning"),
    "work": later("A break from work"),
    "evening": later("For the evening"),
    "shorter": later("Shorter"),
    "other": later("Another routine"),
    "upright": later("Sitting or standing"),
    "walk": later("A walk"),
    "rest": later("A rest day"),
}

LATELY, OFTEN = timedelta(weeks=4), 3
"""What was done so many times in so long is a habit."""


def start(plan: Plan, visit: Visit) -> None:
    """The card of the routine to do now, and below it the row of what else there is."""
    card = st.container()
    offered = quiz.minutes_offered(visit.library.all_questions)
    now = time_of_day(visit.now.astimezone(ZoneInfo(visit.zone)).hour)
    found = choices(plan, visit.progress.said.facts, visit.library, visit.minutes, offered, now)
    by_kind = {choice.kind: choice for choice in found}
    habit = now if now in by_kind and _often(by_kind[now], visit) else None
    chosen: Kind | None = st.pills(
        say("Something else"), list(by_kind), format_func=lambda kind: say(WORDS[kind]), default=habit,
        key="today.instead",
    )  # fmt: skip
    with card:
        if habit and chosen == habit:
            st.write(say("You often do this."))
        _card(by_kind.get(chosen) if chosen else None, plan, visit)


def _often(choice: Choice, visit: Visit) -> bool:
    """Whether it was done again and again in the last weeks: then, at its hours, it is what is offered first."""
    done_lately = visit.history.routines(visit.today - LATELY, visit.latest_day)
    return any(
        choice.offer and each.routine == choice.offer.routine.id and each.sessions >= OFTEN for each in done_lately
    )


def _card(choice: Choice | None, plan: Plan, visit: Visit) -> None:
    if choice is None:
        cards.start_card(plan.offers[0], visit, "today")
    elif choice.offer:
        cards.start_card(choice.offer, visit, f"today.{choice.kind}", choice.minutes)
    elif choice.kind == "walk":
        _walk(visit)
    else:
        _rest()


def _walk(visit: Visit) -> None:
    exercise = visit.library.exercises[WALK]
    with st.container(border=True):
        cards.face(lines.picture(exercise, visit.library, visit.figures()), exercise.name, exercise.dose.text)
        st.write(exercise.how[0])
        done.walk(visit, "today.instead")


def _rest() -> None:
    with st.container(border=True):
        st.header(say("A rest day is fine"), anchor=False)
        st.write(say("Move about a little when you can. Your plan is here tomorrow."))
