"""The pages from the quiz to the session, without a browser: what is shown, and what is kept back."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from examples.contents import load_library
from examples.people import NONE, ORDINARY, ticks
from lowback.store.engine import reading
from lowback.store.sessions import Sessions
from lowback.store.tables import screening, sessions
from lowback.ui.views.quiz import as_asked
from lowback.web import resources
from lowback.words import lines
from tests.app import (
    answer,
    answer_all,
    before_session,
    begun,
    click,
    data_of,
    go_to,
    later,
    locked_database,
    new_visit_of,
    number_to_call,
    open_app,
    quiz_done,
    send,
    title,
    words,
)
from tests.diaries import begin, done, event, play

LIBRARY = load_library()
QUESTIONS = LIBRARY.questions
EXERCISE_PAGES = [
    ("plan", {}),
    ("routines", {}),
    ("routine", {"id": "lower_back_base"}),
    ("exercise", {"id": "bridge"}),
    ("player", {"routine": "lower_back_base"}),
]


def test_a_first_visit_leads_to_the_questions():
    app = open_app()

    app.button(key="today.quiz").click().run()

    assert title(app) == LIBRARY.questions["danger_new"].title


def test_the_quiz_ends_in_the_result_with_its_start_and_every_answer_to_look_over():
    app = quiz_done()

    assert title(app) == LIBRARY.screens.levels.go.title
    for said in ("40 years", "4 out of 10", "Sitting for a while"):
        assert said in words(app)
    assert "result.start" in {button.key for button in go_to(app, "result").button}

    go_to(app, "quiz", step="99")

    assert title(app) == "Check your answers"
    assert "40 years" in words(app)


def test_one_answer_is_changed_without_doing_the_rest_again():
    app = quiz_done()

    click(app, "answers.change.age", "result")
    go_to(app, "quiz", step=str(list(ORDINARY).index("age") + 1))
    assert data_of(app, "quiz.age")["answer"]["value"] == 40
    answer(app, "age", {"value": 71})

    assert title(app) == LIBRARY.screens.levels.caution.title
    assert "71 years" in words(app)


def test_a_bad_answer_gets_a_sentence_and_stays_on_the_question():
    app = answer_all(open_app("quiz"), {k: ORDINARY[k] for k in ("danger_new", "danger_now", "ever_had")})

    answer(app, "age", {"value": "forty"})

    assert data_of(app, "quiz.age")["error"] == "Enter a whole number from 1 to 120."


def test_a_danger_sign_ends_the_quiz_at_once():
    app = answer(open_app("quiz"), "danger_new", ticks("saddle"))

    assert title(app) == LIBRARY.screens.levels.emergency.title
    assert number_to_call(app) == "tel:112"


@pytest.mark.parametrize(("page", "query"), EXERCISE_PAGES)
def test_no_page_shows_an_exercise_during_an_emergency(page, query):
    app = answer(open_app("quiz"), "danger_new", ticks("saddle"))
    urgent = title(app)

    go_to(app, page, **query)

    assert title(app) == urgent
    assert not [e for e in app._tree if getattr(e, "key", "") in {"player", "clip.bridge"}]


def test_ticked_by_mistake_returns_to_that_one_question_and_clears_it():
    app = answer(open_app("quiz"), "danger_new", ticks("saddle"))

    click(app, "result.mistake.danger_new", "result")
    answer(go_to(app, "quiz"), "danger_new", NONE)

    assert title(app) == LIBRARY.questions["danger_now"].title


def test_not_sure_about_a_danger_sign_counts_as_yes_and_says_so():
    app = answer(open_app("quiz"), "danger_new", {"ticked": [], "not_sure": ["saddle"], "some_not_sure": True})

    assert LIBRARY.screens.levels.emergency.not_sure_lead in words(app)
    assert number_to_call(app) == "tel:112"


def test_a_lock_opens_only_when_a_clinician_said_yes_and_closes_when_the_answers_change():
    app = quiz_done(ever_had=ticks("weight"), assessed={"choice": "assessed_no"})
    assert title(app) == LIBRARY.screens.levels.see_clinician_first.soon.title
    assert title(go_to(app, "plan")) == LIBRARY.screens.levels.see_clinician_first.soon.title

    click(app, "result.seen", "result")
    go_to(app, "seen")
    for question, choice in {"who": "doctor", "when": "fortnight", "said": "fine", "worse": "same"}.items():
        send(app, f"seen.{question}", {"sent": {"question": f"seen.{question}", "answer": {"choice": choice}}})
    go_to(app, "plan")
    assert title(app) == "Your plan"

    go_to(app, "quiz", step="3")
    answer(app, "ever_had", ticks("weight", "cancer"))
    go_to(app, "plan")
    assert title(app) == "First, a few questions"


@pytest.mark.parametrize(("page", "query"), [EXERCISE_PAGES[0], EXERCISE_PAGES[4]])
def test_a_page_that_gives_exercises_asks_the_questions_first(page, query):
    app = open_app(page, **query)

    assert title(app) == "First, a few questions"


def test_plan_and_routine_say_what_fewer_minutes_do_to_the_exercises():
    app = quiz_done()

    go_to(app, "plan")
    assert lines.SLOW in words(app)
    go_to(app, "routine", id="lower_back_base", minutes="10")
    assert lines.SLOW in words(app)
    assert "of them in a smaller amount." in words(app)


def test_the_plan_gives_reasons_minutes_and_what_was_left_out():
    app = quiz_done(worse=ticks("sitting", "lie_side"))
    go_to(app, "plan")

    assert "Because you told us" in words(app)
    assert "minutes ·" in words(app)
    assert "instead of Clam" in words(app)


def test_the_library_marks_what_does_not_suit_and_gives_no_start():
    app = quiz_done(pain={"value": 8})
    go_to(app, "routines")
    app.button_group(key="group").set_value("all").run()
    app.button(key="routines.more").click().run()
    assert "Not for you now" in words(app)

    go_to(app, "routine", id="lower_back_strong")

    assert "Not for you now" in words(app)
    assert "routine.start" not in {button.key for button in app.button}


def test_filters_narrow_the_library():
    app = quiz_done()
    go_to(app, "routines")
    app.selectbox(key="position").set_value("upright").run()

    assert "of 18 routines" in words(app)
    assert "18 of 18" not in words(app)


@pytest.mark.parametrize("page", ["routine", "exercise"])
def test_an_unknown_id_is_met_with_a_way_back(page):
    app = open_app(page, id="../../etc/passwd")

    assert title(app) == f"We do not know that {page}"
    app.button(key="not_found.routines").click().run()
    assert title(app) == "Routines"


def kept_sessions(app):
    """The sessions in this visit's diary."""
    mine = Sessions(resources.engine(), app.session_state["visit.person"])
    return mine.between(date(2020, 1, 1), date(2100, 1, 1))


