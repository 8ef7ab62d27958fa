"""When the danger questions are asked again, and that no session starts before they are answered."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from examples.contents import load_library
from examples.people import NONE, answers, ticks
from lowback.diary.log import Session
from lowback.diary.rescreen import due
from lowback.store.answers import StoredAnswers
from lowback.words.answers import why_asked
from tests.app import answer, answer_all, click, data_of, go_to, later, open_app, send, sleep, title, words
from tests.diaries import ME, OTHER, fresh_database

LIBRARY = load_library()
RESCREEN = LIBRARY.rescreen
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


def ago(**span: float) -> datetime:
    return NOW - timedelta(**span)


def session(when: datetime, **changes: Any) -> Session:
    """A finished session that ended then."""
    usual: dict[str, Any] = {
        "id": "1", "routine": "r", "title": "R", "source": "player", "status": "finished", "started_at": when,
        "ended_at": when, "zone": "UTC", "local_date": when.date(), "minutes_planned": 10, "minutes": 10,
    }  # fmt: skip
    return Session(**(usual | changes))


def reason(screened: datetime | None, *sessions: Session) -> str | None:
    return due(NOW, screened, sessions, LIBRARY.parameters)


def test_nothing_is_due_in_the_first_month():
    assert reason(ago(days=29, hours=23)) is None
    assert reason(ago(days=29), session(ago(days=1))) is None


def test_a_month_after_the_questions_they_are_due():
    assert reason(ago(days=30)) == "month"
    assert reason(ago(days=400), session(ago(days=1))) == "month"


def test_never_screened_counts_as_due():
    assert reason(None) == "month"


@pytest.mark.parametrize(("days", "expected"), [(21, None), (22, "gap")])
def test_a_break_of_more_than_three_weeks_makes_them_due(days, expected):
    assert reason(ago(days=25), session(ago(days=days))) == expected


def test_questions_answered_after_a_long_break_are_not_asked_twice():
    assert reason(ago(hours=1), session(ago(days=40))) is None


def test_questions_answered_in_the_middle_of_a_break_do_not_end_it():
    assert reason(ago(days=10), session(ago(days=25))) == "gap"


def test_no_session_yet_is_no_break():
    assert reason(ago(days=25)) is None


@pytest.mark.parametrize(
    ("screened", "alarm", "expected"),
    [
        (ago(hours=2), ago(hours=1), "danger"),
        (ago(hours=2), ago(hours=2), "danger"),
        (None, ago(hours=1), "danger"),
        (ago(hours=1), ago(hours=2), None),
        (ago(hours=1), None, None),
    ],
)
def test_a_danger_sign_in_a_session_makes_them_due_until_they_are_answered(screened, alarm, expected):
    assert due(NOW, screened, (), LIBRARY.parameters, alarm) == expected


def test_a_danger_sign_is_named_before_any_other_reason():
    stopped = session(ago(hours=1), stopped_for_pain=True)

    assert due(NOW, ago(days=40), [stopped], LIBRARY.parameters, ago(hours=1)) == "danger"


def test_a_session_stopped_for_pain_makes_them_due():
    assert reason(ago(days=2), session(ago(days=1), stopped_for_pain=True)) == "stopped"


@pytest.mark.parametrize(
    ("before", "after", "expected"), [(2, 5, "sorer"), (2, 4, None), (7, None, None), (None, 9, None)]
)
def test_a_rise_of_three_points_makes_them_due(before, after, expected):
    assert reason(ago(days=2), session(ago(days=1), pain_before=before, pain_after=after)) == expected


def test_a_flare_before_the_questions_were_answered_is_settled():
    assert reason(ago(hours=1), session(ago(hours=2), stopped_for_pain=True)) is None


def test_every_reason_is_a_sentence_with_the_number_it_goes_by():
    said = {kind: why_asked(kind, LIBRARY) for kind in ("stopped", "sorer", "gap", "month")}

    assert "30 days" in said["month"]
    assert "21 days" in said["gap"]
    assert all(sentence.endswith(".") and "{" not in sentence for sentence in said.values())


def test_what_is_asked_again_is_asked_of_everybody():
    assert all(LIBRARY.questions[name].ask_when is None for name in RESCREEN.asks)


def test_the_oldest_of_some_answers_is_not_known_while_one_is_missing(tmp_path):
    engine = fresh_database(tmp_path)
    kept = StoredAnswers(engine, ME)
    kept.save("danger_new", NONE)

    assert kept.oldest(["danger_new", "danger_now"]) is None

    kept.save("danger_now", NONE)
    assert kept.oldest(["danger_new", "danger_now"]) is not None
    assert StoredAnswers(engine, OTHER).oldest(["danger_new"]) is None
    engine.dispose()


def answered_long_ago(app: AppTest) -> AppTest:
    """The same visit, 31 days after its last answer."""
    return later(app, days=31)


def quiz_done(**changes: Any) -> AppTest:
    """A visit whose quiz is answered."""
    return answer_all(open_app("quiz"), answers(**changes))


def test_fresh_answers_are_not_asked_again():
    app = go_to(later(quiz_done(), hours=2), "player", routine="lower_back_base")

    assert title(app) == load_library().safety_check.title


def test_after_a_month_today_says_why_and_the_player_asks_again_first():
    app = answered_long_ago(quiz_done())

    assert "30 days or more" in words(go_to(app, "today"))
    go_to(app, "player", routine="lower_back_base")

    assert title(app) == RESCREEN.title
    assert "30 days or more" in words(app)


def test_nothing_is_forgotten_before_the_person_starts_to_answer():
    app = answered_long_ago(quiz_done())
    go_to(app, "player", routine="lower_back_base")

    assert title(go_to(app, "plan")) == "Your plan"


def test_only_the_danger_questions_are_asked_again_and_then_the_session_can_start():
    app = answered_long_ago(quiz_done())
    go_to(app, "player", routine="lower_back_base")
    app.button(key="rescreen.start").click().run()
    assert title(go_to(app, "plan")) == "First, a few questions"

    go_to(app, "quiz", step="1")
    answer_all(app, {"danger_new": NONE, "danger_now": NONE, "ever_had": NONE})

    assert title(app) == load_library().screens.levels.go.title
    assert "40 years" in words(app)
    assert title(go_to(app, "player", routine="lower_back_base")) == load_library().safety_check.title


def test_a_clearance_is_asked_for_again_too():
    app = quiz_done(ever_had=ticks("weight"), assessed={"choice": "assessed_yes"})
    go_to(answered_long_ago(app), "player", routine="lower_back_base")
    app.button(key="rescreen.start").click().run()
    go_to(app, "quiz", step="1")

    answer_all(app, {"danger_new": NONE, "danger_now": NONE, "ever_had": ticks("weight")})

    assert title(app) == LIBRARY.questions["assessed"].title
    assert title(go_to(app, "plan")) == "First, a few questions"


def test_what_grows_with_time_is_asked_again_of_those_who_were_asked_it():
    app = quiz_done(health=ticks("pregnant"), pregnancy={"value": 15}, pregnancy_signs=NONE)
    go_to(answered_long_ago(app), "player", routine="lower_back_base")
    app.button(key="rescreen.start").click().run()
    go_to(app, "quiz", step="1")

    answer_all(app, {"danger_new": NONE, "danger_now": NONE, "ever_had": NONE})

    assert title(app) == LIBRARY.questions["pregnancy"].title


def test_a_danger_sign_in_the_second_round_ends_in_the_urgent_screen():
    app = go_to(answered_long_ago(quiz_done()), "player", routine="lower_back_base")
    app.button(key="rescreen.start").click().run()

    answer(go_to(app, "quiz", step="1"), "danger_new", ticks("saddle"))

    assert title(app) == load_library().screens.levels.emergency.title


def test_a_session_stopped_for_pain_asks_how_it_was_first_and_the_questions_before_the_next_one():
    app = go_to(later(quiz_done(), hours=2), "player", routine="lower_back_base", minutes="5")
    send(app, "player.check", {"sent": {"question": "player.check", "answer": {"none": True}}})
    send(app, "player.before", {"sent": {"question": "before", "answer": {"value": 4}}})
    running = data_of(app, "player")["session"]
    log = [{"seq": 1, "kind": "started", "item": 0}, {"seq": 2, "kind": "stopped", "item": 0, "why": "pain"}]
    send(app, "player", {"progress": {"session": running, "log": log, "at": {"item": 0}, "status": "stopped"}})
    assert title(app) == "How sore is your back now?"

    click(app, "start.lower_back_base", "plan")
    assert title(app) == "No more exercises today"

    go_to(sleep(app), "player", routine="lower_back_base")

    assert title(app) == RESCREEN.title
    assert "because it hurt" in words(app)
