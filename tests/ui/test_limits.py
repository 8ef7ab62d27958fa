"""A page says in one sentence that it was too much, and nothing is begun."""

from __future__ import annotations

import pytest

from lowback.web import limits
from lowback.web.limits import TOO_MUCH, Allowance, Meter
from tests.app import before_session, data_of, go_to, quiz_done, send, title, words


@pytest.fixture(autouse=True)
def _nothing_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "sessions", Meter(Allowance(0, 0)))


def test_a_session_too_many_is_not_begun() -> None:
    app = go_to(quiz_done(), "player", routine="lower_back_base", minutes="5")
    before_session(app)

    app.button(key="player.skip").click().run()
    skipped = words(app)
    go_to(app, "player", routine="lower_back_base", minutes="5")
    send(app, "player.before", {"sent": {"question": "before", "answer": {"value": 4}}})

    assert TOO_MUCH in skipped
    assert data_of(app, "player.before")["error"] == TOO_MUCH
    assert title(app) == "How sore is your back right now?"


def test_a_session_too_many_is_not_logged_and_the_form_keeps_its_text() -> None:
    app = go_to(quiz_done(), "log")
    app.text_area[0].set_value("in the garden")

    next(button for button in app.button if button.label == "Save").click().run()

    assert TOO_MUCH in words(app)
    assert app.text_area[0].value == "in the garden"
