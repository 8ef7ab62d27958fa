"""Values as nobody sends them, and values that are nearly right."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

from hypothesis import strategies as st

from examples.contents import load_library
from lowback.diary.event import Event

CASES = int(os.environ.get("LOWBACK_FUZZ", "600"))
"""How many in all; `make fuzz` tries 100,000."""
HERE = "(what is here)"
"""Stands for the question that is asked, or the session that is played."""
CANARY = "numb-canary"
"""What a person might have written; it never stands in a log."""
LIBRARY = load_library()
OPTIONS = sorted({option.id for question in LIBRARY.all_questions for option in question.options})
KINDS = (
    "started", "item_done", "item_skipped", "item_swapped", "hurt", "felt", "more_time", "rests", "paused", "finished",
    "stopped",
)  # fmt: skip

TEXTS = st.text(st.characters(exclude_categories=()), max_size=9) | st.sampled_from(
    ("", CANARY, "\0", "\ud800", "2026-11-30T00:00:00+00:00", "NaN", "../x", "bridge", *KINDS)
)
NUMBERS = st.integers() | st.floats() | st.sampled_from((0, 1, -1, 4, 10, 40, 2**31, 2**63, 10**400, 4999, 5001, 1e308))
PLAIN = st.none() | st.booleans() | NUMBERS | TEXTS
NAMES = st.sampled_from(("sent", "question", "answer", "progress", "session", "log", "at", "go", "item", "key")) | TEXTS
VALUES: st.SearchStrategy[Any] = st.recursive(
    PLAIN, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(NAMES, inner, max_size=4), max_leaves=9
)


def parts(**known: st.SearchStrategy[Any]) -> st.SearchStrategy[dict[str, Any]]:
    """An object with some of these keys, each with what it should have or with anything."""
    return st.fixed_dictionaries({}, optional={name: value | VALUES for name, value in known.items()})


CHOSEN = st.lists(st.sampled_from(OPTIONS) | PLAIN, max_size=4)
ANSWERS = parts(
    ticked=CHOSEN, not_sure=CHOSEN, none=st.booleans(), choice=st.sampled_from(OPTIONS), value=st.integers(-1, 120)
)
SENT = st.fixed_dictionaries({"sent": parts(question=st.just(HERE), at=NUMBERS, answer=ANSWERS) | VALUES})
PLACES = parts(item=st.integers(-1, 9), stage=st.integers(-1, 9), elapsed=NUMBERS)
EVENTS = st.fixed_dictionaries(
    {"seq": st.integers(1, 9), "kind": st.sampled_from(KINDS)},
    optional={name: VALUES for name in Event.__dataclass_fields__ if name not in ("seq", "kind")},
)
LOGS = st.lists(EVENTS | VALUES, max_size=5)
STATUSES = st.sampled_from(("running", "finished", "stopped", "over", "check"))
TOLD = parts(session=st.just(HERE), log=LOGS, at=PLACES, status=STATUSES)
PROGRESS = st.fixed_dictionaries({"progress": TOLD | VALUES})
STATES = SENT | PROGRESS | VALUES
"""What a component of ours may be made to send."""


def aimed(state: Any, given: dict[str, Any]) -> Any:
    """The same, for the question or the session that this component was given."""
    for part in state.values() if isinstance(state, dict) else ():
        for name in ("question", "session"):
            if isinstance(part, dict) and part.get(name) == HERE:
                part[name] = given.get(name, HERE)
    return state


def by_weight(keys: Iterable[str]) -> list[str]:
    """The keys of components, those that ask something first."""
    return sorted(keys, key=lambda key: key in {"nav", "arrival"})
