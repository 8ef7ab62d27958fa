"""What sessions add up to is kept beside them, and is what they add up to, whatever a person does."""

from collections import Counter
from datetime import date, timedelta
from typing import Any

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, consumes, invariant, rule
from sqlalchemy import delete, insert, select, text

from examples.contents import load_library
from lowback import demo
from lowback.diary.entry import SessionInput
from lowback.store.days import recount
from lowback.store.engine import opened, reading, writing
from lowback.store.history import History
from lowback.store.migrate import migrate
from lowback.store.nights import Nights
from lowback.store.sessions import Sessions
from lowback.store.sweep import purge
from lowback.store.tables import days, people, routine_weeks, sessions
from tests.diaries import IN_A_FILE, ME, NOW, OTHER, Clock, begin, done, event, play, url_of
from tests.store.living import InADiary, on_both

NUMBERS = load_library().parameters
SCORES = st.none() | st.integers(0, 10)
LOGS = st.lists(
    st.sampled_from([done(1, 0, "bridge"), done(2, 1, "clam"), event(3, "stopped", why="pain"), event(4, "finished")]),
    max_size=3,
)


def kept(engine):
    """All rows of both tables, in order."""
    with reading(engine) as connection:
        return [sorted(map(tuple, connection.execute(select(table)))) for table in (days, routine_weeks)]


def counted_one_by_one(engine):
    """What both tables must hold, session by session."""
    by_day: dict[Any, list[int]] = {}
    by_week: dict[Any, list[int]] = {}
    titles: dict[Any, str] = {}
    with reading(engine) as connection:
        rows = connection.execute(select(sessions)).all()
    for row in rows:
        closed = row.status in ("finished", "stopped") or (row.status == "abandoned" and row.minutes > 0)
        if not closed or row.deleted_at is not None:
            continue
        before, after = row.pain_before, row.pain_after
        week = row.local_date - timedelta(days=row.local_date.weekday())
        day = (row.person, row.local_date, week, row.local_date.replace(day=1))
        given = [score is not None for score in (before, after)]
        facts = [row.minutes, 1, any(given), given[0], before or 0, given[1], after or 0]
        by_day[day] = [a + b for a, b in zip(by_day.get(day, [0] * 7), facts, strict=True)]
        if all(given):
            key = (row.person, week, row.routine)
            titles[key] = max(titles.get(key, ""), row.title)
            facts = [1, after < before, before, after]
            by_week[key] = [a + b for a, b in zip(by_week.get(key, [0] * 4), facts, strict=True)]
    return [
        sorted((*day, *facts) for day, facts in by_day.items()),
        sorted((*key, titles[key], *facts) for key, facts in by_week.items()),
    ]


class Life(InADiary):
    """Everything that changes sessions, in any order, by two people."""

    ids = Bundle("ids")

    def __init__(self):
        super().__init__()
        self.number = 0

    def of(self, person):
        return Sessions(self.engine, person, self.clock)

    def entry(self, days_ago, **more):
        day = self.clock.at.date() - timedelta(days=days_ago)
        return SessionInput(day=day, zone="UTC", today=self.clock.at.date(), **more)

    @rule(target=ids, person=st.sampled_from([ME, OTHER]), score=SCORES)
    def start(self, person, score):
        self.number += 1
        id_ = f"{self.number:032}"
        begin(self.of(person), id_, at=self.clock.at, pain_before=score)
        return person, id_

    @rule(
        target=ids, person=st.sampled_from([ME, OTHER]), ago=st.integers(0, 9), before=SCORES, after=SCORES,
        routine=st.sampled_from(["desk_break", "morning_easy"]),
    )  # fmt: skip
    def log_by_hand(self, person, ago, before, after, routine):
        entry = self.entry(ago, routine=routine, title=routine, minutes=9, pain_before=before, pain_after=after)
        return person, self.of(person).log_by_hand(entry)

    @rule(which=ids, ago=st.integers(0, 9))
    def log_by_hand_again(self, which, ago):
        entry = self.entry(ago, routine="desk_break", title="Again", minutes=7, pain_before=3, pain_after=2)
        self.of(which[0]).log_by_hand(entry, which[1])

    @rule()
    def sweep_away_what_was_deleted(self):
        purge(self.engine, self.clock.at)

    @rule(which=ids, log=LOGS)
    def append(self, which, log):
        self.of(which[0]).append(which[1], log)

    @rule(which=ids, after=SCORES)
    def finish_words(self, which, after):
        self.of(which[0]).finish_words(which[1], after, 3)

    @rule(which=ids, score=SCORES)
    def take_up(self, which, score):
        self.of(which[0]).take_up(which[1], score)

    @rule(which=ids)
    def abandon(self, which):
        self.of(which[0]).abandon(which[1])

    @rule(which=ids, ago=st.integers(0, 9), minutes=st.integers(1, 20), after=SCORES)
    def edit(self, which, ago, minutes, after):
        entry = self.entry(ago, routine="sleep_wind_down", title="Sleep", minutes=minutes, pain_after=after)
        self.of(which[0]).edit(which[1], entry)

    @rule(which=ids)
    def delete(self, which):
        self.of(which[0]).delete(which[1])

    @rule(which=ids)
    def undelete(self, which):
        self.of(which[0]).undelete(which[1])

    @rule(which=ids)
    def say_how_the_day_after_was(self, which):
        Nights(self.engine, which[0], "UTC", NUMBERS, self.clock).answer(which[1], "sorer")

    @rule(which=ids)
    def change_what_belongs_to_somebody_else(self, which):
        stranger = self.of({ME: OTHER, OTHER: ME}[which[0]])
        stranger.delete(which[1])
        stranger.abandon(which[1])

    @rule(which=consumes(ids))
    def erase(self, which):
        # As `People.erase` does, without the lock that it puts on the name.
        with writing(self.engine) as connection:
            connection.execute(delete(people).where(people.c.id == which[0]))

    @rule(days=st.integers(0, 3))
    def time_passes(self, days):
        self.clock.forward(days=days)

    @invariant()
    def what_is_kept_is_what_the_sessions_add_up_to(self):
        assert kept(self.engine) == counted_one_by_one(self.engine)

    @invariant()
    def adding_up_anew_changes_nothing(self):
        before = kept(self.engine)
        with writing(self.engine) as connection:
            for person in (ME, OTHER):
                recount(connection, person)
        assert kept(self.engine) == before

    @invariant()
    def the_history_has_the_minutes_of_the_list(self):
        for person in (ME, OTHER):
            first, last = date(2020, 1, 1), date(2030, 1, 1)
            listed: Counter[date] = Counter()
            for session in self.of(person).between(first, last):
                listed[session.local_date] += session.minutes
            history = History(self.engine, person, self.clock)
            assert {day.day: day.minutes for day in history.days(first, last)} == listed
            assert history.first_day() == min(listed, default=None)


