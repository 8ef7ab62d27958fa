"""The moving picture beside a list, in a wide window: what is done in the row that is pointed at or has the focus."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import streamlit as st

from lowback.library.catalogue import Routine
from lowback.session.pictures import pictures
from lowback.session.script import Pictures
from lowback.ui.components.preview import preview
from lowback.ui.visit import Visit

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator


def row(name: str) -> str:
    """The key of the container in which this exercise or routine stands."""
    return f"row-{name}"


def room() -> DeltaGenerator:
    """Where the picture goes; right below the heading, so that the page has its width before the list is there."""
    return st.container(key="preview")


def show(room: DeltaGenerator, rows: Mapping[str, tuple[Routine, Iterable[str]]], visit: Visit) -> None:
    """For each row the exercises that are shown there one after another, as its routine shows them."""
    films = {row(name): _films(routine, exercises, visit) for name, (routine, exercises) in rows.items()}
    with room:
        preview(films, key="preview.films")


def _films(routine: Routine, names: Iterable[str], visit: Visit) -> list[tuple[str, Pictures]]:
    figures = visit.figures(routine)
    found = map(visit.library.exercises.__getitem__, names)
    return [(exercise.name, pictures(exercise, visit.library, figures)) for exercise in found]
