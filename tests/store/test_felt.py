"""How exercises felt counts from the newest session on, whatever comes late, is deleted, or is wanted as before."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule

from examples.contents import load_library
from lowback.plan.felt import FEELS
from lowback.store.felt import StoredFelt
from lowback.store.pains import StoredPains
from lowback.store.people import People
from lowback.store.sessions import Sessions
from lowback.store.sweep import UNDO
from tests.diaries import ME, NOW, OTHER, Clock, begin, done, event
from tests.store.living import InADiary, on_both

TODAY = NOW.date()
LONG_AGO = TODAY - timedelta(days=90)
NUMBERS = load_library().parameters
NAMES = [name * 32 for name in "abcd"]


def stored(engine, clock=None, person=ME):
    return StoredFelt(engine, person, clock or Clock())


def feels(engine, exercise="bridge", person=ME):
    """What was said of an exercise, newest first; None for a time of which nothing was said."""
    return [time.feel for time in stored(engine, person=person).times(LONG_AGO).get(exercise, ())]


def steps(engine):
    return {name: wish.step for name, wish in stored(engine).wishes(TODAY, NUMBERS).items()}


def say(mine, feel, session_id="a" * 32, seq=1, exercise="bridge", item=0):
    mine.append(session_id, [event(seq, "felt", item=item, exercise=exercise, feel=feel)])


def test_a_word_is_kept_with_its_session_and_day(mine, engine):
    begin(mine)
    say(mine, "hard")

    (time,) = stored(engine).times(LONG_AGO)["bridge"]
    assert (time.day, time.feel) == (TODAY, "hard")
    assert mine.get("a" * 32).felt == (("bridge", "hard"),)
    assert steps(engine) == {"bridge": "less"}
    assert feels(engine, person=OTHER) == []


def test_what_was_done_in_silence_is_a_time_without_a_word(mine, engine):
    begin(mine)
    mine.append("a" * 32, [done(1, 0, "bridge")])

    assert feels(engine) == [None]
    assert steps(engine) == {}


def test_a_changed_word_counts_once(mine, engine):
    begin(mine)
    say(mine, "hard")
    say(mine, "right", seq=2)

    assert feels(engine) == ["right"]
    assert steps(engine) == {}


def test_two_sessions_of_one_day_are_two_times(mine, engine, clock):
    for name in NAMES[:2]:
        begin(mine, name, at=clock.at)
        say(mine, "easy", name)
        clock.forward(hours=2)

    assert feels(engine) == ["easy", "easy"]
    assert steps(engine) == {"bridge": "usual"}


def test_a_deleted_session_takes_its_words_along_and_brings_them_back(mine, engine):
    begin(mine)
    say(mine, "hard")

    mine.delete("a" * 32)
    assert steps(engine) == {}

    mine.undelete("a" * 32)
    assert steps(engine) == {"bridge": "less"}


def test_as_before_is_one_tap_until_it_is_hard_again(mine, engine, clock):
    begin(mine)
    say(mine, "hard")
    clock.forward(minutes=30)

    stored(engine, clock).as_before("bridge")
    assert steps(engine) == {}

    clock.forward(days=1)
    begin(mine, NAMES[1], at=clock.at)
    say(mine, "hard", NAMES[1])
    assert steps(engine) == {"bridge": "less"}


def test_as_before_is_about_one_exercise_of_one_person(mine, engine, clock):
    begin(mine)
    say(mine, "hard")
    say(mine, "hard", seq=2, exercise="clam", item=1)
    clock.forward(minutes=30)

    stored(engine, clock, OTHER).as_before("bridge")
    stored(engine, clock).as_before("clam")

    assert steps(engine) == {"bridge": "less"}


def test_as_before_brings_nothing_back_that_hurt(mine, engine, clock):
    begin(mine)
    say(mine, "hurt")
    clock.forward(minutes=30)

    stored(engine, clock).as_before("bridge")

    assert set(StoredPains(engine, ME, clock).all().left_out) == {"bridge"}


def test_that_it_hurt_leaves_it_out_until_another_word_is_said(mine, engine):
    begin(mine)
    say(mine, "hurt")
    assert set(StoredPains(engine, ME).all().left_out) == {"bridge"}
    assert mine.get("a" * 32).hurt == ("bridge",)

    say(mine, "hard", seq=2)

    assert StoredPains(engine, ME).all().left_out == {}
    assert steps(engine) == {"bridge": "less"}


def test_a_word_that_is_said_when_the_session_is_over_counts_and_opens_nothing(mine):
    begin(mine)
    mine.append("a" * 32, [done(1, 0, "bridge"), event(2, "finished")])
    say(mine, "hurt", seq=3)

    session = mine.get("a" * 32)
    assert (session.status, session.hurt, session.stopped_for_pain) == ("finished", ("bridge",), False)


def test_what_was_said_too_long_ago_counts_no_more(mine, engine):
    begin(mine)
    say(mine, "hard")
    late = TODAY + timedelta(days=NUMBERS.felt_days.value + 1)

    assert stored(engine).wishes(late, NUMBERS) == {}
    assert stored(engine).wishes(late - timedelta(days=1), NUMBERS)


@pytest.mark.parametrize("feel", FEELS)
def test_nothing_is_left_of_a_person_who_deletes_everything(mine, engine, clock, feel):
    begin(mine)
    say(mine, feel)
    stored(engine, clock).as_before("bridge")

    People(engine).erase(ME)

    assert feels(engine) == []


class Life(InADiary):
    """Four sessions on two days, words said and changed in any order, deleted, sent again, and wanted as before."""

    @initialize()
    def begins(self):
        self.mine = Sessions(self.engine, ME, self.clock)
        self.begun: dict[str, Any] = {}
        self.said: dict[str, str] = {}
        self.sent: dict[str, list[dict[str, Any]]] = {name: [] for name in NAMES}
        self.deleted: dict[str, Any] = {}
        self.asked: Any = None

    def tick(self):
        self.clock.forward(minutes=1)
        return self.clock.at

    @precondition(lambda self: len(self.begun) < len(NAMES))
    @rule(hours=st.sampled_from([1, 30]))
    def another_begins(self, hours):
        self.clock.forward(hours=hours)
        name = NAMES[len(self.begun)]
        self.begun[name] = self.clock.at
        begin(self.mine, name, at=self.clock.at)

    @precondition(lambda self: self.begun)
    @rule(data=st.data(), feel=st.sampled_from(FEELS))
    def says(self, data, feel):
        name = data.draw(st.sampled_from(sorted(self.begun)))
        at, seq = self.tick().isoformat(), len(self.sent[name]) + 1
        self.sent[name].append(event(seq, "felt", item=0, exercise="bridge", feel=feel) | {"at": at})
        self.mine.append(name, self.sent[name][-1:])
        self.said[name] = feel

    @precondition(lambda self: self.begun)
    @rule(data=st.data())
    def hears_all_again(self, data):
        name = data.draw(st.sampled_from(sorted(self.begun)))
        self.tick()
        self.mine.append(name, data.draw(st.permutations(self.sent[name])))

    @rule()
    def wants_it_as_before(self):
        self.asked = self.tick()
        stored(self.engine, self.clock).as_before("bridge")

    @precondition(lambda self: self.begun)
    @rule(data=st.data())
    def deletes_or_brings_back(self, data):
        name = data.draw(st.sampled_from(sorted(self.begun)))
        now = self.tick()
        if name not in self.deleted:
            self.mine.delete(name)
            self.deleted[name] = now
            return
        self.mine.undelete(name)
        if now - self.deleted[name] <= UNDO:
            del self.deleted[name]

    @invariant()
    def the_last_word_of_each_session_that_is_there_counts_newest_first(self):
        names = [name for name in reversed(self.begun) if name in self.said and name not in self.deleted]
        expected = [self.said[name] for name in names if self.asked is None or self.begun[name] > self.asked]
        assert feels(self.engine) == expected

    @invariant()
    def what_is_said_to_have_hurt_is_left_out_and_nothing_else(self):
        hurt = any(feel == "hurt" and name not in self.deleted for name, feel in self.said.items())
        assert ("bridge" in StoredPains(self.engine, ME, self.clock).all().left_out) == hurt


TestLife, TestLifeOnPostgreSQL = on_both(
    Life, settings(max_examples=25, stateful_step_count=20, suppress_health_check=list(HealthCheck))
)
