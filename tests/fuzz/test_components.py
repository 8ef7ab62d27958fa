"""Whatever a component sends, on every page: no error, no apology, and a page with a heading."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, get_args
from uuid import uuid4

from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from examples.people import ORDINARY
from lowback.store.answers import StoredAnswers
from lowback.store.sessions import Sessions
from lowback.ui.frame import Address
from lowback.web import resources
from tests.answer_space import looked_at
from tests.app import data_of, go_to, open_app, send, words
from tests.diaries import script
from tests.fuzz.odd import CASES, STATES, aimed

PAGES = get_args(Address)
QUERY: dict[str, dict[str, str]] = {"routine": {"id": "lower_back_base"}, "exercise": {"id": "bridge"}}
TOGETHER = 8
"""So many states are sent to one visit, one after the other."""
tried: list[int] = []


def visit(*, plays: bool) -> tuple[AppTest, str]:
    """Somebody who has answered everything, in the middle of a session or before one; the id of the session."""
    app = open_app()
    person, session = app.session_state["visit.person"], uuid4().hex
    StoredAnswers(resources.engine(), person).replace({}, ORDINARY)
    if plays:
        Sessions(resources.engine(), person).start(session, "r", script("bridge", "clam"), "UTC", datetime.now(UTC), 4)
    return app, session


def components(app: AppTest) -> list[str]:
    """The keys of our components on the page, those that ask something first."""
    keys = [str(each.key) for each in app._tree if getattr(each, "type", "") == "bidi_component"]
    return sorted(keys, key=lambda key: key in {"nav", "arrival"})


@looked_at(CASES // 5 // TOGETHER)
@given(
    page=st.sampled_from(PAGES) | st.sampled_from(("quiz", "player", "after")),
    step=st.integers(0, 13),
    plays=st.booleans(),
    states=st.lists(st.tuples(st.integers(0, 2), STATES), min_size=TOGETHER, max_size=TOGETHER),
)
def test_no_state_of_a_component_breaks_a_page(
    page: str, step: int, plays: bool, states: list[tuple[int, Any]]
) -> None:
    app, session = visit(plays=plays)
    asked = {"quiz": {"step": str(step)}, "after": {"session": session}, "player": {} if plays else QUERY["routine"]}
    go_to(app, page, **(asked | QUERY).get(page, {}))
    for place, state in states:
        keys = components(app)
        key = keys[place % len(keys)]
        send(app, key, aimed(state, data_of(app, key)))
        tried.append(1)
        assert not app.exception, (page, key, state, app.exception[0].stack_trace)
        assert "Something went wrong" not in words(app), (page, key, state)


def test_so_many_states_were_tried(figures: dict[str, float]) -> None:
    figures["fuzz/component_values"] = len(tried)

    assert len(tried) >= CASES // 5 - TOGETHER
