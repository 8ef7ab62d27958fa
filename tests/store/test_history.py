"""Totals for the charts agree with the sessions they add up."""

from datetime import date, timedelta
from statistics import mean

import pytest
from sqlalchemy.event import listen

from lowback.diary.entry import SessionInput
from lowback.diary.measures import ActiveDay, Compared
from lowback.store.history import History
from lowback.store.sessions import Sessions
from tests.diaries import ME, OTHER, Clock, fresh_database, play

TODAY = date(2026, 5, 20)
ALWAYS = (date(2020, 1, 1), date(2030, 1, 1))


def tell(engine, day, minutes=15, person=ME, **more):
    entry = SessionInput("desk_break", "Desk break", date(2026, 5, day), minutes, "UTC", TODAY, **more)
    return Sessions(engine, person, Clock()).log_by_hand(entry)


def test_the_sessions_of_one_day_are_added_up(engine):
    tell(engine, 18)
    tell(engine, 18, minutes=10)
    tell(engine, 20)

    days = History(engine, ME).days(*ALWAYS)

    assert days == [ActiveDay(date(2026, 5, 18), 25, 2), ActiveDay(date(2026, 5, 20), 15, 1)]


def test_deleted_sessions_and_those_of_others_are_left_out(engine):
    tell(engine, 18, person=OTHER, pain_after=9)
    Sessions(engine, ME).delete(tell(engine, 19, pain_after=9))
    history = History(engine, ME)

    assert history.days(*ALWAYS) == []
    assert history.pains(*ALWAYS) == []
    assert history.first_day() is None


def test_only_sessions_with_a_score_give_a_point_and_a_zero_is_a_score(engine):
    tell(engine, 17)
    tell(engine, 18, pain_after=0)
    tell(engine, 19, pain_before=6)

    points = History(engine, ME).pains(*ALWAYS)

    assert [(point.before, point.after) for point in points] == [(None, 0), (6, None)]


def test_the_first_day_is_that_of_the_earliest_session(engine):
    tell(engine, 20)
    tell(engine, 11)

    assert History(engine, ME).first_day() == date(2026, 5, 11)


def test_the_days_agree_with_the_sessions(engine):
    play(Sessions(engine, ME, Clock()))
    tell(engine, 18)

    sessions = Sessions(engine, ME).between(*ALWAYS)

    assert sum(day.minutes for day in History(engine, ME).days(*ALWAYS)) == sum(s.minutes for s in sessions)


def test_what_a_routine_eased_is_said_from_so_many_sessions_on_and_only_of_ones_own(engine):
    tell(engine, 17, pain_before=6, pain_after=4)
    tell(engine, 16, person=OTHER, pain_before=6, pain_after=0)
    tell(engine, 18, pain_before=5, pain_after=4)
    tell(engine, 19, pain_before=5)

    assert History(engine, ME).eased(3) == {}
    assert History(engine, ME).eased(2) == {"desk_break": 1.5}


def tell_daily(engine, days, a_day=1, **more):
    for ago in range(days):
        for _ in range(a_day):
            day = TODAY - timedelta(days=ago)
            entry = SessionInput("desk_break", "Desk break", day, 10, "UTC", TODAY, 5, ago % 5, **more)
            Sessions(engine, ME, Clock()).log_by_hand(entry)


@pytest.mark.parametrize(
    ("days", "a_day", "span", "points"), [(30, 1, "session", 30), (41, 3, "day", 41), (121, 1, "week", 18)]
)
def test_many_sessions_are_points_of_days_and_then_of_weeks(engine, days, a_day, span, points):
    tell_daily(engine, days, a_day)

    found = History(engine, ME).pains(*ALWAYS)

    assert {point.span for point in found} == {span}
    assert len(found) == points


def test_a_point_of_a_week_is_the_average_of_its_sessions(engine):
    tell_daily(engine, 121)

    for point in History(engine, ME).pains(*ALWAYS):
        week = Sessions(engine, ME).between(point.day, point.day + timedelta(days=6))
        assert point.after == round(mean(session.pain_after or 0 for session in week), 1)
        assert point.scored == len(week)
        assert point.day <= point.wall_clock.date() <= point.day + timedelta(days=6)


def test_years_are_points_of_months(engine):
    for week in range(122):
        day = TODAY - timedelta(weeks=week)
        Sessions(engine, ME, Clock()).log_by_hand(SessionInput("x", "X", day, 10, "UTC", TODAY, 5, 3))

    points = History(engine, ME).pains(*ALWAYS)

    assert {point.span for point in points} == {"month"}
    assert len(points) == 29


