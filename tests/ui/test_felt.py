"""How exercises felt, on the pages: the next plan says what it changed and takes it back; one tap after a session."""

from __future__ import annotations

from uuid import uuid4

import pytest

from examples.contents import load_library
from examples.people import answers
from lowback.plan.dose import full, less
from lowback.store.errors import StoreUnavailable
from lowback.store.sessions import Sessions
from lowback.ui.pieces.felt import TITLE
from lowback.ui.pieces.summary import HARD
from lowback.web import resources
from tests.app import answer_all, data_of, for_a_clinician, go_to, later, open_app, send, title, words
from tests.diaries import script

LIBRARY = load_library()
ROUTINE = {"id": "lower_back_base"}


def ready(**given):
    """Somebody whose answers allow exercise, and were given a while ago."""
    return later(answer_all(open_app("quiz"), answers(minutes={"choice": "m20"}, **given)), hours=2)


def sessions_of(app):
    return Sessions(resources.engine(), app.session_state["visit.person"])


def done(app, feel=None, exercise="clam", *more):
    """A session that has just ended, in which this exercise was done last, with one word on it or none."""
    session, mine = uuid4().hex, sessions_of(app)
    mine.start(session, "lower_back_base", script("bridge", exercise), "Europe/London", mine._now(), 4)
    at = {"item": 1, "exercise": exercise}
    word = [{"seq": 3, "kind": "felt", "feel": feel} | at] if feel else []
    mine.append(session, [*more, {"seq": 2, "kind": "item_done"} | at, *word, {"seq": 4, "kind": "finished"} | at])
    return session


def keys(app):
    return {button.key for button in app.button}


def row(app):
    return next((group for group in app.button_group if group.key and group.key.startswith("after.felt")), None)


@pytest.mark.parametrize(("page", "query"), [("plan", {}), ("routine", ROUTINE)])
def test_the_plan_and_the_routine_say_what_is_less_and_give_it_back(page, query):
    app = ready()
    assert TITLE not in words(go_to(app, page, **query))
    done(app, "hard")

    go_to(app, page, **query)
    assert "**Clam**: less this time, because it felt hard on" in words(app)
    app.button(key=f"{page}.before.clam").click().run()

    assert "**Clam**: " not in words(app)
    assert TITLE not in words(app)
    assert f"{page}.before.clam" not in keys(app)


def test_nothing_is_said_without_a_word():
    app = ready()
    done(app)

    assert TITLE not in words(go_to(app, "plan"))


@pytest.mark.parametrize(("feel", "amount"), [("right", full), ("hard", less)])
def test_the_next_session_is_made_with_less_of_it(feel, amount):
    app = ready()
    sessions_of(app).finish_words(done(app, feel), 3, 3)

    go_to(app, "player", routine="lower_back_base", minutes="30")
    send(app, "player.check", {"sent": {"question": "player.check", "answer": {"none": True}}})
    send(app, "player.before", {"sent": {"question": "before", "answer": {"value": 4}}})

    (clam,) = (item for item in data_of(app, "player")["items"] if item["exercise"] == "clam")
    reps = {stage["reps"] for stage in clam["stages"] if stage["kind"] == "work"}
    assert reps == {amount(LIBRARY.exercises["clam"]).reps}


def test_after_a_session_its_last_exercise_takes_one_tap_that_can_be_changed():
    app = ready()
    session = done(app)

    go_to(app, "after", session=session)
    assert row(app).label == "How was Clam?"
    row(app).set_value("hard").run()
    assert sessions_of(app).get(session).felt == (("clam", "hard"),)
    assert title(app) == "How sore is your back now?"
    row(app).set_value("hurt").run()

    kept = sessions_of(app).get(session)
    assert (kept.felt, kept.hurt, kept.stopped_for_pain, kept.status) == (
        (("clam", "hurt"),),
        ("clam",),
        False,
        "finished",
    )


def test_a_word_said_in_the_session_is_the_one_that_is_shown():
    app = ready()

    go_to(app, "after", session=done(app, "right"))

    assert row(app).value == "right"


def test_what_hurt_in_the_session_is_not_asked_about_after_it():
    app = ready()
    hurt = {"seq": 1, "kind": "hurt", "why": "sore", "item": 1, "exercise": "clam"}

    go_to(app, "after", session=done(app, None, "clam", hurt))

    assert row(app) is None


def test_a_word_that_cannot_be_kept_stops_nobody(monkeypatch):
    app = ready()
    session = done(app)
    go_to(app, "after", session=session)

    def refuse(*_):
        raise StoreUnavailable("busy")

    monkeypatch.setattr(Sessions, "append", refuse)
    row(app).set_value("hard").run()

    assert title(app) == "How sore is your back now?"
    assert not app.exception


def test_what_felt_hard_stands_on_the_page_for_a_clinician():
    app = ready()
    done(app, "hard")
    text = for_a_clinician(app)

    assert HARD in text
    assert "Clam (" in text
