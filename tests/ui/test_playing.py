"""A session that is on the screen stays there, or ends with a reason; taken up after long, it is checked again."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import update

from examples.contents import load_library
from examples.people import ticks
from lowback.store.answers import StoredAnswers
from lowback.store.engine import writing
from lowback.store.errors import StoreUnavailable
from lowback.store.sessions import Sessions
from lowback.store.tables import sessions
from lowback.web import resources
from tests.app import answer, before_session, begun, data_of, go_to, later, quiz_done, send, title, words
from tests.diaries import play

LIBRARY = load_library()
CLASSES = {name for exercise in LIBRARY.exercises.values() for name in exercise.classes}


def unreadable(*_anything, **_more):
    """The database cannot be read."""
    raise StoreUnavailable("away")


def change_session(session, **values):
    """Put something about a session right behind its player's back."""
    with writing(resources.engine()) as connection:
        connection.execute(update(sessions).where(sessions.c.id == session).values(**values))


def test_a_session_that_plays_goes_on_while_the_database_cannot_be_read(monkeypatch):
    app = quiz_done()
    session = begun(app, pain=4)

    monkeypatch.setattr(StoredAnswers, "all", unreadable)
    app.run()

    assert data_of(app, "player")["session"] == session
    assert "kept in this browser" in data_of(app, "player")["problem"]


def test_a_session_that_plays_goes_on_when_it_is_a_day_old():
    app = quiz_done()
    session = begun(app, pain=4)
    change_session(session, started_at=datetime.now(UTC) - timedelta(hours=25))

    app.run()

    assert (data_of(app, "player")["session"], data_of(app, "player")["over"]) == (session, None)


def test_a_session_that_plays_ends_with_the_reason_when_another_is_begun_elsewhere():
    app = quiz_done()
    session = begun(app, pain=4)
    play(Sessions(resources.engine(), app.session_state["visit.person"]), uuid4().hex)

    app.run()

    data = data_of(app, "player")
    assert (data["session"], data["over"]["standing"]) == (session, "abandoned")
    assert app.button(key="player.today").label == "Back to today"


def test_a_session_that_plays_says_why_before_the_page_for_a_danger_sign_comes():
    app = quiz_done()
    session = begun(app, pain=4)
    person = app.session_state["visit.person"]
    StoredAnswers(resources.engine(), person).save("danger_new", ticks("saddle"))

    app.run()
    assert data_of(app, "player")["over"]["standing"] == "danger"

    send(app, "player", {"progress": {"session": session, "log": [], "status": "over"}})
    assert "player" not in {getattr(e, "key", None) for e in app._tree}


@pytest.mark.parametrize("minutes", [59, 61])
def test_a_session_taken_up_after_more_than_an_hour_is_checked_again(minutes):
    app = quiz_done()
    session = begun(app, pain=4)
    change_session(session, heard_at=datetime.now(UTC) - timedelta(minutes=minutes))
    later(app, hours=2)

    again = go_to(go_to(app, "today"), "player")

    shown = {getattr(element, "key", None) for element in again._tree}
    assert shown & {"player", "player.check"} == {"player.check" if minutes > 60 else "player"}


def test_a_session_with_something_that_is_ruled_out_since_is_not_taken_up():
    app = quiz_done()
    begun(app, pain=4)
    StoredAnswers(resources.engine(), app.session_state["visit.person"]).save("leave_out", {"ticked": list(CLASSES)})

    again = go_to(go_to(app, "today"), "player")

    assert title(again) == "Your answers have changed"
    again.button(key="player.changed").click().run()
    assert not Sessions(resources.engine(), app.session_state["visit.person"]).open()


def test_a_session_is_not_taken_up_while_another_one_that_hurt_asks_for_rest():
    app = quiz_done()
    session = begun(app, pain=4)
    mine = Sessions(resources.engine(), app.session_state["visit.person"])
    late = play(mine, uuid4().hex)
    change_session(late, status="abandoned", started_at=datetime.now(UTC), ended_at=None)
    change_session(session, status="running", ended_at=None)
    mine.append(late, [{"writer": "tab", "seq": 1, "kind": "stopped", "why": "pain"}])

    assert title(go_to(go_to(app, "today"), "player")) == "No more exercises today"


