"""Pain on the pages: what hurt is left out and can be asked back, and a danger sign leads to the questions."""

from uuid import uuid4

import pytest

from examples.contents import load_library
from examples.people import NONE, ORDINARY, answers
from lowback.store.sessions import Sessions
from lowback.web import resources
from tests.app import (
    answer,
    answer_all,
    click,
    data_of,
    for_a_clinician,
    go_to,
    later,
    open_app,
    send,
    sleep,
    title,
    words,
)
from tests.diaries import script

LIBRARY = load_library()
QUESTIONS = LIBRARY.questions
RESCREEN = LIBRARY.rescreen


def ready(**given):
    """Somebody whose answers allow exercise, and were given a while ago."""
    return later(answer_all(open_app("quiz"), answers(**given)), hours=2)


def sessions_of(app):
    return Sessions(resources.engine(), app.session_state["visit.person"])


def felt(app, kind, exercise="clam", end="finished", why=""):
    """A session that has just ended, in which this exercise hurt."""
    session, mine = uuid4().hex, sessions_of(app)
    mine.start(session, "lower_back_base", script("bridge", exercise), "Europe/London", mine._now(), 4)
    at = {"item": 1, "exercise": exercise}
    log = [{"seq": 1, "kind": "hurt"} | at, {"seq": 2, "kind": "hurt", "why": kind} | at]
    mine.append(session, [*log, {"seq": 3, "kind": end, "why": why} | at])
    return session


def keys(app):
    return {button.key for button in app.button}


def test_the_plan_leaves_out_what_hurt_says_why_and_brings_it_back_when_asked():
    app = go_to(ready(), "plan")
    assert "because it hurt" not in words(app)

    felt(app, "sore")
    go_to(app, "plan")
    assert "instead of Clam, because it hurt on" in words(app)
    assert "**Clam** hurt on" in words(app)

    app.button(key="plan.back.clam").click().run()
    assert title(app) == "Your plan"
    assert "because it hurt" not in words(app)
    assert "plan.back.clam" not in keys(app)


@pytest.mark.parametrize(
    ("page", "query", "key"),
    [
        ("routine", {"id": "lower_back_base"}, "routine.back.clam"),
        ("exercise", {"id": "clam"}, "exercise.back.clam"),
        ("leave_out", {}, "leave_out.back.clam"),
    ],
)
def test_wherever_it_is_explained_it_can_be_brought_back(page, query, key):
    app = ready()
    felt(app, "sharp")

    go_to(app, page, **query)
    assert "**Clam** hurt on" in words(app)
    app.button(key=key).click().run()

    assert "**Clam** hurt on" not in words(app)
    assert key not in keys(go_to(app, page, **query))


@pytest.mark.parametrize("exercise", ["clam", "heel_press_seated"])
def test_the_next_session_is_made_without_what_hurt_also_among_the_easier_ones(exercise):
    app = ready()
    sessions_of(app).finish_words(felt(app, "sore", exercise), 3, 3)

    go_to(app, "player", routine="lower_back_base", minutes="30")
    send(app, "player.check", {"sent": {"question": "player.check", "answer": {"none": True}}})
    send(app, "player.before", {"sent": {"question": "before", "answer": {"value": 4}}})

    items = data_of(app, "player")["items"]
    offered = {easier["item"]["exercise"] for item in items for easier in item["easier"]}
    assert exercise not in {item["exercise"] for item in items} | offered
    assert len(items) > 3


@pytest.mark.parametrize("page", ["player", "after"])
def test_a_danger_sign_leads_to_the_danger_questions_at_once(page):
    app = ready()
    session = felt(app, "danger", end="stopped", why="danger")

    go_to(app, page, **({"session": session} if page == "after" else {}))

    assert title(app) == QUESTIONS["danger_new"].title
    assert "Well done" not in words(app)


def test_today_asks_the_danger_questions_before_anything_else():
    app = ready()
    felt(app, "danger", end="stopped", why="danger")

    go_to(app, "today")

    assert title(app) == RESCREEN.title
    assert RESCREEN.reasons.danger in words(app)
    assert "today.start" not in keys(app)
    app.button(key="rescreen.start").click().run()
    assert title(go_to(app, "today")) == "First, a few questions"


def test_harmless_answers_end_in_rest_and_in_the_questions_after_the_session():
    app = ready()
    session = felt(app, "danger", end="stopped", why="danger")
    go_to(app, "player")
    for question in RESCREEN.asks:
        answer(go_to(app, "quiz", step="99"), question, ORDINARY[question])

    assert title(go_to(app, "after", session=session)) == "How sore is your back now?"
    assert "Leave the exercises for today" in words(app)
    assert "No more exercises today" in words(go_to(app, "today"))
    click(app, "start.lower_back_base", "plan")
    assert title(app) == "No more exercises today"


def test_answers_that_were_begun_are_not_asked_again():
    app = ready()
    session = felt(app, "danger", end="stopped", why="danger")
    go_to(app, "player")
    answer(app, "danger_new", NONE)

    go_to(app, "after", session=session)

    assert title(app) == QUESTIONS["danger_now"].title


def test_deleting_the_session_does_not_answer_the_danger_questions():
    app = ready()
    session = felt(app, "danger", end="stopped", why="danger")
    sessions_of(app).delete(session)

    assert title(go_to(app, "today")) == RESCREEN.title


def test_a_log_that_comes_from_another_device_days_later_asks_them_all_the_same():
    app = ready()
    session = felt(app, "danger", end="stopped", why="danger")
    sleep(app)

    assert title(go_to(app, "player", routine="lower_back_base")) == QUESTIONS["danger_new"].title
    assert session


def test_a_running_session_waits_for_the_danger_questions():
    app = ready()
    session, mine = uuid4().hex, sessions_of(app)
    felt(app, "danger", end="stopped", why="danger")
    mine.start(session, "desk_break", script("bridge"), "Europe/London", mine._now(), 4)

    assert title(go_to(app, "player")) == QUESTIONS["danger_new"].title


def test_what_hurt_is_not_named_while_there_is_an_emergency():
    app = ready()
    felt(app, "danger", end="stopped", why="danger")
    go_to(app, "player")
    answer(app, "danger_new", {"ticked": ["saddle"], "not_sure": []})

    assert "Clam" not in words(go_to(app, "leave_out"))
    assert title(go_to(app, "plan")) == LIBRARY.screens.levels.emergency.title


def test_what_hurt_stands_on_the_page_for_a_clinician():
    app = ready()
    felt(app, "sore")
    text = for_a_clinician(app)

    assert "Exercises that hurt" in text
    assert "Clam (" in text