def test_a_session_starts_after_the_check_and_the_pain_before():
    app = quiz_done()
    go_to(app, "player", routine="lower_back_base", minutes="5")
    before_session(app)
    send(app, "player.before", {"sent": {"question": "before", "answer": {"value": 4}}})

    plan = data_of(app, "player")
    assert plan["title"] == "Lower back workout (base)"
    assert plan["minutes"] <= 5
    assert (plan["ack"], plan["events"], plan["over"]) == ({}, [], None)


def test_something_new_in_the_check_takes_the_plan_away_until_it_is_answered_again():
    app = quiz_done()
    go_to(later(app, hours=2), "player", routine="lower_back_base")
    first = data_of(app, "player.check")["options"][0]["id"]

    send(app, "player.check", {"sent": {"question": "player.check", "answer": {"ticked": [first]}}})
    assert "player" not in {getattr(e, "key", None) for e in app._tree}
    go_to(app, "plan")

    assert title(app) == "First, a few questions"


def test_the_log_is_kept_and_the_questions_after_are_saved():
    app = quiz_done()
    session = begun(app, pain=4)
    log = [
        {"seq": 1, "kind": "started", "item": 0},
        {"seq": 2, "kind": "item_done", "item": 0, "exercise": "pelvic_tilt_supine", "seconds": 60},
        {"seq": 3, "kind": "finished", "item": 0},
    ]
    send(app, "player", {"progress": {"session": session, "log": log, "at": {"item": 0}, "status": "finished"}})

    assert title(app) == "How sore is your back now?"
    go_to(app, "after", session=session)
    send(app, "after.pain", {"sent": {"question": "after", "answer": {"value": 3}}})
    app.text_area(key="after.note").input("<b>better</b> 🙂").run()
    send(app, "after.effort", {"sent": {"question": "effort", "answer": {"choice": "3"}}})

    assert title(app) == "Well done"
    assert "is in your diary: 2 minutes. " in words(app)


