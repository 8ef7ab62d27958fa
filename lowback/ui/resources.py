"""What all visitors share: the settings, the content library and the database, each made once."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st
from pandas import DataFrame
from sqlalchemy import Engine

from lowback.checks.load import load_library
from lowback.library.library import Library
from lowback.person import answer
from lowback.settings import Settings, settings
from lowback.store.engine import open_engine
from lowback.store.migrate import migrate


@st.cache_resource(show_spinner=False)
def library() -> Library:
    """The checked content; immutable, so sharing it is safe."""
    return load_library()


@st.cache_resource(show_spinner=False)
def alarming() -> Mapping[str, tuple[str, ...]]:
    """For each question of the danger lists, the options that raise an emergency by themselves."""
    rules = library().all_rules
    return {q.id: answer.alarming(q, rules) for q in library().all_questions if q.section == "safety"}


@st.cache_resource(show_spinner=False)
def surroundings() -> Settings:
    """The settings, read once."""
    return settings()


@st.cache_resource(show_spinner=False)
def engine() -> Engine:
    """The database, migrated before first use."""
    opened = open_engine(surroundings().database_url)
    migrate(opened)
    return opened


@st.cache_resource(max_entries=400, show_spinner=False)
def chart_table(person: str, mark: int, _make: Callable[[], DataFrame]) -> DataFrame:  # noqa: ARG001 - they are the key
    """One person's table for a chart, only ever read; `mark` stands for everything it is made of."""
    return _make()
