"""The progress and log pages do what their buttons say, and keep what was typed until it can be kept."""

from datetime import UTC, datetime, time, timedelta
from types import SimpleNamespace

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from examples.contents import load_library
from lowback import demo
from lowback.store.engine import open_engine
from lowback.store.history import History
from lowback.store.people import People
from lowback.store.sessions import Sessions
from lowback.ui import frame
from lowback.ui.views import log, progress
from tests.app import data_of, words
from tests.diaries import ME, empty_diary, fresh_database, play
from tests.diary.test_entry import told
from tests.points import TODAY

SHOWN = {"progress": progress, "log": log}


@pytest.fixture
def engine(kind, tmp_path):
    with empty_diary(kind, tmp_path) as engine:
        yield engine


@pytest.fixture
def sessions(engine):
    return Sessions(engine, ME)


@pytest.fixture
def went(monkeypatch):
    """Where buttons led: (page, query) in order; leaving a page ends its run."""
    places = []

    def go(page, **query):
        places.append((page, query))
        st.stop()

    monkeypatch.setattr(frame, "go", go)
    return places


@pytest.fixture
def open_page(engine, went):  # noqa: ARG001 - pages must not really be left
    def draw(visit, view):
        from lowback.ui import frame

        with frame.screen():
            view.draw(visit)

    def open_(name, at=engine, **query):
        routines = {"desk_break": SimpleNamespace(name="Desk break")}
        visit = SimpleNamespace(
            person=ME,
            engine=at,
            zone="Europe/London",
            today=TODAY,
            latest_day=TODAY + timedelta(days=1),
            library=SimpleNamespace(routines=routines, parameters=load_library().parameters),
            sessions=Sessions(at, ME),
            history=History(at, ME),
        )
        app = AppTest.from_function(draw, default_timeout=30, args=(visit, SHOWN[name]))
        for key, value in query.items():
            app.query_params[key] = value
        return app.run()

    return open_


def tell(sessions, days_ago=1, **changes):
    return sessions.log_by_hand(told(day=TODAY - timedelta(days=days_ago), today=TODAY, **changes))


def press(app, key):
    return app.button(key=key).click().run()


def test_without_sessions_the_page_says_what_will_be_here_and_leads_to_a_routine(open_page, went):
    app = open_page("progress")

    assert "After your first session you will see" in words(app)
    press(app, "progress.plan")
    assert went == [("plan", {})]


def test_with_sessions_there_are_four_findings_with_their_charts(open_page, sessions):
    for n in range(1, 7):
        tell(sessions, n, pain_before=5, pain_after=4)

    app = open_page("progress")

    assert not app.exception
    assert [header.value for header in app.header] == [
        "Your pain after sessions is about the same as on 17 November",
        "You reached your 60 minutes in the week",
        "You did something on 6 days",
        "6 of 6 sessions left your back less sore",
        "Your sessions",
    ]


def test_without_pain_scores_there_is_no_empty_pain_chart(open_page, sessions):
    tell(sessions)

    app = open_page("progress")

    assert not app.exception
    assert app.header[0].value == "No session with a pain score yet"


def test_a_span_without_sessions_points_to_a_longer_one(open_page, sessions):
    tell(sessions, days_ago=60)

    app = open_page("progress", range="4w")

    assert "Choose a longer one" in words(app)
    assert "Choose a longer one" not in words(app.segmented_control(key="progress.range").set_value("3m").run())


def test_a_span_that_does_not_exist_is_ignored(open_page, sessions):
    tell(sessions)

    assert open_page("progress", range="forever").segmented_control(key="progress.range").value == "3m"


def test_the_new_target_is_kept(open_page, sessions, engine):
    tell(sessions)

    open_page("progress").number_input(key="progress.target.60").set_value(90).run()

    assert People(engine).weekly_target(ME) == 90


def test_a_harder_fortnight_leads_to_something_gentler(open_page, sessions, went):
    for n in range(20, 30):
        tell(sessions, n, pain_after=2)
    for n in range(1, 6):
        tell(sessions, n, pain_after=6)

    press(open_page("progress"), "progress.gentler")

    assert went == [("plan", {})]


def tell_many(sessions, number):
    """So many sessions, a day apart, the newest first; each with a note that says which it is."""
    return [tell(sessions, n, note=f"note {n}") for n in range(1, number + 1)]


def rows(app):
    """The list in its order: the notes of the sessions, and what stands in place of deleted ones."""
    return [part.value for part in app.main if part.type in ("text", "info")]


