"""Two routines that go well together, played as one session and told apart in the diary from each by itself."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from lowback.plan.sitting import sitting
from lowback.ui.pieces.cards import NO_ROUTINE
from tests.app import before_session, data_of, go_to, new_visit_of, quiz_done, title, visit_of, words

BOTH = "lower_back_base~desk_break"
NAMES = "Lower back workout (base) + Desk break"


def started(app: AppTest, **query: str) -> dict[str, Any]:
    """The session that this address starts."""
    go_to(app, "player", **query)
    before_session(app)
    app.button(key="player.skip").click().run()
    return data_of(app, "player")


def test_both_are_one_session_with_what_each_has_and_nothing_twice() -> None:
    app = quiz_done()
    told = go_to(app, "routine", id="lower_back_base").button(key="both.desk_break").label

    data = started(app, routine=BOTH, minutes="10")

    played = [item["exercise"] for item in data["items"]]
    both = sitting(BOTH, visit_of(app).plan())
    assert both
    halves = [offer.fitted.items for offer in both.offers]
    assert data["title"] == NAMES
    assert len(played) == len(set(played))
    assert told.startswith(f"Do both, {data['minutes']} min ")
    assert all(set(played) & set(half) for half in halves)


def test_there_is_no_start_of_both_where_there_is_only_time_for_one() -> None:
    app = go_to(quiz_done(), "routine", id="lower_back_base")
    app.button_group(key="routine.minutes").set_value(5).run()

    assert "both.desk_break" not in {button.key for button in app.button}


def test_it_goes_on_after_a_reload_and_has_a_line_of_its_own_in_the_diary() -> None:
    app = quiz_done()
    data = started(app, routine=BOTH, minutes="10")

    go_to(app, "player", routine=BOTH, minutes="10")
    assert data_of(app, "player")["session"] == data["session"]
    assert NAMES in words(go_to(new_visit_of(app), "player", routine="desk_break"))

    running = visit_of(app).running()
    assert running
    assert running.routine == BOTH


@pytest.mark.parametrize("name", ["lower_back_base~unknown", "unknown~unknown", "~", "lower_back_base~"])
def test_an_address_with_a_routine_that_is_none_finds_nothing(name: str) -> None:
    app = go_to(quiz_done(), "player", routine=name)

    assert title(app) == NO_ROUTINE or NO_ROUTINE in words(app)


def test_with_a_routine_that_is_left_out_there_is_nothing_to_start() -> None:
    app = quiz_done(pain={"value": 8})
    withheld = next(each.routine.id for each in visit_of(app).plan().withheld)
    app = go_to(app, "player", routine=f"desk_break~{withheld}")

    assert "player.skip" not in {button.key for button in app.button}
