"""Having been seen opens what it was about and nothing else; a person's own list is kept out of every session."""

from __future__ import annotations

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from examples.contents import load_library
from examples.people import answers, ticks
from lowback.store.answers import StoredAnswers
from lowback.web import resources
from tests.app import data_of, go_to, open_app, send, title, words

SCREENS = load_library().screens
SEEN = SCREENS.seen
FINE = {"who": "doctor", "when": "fortnight", "said": "fine", "worse": "same"}
WEIGHT = {"ever_had": ticks("weight"), "assessed": {"choice": "assessed_no", "rules": ["C9"], "cleared": []}}


def buttons(app: AppTest) -> list[str | None]:
    return [button.key for button in app.button]


def kept(app: AppTest) -> StoredAnswers:
    return StoredAnswers(resources.engine(), app.session_state["visit.person"])


def told(**changes: Any) -> AppTest:
    """A visit of somebody who answered this before."""
    app = open_app("more")
    for question, answer in answers(**changes).items():
        kept(app).save(question, {**answer, "v": 2})
    return go_to(app, "result")


def say(app: AppTest, **given: str) -> AppTest:
    """Answer the questions about having been seen, in their order."""
    go_to(app, "seen")
    for question, choice in given.items():
        send(app, f"seen.{question}", {"sent": {"question": f"seen.{question}", "answer": {"choice": choice}}})
    return app


def test_a_lock_opens_after_who_when_what_they_said_and_whether_anything_is_worse():
    app = told(**WEIGHT)
    assert title(app) == SCREENS.levels.see_clinician_first.soon.title

    app = go_to(say(app, **FINE), "result")

    assert title(app) == SCREENS.levels.caution.title
    assert kept(app).all()["assessed"]["cleared"] == ["C9"]
    assert kept(app).all()["assessed"]["seen"] == FINE


@pytest.mark.parametrize(
    ("question", "choice"),
    [
        ("who", "nobody"), ("when", "before"), ("said", "wait"), ("said", "nothing"), ("worse", "worse"),
        ("worse", "not_sure"),
    ],
)  # fmt: skip
def test_an_answer_that_does_not_count_opens_nothing_and_says_what_to_do(question, choice):
    before = list(FINE)[: list(FINE).index(question)]
    given = {name: FINE[name] for name in before} | {question: choice}
    app = say(told(**WEIGHT), **given)

    instead = next(o.instead for q in SEEN.questions for o in q.options if (q.id, o.id) == (question, choice))
    assert title(app) == SEEN.not_yet
    assert instead
    assert instead in words(app)
    assert title(go_to(app, "result")) == SCREENS.levels.see_clinician_first.soon.title


def test_an_emergency_sign_that_was_seen_is_asked_about_again_and_stays_one_until_then():
    app = say(told(danger_new=ticks("saddle")), **FINE)

    assert title(app) == SEEN.again_title
    assert title(go_to(app, "result")) == SCREENS.levels.emergency.title
    assert title(go_to(app, "plan")) == SCREENS.levels.emergency.title


def test_what_was_not_on_the_screen_is_not_cleared_with_it():
    cancer = {
        "ever_had": ticks("cancer", "weight"), "cancer_signs": ticks(), "trend": {"choice": "same"},
        "where": ticks("low_back", "thigh"),
    }  # fmt: skip
    app = told(**cancer)
    assert title(app) == SCREENS.levels.emergency.title

    app = say(app, **FINE)

    assert kept(app).all()["assessed"]["cleared"] == ["E13"]
    assert title(go_to(app, "plan")) == "First, a few questions"


def test_what_was_said_about_one_result_does_not_count_for_another():
    app = say(told(**WEIGHT), who="doctor")
    kept(app).save("danger_now", {**ticks("fever"), "v": 2})

    go_to(app, "seen")

    assert title(app) == SEEN.questions[0].title


def test_what_a_surgeon_said_to_leave_out_is_kept_out_of_every_routine():
    app = go_to(told(), "leave_out")
    send(app, "leave_out", {"sent": {"question": "leave_out", "answer": {"ticked": ["supine"]}}})

    assert SCREENS.own_list.saved in words(app)
    assert data_of(go_to(app, "leave_out"), "leave_out")["answer"]["ticked"] == ["supine"]
    assert "your surgeon or physiotherapist said to leave it out" in words(go_to(app, "routine", id="lower_back_base"))
    assert "**Bridge**  \n" not in words(app)
    assert "**Bridge**  \n" in words(go_to(told(), "routine", id="lower_back_base"))


