"""How each exercise felt, as the log tells it: the last word counts, and "it hurt" is one pain that is over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest

from lowback.diary.event import Event, read_event
from lowback.diary.felt import felt, last_done
from lowback.diary.log import fold

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)


def word(seq, feel, exercise="bridge", item=0, writer="tab", minute=None):
    at = NOON + timedelta(minutes=seq if minute is None else minute)
    return Event(seq, "felt", writer, item, exercise, at, feel=feel)


def event(seq, kind, exercise="bridge", item=0, why=None):
    return Event(seq, kind, "tab", item, exercise, NOON + timedelta(minutes=seq), why=why)


def said(*log):
    return dict(fold(log).felt)


def test_each_exercise_has_its_word():
    assert said(word(1, "hard"), word(2, "easy", "clam", 1)) == {"bridge": "hard", "clam": "easy"}


def test_the_last_word_counts_by_the_clock_whichever_player_wrote_it():
    assert said(word(1, "hard"), word(2, "right")) == {"bridge": "right"}
    assert said(word(1, "hard", writer="b", minute=1), word(1, "right", writer="a", minute=2)) == {"bridge": "right"}
    assert said(word(1, "hard", writer="b", minute=2), word(1, "right", writer="a", minute=1)) == {"bridge": "hard"}


@pytest.mark.parametrize("odd", [{"feel": "purple"}, {"feel": None}, {"feel": 7}, {"feel": ["hard"]}, {"exercise": 3}])
def test_what_is_no_word_of_ours_says_nothing(odd):
    raw = {
        "seq": 2,
        "kind": "felt",
        "writer": "tab",
        "item": 0,
        "exercise": "bridge",
        "feel": "hard",
        "at": "2026-12-01T13:00:00Z",
    }
    read = read_event(raw | odd)
    assert read

    assert said(word(1, "right"), read) == {"bridge": "right"}


def test_a_word_is_kept_and_read_back_as_it_was():
    assert read_event(word(1, "hard").as_dict()) == word(1, "hard")


def test_that_it_hurt_is_a_sore_pain_that_stops_nothing():
    outcome = fold([event(1, "item_done"), word(2, "hurt"), event(3, "finished", "clam", 1)])

    (pain,) = outcome.pains
    assert (pain.exercise, pain.kind, pain.item, pain.at) == ("bridge", "sore", 0, NOON + timedelta(minutes=2))
    assert (outcome.status, outcome.stopped_at, outcome.stopped_for_pain) == ("finished", (), False)


def test_two_that_hurt_afterwards_are_two_pains_and_still_no_stop():
    outcome = fold([word(1, "hurt"), word(2, "hurt", "clam", 1)])

    assert [pain.exercise for pain in outcome.pains] == ["bridge", "clam"]
    assert (outcome.status, outcome.stopped_at) == ("running", ())


def test_a_pain_that_is_taken_back_by_another_word_is_none():
    assert fold([word(1, "hurt"), word(2, "hard")]).pains == ()
    assert len(fold([word(1, "hurt"), word(2, "hard"), word(3, "hurt")]).pains) == 1


@pytest.mark.parametrize("kind", [None, "sore", "sharp"])
def test_what_was_told_while_it_hurt_is_not_counted_again(kind):
    outcome = fold([event(1, "hurt", why=kind), event(2, "item_done"), word(3, "hurt")])

    assert [pain.kind for pain in outcome.pains] == [kind or "unsaid"]


def test_what_had_gone_while_it_was_done_and_hurt_after_all_is_one_pain():
    outcome = fold([event(1, "hurt"), event(2, "resumed", why="gone"), event(3, "item_done"), word(4, "hurt")])

    assert [pain.kind for pain in outcome.pains] == ["sore"]


def test_the_order_in_which_words_arrive_makes_no_difference():
    log = (
        event(1, "hurt"),
        event(2, "hurt", why="sore"),
        word(3, "hurt"),
        word(4, "hard", "clam", 1),
        word(5, "easy", "clam", 1),
    )

    assert {fold(order) for order in permutations(log)} == {fold(log)}


def test_the_exercise_that_was_done_last_is_asked_about():
    log = (event(1, "item_done"), event(2, "item_done", "clam", 1), event(3, "item_skipped", "plank", 2))

    assert last_done(log) == log[1]
    assert last_done(log[:1]) == log[0]
    assert last_done(()) is None


def test_an_exercise_that_hurt_while_it_was_done_is_not_asked_about():
    assert last_done((event(1, "hurt"), event(2, "hurt", why="sore"), event(3, "item_done"))) is None


def test_words_without_a_time_are_in_the_order_of_their_numbers():
    one, other = (Event(seq, "felt", "tab", 0, "bridge", feel=feel) for seq, feel in ((1, "hard"), (2, "easy")))

    assert [each.feel for each in felt((one, other))] == ["easy"]
