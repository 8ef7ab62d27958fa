"""What was written and not saved comes back from the browser on /log and /after, and is forgotten once it is saved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from streamlit.testing.v1 import AppTest

from lowback.store.clock import utc_now
from lowback.store.sessions import Sessions
from lowback.ui import frame
from lowback.ui.pieces.draft import name_of
from lowback.web import resources
from tests.app import answer, component, data_of, go_to, open_app, send
from tests.diaries import play


@pytest.fixture(autouse=True)
def me(monkeypatch: pytest.MonkeyPatch) -> str:
    """Somebody whose browser has a cookie, so that it can find again what it keeps."""
    person = uuid4().hex
    monkeypatch.setattr(frame, "person_id", lambda: person)
    return person


def hand_back(app: AppTest, values: Mapping[str, Any], id_: str = "", form: str = "log.new") -> AppTest:
    """The browser tells what it had kept of this form."""
    return send(app, f"draft.{form}", {"left": {"id": id_ or uuid4().hex, "values": values, "on": 1, "at": 2}})


def notes(person: str) -> list[str]:
    """The notes in the diary."""
    return [session.note for session in Sessions(resources.engine(), person).page(date.min, date.max, 99).sessions]


def ended(person: str) -> str:
    """A session that has ended, and after which the back was asked about; its id."""
    session = uuid4().hex
    mine = Sessions(resources.engine(), person)
    play(mine, session, at=utc_now())
    mine.finish_words(session, 3, None)
    return session


def test_every_field_of_the_log_comes_back_as_it_was():
    said = {"routine": "other", "day": "earlier", "date": "2026-1", "minutes": 25, "effort": 3, "pain_after": 2}
    app = hand_back(open_app("log"), said | {"note": "n"})

    at = "log.new.again"
    assert [app.selectbox(key=f"{at}.{name}").value for name in ("routine", "day", "effort")] == ["other", "earlier", 3]
    assert app.number_input(key=f"{at}.minutes").value == 25
    assert (app.text_input(key=f"{at}.date").value, app.text_area(key=f"{at}.note").value) == ("2026-1", "n")
    assert data_of(app, f"{at}.pain_after")["answer"]["value"] == 2
    assert data_of(app, f"{at}.pain_before")["answer"]["value"] is None


@pytest.mark.parametrize(
    "values",
    [
        {"routine": "nothing of ours"}, {"routine": ["other"]}, {"day": "2020-01-01"}, {"minutes": 0},
        {"minutes": True}, {"minutes": "9"}, {"pain_after": 11}, {"pain_before": 2.5}, {"effort": 99}, {"effort": True},
        {"note": 7}, {"note": None}, {"date": "x" * 30_000}, {"something": "else"}, {"note": {"a": []}},
    ],
)  # fmt: skip
def test_what_cannot_stand_in_a_field_of_the_log_is_left_out(values):
    app = hand_back(open_app("log"), values)

    assert not app.exception
    assert data_of(app, "draft.log.new")["changed"] == {}


@pytest.mark.parametrize("left", [None, 7, "text", {"values": 3}, {"id": "f" * 32}, {"id": [], "values": {}}])
def test_what_is_no_draft_of_the_log_changes_nothing(left):
    app = open_app("log")
    was = data_of(app, "draft.log.new")

    send(app, "draft.log.new", {"left": left})

    assert not app.exception
    told = data_of(app, "draft.log.new")
    assert (told["id"], told["changed"]) == (was["id"], {})


def test_the_log_hands_over_what_is_no_longer_as_it_was_and_what_a_text_was():
    app = open_app("log")
    assert data_of(app, "draft.log.new")["changed"] == {}

    app.number_input(key="log.new.minutes").set_value(40).run()

    told = data_of(app, "draft.log.new")
    assert told["changed"] == {"minutes": 40}
    assert told["texts"]["note"] == {"key": "log.new.note", "was": ""}
    assert told["name"] == name_of("log.new")


def test_a_session_of_the_log_that_was_saved_before_the_browser_heard_of_it_is_not_saved_twice(me):
    for note in ("a walk", "a longer walk"):
        app = hand_back(open_app("log"), {"note": note}, "a" * 32)
        app.button(key="log.new.again.save").click().run()

    assert notes(me) == ["a longer walk"]


def test_what_the_log_saved_or_gave_up_is_forgotten_on_the_next_page_until_it_is_begun_again():
    for way_out in ("save", "cancel"):
        app = open_app("log")
        app.button(key=f"log.new.{way_out}").click().run()
        assert data_of(go_to(app, "progress"), "arrival")["done"] == [name_of("log.new")]
        go_to(app, "log").run()
        assert data_of(app, "arrival")["done"] == []


def test_leaving_the_log_forgets_nothing_and_it_is_told_again_on_coming_back():
    app = hand_back(open_app("log"), {"note": "a walk"}, "a" * 32)
    assert data_of(app, "draft.log.new")["id"] == "a" * 32

    assert data_of(go_to(app, "today"), "arrival")["done"] == []
    assert data_of(go_to(app, "log"), "draft.log.new")["id"] != "a" * 32
    assert app.text_area(key="log.new.note").value == ""
    hand_back(app, {"note": "a walk"})
    assert app.text_area(key="log.new.again.note").value == "a walk"


def test_a_browser_without_a_cookie_is_given_no_name_to_keep_the_log_by(monkeypatch):
    monkeypatch.undo()

    assert data_of(open_app("log"), "draft.log.new")["name"] is None


def test_a_draft_of_the_log_does_not_name_the_person_and_is_not_the_same_for_two(me, monkeypatch):
    mine = str(name_of("log.new"))
    monkeypatch.setattr(frame, "person_id", lambda: "somebody else")

    assert me not in mine
    assert name_of("log.new") != mine


def test_the_note_on_the_after_page_comes_back_and_is_saved(me):
    session = ended(me)
    app = hand_back(open_app("after", session=session), {"note": "my left knee"}, form=f"after.{session}")
    assert app.text_area(key="after.again.note").value == "my left knee"

    app.button(key="after.skip.effort").click().run()

    assert notes(me) == ["my left knee"]
    assert data_of(app.run(), "arrival")["done"] == [name_of(f"after.{session}")]


def test_a_note_on_the_after_page_that_is_none_is_left_out(me):
    session = ended(me)
    app = hand_back(open_app("after", session=session), {"note": ["x"]}, form=f"after.{session}")

    assert not app.exception
    assert app.text_area(key="after.again.note").value == ""


def test_ticks_of_the_questions_are_kept_under_a_name_until_they_were_taken():
    app = open_app("quiz")
    name = name_of("danger_new")
    assert data_of(app, "quiz.danger_new")["draft"] == name

    answer(app, "danger_new", {"ticked": []})

    assert data_of(app, "arrival")["done"] == [name]


def test_ticks_of_the_questions_that_could_not_be_taken_stay():
    app = open_app("quiz")

    send(app, "quiz.danger_new", {"sent": {"question": "danger_new", "at": 1, "answer": {"ticked": []}}})

    assert component(app, "quiz.danger_new")
    assert data_of(app, "arrival")["done"] == []