def test_nothing_ticked_and_nothing_said_is_no_answer():
    app = go_to(told(), "leave_out")
    send(app, "leave_out", {"sent": {"question": "leave_out", "answer": {"ticked": []}}})

    assert "leave_out" not in kept(app).all()


@pytest.mark.parametrize(
    ("rule", "changes"),
    [
        ("E13", {"ever_had": ticks("cancer"), "where": ticks("low_back", "thigh")}),
        ("E11", {"health": ticks("pregnant"), "pregnancy": {"value": 30}, "pregnancy_signs": ticks("movements")}),
        (
            "C21",
            {
                "health": ticks("pregnant"),
                "pregnancy": {"value": 30},
                "pregnancy_signs": ticks(),
                "danger_now": ticks("started"),
                "accident": {"choice": "fall"},
                "assessed": {"choice": "assessed_no", "rules": ["C21"], "cleared": []},
            },
        ),
    ],
)
def test_a_red_result_names_whom_else_to_call(rule, changes):
    whom = load_library().rules[rule].do

    assert whom
    assert whom in words(told(**changes))
    assert whom not in words(told(danger_new=ticks("saddle")))


def test_a_red_result_does_not_name_whom_to_call_for_what_can_wait():
    cancer = {
        "ever_had": ticks("cancer"), "cancer_signs": ticks(), "trend": {"choice": "worse"},
        "assessed": {"choice": "assessed_no", "rules": ["C4", "C8"], "cleared": []},
    }  # fmt: skip
    today = load_library().rules["C4"].do

    assert today
    assert today in words(told(**cancer))
    assert today not in words(told(**cancer, danger_new=ticks("saddle")))


@pytest.mark.parametrize("changes", [{}, {"ever_had": ticks("bones")}])
def test_each_start_page_says_when_to_see_somebody(changes):
    app = told(**changes)

    level = SCREENS.levels.caution if changes else SCREENS.levels.go
    assert title(app) == level.title
    assert level.safety_net in words(app)


def test_who_was_never_checked_is_told_once_kindly_and_others_are_not():
    line = SCREENS.levels.go.never_checked

    assert line in words(told(body=ticks("never_checked")))
    assert line not in words(told())


def test_advice_to_see_somebody_stands_on_the_result_and_all_advice_on_the_plan():
    library = load_library()
    stiff = {"age": {"value": 68}, "how_long": {"choice": "weeks"}, "worse": ticks("morning_long")}
    app = told(**stiff)

    assert library.conditions["late_stiffness"].advice[0] in words(app)
    on_the_plan = words(go_to(app, "plan"))
    for name in ("late_stiffness", "nonspecific_acute", "sitting_related"):
        assert all(line in on_the_plan for line in library.conditions[name].advice), name


def test_questions_that_are_new_close_nothing_and_are_asked_alone_before_the_next_session():
    app = open_app("more")
    for question, answer in answers().items():
        if question != "body":
            kept(app).save(question, answer)

    assert title(go_to(app, "plan")) == "Your plan"
    go_to(app, "player", routine="lower_back_base")
    assert title(app) == "Something new to ask first"
    assert "4 questions are new" in words(app)

    app.button(key="rescreen.new").click().run()
    assert set(answers()) - set(kept(app).all()) == {"body", "where", "danger_now", "danger_new"}


def test_whoever_was_told_not_to_exercise_can_say_that_they_were_seen_since():
    app = told(ever_had=ticks("told_not"))
    assert "result.seen" in buttons(app)

    assert title(say(app, **FINE)) == SEEN.again_title
    assert title(go_to(app, "plan")) == SCREENS.levels.see_clinician_first.soon.title


def test_an_age_is_not_gone_after_a_visit():
    assert "result.seen" not in buttons(told(age={"value": 17}))


def test_not_sure_says_how_soon_to_ask_and_leads_back_to_the_question():
    app = told(ever_had={"ticked": [], "not_sure": ["aneurysm"]})

    assert title(app) == SCREENS.levels.see_clinician_first.none.title
    assert "this week" in words(app)
    assert "result.mistake.ever_had" in buttons(app)
