"""`python -m lowback assess`: one line in, one answer out, and an error never stops the rest."""

import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples.contents import load_library
from lowback.__main__ import main
from lowback.person.facts import NEW_IN, Facts
from lowback.plan.kitchen import Kitchen
from lowback.words.assess import VERSION, answer_line, answer_lines
from tests.answer_space import ORDINARY, people, share

LIBRARY = load_library()
KITCHEN = Kitchen(LIBRARY)


def assessed(*people):
    return list(answer_lines([json.dumps(person) for person in people], LIBRARY))


def test_an_answer_has_every_part_of_the_contract():
    (answer,) = assessed({"numbness_saddle": True})

    assert set(answer) == {
        "triage", "conditions", "excluded_movement_classes", "max_level", "routines", "withheld",
    }  # fmt: skip
    assert set(answer["triage"]) == {"level", "urgency", "raised", "open"}
    assert answer["triage"]["level"] == "emergency"
    assert answer["triage"]["raised"][0]["rule"] == "E1"
    assert answer["routines"] == []
    assert len(answer["withheld"]) == 18


def test_nothing_known_is_never_cleared():
    (answer,) = assessed({})

    assert answer["triage"]["level"] == "see_clinician_first"
    assert "numbness_saddle" in answer["triage"]["open"]
    assert answer["routines"] == []


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("not json", "not JSON"),
        ("[1, 2]", "object"),
        ('{"shoe_size": 43}', "shoe_size"),
        ('{"fever": "yes"}', "fever"),
        ('{"age": 131}', "age"),
        ("[" * 100_000, "not JSON"),
        ('{"age": 1' + "0" * 5000 + "}", "not JSON"),
        ('{"fever": true, "fever": false}', "fever: given twice"),
        ('{"duration_weeks": "9"}', "duration_weeks"),
        ('{"pain_0_10": true}', "pain_0_10"),
        ('{"pain_0_10": NaN}', "pain_0_10"),
        ('{"duration_weeks": Infinity}', "duration_weeks"),
        ('{"\\ud800": 1}', "unicode"),
    ],
)
def test_a_bad_line_is_answered_with_an_error_and_the_rest_with_answers(line, names):
    answers = list(answer_lines([line, '{"age": 40}'], LIBRARY))

    assert names in answers[0]["error"]
    assert answers[1]["triage"]["level"]


@pytest.mark.parametrize(("lines", "status"), [('{"age": 40}\n', 0), ('{"age": 40}\noops\n', 1)])
def test_the_exit_status_says_whether_every_line_was_answered(monkeypatch, capsys, lines, status):
    monkeypatch.setattr("sys.stdin", io.StringIO(lines))

    assert main(["assess"]) == status
    assert len(capsys.readouterr().out.splitlines()) == len(lines.splitlines())


CAESAREAN = {"postpartum_weeks": 8, "birth_type": "caesarean"}


@pytest.mark.parametrize(
    ("facts", "keys"),
    [
        ({"pregnant_weeks": 20, "postpartum_weeks": 3}, ["pregnant_weeks", "postpartum_weeks"]),
        ({"pregnant_weeks": 0, "postpartum_weeks": 0}, ["pregnant_weeks", "postpartum_weeks"]),
        ({"surgery_cleared": True, "recent_surgery_weeks": None},
         ["surgery_cleared", "recent_surgery_weeks", "birth_type"]),
        ({"surgery_cleared": True, "recent_surgery_weeks": None, "postpartum_weeks": 8, "birth_type": "vaginal"},
         ["surgery_cleared", "recent_surgery_weeks", "birth_type"]),
        ({"recent_trauma": False, "trauma_severity": "minor"}, ["trauma_severity", "recent_trauma"]),
        ({"recent_trauma": False, "trauma_days_ago": 0}, ["trauma_days_ago", "recent_trauma"]),
        ({"recent_trauma": False, "trauma_kind": "fall"}, ["trauma_kind", "recent_trauma"]),
        ({"recent_trauma": False, "trauma_checked": True}, ["trauma_checked", "recent_trauma"]),
        ({"leg_pain": False, "leg_pain_side": "both"}, ["leg_pain_side", "leg_pain"]),
        ({"leg_pain": False, "leg_pain_new_or_worse": True}, ["leg_pain_new_or_worse", "leg_pain"]),
        ({"night_pain": False, "night_pain_type": "constant"}, ["night_pain_type", "night_pain"]),
        ({"recent_surgery_weeks": None, "surgery_type": "fusion"}, ["surgery_type", "recent_surgery_weeks"]),
        ({"pregnant_weeks": None, "pregnancy_warning_signs": True}, ["pregnancy_warning_signs", "pregnant_weeks"]),
    ],
)  # fmt: skip
def test_what_cannot_be_true_together_is_refused_and_every_key_named(facts, keys):
    (answer,) = assessed(facts)

    assert set(answer) == {"error"}
    assert all(key in answer["error"] for key in keys)