# What it finds is short enough to read; to make it shorter would take minutes.
TestLife, TestLifeOnPostgreSQL = on_both(
    Life, settings(max_examples=25, stateful_step_count=20, phases=[Phase.explicit, Phase.reuse, Phase.generate])
)


def test_a_session_that_another_one_closes_is_added_up_and_so_is_one_that_moves(engine):
    mine = Sessions(engine, ME, Clock())
    first = begin(mine, "a" * 32)
    mine.append(first, [done(1, 0, "bridge")])
    assert kept(engine) == [[], []]

    begin(mine, "b" * 32)
    assert len(kept(engine)[0]) == 1

    moved = SessionInput("desk_break", "Desk", NOW.date() - timedelta(days=30), 4, "UTC", NOW.date(), 5, 4)
    mine.edit(first, moved)
    assert kept(engine) == counted_one_by_one(engine)
    assert [[row[1], row[4]] for row in kept(engine)[0]] == [[moved.day, 4]]


def test_what_was_left_open_counts_when_it_is_a_day_old(engine, clock):
    mine, history = Sessions(engine, ME, clock), History(engine, ME, clock)
    mine.append(begin(mine), [done(1, 0, "bridge")])
    assert history.first_day() is None

    clock.forward(hours=25)

    assert history.first_day() == NOW.date()
    (session,) = mine.between(NOW.date(), NOW.date())
    assert [day.minutes for day in history.days(NOW.date(), NOW.date())] == [session.minutes]
    assert [point.before for point in history.pains(NOW.date(), NOW.date())] == [5]


def test_examples_are_added_up_when_they_are_made(engine):
    demo.fill(engine, ME, NOW)

    assert kept(engine) == counted_one_by_one(engine)
    assert sum(len(rows) for rows in kept(engine)) > 100


def test_a_diary_from_before_days_were_kept_is_added_up(engine, tmp_path):
    mine = Sessions(engine, ME, Clock())
    demo.fill(engine, ME, NOW)
    play(mine)
    begin(mine, "b" * 32)
    expected = kept(engine)
    rows = [(table, as_it_was(engine, table)) for table in (people, sessions)]
    (tmp_path / "older").mkdir()
    with url_of(engine.dialect.name, tmp_path / "older") as url, opened(url) as old:
        migrate(old, to="0005")
        with writing(old) as connection:
            for table, kept_rows in rows:
                connection.execute(insert(table), kept_rows)

        migrate(old)

        assert kept(old) == expected


def as_it_was(engine, table):
    with reading(engine) as connection:
        return [dict(row) for row in connection.execute(select(table)).mappings()]


@IN_A_FILE
def test_the_newest_moments_are_found_by_one_look_at_an_index(engine):
    asked = "explain query plan select max({}) from sessions where person = 'x'"

    with reading(engine) as connection:
        plans = [str(connection.execute(text(asked.format(of))).all()) for of in ("started_at", "ended_at")]

    assert all("COVERING INDEX ix_sessions_person" in plan for plan in plans), plans