def test_weeks_and_months_have_the_minutes_of_their_days(engine):
    tell_daily(engine, 100)
    history = History(engine, ME)
    days = history.days(*ALWAYS)

    for span in ("week", "month"):
        found = history.active(span, *ALWAYS)
        assert sum(each.minutes for each in found) == sum(day.minutes for day in days) == 1000
        assert sum(each.sessions for each in found) == history.count(*ALWAYS) == 100


def beyond(mine, which, session):
    """From this session on."""
    return which, mine.place(session.id)


def leaf(mine, which, begin=None):
    """Every page of a list from there on, as long as there are more."""
    pages, at = [], begin
    while True:
        pages.append(mine.page(*ALWAYS, 6, at))
        if not getattr(pages[-1], which) or len(pages) > 9:
            return pages
        at = beyond(mine, which, pages[-1].sessions[-1 if which == "older" else 0])


def test_a_session_that_was_just_deleted_keeps_its_place_where_it_is_asked_for(engine):
    tell_daily(engine, 8)
    mine = Sessions(engine, ME)
    first = mine.page(*ALWAYS, 6).sessions
    gone = first[2]
    mine.delete(gone.id)

    assert mine.can_come_back([gone.id, first[0].id, "nobody"]) == {gone.id}
    assert gone.id not in {session.id for session in mine.page(*ALWAYS, 6).sessions}
    assert mine.page(*ALWAYS, 6, also={gone.id}).sessions == first
    assert mine.page(*ALWAYS, 6, beyond(mine, "older", gone), also={gone.id}).sessions[0] == first[3]
    assert Sessions(engine, "somebody else").page(*ALWAYS, 6, also={gone.id}).sessions == ()
    assert Sessions(engine, "somebody else").place(gone.id) is None


def test_the_pages_of_a_list_are_the_list_from_either_end(engine):
    tell_daily(engine, 10, 2)
    mine = Sessions(engine, ME)

    older = leaf(mine, "older")
    newer = leaf(mine, "newer", beyond(mine, "newer", older[-1].sessions[0]))

    assert [len(page.sessions) for page in older] == [6, 6, 6, 2]
    assert [page.newer for page in older] == [False, True, True, True]
    listed = [session.id for page in older for session in page.sessions]
    days = [session.local_date for page in older for session in page.sessions]
    assert days == sorted(days, reverse=True)
    assert sorted(listed) == sorted(session.id for session in mine.between(*ALWAYS))
    assert [page.sessions for page in newer] == [page.sessions for page in reversed(older[:3])]


def test_a_page_whose_sessions_were_deleted_meanwhile_is_the_first(engine):
    tell_daily(engine, 7)
    mine = Sessions(engine, ME)
    first = mine.page(*ALWAYS, 6)
    last = mine.page(*ALWAYS, 6, beyond(mine, "older", first.sessions[-1]))
    mine.delete(last.sessions[0].id)

    assert mine.page(*ALWAYS, 6, beyond(mine, "older", first.sessions[-1])) == (first.sessions, False, False)
    assert mine.page(*ALWAYS, 6, beyond(mine, "newer", first.sessions[2])) == (first.sessions, False, False)


def test_a_page_far_down_reads_no_more_rows_than_the_first(tmp_path):
    engine = fresh_database(tmp_path)  # SQLite says how it goes about it
    tell_daily(engine, 300)
    mine = Sessions(engine, ME)
    far = mine.page(*ALWAYS, 200).sessions[-1]

    plans = [plan_of(engine, lambda at=at: mine.page(*ALWAYS, 6, at)) for at in (None, beyond(mine, "older", far))]

    for passed_over, steps in plans:
        assert passed_over == 0
        assert any("USING INDEX ix_sessions_person_local_date" in step for step in steps)


def plan_of(engine, look):
    """How many rows the statement that reads sessions passes over, and how SQLite goes about it."""
    told = []
    listen(engine, "before_cursor_execute", lambda *all_: told.append(all_[2:4]))
    look()
    statement, values = next(each for each in reversed(told) if "LIMIT" in each[0])
    assert statement.endswith("OFFSET ?")  # SQLAlchemy always writes one for SQLite
    with engine.connect() as connection:
        return values[-1], [row[-1] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)]


def test_routines_are_compared_over_the_sessions_with_both_scores(engine):
    tell(engine, 17, pain_before=6, pain_after=4)
    tell(engine, 18, pain_before=5, pain_after=5)
    tell(engine, 19, pain_before=5)

    assert History(engine, ME).routines(*ALWAYS) == [Compared("desk_break", "Desk break", 2, 1, 5.5, 4.5)]
