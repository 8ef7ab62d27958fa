"""What hurt is left out until it is asked back, whatever comes late, twice or in another order."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule
from sqlalchemy import event as engine_event

from lowback.store.pains import StoredPains
from lowback.store.sessions import Sessions
from tests.diaries import IN_A_FILE, ME, NOW, OTHER, Clock, begin, event
from tests.store.living import InADiary, on_both


def pains(engine, clock=None, person=ME):
    return StoredPains(engine, person, clock or Clock())


def left_out(engine, person=ME):
    return set(pains(engine, person=person).all().left_out)


def hurts(mine, exercise="bridge", kind="sore", session_id="a" * 32, seq=1):
    """This exercise hurt in that session, when the clock of the server says."""
    at = {"item": 0, "exercise": exercise, "at": mine._now().isoformat()}
    mine.append(session_id, [event(seq, "hurt") | at, event(seq + 1, "hurt", why=kind) | at])


@pytest.mark.parametrize("kind", ["sore", "sharp", "danger"])
def test_what_hurt_is_left_out_with_its_day(mine, engine, kind):
    begin(mine)

    hurts(mine, kind=kind)

    assert pains(engine).all().left_out == {"bridge": date(2026, 5, 20)}
    assert left_out(engine, OTHER) == set()


def test_a_tap_that_was_taken_back_leaves_nothing_out_though_it_did_for_a_moment(mine, engine):
    begin(mine)
    mine.append("a" * 32, [event(1, "hurt", item=0, exercise="bridge")])
    assert left_out(engine) == {"bridge"}

    mine.append("a" * 32, [event(2, "resumed", item=0, exercise="bridge", why="gone")])

    assert left_out(engine) == set()


def test_what_is_asked_back_is_in_again_until_it_hurts_again(mine, engine, clock):
    begin(mine)
    hurts(mine)
    clock.forward(minutes=5)

    pains(engine, clock).ask_back("bridge")
    assert left_out(engine) == set()

    clock.forward(minutes=5)
    hurts(mine, seq=3)
    assert left_out(engine) == {"bridge"}
    clock.forward(minutes=5)
    pains(engine, clock).ask_back("bridge")
    assert left_out(engine) == set()


def test_one_person_asks_nothing_back_for_another(mine, engine, clock):
    begin(mine)
    hurts(mine)
    clock.forward(minutes=5)

    pains(engine, clock, OTHER).ask_back("bridge")

    assert left_out(engine) == {"bridge"}


def test_a_log_that_comes_late_is_about_the_time_at_which_it_hurt(mine, engine, clock):
    begin(mine)
    at = {"item": 0, "exercise": "bridge", "at": (NOW + timedelta(minutes=1)).isoformat()}
    clock.forward(hours=2)
    pains(engine, clock).ask_back("bridge")
    clock.forward(hours=2)

    mine.append("a" * 32, [event(1, "hurt") | at, event(2, "hurt", why="sore") | at])

    assert left_out(engine) == set()
    assert pains(engine).all().all[0].at == NOW + timedelta(minutes=1)


def test_what_hurt_in_a_deleted_session_comes_back_with_it(mine, engine):
    begin(mine)
    hurts(mine)

    mine.delete("a" * 32)
    assert left_out(engine) == set()

    mine.undelete("a" * 32)
    assert left_out(engine) == {"bridge"}


def test_a_danger_sign_stays_known_though_its_session_is_deleted_and_its_exercise_asked_back(mine, engine, clock):
    begin(mine)
    hurts(mine, kind="danger")
    hurts(mine, "clam", "sharp", seq=3)
    mine.delete("a" * 32)
    clock.forward(minutes=5)
    pains(engine, clock).ask_back("bridge")

    assert pains(engine).all().alarm == NOW


def test_without_a_danger_sign_there_is_no_alarm(mine, engine):
    begin(mine)
    hurts(mine, kind="sharp")

    assert pains(engine).all().alarm is None


def test_two_stops_for_pain_are_a_stop_though_the_log_says_that_it_was_finished(mine):
    begin(mine)
    skips = [event(n, "item_skipped", item=n, exercise=name, why="pain") for n, name in ((1, "bridge"), (2, "clam"))]

    mine.append("a" * 32, skips[:1])
    assert not mine.get("a" * 32).stopped_for_pain
    mine.append("a" * 32, [*skips, event(3, "finished")])

    assert mine.get("a" * 32).stopped_for_pain


@IN_A_FILE
def test_one_statement_reads_what_hurt_however_long_the_diary_is(mine, engine):
    statements = []
    engine_event.listen(engine, "before_cursor_execute", lambda *call: statements.append(call[2]))
    for n in range(30):
        begin(mine, f"{n:032d}")
    hurts(mine, session_id=f"{29:032d}")
    statements.clear()

    pains(engine).all()

    (read,) = [words for words in statements if words.startswith("SELECT")]
    with engine.connect() as connection:
        steps = [row[-1] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {read}", (ME,))]
    assert [step for step in steps if step.startswith("SCAN")] == []


SESSIONS = [name * 32 for name in "abc"]
EXERCISES = ["bridge", "clam"]


class Life(InADiary):
    """A person's pains, what they ask back, what they delete; and one clock that only goes on."""

    @initialize()
    def begins(self):
        self.mine = Sessions(self.engine, ME, self.clock)
        self.hurt, self.asked, self.deleted = [], {}, set()
        self.sent: dict[str, list[dict[str, Any]]] = {name: [] for name in SESSIONS}
        for name in SESSIONS:
            begin(self.mine, name)

    def tick(self):
        self.clock.forward(minutes=1)
        return self.clock.at

    @rule(session=st.sampled_from(SESSIONS), exercise=st.sampled_from(EXERCISES), gone=st.booleans())
    def hurts(self, session, exercise, gone):
        at = {"item": 0, "exercise": exercise, "at": self.tick().isoformat()}
        seq = len(self.sent[session]) + 1
        answer = event(seq + 1, "resumed", why="gone") if gone else event(seq + 1, "hurt", why="sore")
        self.sent[session] += [event(seq, "hurt") | at, answer | at]
        self.mine.append(session, self.sent[session][-2:])
        if not gone:
            self.hurt.append((session, exercise, self.clock.at))

    @rule(session=st.sampled_from(SESSIONS), data=st.data())
    def hears_all_again(self, session, data):
        self.tick()
        self.mine.append(session, data.draw(st.permutations(self.sent[session])))

    @rule(exercise=st.sampled_from(EXERCISES))
    def asks_back(self, exercise):
        self.asked[exercise] = self.tick()
        pains(self.engine, self.clock).ask_back(exercise)

    @rule(session=st.sampled_from(SESSIONS))
    def deletes(self, session):
        self.tick()
        self.mine.delete(session)
        self.deleted.add(session)

    @precondition(lambda self: self.deleted)
    @rule(session=st.sampled_from(SESSIONS))
    def undeletes(self, session):
        self.tick()
        self.mine.undelete(session)
        self.deleted.discard(session)

    @invariant()
    def what_hurt_last_after_it_was_asked_back_is_left_out(self):
        long_ago = datetime(2000, 1, 1, tzinfo=UTC)
        expected = {
            exercise
            for session, exercise, at in self.hurt
            if session not in self.deleted and at > self.asked.get(exercise, long_ago)
        }
        assert left_out(self.engine) == expected


TestLife, TestLifeOnPostgreSQL = on_both(
    Life, settings(max_examples=25, stateful_step_count=20, suppress_health_check=list(HealthCheck))
)
