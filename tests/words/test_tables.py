"""The tables behind the charts have the columns they promise and the numbers they should."""

from datetime import UTC, date, datetime, timedelta

import pytest

from examples.contents import load_library
from lowback.diary.measures import ActiveDay, PainPoint, monday
from lowback.diary.tables import AFTER, BEFORE, wobble
from lowback.language.speech import speaking
from lowback.words.days import day_words, span_words
from lowback.words.tables import days_frame, minutes_frame, pain_frame, routines_frame
from tests.points import TODAY, active, compared, every_third_day, point

NUMBERS = load_library().parameters


def after_rows(frame):
    return frame[frame["moment"] == AFTER]


def test_the_week_begins_on_monday():
    assert monday(date(2026, 11, 22)) == date(2026, 11, 16)
    assert monday(date(2026, 11, 23)) == date(2026, 11, 23)


def test_a_day_is_written_as_people_write_it_with_the_year_where_that_is_not_this_one():
    assert day_words(date(2026, 5, 5), TODAY) == "Tue 5 May"
    assert day_words(date(2025, 5, 5), TODAY) == "Mon 5 May 2025"
    assert span_words(date(2025, 12, 29), "week", TODAY) == "29 Dec 2025 to 4 Jan"
    assert span_words(date(2026, 5, 1), "month", TODAY) == "May 2026"


def test_the_line_is_the_median_of_three_and_begins_with_the_third():
    typical = after_rows(pain_frame(every_third_day(4, 9, 5, 1), TODAY, NUMBERS))["typical"].tolist()

    assert str(typical[:2]) == "[nan, nan]"
    assert typical[2:] == [5, 5]


def test_with_many_sessions_the_line_goes_through_the_weeks_and_ends_with_the_newest():
    points = [point(n, after=n % 7) for n in reversed(range(60))]

    rows = after_rows(pain_frame(points, TODAY, NUMBERS))

    assert len(rows) == 60
    assert 5 <= rows["typical"].count() <= 9
    assert rows["typical"].notna().iloc[-1]


def test_a_score_that_was_not_given_is_left_out_and_not_drawn_as_zero():
    frame = pain_frame([point(2, after=None, before=6), point(1, after=0, before=None)], TODAY, NUMBERS)

    assert list(zip(frame["moment"], frame["pain"], strict=True)) == [(BEFORE, 6), (AFTER, 0)]


def test_the_wobble_stands_around_the_start_and_inside_the_scale():
    assert wobble(every_third_day(5, 5, 5, 5, 5, 1, 1, 1), NUMBERS) == (3, 7)
    assert wobble(every_third_day(1, 1, 1), NUMBERS) == (0, 3)
    assert wobble(every_third_day(9, 9, 9), NUMBERS) == (7, 10)


def test_there_is_no_band_before_the_third_session():
    frame = pain_frame(every_third_day(5, 5), TODAY, NUMBERS)

    assert frame["low"].isna().all()


def test_each_line_is_named_once_and_the_names_do_not_overlap():
    frame = pain_frame([point(n, after=5, before=5) for n in reversed(range(6))], TODAY, NUMBERS)

    named = frame[frame["label"] != ""]
    assert sorted(named["label"]) == ["after", "before"]
    assert named["label_at"].max() - named["label_at"].min() > 1


def test_the_time_axis_shows_the_clock_on_the_wall():
    at = datetime(2026, 5, 20, 22, 30, tzinfo=UTC)
    late = PainPoint(at, date(2026, 5, 21), "Europe/Berlin", "x", "X", None, 4)

    assert (
        pain_frame([late], TODAY, NUMBERS)["at"].iloc[0] == datetime(2026, 5, 21, 0, 30, tzinfo=UTC).timestamp() * 1000
    )


def test_no_sessions_give_empty_tables_with_the_same_columns():
    assert list(pain_frame([], TODAY, NUMBERS)) == list(pain_frame(every_third_day(5), TODAY, NUMBERS))
    assert list(routines_frame([], NUMBERS)) == list(routines_frame([compared()], NUMBERS))


def test_weeks_without_a_session_are_there_with_no_minutes():
    frame = minutes_frame([active(21, 30), active(0, 70)], "week", TODAY - timedelta(days=21), TODAY, target=60)

    assert frame["minutes"].tolist() == [30, 0, 0, 70]
    assert frame["met"].tolist() == [False, False, False, True]
    assert frame["running"].tolist() == [False, False, False, True]
    assert frame["when"].iloc[0] == "2 Nov to 8 Nov"
    assert frame["label"].tolist() == ["", "", "", "dashed line: your target, 60 minutes"]


@pytest.mark.parametrize(("first", "last"), [("2026-03-23", "2026-04-05"), ("2026-10-19", "2026-11-01")])
def test_no_week_or_day_is_lost_or_doubled_when_the_clocks_change(first, last):
    first, last = date.fromisoformat(first), date.fromisoformat(last)

    assert len(minutes_frame([], "week", first, last, 60)) == 2
    assert len(days_frame([], first, last, last)) == 14


def test_every_day_has_a_cell_and_only_active_ones_have_words():
    frame = days_frame([active(1, 15)], TODAY - timedelta(days=7), TODAY, TODAY)

    assert frame["minutes"].tolist() == [0, 0, 0, 0, 0, 0, 15, 0]
    assert frame["text"].tolist() == ["", "", "", "", "", "", "15", ""]
    assert frame["weekday"].tolist() == ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun", "Mon"]
    assert frame["begin"].nunique() == 2


def test_a_month_is_shown_as_minutes_a_week_over_as_much_of_it_as_there_was():
    found = [ActiveDay(date(2026, 10, 1), 310, 9), ActiveDay(date(2026, 11, 1), 230, 5)]

    frame = minutes_frame(found, "month", date(2026, 10, 1), TODAY, target=60)

    assert frame["when"].tolist() == ["October 2026", "November 2026"]
    assert frame["minutes"].tolist() == [70, 70]  # 31 days, and the 23 that November has had
    assert frame["running"].tolist() == [False, True]


def test_a_month_of_which_the_span_has_two_days_is_a_week_at_least():
    found = [ActiveDay(date(2026, 8, 1), 30, 1)]

    assert minutes_frame(found, "month", date(2026, 8, 30), TODAY, 60)["minutes"].iloc[0] == 30


def test_routines_are_compared_by_averages_and_the_largest_fall_comes_first():
    frame = routines_frame([compared("Calm", 5, 4), compared("Strong", 6, 2.26)], NUMBERS)

    assert frame["title"].tolist() == ["Strong", "Calm"]
    assert frame["words"].iloc[0] == "Strong\n6 before, 2.3 after, 4 sessions"


def test_a_routine_with_too_few_scored_sessions_is_left_out():
    assert routines_frame([compared(sessions=2)], NUMBERS).empty


def test_tips_say_numbers_and_moments_as_the_language_does():
    with speaking("de"):
        routines = routines_frame([compared("Calm", 5, 2.5)], NUMBERS)
        scores = pain_frame([point(1, 7.5, 4)], TODAY, NUMBERS)

    assert routines[["said_before", "said_after"]].iloc[0].tolist() == ["5", "2,5"]
    assert scores["said_pain"].tolist() == ["4", "7,5"]
