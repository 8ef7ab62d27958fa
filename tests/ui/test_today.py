"""Today knows the day: what was done, what was left open, and what else there is."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from examples.people import ORDINARY
from lowback.diary.night import own_day
from lowback.person.amend import amended
from lowback.store.answers import StoredAnswers
from lowback.store.pains import StoredPains
from lowback.store.sessions import Sessions
from lowback.ui import components, visit
from lowback.ui.pieces import instead
from lowback.ui.pieces.advice import A_LITTLE_SORER, VERY_SORE
from lowback.web import resources
from tests.app import data_of, go_to, new_visit_of, open_app, title, words
from tests.diaries import begin, done, event, play


def now():
    return datetime.now(UTC)


def ready(**changes):
    """Somebody whose answers allow exercise, on their way."""
    app = open_app("more")
    given = amended({}, ORDINARY | changes, resources.library().all_questions, now().date())
    StoredAnswers(resources.engine(), app.session_state["visit.person"]).replace({}, given)
    return app


def diary(app):
    return Sessions(resources.engine(), app.session_state["visit.person"])


def keys(app):
    return {button.key for button in app.button}


def headers(app):
    return [header.value for header in app.header]


def played(app, before, after, **details):
    """A session of two minutes, ended just now."""
    session = play(diary(app), uuid4().hex, at=now(), pain_before=before, **details)
    diary(app).finish_words(session, after, 3, "")
    return session


def left_open(app, *more):
    """A session in which one exercise was done."""
    session = begin(diary(app), uuid4().hex, at=now())
    diary(app).append(session, [event(1, "started"), done(2, 0, "bridge"), *more])
    return session


def test_a_day_on_which_something_was_done_says_so_first_and_asks_for_nothing_more():
    app = ready()
    played(app, 5, 3)

    go_to(app, "today")

    assert headers(app)[:3] == [":material/check_circle: You moved today", "Your week", "What comes next"]
    assert "Lower back workout, 10 minutes." in words(app)
    assert "How sore your back was: 5 before, 3 after." in words(app)
    shown = data_of(app, "today.change")
    assert (shown["before"], shown["after"], shown["slides"]) == (5, 3, False)
    assert next(more.label for more in app.expander) == "Do one more session"


@pytest.mark.parametrize(("before", "after"), [(5, 3), (3, 8), (4, 4)])
def test_right_after_a_session_the_second_mark_comes_from_the_first(before, after):
    app = ready()

    go_to(app, "after", session=played(app, before, after))

    shown = data_of(app, "after.change")
    assert (shown["before"], shown["after"], shown["slides"]) == (before, after, True)
    assert (shown["at_before"], shown["at_after"]) == (f"{before} before", f"{after} after")
    assert f"How sore your back was: {before} before, {after} after." in words(app)


def test_nothing_slides_for_people_who_asked_for_less_motion():
    styles = (Path(components.__file__).parent / "change" / "change.css").read_text("utf-8")
    before, _, within = styles.partition("@media (prefers-reduced-motion: no-preference) {")

    assert "animation" not in before
    assert "transition" not in styles
    assert "animation" in within.partition("\n}\n")[0]
    assert "animation" not in within.partition("\n}\n")[2]


def test_without_both_numbers_there_is_no_picture_of_a_change():
    app = ready()
    played(app, None, 3)

    assert "You moved today" in words(go_to(app, "today"))
    assert "How sore your back was" not in words(app)


@pytest.mark.parametrize(("before", "after", "said"), [(3, 8, VERY_SORE), (4, 5, A_LITTLE_SORER)])
def test_a_back_that_is_sorer_gets_its_advice_and_a_very_sore_one_no_start(before, after, said):
    app = ready()
    played(app, before, after)

    go_to(app, "today")

    assert said in words(app)
    assert ("today.start" in keys(app)) is (said == A_LITTLE_SORER)
    assert ("You moved today" in words(app)) is (said == A_LITTLE_SORER)


def test_after_a_session_that_hurt_twice_today_has_advice_and_no_start():
    app = ready()
    session = begin(diary(app), uuid4().hex, at=now())
    log = [event(n, "hurt", item=n, exercise=name) for n, name in enumerate(("bridge", "clam"), 1)]
    diary(app).append(session, [*log, done(8, 0, "bridge"), event(9, "finished")])

    go_to(app, "today")

    assert "today.start" not in keys(app)
    assert "You moved today" not in words(app)
    assert resources.library().screens.stopped_for_pain.lead in [info.value for info in app.info]


def test_after_a_walk_the_day_is_enough():
    app = ready()
    played(app, 5, 3)
    assert "today.walked" in keys(go_to(app, "today"))

    app.button(key="today.walked").click().run()
    go_to(app, "log", what="walk_by_hand")
    assert app.selectbox(key="log.new.routine").value == "walk_by_hand"
    app.button(key="log.new.save").click().run()
    go_to(app, "today")

    assert "That is enough for today." in words(app)
    assert "today.walked" not in keys(app)


def test_not_today_puts_the_offer_away_until_the_session_goes_on():
    app = ready()
    session = left_open(app)
    place = {"item": 1, "stage": 0, "elapsed": 4.0}
    diary(app).save_position(session, place)

    go_to(app, "today").button(key="today.put_off").click().run()

    assert {"today.start", "today.continue"} <= keys(app)
    assert "today.put_off" not in keys(app)
    kept = diary(app).open()
    assert (kept.id, {name: kept.position[name] for name in place}, len(kept.log)) == (session, place, 2)
    app.button(key="today.continue").click().run()
    assert data_of(app, "player")["resume"] == place

    diary(app).save_position(session, place)
    assert "today.put_off" in keys(go_to(app, "today"))


def test_not_today_holds_for_that_day():
    app = ready()
    session = left_open(app)
    diary(app).put_off(session, own_day(now(), "UTC") - timedelta(days=1))

    assert "today.put_off" in keys(go_to(app, "today"))


def test_left_a_session_counts_what_was_done_in_it_and_what_hurt_stays_left_out():
    app = ready()
    session = left_open(app, event(3, "hurt", item=1, exercise="clam", why="sharp"))

    go_to(app, "today").button(key="today.leave").click().run()

    kept = diary(app).get(session)
    assert (kept.status, kept.minutes, kept.worked_seconds, kept.hurt) == ("abandoned", 1, 60, ("clam",))
    assert "clam" in StoredPains(resources.engine(), app.session_state["visit.person"]).all().left_out
    assert "1 minute of it counts" in app.success[0].value
    assert "today.start" in keys(app)
    assert "You moved today" not in words(app)
    go_to(app, "plan")
    assert "has ended" not in words(go_to(app, "today"))


def test_a_danger_sign_told_of_in_a_session_comes_before_every_way_out_of_it():
    app = ready()
    left_open(app, event(3, "hurt", item=1, exercise="clam", why="danger"))

    go_to(app, "today")

    assert title(app) == resources.library().rescreen.title
    assert not {"today.leave", "today.put_off", "today.start"} & keys(app)


def test_a_stop_for_pain_comes_before_a_session_that_is_open():
    app = ready()
    stopped = left_open(app)
    left_open(app)
    diary(app).append(stopped, [event(3, "stopped", item=0, exercise="bridge", why="pain")])

    go_to(app, "today")

    assert "No more exercises today" in words(app)
    assert "today.continue" not in keys(app)


@pytest.mark.parametrize("kind", ["shorter", "other", "upright"])
def test_something_else_is_one_tap_away_and_begins_what_the_plan_offers(kind):
    app = go_to(ready(), "today")
    first = app.header[0].value

    app.pills(key="today.instead").set_value(kind).run()
    assert "today.start" not in keys(app)
    chosen = app.header[0].value
    app.button(key=f"today.{kind}.start").click().run()

    assert (chosen == first) is (kind == "shorter")
    assert app.query_params["minutes"] == ("5" if kind == "shorter" else "10")
    assert data_of(app, "player")["title"] == chosen


@pytest.fixture
def at_hour(monkeypatch):
    """The same day or the next, at this hour of the clock."""

    def moved(hour):
        ahead = (hour - now().hour) % 24
        monkeypatch.setattr(visit, "utc_now", lambda: now() + timedelta(hours=ahead))

    return moved


@pytest.mark.parametrize(
    ("hour", "kind", "routine"),
    [(7, "morning", "morning_easy"), (13, "work", "desk_break"), (21, "evening", "sleep_wind_down")],
)
def test_at_its_hours_a_routine_is_one_tap_away_and_after_a_habit_none(at_hour, hour, kind, routine):
    app = ready()
    at_hour(hour)
    go_to(app, "today")
    assert app.pills(key="today.instead").options[0] == instead.WORDS[kind]
    assert app.pills(key="today.instead").value is None
    for ago in (1, 2, 3):
        session = play(diary(app), uuid4().hex, routine_id=routine, at=now() - timedelta(days=ago), pain_before=3)
        diary(app).finish_words(session, 3, 3, "")

    again = go_to(new_visit_of(app), "today")

    assert again.pills(key="today.instead").value == kind
    assert "You often do this." in words(again)
    again.button(key=f"today.{kind}.start").click().run()
    assert again.query_params["routine"] == routine


def test_a_day_of_rest_has_no_start_and_a_walk_leads_to_how_to_walk():
    app = go_to(ready(), "today")

    app.pills(key="today.instead").set_value("rest").run()
    assert "A rest day is fine" in headers(app)
    assert not [key for key in keys(app) if key.endswith(".start")]

    app.pills(key="today.instead").set_value("walk").run()
    app.button(key="today.instead.walk").click().run()
    assert title(app) == "Easy walk"
