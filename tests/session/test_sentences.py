"""What is said and when: place, side, amount and breath once each, and never more than is due."""

from __future__ import annotations

from typing import Any

import pytest

from lowback.session import sentences
from lowback.session.spoken import staged

READY = {"kind": "ready", "seconds": 5, "say": "Lie down. Next: Bridge"}
REST = {"kind": "rest", "seconds": 4}
SWITCH = {"kind": "switch", "seconds": 6, "say": "Change sides"}


def work(**more: Any) -> dict[str, Any]:
    base = {"kind": "work", "seconds": 12, "reps": 3, "seconds_per_rep": 4, "count": "reps", "side": None}
    return base | {"set": 1, "sets": 1} | more


def heard(stages: list[dict[str, Any]], breath: str = "", props: tuple[str, ...] = ()) -> list[list[str]]:
    """What is said as each stage begins."""
    return [[said["words"] for said in stage["says"]] for stage in staged(stages, breath, list(props))]


def later(stage: dict[str, Any]) -> list[tuple[float, str]]:
    """What is said while a stage lasts, with its time."""
    (made,) = staged([stage], "", [])
    return [(timed["at"], said["words"]) for timed in made["during"] for said in timed["says"]]


def test_what_is_announced_names_exercise_side_and_amount():
    ready, left, switch, right = heard([READY, work(side="left"), SWITCH, work(side="right")])

    assert ready == ["Lie down.", "Next: Bridge.", "Left side."]
    assert left == ["Start.", "Left side.", "3 times."]
    assert switch == ["Change sides.", "Right side."]
    assert right == ["Start.", "Right side.", "3 times."]


def test_a_rest_says_how_long_and_what_it_leads_to():
    assert heard([work(), REST, work(side="left")])[1] == ["Rest.", "4 seconds.", "Left side."]


def test_the_breath_is_named_once_when_an_exercise_begins():
    _, first, _, second = heard([READY, work(sets=2), REST, work(set=2, sets=2)], breath="Breathe easily")

    assert first == ["Start.", "Set 1 of 2.", "3 times.", "Breathe easily."]
    assert second == ["Start.", "Set 2 of 2.", "3 times."]


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"seconds_per_rep": 20}, ["3 times.", "20 seconds each."]),
        ({"reps": 1}, ["Once."]),
        ({"count": "time", "seconds": 90}, ["90 seconds."]),
        ({"count": "time", "seconds": 210}, ["3 and a half minutes."]),
        ({"count": "time", "seconds": 300}, ["5 minutes."]),
    ],
)
def test_holds_say_how_long_and_long_stretches_how_many_minutes(more, said):
    assert heard([work(**more)]) == [["Start.", *said]]


def test_what_to_fetch_is_said_before_it_is_needed():
    (ready,) = staged([READY], "", ["mat", "chair"])

    assert ready["says"][-1]["words"] == "You need: mat, chair."
    assert ready["hint"] == "Lie down. Next: Bridge. You need: mat, chair."


def test_repetitions_are_counted_as_they_begin_and_the_last_one_is_named():
    assert later(work()) == [(4, "2."), (8, "Last one.")]
    assert later(work(reps=1)) == []


def test_half_way_is_said_in_a_long_stretch_only():
    assert later(work(count="time", seconds=60)) == [(30, "Half way.")]
    assert later(work(count="time", seconds=59)) == []


def test_what_changes_is_said_in_whole_sentences():
    assert sentences.change("Half bridge", "Smaller, so gentler", "Half bridge", "On your back") == (
        "Smaller, so gentler. On your back."
    )
    assert sentences.change("Do fewer.", "The same", "Bridge", "On your back") == "Easier: Do fewer."


def test_after_pain_the_voice_begins_with_what_is_kind():
    ends = sentences.ends()

    assert [said["words"] for said in ends["pain"]["says"]] == ["It was right to stop.", "Your advice comes next."]
    assert ends["finished"]["says"][0]["words"] == "Well done."
