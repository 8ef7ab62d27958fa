"""What hurt, as the log tells it: each tap with its kind, none that had gone at once, and how often it stopped."""

from datetime import UTC, datetime
from itertools import permutations

import pytest

from lowback.diary.event import Event
from lowback.diary.log import fold
from lowback.diary.pain import gravest, pains

TAP = Event(1, "hurt", item=0, exercise="bridge")
GONE = Event(3, "resumed", item=0, exercise="bridge", why="gone")


def felt(kind, seq=2, item=0, exercise="bridge"):
    return Event(seq, "hurt", item=item, exercise=exercise, why=kind)


def left_out(seq, item, exercise="bridge"):
    return Event(seq, "item_skipped", item=item, exercise=exercise, why="pain")


def kinds(*log):
    return [(pain.exercise, pain.kind) for pain in pains(log)]


@pytest.mark.parametrize("kind", ["sore", "sharp", "danger"])
def test_a_tap_and_what_it_felt_like_are_one_pain(kind):
    assert kinds(TAP, felt(kind)) == [("bridge", kind)]


def test_a_tap_without_an_answer_counts():
    assert kinds(TAP) == [("bridge", "unsaid")]
    assert kinds(TAP, Event(2, "resumed", item=0, exercise="bridge")) == [("bridge", "unsaid")]


def test_what_had_gone_when_it_was_asked_is_no_pain():
    assert kinds(TAP, GONE) == []


def test_what_was_said_to_be_sore_cannot_be_gone_after_that():
    assert kinds(TAP, felt("sore"), GONE) == [("bridge", "sore")]


def test_only_the_pain_that_was_asked_about_is_taken_back():
    tap = Event(5, "hurt", item=0, exercise="bridge")
    gone = Event(6, "resumed", item=0, exercise="bridge", why="gone")

    assert kinds(TAP, felt("sore"), tap, gone) == [("bridge", "sore")]
    assert kinds(TAP, Event(2, "resumed", item=0, exercise="bridge"), gone) == [("bridge", "unsaid")]
    assert kinds(TAP, Event(2, "resumed", item=1, exercise="clam", why="gone")) == [("bridge", "unsaid")]


def test_a_word_that_is_no_kind_is_unsaid():
    assert kinds(TAP, felt("purple")) == [("bridge", "unsaid")]


def test_each_time_that_it_hurt_is_told():
    log = (TAP, felt("sore"), Event(3, "hurt", item=0, exercise="bridge"), felt("sore", 4))

    assert kinds(*log) == [("bridge", "sore"), ("bridge", "sore")]


def test_of_one_exercise_the_gravest_is_kept_with_the_last_time():
    log = (felt("sharp", 1), felt("sore", 2), felt("sore", 3, 1, "clam"))

    found = gravest(pains(log))

    assert {name: pain.kind for name, pain in found.items()} == {"bridge": "sharp", "clam": "sore"}


def test_the_last_time_is_the_last_time_whichever_player_wrote_it():
    early, late = datetime(2026, 11, 30, 9, tzinfo=UTC), datetime(2026, 11, 30, 10, tzinfo=UTC)
    log = [Event(1, "hurt", "a", 0, "clam", late), Event(1, "hurt", "b", 0, "clam", early)]

    assert gravest(pains(log))["clam"].at == late


def test_nobody_takes_back_the_pain_of_another_player():
    gone = Event(1, "resumed", "b", 0, "clam", why="gone")

    assert kinds(Event(1, "hurt", "a", 0, "clam"), gone) == [("clam", "unsaid")]


@pytest.mark.parametrize(("answers", "found"), [(1, ["sharp"]), (2, ["sharp", "sharp"])])
def test_a_tap_that_is_answered_after_a_reload_is_one_pain(answers, found):
    log = [Event(1, "hurt", "b", 0, "clam"), *(Event(seq, "hurt", "a", 0, "clam", why="sharp") for seq in (1, 2))]

    assert [kind for _, kind in kinds(*log[: answers + 1])] == found
    assert kinds(log[0], Event(1, "hurt", "a", 1, "bridge", why="sore")) == [("clam", "unsaid"), ("bridge", "sore")]


@pytest.mark.parametrize(
    ("log", "stops"),
    [
        ((TAP, felt("sore")), 0),
        ((TAP, felt("sharp")), 1),
        ((TAP, felt("danger")), 1),
        ((TAP, felt("sharp"), left_out(3, 0)), 1),
        ((TAP, felt("sore"), left_out(3, 0)), 1),
        ((TAP, felt("sharp"), left_out(3, 0), felt("sharp", 4, 1, "clam"), left_out(5, 1, "clam")), 2),
        ((Event(1, "item_skipped", item=0, exercise="bridge", why="choice"),), 0),
    ],
)
def test_a_stop_for_pain_is_counted_once_for_each_place(log, stops):
    assert len(fold(log).stopped_at) == stops


def test_a_danger_sign_closes_the_session_and_counts_as_a_stop_for_pain():
    whole = fold([TAP, felt("danger"), Event(3, "stopped", item=0, exercise="bridge", why="danger")])
    without_the_end = fold([TAP, felt("danger")])
    without_the_answer = fold([TAP, Event(3, "stopped", item=0, exercise="bridge", why="danger")])

    for outcome in (whole, without_the_end, without_the_answer):
        assert (outcome.status, outcome.stopped_for_pain) == ("stopped", True)


def test_the_order_in_which_events_arrive_makes_no_difference():
    log = (TAP, felt("sore"), Event(3, "hurt", item=0, exercise="bridge"),
           Event(4, "resumed", item=0, exercise="bridge", why="gone"), felt("sharp", 5, 1, "clam"))  # fmt: skip

    assert {fold(order) for order in permutations(log)} == {fold(log)}