def test_a_check_that_was_passed_does_not_outlive_leaving_the_page():
    app = go_to(quiz_done(), "player", routine="lower_back_base")
    before_session(app)
    assert title(app) == "How sore is your back right now?"

    go_to(app, "today")
    go_to(app, "player", routine="lower_back_base")

    assert title(app) == LIBRARY.safety_check.title


def test_a_check_that_was_passed_stands_for_ten_minutes():
    app = go_to(quiz_done(), "player", routine="lower_back_base")
    before_session(app)
    passed = app.session_state["player.checked"]
    longest = timedelta(minutes=LIBRARY.parameters.check_stands_minutes.value)

    app.session_state["player.checked"] = replace(passed, at=passed.at - longest + timedelta(minutes=1))
    assert title(app.run()) == "How sore is your back right now?"
    app.session_state["player.checked"] = replace(passed, at=passed.at - longest - timedelta(seconds=1))
    assert title(app.run()) == LIBRARY.safety_check.title


def test_ticked_by_mistake_ends_when_the_page_is_left():
    app = answer(open_app("quiz"), "danger_new", ticks("saddle"))
    go_to(app, "result").button(key="result.mistake.danger_new").click().run()
    go_to(app, "quiz")
    assert title(app) == QUESTIONS["danger_new"].title

    go_to(app, "more")
    go_to(app, "quiz")

    assert title(app) == LIBRARY.screens.levels.emergency.title


def test_a_note_is_kept_though_how_hard_it_was_is_skipped():
    app = stopped_for_pain(quiz_done())
    send(app, "after.pain", {"sent": {"question": "after", "answer": {"value": 3}}})
    app.text_area(key="after.note").input("my left knee").run()

    app.button(key="after.skip.effort").click().run()

    (session,) = kept_sessions(app)
    assert (session.note, session.effort, session.pain_after) == ("my left knee", None, 3)


def test_two_people_never_see_each_other():
    one, other = quiz_done(), open_app("plan")

    assert title(one) == LIBRARY.screens.levels.go.title
    assert title(other) == "First, a few questions"


def test_a_locked_database_gets_one_sentence_and_the_answer_can_be_sent_again():
    app = open_app("quiz")
    with locked_database():
        answer(app, "danger_new", NONE)
    assert "busy" in data_of(app, "quiz.danger_new")["error"]

    answer(app, "danger_new", NONE)

    assert title(app) == LIBRARY.questions["danger_now"].title


def test_a_session_goes_on_while_the_database_is_locked():
    app = quiz_done()
    session = begun(app, pain=4)
    log = [{"seq": 1, "kind": "started", "item": 0}]

    with locked_database():
        send(app, "player", {"progress": {"session": session, "log": log, "status": "running"}})
    assert data_of(app, "player")["ack"] == {}
    assert "kept in this browser" in data_of(app, "player")["problem"]

    send(app, "player", {"progress": {"session": session, "log": log, "status": "running", "again": 1}})
    assert data_of(app, "player")["ack"] == {"": 1}
    assert data_of(app, "player")["problem"] is None


def test_a_note_that_is_too_long_is_refused_and_stays_in_its_field():
    app = quiz_done()
    session = begun(app, pain=4)
    log = [{"seq": 1, "kind": "finished", "item": 0}]
    send(app, "player", {"progress": {"session": session, "log": log, "status": "finished"}})
    go_to(app, "after", session=session)
    send(app, "after.pain", {"sent": {"question": "after", "answer": {"value": 3}}})

    app.text_area(key="after.note").input("x" * 10_000).run()
    send(app, "after.effort", {"sent": {"question": "effort", "answer": {"choice": "3"}}})

    assert "10,000 characters" in data_of(app, "after.effort")["error"]
    assert app.text_area(key="after.note").value == "x" * 10_000


