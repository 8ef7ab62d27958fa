"""The library: what is looked for, groups, and what is left out for somebody says so and cannot be started."""

from __future__ import annotations

import logging
from uuid import uuid4

import pytest
from streamlit.testing.v1 import AppTest

from examples.people import ticks
from lowback.store.sessions import Sessions
from lowback.ui.views.library import AT_FIRST
from lowback.web import resources
from tests.app import go_to, open_app, quiz_done, words
from tests.diaries import play


def search(app: AppTest, text: str) -> list[str]:
    """Look for this; the cards that stand on the page then, by the keys of their buttons."""
    app.text_input(key="routines.search").set_value(text).run()
    return cards(app)


def cards(app: AppTest) -> list[str]:
    """The routines and exercises on the page, in order."""
    return [b.key.partition(".")[2] for b in app.button if b.key and b.key.startswith(("look.", "how."))]


def group(app: AppTest, name: str) -> list[str]:
    """Choose a group; the routines on the page then."""
    app.button_group(key="group").set_value(name).run()
    return cards(app)


@pytest.fixture
def app() -> AppTest:
    """The library of somebody who answered the questions."""
    return go_to(quiz_done(), "routines")


def test_what_is_looked_for_stands_alone_on_the_page(app: AppTest) -> None:
    assert search(app, "sciatca") == ["sciatica_settle", "slider_supine", "slider_seated"]
    assert "3 things found" in words(app)
    assert cards(app) != search(app, "")


def test_what_is_looked_for_stands_in_no_address_and_no_log(app: AppTest, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        search(app, "sciatica")

    assert "sciatica" not in str(app.query_params)
    assert "sciatica" not in caplog.text


def test_what_is_left_out_is_found_with_its_reason_and_no_start() -> None:
    app = go_to(quiz_done(worse=ticks("lie_side")), "routines")

    assert search(app, "clam")[0] == "clam"
    assert "Left out for you, because you told us" in words(app)
    assert search(app, "pregnant")[0] == "late_pregnancy"
    assert "Not for you now" in words(app)
    assert not [b.key for b in app.button if "start" in str(b.key)]


def test_who_has_not_answered_yet_finds_the_same() -> None:
    app = open_app("routines")

    assert search(app, "pregnant")[0] == "late_pregnancy"
    assert "Not for you now" not in words(app)


def test_danger_signs_stand_above_what_is_found(app: AppTest) -> None:
    search(app, "numb leg")

    [warning] = app.warning
    assert "Look at these danger signs first" in warning.value
    assert "call your emergency number" in warning.value
    assert len(cards(app)) <= 2


def test_what_is_not_found_says_what_to_try(app: AppTest) -> None:
    assert search(app, "xylophone") == []
    assert "We found nothing for this" in words(app)


def test_what_is_looked_for_is_still_there_on_the_way_back(app: AppTest) -> None:
    search(app, "sciatica")
    go_to(app, "routine", id="sciatica_settle")
    go_to(app, "routines")

    assert app.text_input(key="routines.search").value == "sciatica"


def test_a_group_holds_what_is_done_there(app: AppTest) -> None:
    assert group(app, "seated") == ["desk_break"]
    assert group(app, "morning") == ["morning_easy"]
    assert "Morning: 1 of 18 routines" in words(app)


def test_who_answered_begins_with_what_is_theirs_and_others_with_all(app: AppTest) -> None:
    assert app.button_group(key="group").value == "you"
    assert open_app("routines").button_group(key="group").value == "all"


def test_a_list_is_short_until_more_is_asked_for(app: AppTest) -> None:
    assert len(group(app, "all")) == AT_FIRST
    app.button(key="routines.more").click().run()

    assert len(cards(app)) == 18
    assert "routines.more" not in {b.key for b in app.button}
    assert len(group(app, "floor")) == AT_FIRST


def test_what_suits_stands_before_what_is_left_out(app: AppTest) -> None:
    group(app, "all")
    app.button(key="routines.more").click().run()
    text = words(app)

    assert text.index("Not for you now") > text.index("Desk break")
    assert text.rindex("Lower back workout (base)") < text.index("Not for you now")


def test_a_routine_names_the_next_step_and_what_goes_well_with_it() -> None:
    app = go_to(quiz_done(), "routine", id="lower_back_base")
    text = words(app)

    assert [h.value for h in app.header if h.value in ("Next step", "Goes well with")] == [
        "Next step",
        "Goes well with",
    ]
    assert "One step harder. Start this after two weeks" in text
    assert {"look.lower_back_build", "look.desk_break"} <= {b.key for b in app.button}
    assert "both.desk_break" in {b.key for b in app.button}
    assert "both.lower_back_build" not in {b.key for b in app.button}


def test_who_has_not_answered_yet_is_told_of_no_step() -> None:
    assert "One step harder" not in words(open_app("routine", id="lower_back_base"))


@pytest.mark.parametrize(("after", "named"), [(4, True), (3, True), (5, False), (9, False), (None, False)])
def test_after_a_session_that_did_good_something_is_named_for_another_day(after: int | None, named: bool) -> None:
    app = quiz_done()
    sessions = Sessions(resources.engine(), app.session_state["visit.person"])
    session = play(sessions, uuid4().hex, pain_before=4)
    sessions.finish_words(session, after, 3, "")

    go_to(app, "after", session=session)
    if after is None:
        app.button(key="after.skip.pain").click().run()

    assert ("One step harder" in words(app)) is named
    assert not [b.key for b in app.button if "start" in str(b.key)]
