"""How we decide: every rule, what speaks for this person, and nothing that moves in an emergency."""

import pytest

from examples.contents import load_library
from examples.people import answers, ticks
from lowback.library.schema import Condition, TriageRule, When
from lowback.person.facts import Facts
from lowback.person.rules import named_facts
from lowback.words.days import full_date
from lowback.words.facts import FACTS, VALUES, condition_words
from lowback.words.how import SECOND_LOOK, sections
from tests.app import answer, answer_all, click, go_to, open_app, title, words

LIBRARY = load_library()
DECIDING: tuple[TriageRule | Condition, ...] = (*LIBRARY.all_rules, *LIBRARY.all_conditions)
WHOLE = "\n".join(entry for section in sections(LIBRARY, exercises=True) for entry in section.entries)


def quiz_done(**changes):
    """A visit whose quiz is answered."""
    return answer_all(open_app("quiz"), answers(**changes))


@pytest.mark.parametrize("rule", LIBRARY.all_rules, ids=lambda rule: rule.id)
def test_every_rule_is_there_with_its_reason_sources_and_date(rule):
    entry = next(entry for entry in WHOLE.split("\n**") if entry.removeprefix("**").startswith(rule.id))

    assert rule.because[1:] in entry
    assert all(source in entry for source in rule.sources)
    assert f"Last reviewed {full_date(rule.reviewed)}. Reviewed by: nobody yet." in entry


def test_conditions_swaps_ranking_and_sources_are_there_too():
    for condition in LIBRARY.all_conditions:
        assert condition.name in WHOLE
    for swap in LIBRARY.swap_list:
        assert f"**{LIBRARY.exercises[swap.exercise].name}:**" in WHOLE
    for source in LIBRARY.sources.values():
        assert source.title in WHOLE
    assert "50 of 100 points" in WHOLE
    assert "more than 21 days" in WHOLE


def test_all_that_waits_for_a_clinicians_second_look_stands_in_one_list():
    listed = next(section for section in sections(LIBRARY, exercises=True) if section.title == SECOND_LOOK).entries
    waiting = [entry for entry in DECIDING if entry.second_look]

    assert len(listed) == len(waiting) > 0
    assert all(any(str(entry.second_look) in line for line in listed) for entry in waiting)


def test_what_was_decided_against_our_reference_waits_for_a_second_look():
    decided = {"E10", "E12", "E13", "E14", "C17", "C18", "K4"}
    conditions = {"old_operation", "vertebral_fracture_old", "bed_not_floor", "upper_back"}
    waiting = {entry.id for entry in DECIDING if entry.second_look}

    assert decided | conditions <= waiting


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ({"fact": "fever"}, "fever"),
        ({"fact": "age", "at_least": 70}, "age 70 or more"),
        ({"fact": "duration_weeks", "below": 12}, "duration weeks under 12"),
        ({"fact": "pregnant_weeks", "at_least": 0, "below": 16}, "pregnant weeks from 0 to under 16"),
        ({"not": {"fact": "surgery_cleared"}}, "not surgery cleared"),
        (
            {"all": [{"fact": "fever"}, {"any": [{"fact": "age", "at_least": 70}, {"fact": "steroid_use"}]}]},
            "fever; and (age 70 or more; or steroid use)",
        ),
        ({"fact": "surgery_type", "one_of": ["fusion", "other"]}, "surgery type: fusion, other"),
    ],
)
def test_a_condition_reads_as_it_is_written(when, said):
    assert condition_words(When.model_validate(when)) == said


def test_every_fact_and_every_answer_of_a_rule_has_a_name():
    assert FACTS.keys() == Facts.model_fields.keys()
    assert {value for entry in DECIDING for value in values(entry.when)} <= VALUES.keys()


def values(when):
    """What a condition compares facts with, numbers apart."""
    own = (*(when.one_of or ()), *([] if when.is_ is None else [when.is_]))
    parts = (*(when.all or when.any or ()), *([when.not_] if when.not_ else []))
    return {*own, *(value for part in parts for value in values(part))}


def test_no_condition_of_a_rule_loses_a_fact_on_the_way():
    for rule in LIBRARY.all_rules:
        parts = condition_words(rule.when).count(";") + 1
        assert parts >= len(named_facts(rule.when)), rule.id


def test_for_somebody_new_no_rule_speaks():
    app = open_app("how")

    assert title(app) == "How we decide"
    assert "You have not answered the questions yet" in words(app)
    assert "Reviewed by a clinician: nobody yet" in words(app)


def test_the_top_says_which_rules_speak_for_this_person_and_what_is_open():
    app = go_to(quiz_done(age={"value": 75}, ever_had={"ticked": ["weight"], "not_sure": ["bones"]},
                          assessed={"choice": "assessed_yes"}), "how")  # fmt: skip

    mine = app.header[0].value, words(app)
    assert mine[0] == "For your answers"
    assert "**K7, take care:** You told us that you are 75 years old." in mine[1]
    assert "so it asks only for care" in mine[1]
    assert "Still open:** Your health until now" in mine[1]


def test_a_search_keeps_only_what_holds_every_word():
    app = go_to(quiz_done(), "how")

    app.text_input(key="how.search").input("cauda OR nothing").run()
    assert "No rule holds all of these words" in words(app)
    app.text_input(key="how.search").input("CANCER worse").run()

    assert [expander.label for expander in app.expander if "(" in expander.label] == ["Be seen first (1)"]


def test_what_somebody_looks_for_stays_out_of_the_address():
    app = go_to(quiz_done(), "how")
    app.text_input(key="how.search").input("pregnant").run()

    assert dict(app.query_params) == {}


def test_in_an_emergency_it_names_the_rules_and_no_exercise():
    app = go_to(answer(open_app("quiz"), "danger_new", ticks("saddle")), "how")

    said = words(app) + "".join(markdown.value for markdown in app.markdown)
    assert "**E1, get help now:** You told us that" in said
    assert not [e.name for e in LIBRARY.exercises.values() if f"**{e.name}" in said]
    assert {expander.label.split(" (")[0] for expander in app.expander} >= {"Get help now", "Be seen first"}
    assert not [e.label for e in app.expander if e.label.startswith(("What", "How"))]


@pytest.mark.parametrize(("key", "page"), [("more.how", "more"), ("plan.how", "plan"), ("result.how", "result")])
def test_more_the_plan_and_the_result_lead_here(key, page):
    app = quiz_done()

    click(app, key, page)

    assert title(app) == "How we decide"
