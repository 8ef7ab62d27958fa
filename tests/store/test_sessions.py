"""The diary keeps what happened, whatever the network, the clock or a second tab does."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update
from sqlalchemy.event import listen

from examples.contents import load_library
from lowback.diary.entry import EntryError, SessionInput
from lowback.store.engine import open_engine, writing
from lowback.store.migrate import migrate
from lowback.store.nights import Nights
from lowback.store.sessions import Sessions
from lowback.store.tables import sessions
from tests.diaries import ME, NOW, OTHER, Clock, begin, done, event, play, script

DAY = date(2026, 5, 20)
NUMBERS = load_library().parameters
ALWAYS = (date(2020, 1, 1), date(2030, 1, 1))


def told(**changes):
    details: dict[str, Any] = {
        "routine": "desk_break",
        "title": "Desk break",
        "day": date(2026, 5, 18),
        "minutes": 15,
        "zone": "Europe/London",
        "today": DAY,
    }
    return SessionInput(**details | changes)


def test_a_session_played_to_the_end_is_finished_with_all_it_says(mine):
    session = mine.get(play(mine))

    assert (session.status, session.done, session.minutes) == ("finished", ("bridge", "clam"), 10)
    assert (session.worked_seconds, session.pain_before, session.source) == (120, 5, "player")
    assert session.local_date == DAY


def test_beginning_twice_changes_nothing(mine):
    begin(mine)
    mine.append("a" * 32, [event(1, "started")])

    begin(mine, script=script("clam"), pain_before=9)

    assert mine.open().script == script("bridge", "clam")
    assert mine.open().pain_before == 5
    assert mine.open().ack == {"": 1}


def test_events_are_acknowledged_up_to_the_first_gap(mine):
    begin(mine)

    assert mine.append("a" * 32, [event(1, "started"), event(3, "paused")]) == {"": 1}
    assert mine.append("a" * 32, [done(2, 0, "bridge")]) == {"": 3}


def test_replaying_the_whole_log_changes_nothing(mine):
    play(mine)
    before = mine.get("a" * 32)
    log = [event(1, "started"), done(2, 0, "bridge"), done(3, 1, "clam"), event(4, "finished")]

    assert mine.append("a" * 32, log) == {"": 4}
    assert mine.get("a" * 32) == before


def test_a_batch_of_events_is_written_in_one_statement(mine, engine):
    begin(mine)
    written = []
    listen(engine, "before_cursor_execute", lambda *each: written.append(each[2]))

    mine.append("a" * 32, [event(seq, "paused") for seq in range(1, 200)])

    assert len([words for words in written if words.startswith("INSERT INTO session_events")]) == 1
    assert mine.open().ack == {"": 199}


def test_an_event_once_kept_is_not_rewritten(mine):
    begin(mine)
    mine.append("a" * 32, [done(1, 0, "bridge", seconds=60)])

    mine.append("a" * 32, [done(1, 0, "bridge", seconds=6000)])

    mine.abandon("a" * 32)
    assert mine.get("a" * 32).worked_seconds == 60


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(st.permutations(range(6)), st.lists(st.integers(0, 5), max_size=4))
def test_any_order_and_any_repeats_of_batches_keep_the_same_session(order, repeats):
    engine = open_engine("sqlite://")
    migrate(engine)
    log = [
        event(1, "started"),
        event(2, "hurt", item=0, exercise="bridge"),
        event(3, "item_swapped", item=0, exercise="bridge", to="bridge_low", seconds=20),
        done(4, 0, "bridge_low"),
        event(5, "item_skipped", item=1, exercise="clam", why="choice"),
        event(6, "finished"),
    ]
    sessions = Sessions(engine, ME, Clock(NOW + timedelta(minutes=20)))
    begin(sessions)

    acks = [sessions.append("a" * 32, [log[i]]) for i in [*order, *repeats]]

    session = sessions.get("a" * 32)
    assert acks[5] == {"": 6}
    assert session
    assert (session.status, session.done, session.skipped) == ("finished", ("bridge_low",), ("clam",))
    assert session.swapped == (("bridge", "bridge_low"),)
    assert session.worked_seconds == 80
    assert session.ended_at == NOW + timedelta(seconds=6)


ODD = ["a\0b", "\ud83d", "🙂" * 90, "\u202e", "\\u0000"]

TAB = [
    event(1, "started", writer="tab"),
    done(2, 0, "bridge") | {"writer": "tab"},
    event(3, "hurt", writer="tab", item=1, exercise="clam"),
    event(4, "stopped", writer="tab", item=1, exercise="clam", why="pain", seconds=9),
]
PHONE = [
    event(1, "resumed", writer="phone"),
    event(2, "item_skipped", writer="phone", item=0, exercise="bridge", seconds=4, why="choice"),
    done(3, 1, "clam") | {"writer": "phone"},
    event(4, "finished", writer="phone"),
]


@settings(max_examples=40, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_two_players_of_one_session_add_up_to_what_both_say_however_it_arrives(data):
    engine = open_engine("sqlite://")
    migrate(engine)
    sessions = Sessions(engine, ME, Clock(NOW + timedelta(minutes=20)))
    begin(sessions)
    sending = data.draw(st.permutations([(0, i) for i in range(4)] + [(1, i) for i in range(4)]))
    heard: set[str] = set()

    for which, first in sending:  # each sends what it has not been told is there, from some line on
        log = (TAB, PHONE)[which]
        ack = sessions.append("a" * 32, log[first:])
        heard |= {f"{each['writer']}{each['seq']}" for each in log[first:]}
        for writer, last in (ack or {}).items():
            assert {f"{writer}{seq}" for seq in range(1, last + 1)} <= heard

    assert sessions.append("a" * 32, []) == {"tab": 4, "phone": 4}
    session = sessions.get("a" * 32)
    assert session
    assert (session.status, session.stopped_for_pain, session.hurt) == ("stopped", True, ("clam",))
    assert (session.done, session.skipped, session.worked_seconds) == (("bridge", "clam"), (), 120)


def test_what_arrives_after_a_session_was_left_or_deleted_is_kept_and_acknowledged(mine):
    begin(mine)
    mine.abandon("a" * 32)
    assert mine.append("a" * 32, TAB[:2]) == {"tab": 2}
    assert mine.get("a" * 32).minutes > 0

    mine.delete("a" * 32)
    assert mine.append("a" * 32, TAB) == {"tab": 4}
    assert mine.get("a" * 32) is None

    mine.undelete("a" * 32)
    assert mine.get("a" * 32).stopped_for_pain


def test_nonsense_from_a_browser_is_dropped_and_the_rest_is_kept(mine):
    begin(mine)

    ack = mine.append("a" * 32, [None, 7, {"seq": "x"}, {"seq": 10**9, "kind": "started"}, event(1, "started")])

    assert ack == {"": 1}


@pytest.mark.parametrize(
    "odd", [{"seconds": 10**4000}, {"writer": "\ud800"}, {"exercise": "\ud800"}, {"why": "\x00"}, {"at": "9999-12-31"}]
)
def test_odd_details_of_an_event_keep_it_from_nowhere(mine, odd):
    begin(mine)

    mine.append("a" * 32, [event(1, "hurt", item=0, exercise="bridge") | odd, event(2, "finished")])

    assert mine.get("a" * 32).status == "finished"
    assert all(line.why is None for line in mine.log("a" * 32))


def test_an_end_that_the_browser_puts_in_the_future_is_put_at_our_own_time(mine, clock):
    begin(mine)
    clock.forward(minutes=15)

    mine.append("a" * 32, [event(1, "finished") | {"at": "2031-01-01T00:00:00+00:00"}])

    assert mine.get("a" * 32).ended_at == NOW + timedelta(minutes=15)


def test_two_devices_that_stopped_at_one_place_each_end_the_session_in_rest(mine, engine):
    begin(mine)
    for writer, item, exercise in (("one", 0, "bridge"), ("two", 1, "clam")):
        sharp = event(1, "hurt", item=item, exercise=exercise, why="sharp")
        mine.append("a" * 32, [sharp | {"writer": writer}])

    session = mine.get("a" * 32)
    assert (session.status, session.ended_at, mine.open()) == ("stopped", NOW, None)
    assert Nights(engine, ME, "Europe/London", NUMBERS, lambda: NOW).rests()


@pytest.mark.parametrize(("told_of", "moved"), [({"hours": 1}, {"hours": 1}), ({"hours": -1}, {"hours": 3})])
def test_what_comes_late_is_as_old_as_the_device_says_where_that_can_be(mine, clock, told_of, moved):
    begin(mine)
    clock.forward(hours=3)

    mine.append("a" * 32, [event(1, "paused") | {"at": (NOW + timedelta(**told_of)).isoformat()}])

    assert mine.open().heard_at == NOW + timedelta(**moved)


def test_what_comes_late_makes_a_session_that_was_taken_up_no_older(mine, clock):
    begin(mine)
    clock.forward(hours=3)
    mine.take_up("a" * 32, 4)

    mine.append("a" * 32, [event(1, "paused")])

    assert mine.open().heard_at == NOW + timedelta(hours=3)


def test_stopping_for_pain_is_kept(mine):
    begin(mine)

    mine.append("a" * 32, [event(1, "hurt", item=0, exercise="bridge"), event(2, "stopped", why="pain")])

    session = mine.get("a" * 32)
    assert (session.status, session.stopped_for_pain, session.hurt) == ("stopped", True, ("bridge",))


def test_a_session_left_open_can_be_taken_up_again_for_a_day(mine, clock):
    begin(mine)
    mine.append("a" * 32, [event(1, "started"), done(2, 0, "bridge")])
    mine.save_position("a" * 32, {"item": 1, "stage": 0, "elapsed": 4.5})

    clock.forward(hours=24)
    running = mine.open()
    clock.forward(minutes=1)

    assert (running.id, running.ack, running.position["elapsed"]) == ("a" * 32, {"": 2}, 4.5)
    assert running.script == script("bridge", "clam")
    assert mine.open() is None


def test_a_session_leads_to_the_questions_after_it_for_an_hour_until_it_is_talked_about(mine, clock):
    session = play(mine)
    assert mine.just_ended("lower_back_base") == mine.just_ended(None) == session
    assert mine.just_ended("desk_break") is None

    clock.forward(minutes=59)
    assert mine.just_ended("lower_back_base") == session
    clock.forward(minutes=2)
    assert mine.just_ended("lower_back_base") is None

    clock.at = NOW
    mine.finish_words(session, None, 3)
    assert mine.just_ended("lower_back_base") is None


def test_a_session_still_open_or_left_has_not_just_ended(mine):
    session = begin(mine)
    assert mine.just_ended("lower_back_base") is None
    mine.abandon(session)
    assert mine.just_ended("lower_back_base") is None


def test_what_was_done_in_a_session_left_open_counts_from_the_next_day(mine, clock):
    begin(mine)
    mine.append("a" * 32, [done(1, 0, "bridge")])

    assert mine.between(*ALWAYS) == []
    clock.forward(hours=25)

    assert [session.minutes for session in mine.between(*ALWAYS)] == [1]


def test_beginning_another_session_closes_the_one_left_open(mine):
    begin(mine)
    mine.append("a" * 32, [done(1, 0, "bridge")])

    begin(mine, "b" * 32)

    assert mine.open().id == "b" * 32
    assert mine.get("a" * 32).status == "abandoned"
    assert mine.get("a" * 32).worked_seconds == 60


def test_a_session_closed_elsewhere_and_finished_after_all_is_finished(mine):
    begin(mine)
    begin(mine, "b" * 32)

    mine.append("a" * 32, [done(1, 0, "bridge"), event(2, "finished")])

    assert mine.get("a" * 32).status == "finished"


def test_late_events_do_not_open_a_closed_session_again(mine):
    begin(mine)
    mine.abandon("a" * 32)

    mine.append("a" * 32, [done(1, 0, "bridge")])

    assert mine.open() is None
    assert mine.get("a" * 32).status == "abandoned"


def test_abandoning_does_not_undo_a_finished_session(mine):
    play(mine)

    mine.abandon("a" * 32)

    assert mine.get("a" * 32).status == "finished"


def test_an_abandoned_session_in_which_nothing_was_done_is_not_in_the_diary(mine):
    begin(mine)
    mine.abandon("a" * 32)

    assert mine.between(*ALWAYS) == []


def test_the_last_words_are_kept_as_text(mine):
    play(mine)
    note = "<script>alert('x')</script> **bold** \N{SMILING FACE WITH OPEN MOUTH} 'quoted'; drop table sessions"

    mine.finish_words("a" * 32, pain_after=3, effort=5, note=note)

    session = mine.get("a" * 32)
    assert (session.pain_after, session.effort, session.note) == (3, 5, note)


def test_a_note_that_is_too_long_is_refused_and_nothing_is_changed(mine):
    play(mine)

    with pytest.raises(EntryError, match="note"):
        mine.finish_words("a" * 32, pain_after=3, effort=5, note="x" * 10_000)

    assert mine.get("a" * 32).pain_after is None


def test_a_pain_score_outside_the_scale_is_refused(mine):
    with pytest.raises(EntryError, match="pain_before"):
        begin(mine, pain_before=11)


def test_a_session_around_midnight_belongs_to_the_evening_before_the_night(engine):
    late = datetime(2026, 5, 20, 22, 55, tzinfo=UTC)
    mine = Sessions(engine, ME, Clock(late))

    play(mine, at=late, zone="Europe/London")
    play(mine, "b" * 32, at=late, zone="Europe/Berlin")
    play(mine, "c" * 32, at=late, zone="Asia/Kolkata")

    names = ("a" * 32, "b" * 32, "c" * 32)
    days = [session.local_date.day for session in map(mine.get, names) if session]
    assert days == [20, 20, 21]


def test_an_unknown_zone_is_kept_as_utc(mine):
    play(mine, zone="Mars/Base")

    assert mine.get("a" * 32).zone == "UTC"


def test_a_session_told_by_hand_is_in_the_diary(mine):
    session = mine.get(mine.log_by_hand(told(pain_before=4, pain_after=2, effort=3, note="in the park")))

    assert (session.source, session.status, session.minutes) == ("by_hand", "finished", 15)
    assert (session.local_date, session.note) == (date(2026, 5, 18), "in the park")


def test_a_session_told_for_today_does_not_end_in_the_future(engine):
    morning = Clock(datetime(2026, 5, 20, 7, tzinfo=UTC))
    mine = Sessions(engine, ME, morning)

    session = mine.get(mine.log_by_hand(told(day=DAY)))

    assert session
    assert session.ended_at
    assert session.ended_at <= morning()
    assert session.local_date == DAY


def test_putting_a_session_right_changes_what_was_told_and_moves_its_day(mine):
    play(mine)

    assert mine.edit("a" * 32, told(minutes=8, pain_after=2))

    session = mine.get("a" * 32)
    assert (session.minutes, session.local_date, session.pain_after) == (8, date(2026, 5, 18), 2)
    assert session.done == ("bridge", "clam")
    assert session.source == "player"


def test_putting_only_the_note_right_keeps_the_exact_time_and_seconds(mine):
    before = mine.get(play(mine))

    mine.edit("a" * 32, told(day=DAY, minutes=10, note="felt good"))

    after = mine.get("a" * 32)
    assert (after.started_at, after.ended_at) == (before.started_at, before.ended_at)
    assert after.worked_seconds == before.worked_seconds


def test_a_replay_after_an_edit_does_not_undo_the_edit(mine):
    play(mine)
    mine.edit("a" * 32, told(day=DAY, minutes=8))

    mine.append("a" * 32, [event(1, "started"), event(4, "finished")])

    assert mine.get("a" * 32).minutes == 8


def test_a_deleted_session_is_out_of_sight_until_it_is_brought_back(mine):
    play(mine)

    mine.delete("a" * 32)
    assert mine.get("a" * 32) is None
    assert mine.between(*ALWAYS) == []

    mine.undelete("a" * 32)
    assert len(mine.between(*ALWAYS)) == 1


def test_the_span_of_days_includes_its_first_and_its_last(mine):
    for day in (17, 18, 19, 20):
        mine.log_by_hand(told(day=date(2026, 5, day)))

    found = mine.between(date(2026, 5, 18), date(2026, 5, 19))

    assert [session.local_date.day for session in found] == [18, 19]


def test_nobody_can_see_or_change_the_session_of_another(engine, clock, mine):
    theirs = Sessions(engine, OTHER, clock)
    play(theirs)
    before = theirs.get("a" * 32)

    begin(mine)
    assert mine.append("a" * 32, [event(9, "stopped")]) is None
    mine.finish_words("a" * 32, 9, 9, "not mine")
    mine.save_position("a" * 32, {"item": 9})
    mine.abandon("a" * 32)
    mine.delete("a" * 32)
    Nights(engine, ME, "UTC", NUMBERS, clock).answer("a" * 32, "sorer")

    assert not mine.edit("a" * 32, told())
    assert mine.get("a" * 32) is None
    assert mine.open() is None
    assert mine.between(*ALWAYS) == []
    assert theirs.get("a" * 32) == before


@pytest.mark.parametrize(
    ("note", "kept"),
    [
        ("a\0b", "a\ufffdb"),
        ("half of a sign: \ud83d", "half of a sign: \ufffd"),
        ("🙂 \u202e \x1b[31m '; DROP TABLE people; --", None),
        ("z" * 2000, None),
    ],
)
def test_whatever_somebody_writes_is_kept_and_a_sign_stands_for_what_no_database_takes(mine, note, kept):
    begin(mine)
    mine.finish_words("a" * 32, 3, 3, note)
    assert mine.get("a" * 32).note == (kept or note)

    entry = SessionInput("walk", "A walk", NOW.date(), 20, "UTC", today=NOW.date(), note=note)
    assert mine.get(mine.log_by_hand(entry)).note == (kept or note)


@pytest.mark.parametrize("odd", ["a" * 32 + "\0", "\ud83d", "x" * 5000])
def test_a_session_asked_for_by_what_can_be_no_id_is_none(mine, odd):
    begin(mine)

    assert mine.get(odd) is None
    assert mine.append(odd, [done(1, 0, "bridge")]) is None
    mine.save_position(odd, {"item": 1})
    assert mine.standing(odd) == "gone"


def test_a_log_with_odd_characters_is_kept(mine):
    begin(mine)
    odd = [event(n, "hurt", item=0, exercise=word, why=word, writer=word) for n, word in enumerate(ODD, 1)]

    assert mine.append("a" * 32, odd) is not None


def test_a_session_of_a_newer_program_is_not_offered_and_what_was_done_in_it_counts(mine, engine):
    begin(mine)
    newer = update(sessions).values(plan={"version": 99})
    with writing(engine) as connection:
        connection.execute(newer)

    assert mine.open() is None
    mine.append("a" * 32, [event(1, "started"), done(2, 0, "bridge", 120), event(3, "finished")])
    assert mine.get("a" * 32).minutes == 2


def test_a_session_told_by_hand_by_the_id_of_another_person_changes_nothing_of_theirs(engine):
    mine, theirs = Sessions(engine, ME, Clock()), Sessions(engine, OTHER, Clock())
    entry = SessionInput("walk", "A walk", NOW.date(), 20, "UTC", today=NOW.date(), note="theirs")
    theirs.log_by_hand(entry, "c" * 32)

    mine.log_by_hand(replace(entry, note="mine", today=NOW.date(), was=None), "c" * 32)

    assert mine.get("c" * 32) is None
    told = theirs.get("c" * 32)
    assert told
    assert told.note == "theirs"
