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
from tests.fuzz.odd import CASES, STATES, aimed, by_weight

Place = tuple[str, dict[str, str]]
"""A page and its query."""
TRIED = CASES * 15 // 100
TOGETHER = 16
"""So many states are sent in one visit, one after the other."""
QUERY: dict[str, dict[str, str]] = {"routine": {"id": "lower_back_base"}, "exercise": {"id": "bridge"}}
PLACES = (
    st.sampled_from([(page, QUERY.get(page, {})) for page in get_args(Address)])
    | st.integers(0, 13).map(lambda step: ("quiz", {"step": str(step)}))
    | st.sampled_from([("player", {}), ("player", {"routine": "lower_back_base"})])
)
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
    """The keys of our components on the page."""
    return by_weight(str(each.key) for each in app._tree if getattr(each, "type", "") == "bidi_component")


STEPS = st.tuples(st.none() | PLACES, st.integers(0, 2), STATES)
"""Where somebody goes first, the number of the component that sends, and what."""


@looked_at(TRIED // TOGETHER, shrinks=False)
@given(plays=st.booleans(), steps=st.lists(STEPS, min_size=TOGETHER, max_size=TOGETHER))
def test_no_state_of_a_component_breaks_a_page(plays: bool, steps: list[tuple[Place | None, int, Any]]) -> None:
    app, session = visit(plays=plays)
    for place, number, state in steps:
        if place:
            go_to(app, place[0], **({"session": session} if place[0] == "after" else place[1]))
        keys = components(app)
        key = keys[number % len(keys)]
        send(app, key, aimed(state, data_of(app, key)))
        tried.append(1)
        assert not app.exception, (place, key, state, app.exception[0].stack_trace)
        assert "Something went wrong" not in words(app), (place, key, state)


def test_so_many_states_were_tried(figures: dict[str, float]) -> None:
    figures["fuzz/component_values"] = len(tried)

    assert len(tried) > TRIED - TOGETHER
