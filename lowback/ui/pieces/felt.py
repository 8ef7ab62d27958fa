"""What is otherwise because of how it felt, and the way back for each; and the silent tap after the last exercise."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from functools import partial

import streamlit as st

from lowback.diary.event import Event
from lowback.diary.felt import last_done
from lowback.diary.log import Session
from lowback.language.speech import later, say
from lowback.plan.recommend import Offer
from lowback.plan.routine import by_feel
from lowback.store.errors import StoreUnavailable
from lowback.ui import state
from lowback.ui.pieces import way_back
from lowback.ui.visit import Visit
from lowback.words import lines

TITLE = later("Changed by how it felt")
WORDS = {"easy": later("Easy"), "right": later("Right"), "hard": later("Hard"), "hurt": later("It hurt")}
WRITER = "after"
"""Who writes the words that are said after a session into its log."""


def panel(visit: Visit, offers: Iterable[Offer], minutes: int, key: str) -> None:
    """The exercises of these routines that are otherwise because of how they felt; nothing when none is."""
    names = dict.fromkeys(name for offer in offers for name in by_feel(offer.fitted, minutes, visit.library))
    if names:
        st.header(say(TITLE), anchor=False)
    for name in names:
        exercise = visit.library.exercises[name]
        words = lines.felt_line(exercise, visit.felt[name], visit.today)
        as_before = partial(visit.feels.as_before, name)
        way_back.line(words, say("As before"), exercise.name, f"{key}.before.{name}", as_before)


def last_one(session: Session, visit: Visit) -> None:
    """How the last exercise felt: asked without a word aloud, and in nobody's way."""
    log = visit.sessions.log(session.id)
    last = last_done(log)
    known = visit.library.exercises.get(last.exercise or "") if last else None
    if last is None or known is None:
        return
    key = f"after.felt.{session.id}"
    st.segmented_control(
        say("How was {exercise}?", exercise=known.name), list(WORDS), format_func=lambda word: say(WORDS[word]),
        key=key, default=dict(session.felt).get(known.id), on_change=partial(_keep, key, session, last, log, visit),
    )  # fmt: skip


def _keep(key: str, session: Session, last: Event, log: tuple[Event, ...], visit: Visit) -> None:
    """A word that cannot be kept is no reason to stop anybody."""
    feel = state.chosen(key)
    seq = 1 + max((event.seq for event in log if event.writer == WRITER), default=0)
    word = Event(seq, "felt", WRITER, last.item, last.exercise, visit.now, visit.zone, feel=feel)
    if feel:
        with suppress(StoreUnavailable):
            visit.sessions.append(session.id, [word.as_dict()])
