"""What is said and when: place, side, amount and breath once each, and never more than is due."""

from __future__ import annotations

from typing import Any

import pytest

from lowback.session import sentences
from lowback.session.spoken import staged

READY = {"kind": "ready", "seconds": 5, "place": "Lie down", "say": "Next: Bridge"}
REST = {"kind": "rest", "seconds": 4}
SWITCH = {"kind": "switch", "seconds": 6, "say": "Change sides"}


def work(**more: Any) -> dict[str, Any]:
    base = {"kind": "work", "seconds": 12, "reps": 3, "seconds_per_rep": 4, "count": "reps", "side": None}
    return base | {"set_label": ""} | more


def cycle(held: float, rest: float = 1.0) -> list[dict[str, Any]]:
    """A repetition with this hold: two seconds each way."""
    lasting = {"in": 2.0, "hold": held, "out": 2.0, "rest": rest}
    return [{"kind": kind, "seconds": seconds} for kind, seconds in lasting.items()]


def heard(stages: list[dict[str, Any]], breath: str = "", props: tuple[str, ...] = ()) -> list[list[str]]:
    """What is said as each stage begins, by somebody who comes from another position."""
    made = staged(stages, breath, list(props), props)
    return [[said["words"] for said in (*_first(stage), *stage["says"])] for stage in made]


def _first(stage: dict[str, Any]) -> list[dict[str, str]]:
    return [*stage.get("fetch", []), *stage.get("place", []), *stage.get("next", [])]


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


def test_what_is_left_or_right_is_named_on_the_screen_and_aloud():
    ready, left = staged([READY, work(side="left")], "", [], limb="foot back")

    assert [stage["side_label"] for stage in (ready, left)] == ["Left foot back"] * 2
    assert [said["words"] for said in left["says"]] == ["Start.", "Left foot back.", "3 times."]


def test_a_direction_is_no_limb():
    assert sentences.side_label("first", "leg") == "First direction"
    assert sentences.side_label(None, "leg") == ""


def test_a_rest_says_what_it_leads_to():
    assert heard([work(), REST, work(side="left")])[1] == ["Rest.", "Left side."]


def test_the_breath_is_named_before_an_exercise_and_with_its_second_repetition():
    sets = [READY, work(set_label="Set 1 of 2"), REST, work(set_label="Set 2 of 2")]

    ready, *others = heard(sets, breath="Breathe easily")
    assert ready == ["Lie down.", "Next: Bridge.", "Breathe easily."]
    assert others[::2] == [
        ["Start.", "Set 1 of 2.", "3 times."],
        ["Start.", "Set 2 of 2.", "3 times."],
    ]
    first, second = (staged(sets, "Breathe easily", [])[number]["during"] for number in (1, 3))
    assert [said["words"] for said in first[0]["says"]] == ["2.", "Breathe easily."]
    assert [said["words"] for said in second[0]["says"]] == ["2."]


@pytest.mark.parametrize(
    "more", [{"reps": 1}, {"count": "time"}, {"cycle": cycle(20), "seconds_per_rep": 25, "seconds": 75}]
)
def test_what_is_done_once_or_held_names_the_breath_at_the_start(more):
    ready, start = heard([READY, work(**more)], breath="Breathe easily")
    assert (ready[-1], start[-1]) == ("Next: Bridge.", "Breathe easily.")


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"seconds_per_rep": 25, "cycle": cycle(20)}, ["3 times.", "20 seconds each."]),
        ({"seconds_per_rep": 10, "cycle": cycle(5)}, ["3 times."]),
        ({"seconds_per_rep": 10}, ["3 times."]),
        ({"count": "time", "seconds": 25, "cycle": cycle(20)}, ["20 seconds."]),
        ({"reps": 1}, ["Once."]),
        ({"count": "time", "seconds": 90}, ["90 seconds."]),
        ({"count": "time", "seconds": 210}, ["3 and a half minutes."]),
        ({"count": "time", "seconds": 300}, ["5 minutes."]),
    ],
)
def test_holds_say_how_long_and_long_stretches_how_many_minutes(more, said):
    assert heard([work(**more)]) == [["Start.", *said]]


def test_what_to_fetch_is_said_before_it_is_needed():
    (ready,) = staged([READY], "", ["mat", "chair"], ["chair"])

    assert [said["words"] for said in ready["fetch"]] == ["You need: chair."]
    assert ready["hint"] == "Lie down. You need: mat, chair."


def test_each_pause_says_how_one_cue_at_a_time():
    stages = [READY, work(side="left"), SWITCH, work(side="right"), REST, work(side="left")]
    made = staged(stages, "Breathe", [], (), ["Hips still", "Slow on the way back", "Ribs stay down", "Easy"])

    last = [[said["words"] for said in stage["says"]][-2:] for stage in made[::2]]
    assert last == [
        ["Breathe.", "Wait for the start."],
        ["Right side.", "Slow on the way back."],
        ["Left side.", "Ribs stay down."],
    ]


def test_repetitions_are_counted_as_they_begin_and_the_last_one_is_named():
    assert later(work()) == [(4, "2."), (8, "Last one.")]
    assert later(work(reps=1)) == []


def test_a_long_hold_says_when_it_begins_when_it_ends_and_that_there_is_a_rest():
    held = work(reps=2, seconds_per_rep=18, seconds=36, cycle=cycle(10, rest=4))

    assert later(held) == [
        (12, "And come back."), (14, "Rest."), (18, "Last one."), (20, "Hold."), (30, "And come back."),
    ]  # fmt: skip


def test_a_short_hold_and_a_short_rest_are_left_to_the_film():
    assert later(work(reps=2, seconds_per_rep=8, seconds=16, cycle=cycle(3))) == [(8, "Last one.")]


def test_half_way_is_said_in_a_long_stretch_only():
    assert later(work(count="time", seconds=60)) == [(30, "Half way.")]
    assert later(work(count="time", seconds=59)) == []


def test_an_id_keeps_the_letters_of_any_alphabet_and_is_in_english_what_it_was():
    assert sentences.said("Hold for 3 seconds, again.")["id"] == "hold-for-3-seconds-again"
    assert sentences.said("Übung für die Füße.")["id"] == "übung-für-die-füße"
    assert sentences.said("Ξεκίνα!")["id"] == "ξεκίνα"


def test_what_changes_is_said_in_whole_sentences():
    assert sentences.change("Half bridge", "Smaller, so gentler", "Half bridge", "On your back") == (
        "Smaller, so gentler. On your back."
    )
    assert sentences.change("Do fewer.", "The same", "Bridge", "On your back") == "Easier: Do fewer."


def test_after_pain_the_voice_begins_with_what_is_kind():
    ends = sentences.ends()

    assert [said["words"] for said in ends["pain"]["says"]] == ["It was right to stop.", "Your advice comes next."]
    assert ends["finished"]["says"][0]["words"] == "Well done."
