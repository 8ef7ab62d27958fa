"""Whatever a browser sends, a page takes it as an answer or says what is missing; both halves speak one protocol."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from streamlit.testing.v1 import AppTest

from examples.people import answers, ticks
from lowback.store.sessions import Sessions
from lowback.web import resources
from tests.app import data_of, go_to, later, open_app, send, title
from tests.ui.test_seen import kept
from tools.schemas import as_text, schemas

# Nothing, something that is no answer, and answers to a question of another kind.
SHAPES: tuple[Any, ...] = (
    None, [], ["ticked"], "yes", 7, {}, {"ticked": None}, {"ticked": [{}]}, {"ticked": "flexion"}, {"none": []},
    {"not_sure": {}}, {"value": True}, {"value": []}, {"value": 4.5}, {"value": "NaN"}, {"value": 1111}, {"choice": {}},
    {"choice": []}, {"choice": None}, {"ticked": ["no such"]},
)  # fmt: skip


def visit(**changes: Any) -> AppTest:
    app = open_app("more")
    for question, answer in answers(**changes).items():
        kept(app).save(question, {**answer, "v": 2})
    return app


def quiz() -> tuple[AppTest, str]:
    return go_to(visit(), "quiz", step="1"), "quiz.danger_new"


def number() -> tuple[AppTest, str]:
    return go_to(visit(), "quiz", step="4"), "quiz.age"


def check() -> tuple[AppTest, str]:
    return go_to(later(visit(), hours=2), "player", routine="lower_back_base"), "player.check"


def before() -> tuple[AppTest, str]:
    app, key = check()
    send(app, key, {"sent": {"question": key, "answer": {"none": True}}})
    return app, "player.before"


def after() -> tuple[AppTest, str]:
    app, key = before()
    send(app, key, {"sent": {"question": "before", "answer": {"value": 4}}})
    session = data_of(app, "player")["session"]
    log = [{"seq": 1, "kind": "started", "item": 0}, {"seq": 2, "kind": "finished", "item": 0}]
    send(app, "player", {"progress": {"session": session, "log": log, "at": None, "status": "finished"}})
    return go_to(app, "after", session=session), "after.pain"


def effort() -> tuple[AppTest, str]:
    app, key = after()
    send(app, key, {"sent": {"question": "after", "answer": {"value": 3}}})
    return app, "after.effort"


def leave_out() -> tuple[AppTest, str]:
    return go_to(visit(), "leave_out"), "leave_out"


def seen() -> tuple[AppTest, str]:
    app = visit(ever_had=ticks("weight"), assessed={"choice": "assessed_no", "rules": ["C9"], "cleared": []})
    return go_to(app, "seen"), "seen.who"


@pytest.mark.parametrize("page", [quiz, number, check, before, after, effort, leave_out, seen])
def test_no_answer_of_a_wrong_shape_breaks_a_page_or_counts_as_one(page):
    app, key = page()
    where, question = title(app), data_of(app, key)["question"]

    for shape in SHAPES:
        send(app, key, {"sent": {"question": question, "at": uuid4().hex, "answer": shape}})
        assert not app.exception, shape
        assert title(app) == where, shape

    wholes: tuple[Any, ...] = (None, [], "yes", {}, {"question": question}, {"answer": {"none": True}})
    for whole in wholes:
        send(app, key, {"sent": whole})
        assert not app.exception, whole
        assert title(app) == where, whole


def test_no_progress_of_a_wrong_shape_breaks_the_player():
    app, key = before()
    send(app, key, {"sent": {"question": "before", "answer": {"value": 4}}})
    session = data_of(app, "player")["session"]

    told: tuple[Any, ...] = (
        [], "x", 7, {}, {"session": session}, {"session": session, "log": None, "at": [], "status": {}},
        {"session": session, "log": {"seq": 1}, "at": {"item": "x"}}, {"session": [], "log": []},
        {"session": session, "log": [None, 3, {"seq": "1"}, {"seq": True, "kind": []}]},
    )  # fmt: skip
    for progress in told:
        send(app, "player", {"progress": progress})
        assert not app.exception, progress
        assert data_of(app, "player")["session"] == session


@pytest.mark.parametrize(
    "at", [{"item": []}, {"item": 1.5}, {"item": -9}, {"item": 4999, "stage": "x"}, {"item": None}]
)
def test_no_place_of_a_wrong_shape_breaks_today_or_the_player_even_when_it_was_kept_before(at):
    app, key = before()
    send(app, key, {"sent": {"question": "before", "answer": {"value": 4}}})
    session, person = data_of(app, "player")["session"], app.session_state["visit.person"]

    send(app, "player", {"progress": {"session": session, "log": [], "at": at}})
    told = title(go_to(app, "today"))
    Sessions(resources.engine(), person).save_position(session, at)

    assert (told, title(go_to(app, "today"))) == ("Today", "Today")
    assert not app.exception
    go_to(app, "player")
    assert not app.exception
    assert data_of(app, "player")["session"] == session


@pytest.mark.parametrize("state", [None, [], "x", 7, {"sent": 1, "go": []}, {"progress": "x"}])
def test_no_state_of_a_wrong_shape_breaks_a_component(state):
    app, key = before()

    send(app, key, state)
    send(app, "nav", state)

    assert not app.exception
    assert title(app) == "How sore is your back right now?"


@pytest.mark.parametrize(("path", "model"), schemas().items(), ids=lambda it: getattr(it, "stem", None))
def test_the_schema_beside_the_browser_half_is_the_one_of_the_program(path, model):
    assert path.read_text("utf-8") == as_text(model), "run: python -m tools.schemas"