@pytest.mark.parametrize(
    "facts",
    [
        {"age": 0},
        {"age": 130},
        {"pregnant_weeks": None, "postpartum_weeks": 3},
        {"surgery_cleared": True},
        {"surgery_cleared": False, "recent_surgery_weeks": None},
        {"surgery_cleared": True, "recent_surgery_weeks": None, **CAESAREAN},
        {"surgery_cleared": True, "recent_surgery_weeks": None, "postpartum_weeks": 8},
        {"surgery_cleared": True, "recent_surgery_weeks": 0, "surgery_type": "other"},
        {"trauma_severity": "minor"},
        {"recent_trauma": None, "trauma_severity": "minor"},
        {"recent_trauma": False, "trauma_severity": None},
        {"leg_pain": False, "below_knee": False},
    ],
)
def test_what_could_be_true_is_answered_even_when_a_part_is_not_known(facts):
    (answer,) = assessed(facts)

    assert "error" not in answer


def test_two_impossible_things_are_both_named():
    (answer,) = assessed(
        {"recent_trauma": False, "trauma_severity": "minor", "pregnant_weeks": 9, "postpartum_weeks": 9}
    )

    assert "trauma_severity" in answer["error"]
    assert "postpartum_weeks" in answer["error"]


def test_answers_are_in_the_order_of_the_lines_and_empty_lines_have_none():
    answers = list(answer_lines(['{"age": 17}\n', "\n", '{"age": 131}\n', '{"age": 40}\n'], LIBRARY))

    assert [answer.get("triage", {}).get("level") for answer in answers] == [
        "see_clinician_first", None, "see_clinician_first",
    ]  # fmt: skip


@pytest.fixture(scope="module")
def before():
    """An ordinary adult as a line of version 1 told it."""
    return {key: value for key, value in ORDINARY.items() if key not in NEW_IN[2]}


def test_a_line_that_names_no_newer_key_is_read_as_it_was_asked(before):
    old, second = assessed(before, {**before, "questions_version": 2})

    assert (old["triage"]["level"], old["triage"]["open"], bool(old["routines"])) == ("go", [], True)
    assert second["triage"]["level"] == "see_clinician_first"
    assert "leg_numbness" in second["triage"]["open"]


def test_a_line_that_names_one_newer_key_has_been_asked_them_all(before):
    numb = {"leg_numbness": True, "questions_version": 1}
    newer, told_old = assessed({**before, "leg_numbness": False}, {**before, **numb})

    assert "spine_lump" in newer["triage"]["open"]
    assert [item["rule"] for item in told_old["triage"]["raised"]] == ["K21"]


@pytest.mark.parametrize(
    ("change", "level"),
    [
        ({}, "go"), ({"pain_0_10": 8}, "caution"), ({"weight_loss": True}, "see_clinician_first"),
        ({"weight_loss": True, "clinician_assessed": True}, "caution"), ({"age": 17}, "see_clinician_first"),
        ({"recent_trauma": True, "trauma_severity": "minor"}, "caution"),
        ({"recent_trauma": True, "trauma_severity": "major"}, "emergency"),
        ({"recent_trauma": True, "trauma_severity": "major", "clinician_assessed": True}, "caution"),
        ({"pregnant_weeks": 30, "pregnancy_warning_signs": False, "pregnancy_complications": False}, "caution"),
        ({"can_get_on_floor": False}, "go"), ({"numbness_saddle": True}, "emergency"),
    ],
)  # fmt: skip
def test_old_lines_of_ordinary_people_keep_their_level(before, change, level):
    (answer,) = assessed({**before, **change})

    assert answer["triage"]["level"] == level


@pytest.mark.parametrize("version", [0, 3, True, "2", 1.5])
def test_a_version_that_does_not_exist_is_refused(version):
    (answer,) = assessed({"age": 40, "questions_version": version})

    assert "questions_version" in answer["error"]


def test_every_key_and_every_word_of_a_key_stands_in_the_document():
    document = (Path(__file__).parents[2] / "docs" / "assess.md").read_text("utf-8")

    assert not [key for key in (*Facts.model_fields, VERSION) if f"`{key}`" not in document]
    assert '`"unclear"`' in document
    assert f"E1 to E{_last('E')}" in document
    assert f"C1 to C{_last('C')}" in document
    assert f"K1 to K{_last('K')}" in document


def _last(letter):
    return max(int(rule.id[1:]) for rule in LIBRARY.all_rules if rule.id[0] == letter)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
PLAUSIBLE = st.sampled_from((True, False, None, 0, 1, 12, 70, 4.5, -1, "both", "major", "fusion", "caesarean"))
ANY_FACTS = st.dictionaries(st.sampled_from(tuple(Facts.model_fields)), VALUES | PLAUSIBLE, max_size=12)


@share(0.05)
@given(st.text() | VALUES.map(json.dumps) | ANY_FACTS.map(json.dumps) | people.map(json.dumps))
def test_any_line_is_answered_with_an_assessment_or_one_error_and_can_be_written(line):
    answer = answer_line(line, KITCHEN)

    assert ("error" in answer) != ("triage" in answer)
    assert len(json.dumps(answer, ensure_ascii=False).encode("utf-8").splitlines()) == 1


@pytest.mark.parametrize(("weeks", "most"), [(2, 5), (26, None)])
def test_a_routine_says_how_many_of_each_are_right_for_now(weeks, most):
    (answer,) = assessed({**ORDINARY, "duration_weeks": weeks})

    base = next(routine for routine in answer["routines"] if routine["id"] == "lower_back_base")
    assert base["most_reps"] == most
