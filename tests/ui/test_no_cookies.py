"""Where the browser keeps no cookie, that is said before the first question, and where we say what is kept."""

from __future__ import annotations

import pytest

from lowback.ui import frame
from tests.app import answer, go_to, open_app

ASKS_FIRST = ["today", "quiz", "plan", "more"]
"""Pages on which somebody may begin, and the one that says where their data is."""


@pytest.mark.parametrize("page", ASKS_FIRST)
def test_without_a_cookie_the_page_says_that_all_is_forgotten(page: str) -> None:
    assert [warning.value for warning in open_app(page).warning] == [frame.FORGOTTEN]


@pytest.mark.parametrize("page", ASKS_FIRST)
def test_with_a_cookie_nothing_is_said(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(frame, "person_id", lambda: "somebody-with-a-cookie")

    assert [warning.value for warning in open_app(page).warning] == []


def test_it_is_said_once_and_not_by_every_question() -> None:
    app = open_app("quiz")
    answer(app, "danger_new", {"ticked": []})

    assert [warning.value for warning in go_to(app, "quiz", step="2").warning] == []
