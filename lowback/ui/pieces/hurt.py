"""What is left out because it hurt, and the way back for each."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import streamlit as st

from lowback.language.speech import later, say
from lowback.ui.pieces import way_back
from lowback.ui.visit import Visit
from lowback.words import lines

TITLE = later("Left out because it hurt")


def panel(visit: Visit, among: Iterable[str], key: str) -> None:
    """Those of these exercises that hurt, under a heading; nothing when none did."""
    names = tuple(name for name in among if name in visit.left_out and name in visit.library.exercises)
    if names:
        st.header(say(TITLE), anchor=False)
    for name in names:
        line(visit, name, key)


def line(visit: Visit, name: str, key: str) -> None:
    """When this exercise hurt, and the button that asks it back."""
    exercise = visit.library.exercises[name]
    words = lines.hurt_line(exercise, visit.left_out[name], visit.profile(), visit.today)
    ask_back = partial(visit.pains.ask_back, name)
    way_back.line(words, say("Bring it back"), exercise.name, f"{key}.back.{name}", ask_back)