def test_a_danger_sign_comes_before_the_questions_after_a_session():
    app = quiz_done()
    session = begun(app, pain=4)
    log = [{"seq": 1, "kind": "finished", "item": 0}]
    send(app, "player", {"progress": {"session": session, "log": log, "status": "finished"}})
    StoredAnswers(resources.engine(), app.session_state["visit.person"]).save("danger_new", ticks("saddle"))

    go_to(app, "after", session=session)

    assert "after.pain" not in {getattr(element, "key", None) for element in app._tree}


def test_a_player_that_stood_still_for_long_is_checked_though_the_server_heard_of_it_just_now():
    app = quiz_done()
    session = begun(app, pain=4)

    send(app, "player", {"progress": {"session": session, "log": [], "status": "check"}})
    assert title(app) == LIBRARY.safety_check.title
    before_session(app)
    assert title(app) == "How sore is your back right now?"

    send(app, "player.taken_up", {"sent": {"question": "again", "answer": {"value": 5}}})
    assert data_of(app, "player")["session"] == session


@pytest.mark.parametrize(
    ("before", "now", "kept", "goes_on"),
    [(4, 5, 4, True), (4, 2, 2, True), (None, 5, 5, True), (2, 5, 2, False), (None, 6, None, False)],
)
def test_a_session_is_taken_up_unless_the_back_has_flared_up_meanwhile(before, now, kept, goes_on):
    app = quiz_done()
    session = begun(app, pain=before)
    send(app, "player", {"progress": {"session": session, "log": [], "status": "check"}})
    before_session(app)

    send(app, "player.taken_up", {"sent": {"question": "again", "answer": {"value": now}}})

    mine = Sessions(resources.engine(), app.session_state["visit.person"]).get(session)
    assert mine
    assert (mine.pain_before, mine.status == "running") == (kept, goes_on)
    if not goes_on:
        go_to(app, "after", session=session)
        assert "Leave exercises for today" in words(app)


def test_a_session_of_yesterday_that_still_stands_on_a_screen_goes_with_a_reason():
    app = quiz_done()
    session = begun(app, pain=4)
    change_session(session, started_at=datetime.now(UTC) - timedelta(hours=25))
    app.query_params.clear()

    send(app, "player", {"progress": {"session": session, "log": [], "status": "check"}})

    assert title(app) == "There is no session to go on with"


def test_a_session_heard_of_later_than_now_is_checked_before_it_goes_on():
    app = quiz_done()
    session = begun(app, pain=4)
    change_session(session, heard_at=datetime.now(UTC) + timedelta(days=300))

    again = go_to(go_to(app, "today"), "player")

    assert title(again) == LIBRARY.safety_check.title


def test_a_start_that_cannot_be_kept_says_so(monkeypatch):
    app = go_to(quiz_done(), "player", routine="lower_back_base", minutes="10")
    monkeypatch.setattr(Sessions, "start", unreadable)

    app.button(key="player.skip").click().run()

    assert [error.value for error in app.error] == [str(StoreUnavailable("away"))]
    assert title(app) == "How sore is your back right now?"


def test_what_is_answered_under_a_clock_that_was_set_back_is_newer_than_what_was_done_before():
    app = quiz_done()
    session = begun(app, pain=4)
    person = app.session_state["visit.person"]
    ahead = datetime.now(UTC) + timedelta(hours=1)
    change_session(session, started_at=ahead, ended_at=ahead, status="finished")
    StoredAnswers(resources.engine(), person).replace({"danger_new": {}}, {})
    go_to(app, "quiz", step="99")

    answer(app, "danger_new", ticks())

    answered = StoredAnswers(resources.engine(), person).oldest(["danger_new"])
    assert answered
    assert answered >= ahead