def test_a_session_is_deleted_and_brought_back_in_its_row(open_page, sessions, went):
    ids = tell_many(sessions, 4)

    app = press(open_page("progress"), f"sessions.delete.{ids[1]}")
    assert sessions.get(ids[1]) is None
    assert rows(app) == ["note 1", "Deleted: Sat 21 Nov, Lower back workout.", "note 3", "note 4"]
    press(app, f"sessions.delete.{ids[2]}")
    assert rows(app)[1:3] == ["Deleted: Sat 21 Nov, Lower back workout.", "Deleted: Fri 20 Nov, Lower back workout."]

    press(app, f"sessions.undo.{ids[1]}")
    assert sessions.get(ids[1]) is not None
    assert rows(app) == ["note 1", "note 2", "Deleted: Fri 20 Nov, Lower back workout.", "note 4"]
    assert went == []


def test_the_only_session_can_be_brought_back_too(open_page, sessions):
    id_ = tell(sessions)

    app = press(open_page("progress"), f"sessions.delete.{id_}")

    assert "After your first session" in words(app)
    press(app, f"sessions.undo.{id_}")
    assert sessions.get(id_) is not None


def test_what_is_looked_at_stands_in_the_address_and_nothing_of_a_session(open_page, sessions):
    tell_many(sessions, 14)

    app = open_page("progress")
    app.segmented_control(key="progress.range").set_value("4w").run()
    press(app, "sessions.older")
    again = open_page("progress", **app.query_params)

    assert set(app.query_params) == {"range", "older"}
    assert sessions.get(app.query_params["older"]).note == "note 6"
    for shown in (app, again):
        assert shown.segmented_control(key="progress.range").value == "4w"
        assert rows(shown) == [f"note {n}" for n in range(7, 13)]
    press(app, "sessions.newer")
    assert rows(app) == [f"note {n}" for n in range(1, 7)]


def test_the_page_follows_its_address(open_page, sessions):
    tell_many(sessions, 8)
    app = open_page("progress")
    app.segmented_control(key="progress.range").set_value("4w").run()
    press(app, "sessions.older")

    # The way back of the browser.
    app.query_params.clear()
    app.run()

    assert app.segmented_control(key="progress.range").value == "3m"
    assert rows(app) == [f"note {n}" for n in range(1, 7)]


def test_another_span_begins_with_its_newest_session(open_page, sessions):
    tell_many(sessions, 8)

    app = press(open_page("progress"), "sessions.older")
    app.segmented_control(key="progress.range").set_value("all").run()

    assert rows(app) == [f"note {n}" for n in range(1, 7)]


@pytest.mark.parametrize("way", ["older", "newer"])
@pytest.mark.parametrize("place", ["", "nobody", "\0", "x" * 500])
def test_an_address_that_names_no_session_begins_the_list_at_its_newest(open_page, sessions, way, place):
    tell(sessions, note="one")

    assert rows(open_page("progress", **{way: place, "deleted": place})) == ["one"]


def test_a_session_that_was_put_right_leads_back_to_where_it_stood(open_page, sessions, went):
    ids = [tell(sessions, n) for n in range(1, 9)]

    press(open_page("progress", range="4w", older=ids[5]), f"sessions.edit.{ids[6]}")
    page, query = went.pop()
    assert (page, query) == ("log", {"session": ids[6], "range": "4w", "older": ids[5]})
    press(open_page(page, **query), f"log.{ids[6]}.save")

    assert went == [("progress", {"kept": "1", "range": "4w", "older": ids[5]})]


def test_a_note_is_shown_as_text_and_never_as_markup(open_page, sessions):
    tell(sessions, note="<b>bold</b> **strong** :material/home:")

    app = open_page("progress")

    assert [text.value for text in app.text] == ["<b>bold</b> **strong** :material/home:"]
    assert "strong" not in words(app)


def test_an_example_is_marked_as_one(open_page, engine):
    demo.fill(engine, ME, datetime.combine(TODAY, time.max, UTC))

    app = open_page("progress", range="6m")

    assert not app.exception
    assert sum("· example" in markdown.value for markdown in app.markdown) == 6


def test_a_session_is_logged_by_hand(open_page, sessions, went):
    app = open_page("log")

    app.selectbox(key="log.new.routine").set_value("walk_by_hand")
    app.selectbox(key="log.new.day").set_value("2026-11-21")
    app.number_input(key="log.new.minutes").set_value(25)
    app.text_area(key="log.new.note").set_value("round the park")
    press(app, "log.new.save")

    assert went == [("progress", {"kept": "1"})]
    (session,) = sessions.between(TODAY - timedelta(days=9), TODAY)
    assert (session.title, session.minutes, session.note) == ("A walk", 25, "round the park")
    assert (session.local_date, session.source) == (TODAY - timedelta(days=2), "by_hand")
    assert session.pain_after is None


