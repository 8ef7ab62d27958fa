"""What pages work out once for all visitors, or once for a person's table."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from threading import Lock

import streamlit as st
from pandas import DataFrame

from lowback.person import answer
from lowback.web.resources import library

MOST_BYTES = 16_000_000
"""So much memory may tables for charts take, of all visitors together."""


@st.cache_resource(show_spinner=False)
def alarming() -> Mapping[str, tuple[str, ...]]:
    """For each question of the danger lists, the options that raise an emergency by themselves."""
    rules = library().all_rules
    return {q.id: answer.alarming(q, rules) for q in library().all_questions if q.section == "safety"}


class Shelf:
    """Tables that were made already; those not looked at for longest make room when they take too much memory."""

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._tables: OrderedDict[Hashable, tuple[DataFrame, int]] = OrderedDict()
        self._lock = Lock()

    @property
    def bytes(self) -> int:
        """How much memory the tables take."""
        return sum(size for _, size in self._tables.values())

    def table(self, key: Hashable, make: Callable[[], DataFrame]) -> DataFrame:
        """The table with this key, made if it is not there; it is only ever read."""
        with self._lock:
            if key in self._tables:
                self._tables.move_to_end(key)
                return self._tables[key][0]
        made = make()
        with self._lock:
            self._tables[key] = made, int(made.memory_usage(deep=True).sum())
            while self.bytes > self._most:
                self._tables.popitem(last=False)
        return made

    def forget(self) -> None:
        """No table is kept any longer."""
        with self._lock:
            self._tables.clear()


@st.cache_resource(show_spinner=False)
def _shelf() -> Shelf:
    return Shelf(MOST_BYTES)


def chart_table(person: str, mark: int, make: Callable[[], DataFrame]) -> DataFrame:
    """One person's table for a chart; `mark` stands for everything it is made of."""
    return _shelf().table((person, mark), make)


def forget_tables() -> None:
    """Nothing that was worked out from anybody's diary is kept any longer."""
    _shelf().forget()
