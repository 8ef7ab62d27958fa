"""What pages work out once for all visitors, or once for a person's table."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st
from pandas import DataFrame

from lowback.person import answer
from lowback.web.resources import library


@st.cache_resource(show_spinner=False)
def alarming() -> Mapping[str, tuple[str, ...]]:
    """For each question of the danger lists, the options that raise an emergency by themselves."""
    rules = library().all_rules
    return {q.id: answer.alarming(q, rules) for q in library().all_questions if q.section == "safety"}


@st.cache_resource(max_entries=400, show_spinner=False)
def chart_table(person: str, mark: int, _make: Callable[[], DataFrame]) -> DataFrame:  # noqa: ARG001 - they are the key
    """One person's table for a chart, only ever read; `mark` stands for everything it is made of."""
    return _make()


def forget_tables() -> None:
    """Nothing that was worked out from anybody's diary is kept any longer."""
    chart_table.clear()
