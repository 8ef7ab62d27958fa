"""`python -m lowback assess`: one line in, one answer out, and an error never stops the rest."""

import io
import json

import pytest

from lowback.__main__ import main
from lowback.assess import answer_lines
from lowback.library import load_library

LIBRARY = load_library()


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