def stopped_for_pain(app):
    """A session that was ended because it hurt; the page after it."""
    session = begun(app, pain=2)
    log = [
        {"seq": 1, "kind": "started", "item": 0},
        {"seq": 2, "kind": "hurt", "item": 0, "exercise": "bridge"},
        {"seq": 3, "kind": "stopped", "item": 0, "exercise": "bridge", "why": "pain"},
    ]
    send(app, "player", {"progress": {"session": session, "log": log, "status": "stopped"}})
    return go_to(app, "after", session=session)


def test_a_new_visit_to_the_player_of_a_session_that_has_just_ended_asks_how_the_back_is_now():
    app = quiz_done()
    session = begun(app, pain=4)
    log = [{"seq": 1, "kind": "finished", "item": 0}]
    send(app, "player", {"progress": {"session": session, "log": log, "status": "finished"}})

    for query in ({"routine": "lower_back_base", "minutes": "5"}, {}):
        again = go_to(new_visit_of(app), "player", **query)
        assert title(again) == "How sore is your back now?"
    go_to(again, "after", session=session)
    send(again, "after.pain", {"sent": {"question": "after", "answer": {"value": 3}}})

    assert title(go_to(new_visit_of(app), "player", routine="lower_back_base")) == LIBRARY.safety_check.title


def test_after_a_session_that_hurt_today_offers_rest_and_not_another_start():
    app = stopped_for_pain(quiz_done())
    assert "Leave the exercises for today" in words(app)

    send(app, "after.pain", {"sent": {"question": "after", "answer": {"value": 8}}})
    app.button(key="after.skip.effort").click().run()
    assert "Your back is very sore" in words(app)

    go_to(app, "today")
    assert "today.start" not in {button.key for button in app.button}
    assert "No more exercises today" in words(app)


def test_a_result_names_exactly_what_was_ticked():
    app = answer(open_app("quiz"), "danger_new", NONE)
    answer(app, "danger_now", ticks("calf"))

    assert "you have a hot, swollen, sore calf or leg" in words(app)
    assert "“I have back pain.”\n“I have a hot, swollen, sore calf or leg.”" in words(app)
    assert "chest pain" not in words(app).split("When to get help")[0]


def test_something_new_before_a_session_shows_whom_to_call():
    app = quiz_done()
    go_to(later(app, hours=2), "player", routine="lower_back_base")
    first = data_of(app, "player.check")["options"][0]["id"]

    send(app, "player.check", {"sent": {"question": "player.check", "answer": {"ticked": [first]}}})

    assert number_to_call(app) == "tel:112"


def screenings():
    """How often a result was kept, whoever it was of."""
    with reading(resources.engine()) as connection:
        return connection.execute(select(func.count()).select_from(screening)).scalar_one()


def pressed_start(app):
    """Start was pressed on the page that is shown: the player, as it opens then."""
    app.session_state["player.ended"] = None
    return go_to(app, "player", routine="lower_back_base", minutes="5")


def test_the_last_answer_leads_to_the_first_routine_with_every_answer_below_it():
    app = quiz_done()

    assert title(app) == "You are ready to start"
    assert "result.start" in {button.key for button in app.button}
    for said in ("40 years", "4 out of 10", "Sitting for a while"):
        assert said in words(app)

    assert title(click(app, "result.plan", "result")) == "Your plan"


def test_a_result_is_kept_once_when_the_questions_are_complete_and_again_when_an_answer_is_mended():
    before = screenings()
    app = quiz_done()
    go_to(app, "result")
    go_to(app, "quiz", step="99")
    assert screenings() == before + 1

    answer(go_to(app, "quiz", step="4"), "age", {"value": 71})

    assert screenings() == before + 2


def test_single_answers_and_none_go_on_by_themselves_but_lists_of_danger_signs_never_do():
    lists = {q.id for q in QUESTIONS.values() if q.kind == "many" and q.section == "safety"}
    single = {q.id for q in QUESTIONS.values() if q.kind in ("one", "scale")}

    alone = {name for name, question in QUESTIONS.items() if as_asked(question, None).auto}

    assert {"danger_new", "danger_now", "ever_had", "cancer_signs", "pregnancy_signs"} <= lists
    assert not alone & lists
    assert alone >= single | {"health", "body", "where", "worse", "day"}


