"""Deleting everything: what every page of that person says, and what can be taken along before."""

from __future__ import annotations

import pytest
from pandas import DataFrame

from lowback.store.answers import StoredAnswers
from lowback.store.errors import SENTENCES
from lowback.ui import shared
from lowback.web import resources
from tests.app import answer, data_of, go_to, open_app, quiz_done, title, words
from tests.ui.test_store_fails import no_database

GONE = "Everything is deleted"


def erased():
    """Somebody who has just deleted everything on the More page."""
    app = quiz_done()
    go_to(app, "more").checkbox(key="more.sure").check().run()
    return app.button(key="more.erase").click().run()


def test_the_more_page_says_that_everything_is_deleted_and_offers_only_to_begin_anew():
    app = erased()

    assert title(app) == GONE
    assert [button.key for button in app.button] == ["erased.anew"]
    app.button(key="erased.anew").click().run()
    assert data_of(app, "arrival.anew")["anew"]


def test_the_more_page_says_when_nothing_could_be_deleted_and_everything_is_still_there():
    app = quiz_done()
    person = app.session_state["visit.person"]
    kept = StoredAnswers(resources.engine(), person).all()
    go_to(app, "more").checkbox(key="more.sure").check().run()

    with no_database(reads=True):
        app.button(key="more.erase").click().run()

    assert [error.value for error in app.error] == [SENTENCES["gone"]]
    assert "deleted" not in "\n".join([title(app), *(success.value for success in app.success)])
    assert kept == StoredAnswers(resources.engine(), person).all() != {}
    assert title(go_to(app, "plan")) == "Your plan"


@pytest.mark.parametrize("page", ["today", "quiz", "plan", "player", "progress", "log", "result"])
def test_no_page_of_a_window_that_was_open_goes_on_as_the_deleted_person(page):
    app = erased()

    assert title(go_to(app, page)) == GONE


def test_an_answer_from_a_window_that_was_open_is_not_kept():
    other = open_app("quiz")
    person = other.session_state["visit.person"]
    app = open_app("more")
    app.session_state["visit.person"] = person
    go_to(app, "more").checkbox(key="more.sure").check().run()
    app.button(key="more.erase").click().run()

    answer(other, "danger_new", {"ticked": []})

    assert StoredAnswers(resources.engine(), person).all() == {}
    assert title(other) == GONE


def test_what_was_worked_out_for_charts_is_dropped():
    made: list[int] = []

    def table() -> DataFrame:
        made.append(1)
        return DataFrame()

    shared.chart_table("somebody", 1, table)

    erased()

    shared.chart_table("somebody", 1, table)
    assert made == [1, 1]


def test_before_it_a_copy_can_be_taken_and_the_page_says_what_stays():
    app = open_app("more")

    said = words(app)
    assert "take a copy" in said
    assert "Copies that whoever runs this app has made stay" in said
    assert SENTENCES["erased"] not in said
