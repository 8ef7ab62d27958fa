"""The quiz without a screen: what is asked, what an answer states, and what is refused."""

import pytest

from examples.contents import load_library
from examples.people import NONE, ORDINARY, ticks
from lowback.person import quiz
from lowback.person.answer import AnswerError, check
from lowback.words.answers import in_words, refused

QUESTIONS = load_library().all_questions
BY_ID = {question.id: question for question in QUESTIONS}


def answered(**changes):
    return ORDINARY | changes


def facts(answers):
    return quiz.progress(answers, QUESTIONS).said.facts


def asked(answers):
    return [question.id for question in quiz.progress(answers, QUESTIONS).asked]


def test_a_straightforward_adult_is_done_in_twelve_screens_with_the_review():
    walked = quiz.progress(ORDINARY, QUESTIONS)

    assert walked.complete
    assert len(walked.asked) + 1 <= 12


def test_the_questions_come_one_by_one_with_safety_first():
    walked = quiz.progress({}, QUESTIONS)

    assert walked.next is not None
    assert walked.next.id == "danger_new"
    assert asked({})[:2] == ["danger_new", "danger_now"]


@pytest.mark.parametrize(
    ("tick_in", "tick", "leads_to"),
    [
        ("danger_now", "started", "accident"),
        ("danger_now", "constant", "trend"),
        ("ever_had", "cancer", "trend"),
        ("ever_had", "fracture", "fracture_when"),
        ("ever_had", "weight", "assessed"),
        ("health", "pregnant", "pregnancy"),
        ("health", "pregnant", "pregnancy_signs"),
        ("health", "birth", "birth_type"),
        ("health", "operation", "operation_when"),
        ("worse", "morning_long", "morning"),
    ],
)
def test_a_follow_up_appears_only_when_it_matters(tick_in, tick, leads_to):
    assert leads_to not in asked(ORDINARY)
    assert leads_to in asked(answered(**{tick_in: {"ticked": [tick], "not_sure": []}}))


def test_not_sure_on_a_danger_sign_is_kept_apart_as_counting_yes():
    walked = quiz.progress(answered(danger_new={"ticked": [], "not_sure": ["saddle"]}), QUESTIONS)

    assert walked.said.unsure == {"numbness_saddle": True}
    assert not walked.said.facts.known("numbness_saddle")
    assert walked.said.facts.progressive_weakness is False


def test_not_sure_elsewhere_stays_unknown_and_is_never_no():
    said = quiz.progress(answered(ever_had={"ticked": [], "not_sure": ["steroids"]}), QUESTIONS).said

    assert not said.facts.known("steroid_use")
    assert said.facts.cancer_history is False


def test_a_tick_beats_not_sure_about_the_same_fact():
    said = quiz.progress(answered(danger_new={"ticked": ["pee"], "not_sure": ["poo"]}), QUESTIONS).said

    assert said.facts.bladder_bowel_change is True
    assert "bladder_bowel_change" not in said.unsure


def test_both_legs_from_the_danger_list_is_not_undone_by_a_later_none():
    both = answered(danger_new={"ticked": ["both_legs"], "not_sure": []}, where=NONE)

    assert facts(both).leg_pain is True
    assert facts(both).leg_pain_side == "both"


def test_the_answer_to_a_question_that_no_longer_matters_says_nothing():
    answers = answered(accident={"choice": "serious_unchecked"})

    assert facts(answers).recent_trauma is False
    assert not facts(answers).known("trauma_severity")


@pytest.mark.parametrize(
    ("question", "answer", "sentence"),
    [
        ("danger_new", {"ticked": [], "not_sure": [], "none": False}, "Tick what fits"),
        ("danger_new", {"some_not_sure": True, "not_sure": []}, "not sure about"),
        ("accident", {"choice": None}, "Choose one"),
        ("accident", {"choice": "meteor"}, "Choose one"),
        ("age", {"value": ""}, "whole number from 1 to 120"),
        ("age", {"value": "forty"}, "whole number"),
        ("age", {"value": "-4"}, "-4 does not fit"),
        ("age", {"value": "121"}, "121 does not fit"),
        ("age", {"value": "٤٠" * 8}, "whole number"),
        ("pain", {"value": None}, "whole number from 0 to 10"),
        ("pain", {"value": True}, "whole number"),
        ("pain", {"value": 11}, "11 does not fit"),
    ],
)
def test_a_bad_answer_gets_one_sentence(question, answer, sentence):
    with pytest.raises(AnswerError) as problem:
        check(BY_ID[question], answer)

    assert sentence in refused(problem.value)


def test_any_tick_beats_none_of_these():
    checked = check(BY_ID["danger_new"], {"ticked": ["sex"], "none": True})

    assert checked == {"ticked": ["sex"], "not_sure": []}


@pytest.mark.parametrize(
    ("question", "answer", "words"),
    [
        ("age", {"value": 41}, ("41 years",)),
        ("pain", {"value": 4}, ("4 out of 10",)),
        ("ever_had", NONE, ("None of these",)),
        ("ever_had", {"ticked": ["cancer"], "not_sure": ["bones"]},
         ("Cancer, now or in the past", "Not sure: Thin bones (osteoporosis)")),
        ("minutes", {"choice": "m10"}, ("10 minutes",)),
    ],
)  # fmt: skip
def test_the_review_says_the_answer_back_in_words(question, answer, words):
    assert in_words(BY_ID[question], answer) == words


def test_a_doubt_is_known_in_whatever_language_it_was_said():
    assert quiz.doubtful({"ticked": ["cancer"], "not_sure": ["bones"]})
    assert quiz.doubtful({"choice": "not_sure"})
    assert not any(map(quiz.doubtful, (NONE, {"choice": "long"}, {"value": None}, ticks("bones"))))


def test_every_choice_that_says_not_sure_is_known_to_be_one():
    choices = [option for question in BY_ID.values() if question.kind == "one" for option in question.options]

    assert {option.id for option in choices if option.label.startswith("Not sure")} == {quiz.NOT_SURE}


def test_minutes_come_from_the_last_question():
    assert quiz.minutes_wanted(ORDINARY, QUESTIONS) == 10
    assert quiz.minutes_wanted({}, QUESTIONS) == 15


def test_a_stated_fact_is_traced_to_the_question_it_was_said_in():
    said = answered(ever_had=ticks("aneurysm"), danger_now={"ticked": [], "not_sure": ["fever"]})
    walked = quiz.progress(said, QUESTIONS)

    assert quiz.stating(["pulsating_abdomen_or_known_aaa"], said, walked.asked) == ("ever_had",)
    assert quiz.stating(["fever"], said, walked.asked) == ("danger_now",)
    assert quiz.stating(["numbness_saddle"], said, walked.asked) == ()