def test_the_minutes_chosen_beside_the_first_routine_are_kept():
    app = quiz_done()

    app.segmented_control(key="result.minutes").set_value(5).run()

    assert go_to(app, "plan").segmented_control(key="plan.minutes").value == 5


def test_within_the_hour_of_the_questions_start_begins_and_asks_nothing_again():
    app = pressed_start(quiz_done())

    assert data_of(app, "player")["begin"] is True


def test_the_questions_are_the_check_before_one_session_only():
    app = pressed_start(quiz_done())
    session = data_of(app, "player")["session"]
    log = [{"seq": 1, "kind": "finished", "item": 0}]
    send(app, "player", {"progress": {"session": session, "log": log, "status": "finished"}})

    assert title(pressed_start(app)) == "Before you start"


def test_after_an_hour_the_check_and_the_pain_are_asked():
    app = pressed_start(later(quiz_done(), minutes=61))
    assert title(app) == "Before you start"
    before_session(app)
    assert title(app) == "How sore is your back right now?"


def test_an_address_begins_no_session_by_itself():
    app = go_to(quiz_done(), "player", routine="lower_back_base", minutes="5")

    assert title(app) == "How sore is your back right now?"


@pytest.mark.parametrize(("pain", "advised"), [(8, True), (6, True), (5, False)])
def test_a_very_sore_back_after_the_first_session_gets_advice_though_nobody_asked_before(pain, advised):
    app = pressed_start(quiz_done())
    session = data_of(app, "player")["session"]
    log = [{"seq": 1, "kind": "finished", "item": 0}]
    send(app, "player", {"progress": {"session": session, "log": log, "status": "finished"}})
    go_to(app, "after", session=session)
    send(app, "after.pain", {"sent": {"question": "after", "answer": {"value": pain}}})
    app.button(key="after.skip.effort").click().run()

    assert ("Leave exercises for today" in words(app)) is advised


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (7, 7, "Tomorrow we ask"), (9, 6, "Tomorrow we ask"), (4, 5, "You are a little sorer"), (5, 6, "very sore"),
        (1, 3, "You are a little sorer"), (1, 4, "very sore"),
    ],
)  # fmt: skip
def test_what_is_said_after_a_session_goes_by_how_much_sorer_the_back_is(before, after, said):
    app = open_app("more")
    sessions = Sessions(resources.engine(), app.session_state["visit.person"])
    session = play(sessions, uuid4().hex, pain_before=before)
    sessions.finish_words(session, after, 3, "")

    go_to(app, "after", session=session)

    told = [
        sentence for sentence in ("Tomorrow we ask", "You are a little sorer", "very sore") if sentence in words(app)
    ]
    assert told == [said]
    assert title(app) == ("Saved" if said == "very sore" else "Well done")


@pytest.mark.parametrize(("hurt", "praised"), [(("bridge",), True), (("bridge", "clam"), False)])
def test_a_session_in_which_two_exercises_hurt_ends_in_advice(hurt, praised):
    app = open_app("more")
    sessions = Sessions(resources.engine(), app.session_state["visit.person"])
    session = begin(sessions, uuid4().hex)
    log = [event(n, "hurt", item=n, exercise=name) for n, name in enumerate(hurt, 1)]
    sessions.append(session, [*log, done(8, 0, "bridge"), event(9, "finished")])
    sessions.finish_words(session, 3, 3, "")

    go_to(app, "after", session=session)

    assert (title(app) == "Well done") is praised
    assert (LIBRARY.screens.stopped_for_pain.lead in "\n".join(info.value for info in app.info)) is not praised


def test_each_form_for_a_past_session_that_is_opened_makes_a_session_of_its_own():
    app = quiz_done()
    for note in ("one", "two"):
        go_to(app, "log").text_area(key="log.new.note").set_value(note)
        app.button(key="log.new.save").click().run()
        go_to(app, "progress")

    mine = select(sessions.c.note).where(sessions.c.person == app.session_state["visit.person"])
    with reading(resources.engine()) as connection:
        assert set(connection.scalars(mine)) == {"one", "two"}