def test_an_earlier_day_is_written_and_read(open_page, sessions):
    app = open_page("log")

    app.selectbox(key="log.new.day").set_value("earlier").run()
    app.text_input(key="log.new.date").set_value("2026-09-01")
    press(app, "log.new.save")

    assert [str(s.local_date) for s in sessions.between(TODAY - timedelta(days=200), TODAY)] == ["2026-09-01"]


@pytest.mark.parametrize(
    ("written", "sentence"), [("1 May", "year-month-day"), ("2027-01-01", "in the future"), ("", "for example")]
)
def test_a_day_that_cannot_be_is_refused_by_its_field(open_page, went, written, sentence):
    app = open_page("log")

    app.selectbox(key="log.new.day").set_value("earlier").run()
    app.text_input(key="log.new.date").set_value(written)
    press(app, "log.new.save")

    assert sentence in app.error[0].value
    assert app.text_input(key="log.new.date").value == written
    assert went == []


def test_a_note_that_is_too_long_is_refused_and_stays_in_its_field(open_page, sessions, went):
    app = open_page("log")

    app.text_area(key="log.new.note").set_value("x" * 10_000)
    press(app, "log.new.save")

    assert "10,000 characters and at most 2,000 fit" in app.error[0].value
    assert len(app.text_area(key="log.new.note").value) == 10_000
    assert went == []
    assert sessions.between(TODAY - timedelta(days=9), TODAY) == []


def test_a_session_is_put_right(open_page, sessions, went):
    id_ = tell(sessions, pain_before=5, pain_after=4, effort=3, note="first")

    app = open_page("log", session=id_)
    assert app.title[0].value == "Put a session right"
    assert data_of(app, f"log.{id_}.pain_after")["answer"]["value"] == 4
    app.text_area(key=f"log.{id_}.note").set_value("second")
    press(app, f"log.{id_}.save")

    session = sessions.get(id_)
    assert (session.note, session.pain_before, session.pain_after, session.effort) == ("second", 5, 4, 3)
    assert went == [("progress", {"kept": "1"})]


def test_a_session_that_is_not_mine_is_not_shown(open_page, engine, went):
    theirs = play(Sessions(engine, "somebody else"))

    app = open_page("log", session=theirs)

    assert "not in your diary" in words(app)
    press(app, "log.lost")
    assert went == [("progress", {})]


def test_a_second_tap_on_save_and_a_change_after_a_lost_answer_make_no_second_session(open_page, sessions):
    app = open_page("log")
    app.text_area(key="log.new.note").set_value("once")
    press(app, "log.new.save")
    press(app, "log.new.save")
    app.text_area(key="log.new.note").set_value("put right")
    press(app, "log.new.save")

    (session,) = sessions.between(TODAY - timedelta(days=9), TODAY)
    assert session.note == "put right"


def test_cancel_keeps_nothing(open_page, sessions, went):
    press(open_page("log"), "log.new.cancel")

    assert went == [("progress", {})]
    assert sessions.between(TODAY - timedelta(days=9), TODAY) == []


@pytest.mark.parametrize("name", SHOWN)
def test_a_database_that_is_gone_is_one_sentence_and_a_way_to_try_again(open_page, tmp_path, name):
    gone = open_engine(f"sqlite:///file:{tmp_path / 'gone.db'}?mode=ro&uri=true")

    app = open_page(name, at=gone, session="a" * 32)

    assert [error.value for error in app.error] == [
        "The file with your saved data is gone or was replaced, so nothing is read or saved until that is mended."
    ]
    assert app.button(key="frame.again")


def test_a_database_that_cannot_be_written_keeps_the_form(open_page, tmp_path, went):
    fresh_database(tmp_path).dispose()
    read_only = open_engine(f"sqlite:///file:{tmp_path / 'diary.db'}?mode=ro&uri=true")

    app = open_page("log", at=read_only)
    app.text_area(key="log.new.note").set_value("please keep me")
    press(app, "log.new.save")

    assert "read-only" in app.error[0].value
    assert app.text_area(key="log.new.note").value == "please keep me"
    assert went == []


def test_a_tab_that_knows_an_older_target_does_not_take_the_newer_one_back(open_page, sessions, engine):
    tell(sessions)
    app = open_page("progress")
    People(engine).set_weekly_target(ME, 150)

    app.run()

    assert People(engine).weekly_target(ME) == 150
    assert app.number_input(key="progress.target.150").value == 150


def test_a_session_of_a_place_where_it_is_tomorrow_is_shown_and_can_be_kept(open_page, sessions):
    session = sessions.log_by_hand(told(day=TODAY + timedelta(days=1), today=TODAY + timedelta(days=1)))

    assert f"sessions.edit.{session}" in {button.key for button in open_page("progress").button}
    app = open_page("log", session=session)
    app.text_area(key=f"log.{session}.note").input("on the plane").run()
    press(app, f"log.{session}.save")

    assert sessions.get(session).note == "on the plane"
