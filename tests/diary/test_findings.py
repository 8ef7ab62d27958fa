"""What we say about progress is true, calm and never claimed from too little."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lowback.checks.load import load_library
from lowback.diary.findings import days_finding, pain_finding, routines_finding, weeks_finding
from lowback.diary.measures import ActiveDay
from tests.points import TODAY, active, every_third_day, point

NUMBERS = load_library().parameters
ALARM = re.compile(r"\b(bad|worse|worst|fail|decline|deteriorat|damage|danger|alarm|missed|only)\w*", re.IGNORECASE)


def pain(*after: int, until: int = 0):
    return pain_finding(every_third_day(*after, until=until), TODAY, NUMBERS)


def test_too_few_sessions_give_no_verdict_and_say_how_many_are_needed():
    assert pain().text == "No session with a pain score yet"
    assert pain(9).text == "You have logged 1 session with a pain score"
    assert pain(9, 5, 1).text == "You have logged 3 sessions with a pain score"
    assert pain(9, 5, 1).more == "After 5 we can say more."


def test_sessions_without_a_score_after_do_not_count():
    points = [point(n, after=None) for n in range(20)]

    assert pain_finding(points, TODAY, NUMBERS).kind == "too_few"


def test_a_fall_of_two_points_and_a_third_is_claimed():
    finding = pain(6, 6, 6, 6, 6, 4, 4, 4, 4, 4)

    assert finding.text == "Your pain after sessions is down 2 points since 27 October"
    assert finding.kind == "easier"


def test_a_fall_of_two_points_from_nine_is_too_small_a_share_to_claim():
    finding = pain(9, 9, 9, 9, 9, 7, 7, 7, 7, 7)

    assert finding.text == "Your pain after sessions may be easing"


def test_a_fall_of_one_point_is_the_normal_wobble_even_when_it_is_half():
    finding = pain(2, 2, 2, 2, 2, 1, 1, 1, 1, 1)

    assert "about the same" in finding.text
    assert "normal wobble" in finding.more


def test_a_fall_that_the_newest_sessions_do_not_show_is_not_claimed():
    assert pain(6, 6, 6, 6, 6, 3, 3, 3, 6, 6).kind != "easier"


def test_one_good_session_is_not_a_change():
    assert pain(6, 6, 6, 6, 6, 6, 6, 6, 6, 0).kind == "same"


def test_a_rise_in_the_last_two_weeks_is_a_harder_fortnight_in_calm_words():
    finding = pain(3, 3, 3, 3, 3, 3, 5, 5, 5, 5)

    assert finding.text == "A harder fortnight: 5 out of 10 after sessions, 3 before that"
    assert finding.kind == "harder"


def test_a_harder_fortnight_is_said_even_when_the_long_run_is_easier():
    assert pain(9, 9, 9, 9, 9, 3, 3, 3, 3, 3, 6, 6, 6, 6).text.startswith("A harder fortnight")


def test_a_rise_that_came_slowly_is_a_harder_spell():
    assert pain(2, 2, 2, 2, 2, 5, 5, 5, 5, 5, until=30).text.startswith("A harder spell")


def test_no_pain_at_the_start_is_never_a_fall():
    assert pain(0, 0, 0, 0, 0, 0).kind == "same"


@pytest.mark.parametrize(
    ("until", "since"),
    [(0, "since 27 October"), (40, "since September"), (340, "since November 2025")],
)
def test_the_start_is_named_by_day_month_or_year_as_people_would(until, since):
    assert pain(6, 6, 6, 6, 6, 3, 3, 3, 3, 3, until=until).text.endswith(since)


@given(st.lists(st.integers(0, 10), max_size=40), st.integers(0, 60))
def test_a_claim_always_keeps_the_rule_and_no_sentence_alarms(after, until):
    finding = pain(*after, until=until)

    assert not ALARM.search(finding.text + finding.more)
    if finding.kind == "easier":
        start, now = (float(number) for number in re.findall(r"(?:was|is) ([\d.]+)", finding.more))
        assert start - now >= 2
        assert (start - now) / start >= 0.3


def test_minutes_are_compared_with_the_target_over_whole_weeks():
    days = [active(21, 60), active(14, 30), active(7, 90), active(0, 10)]

    finding = weeks_finding(days, TODAY, target=60)

    assert finding.text == "You reached your 60 minutes in 2 of 3 weeks"
    assert finding.more == "That is 60 minutes a week on average."


def test_weeks_without_a_session_count_as_weeks():
    assert weeks_finding([active(21, 60)], TODAY, target=60).text.endswith("1 of 3 weeks")


def test_the_first_week_is_told_as_so_far():
    assert weeks_finding([active(0, 20)], TODAY, target=60).text == "20 minutes so far this week, of the 60 you aim for"


def test_a_target_not_yet_reached_is_said_without_blame():
    finding = weeks_finding([active(7, 20)], TODAY, target=60)

    assert finding.text == "You moved 20 minutes a week on average"
    assert not ALARM.search(finding.text + finding.more)


def test_a_favourite_weekday_is_named_only_when_there_is_one():
    mondays = [active(7 * n) for n in range(5)]

    assert days_finding(mondays).text == "You did something on 5 days, most often on Mondays"
    assert days_finding(mondays[:1]).text == "You did something on 1 day"
    assert days_finding([*mondays, *(active(7 * n + 1) for n in range(5))]).text == "You did something on 10 days"


def test_a_routine_is_praised_only_for_an_important_change():
    better = [point(n, after=3, before=6, title="Morning routine") for n in range(3)]
    same = [point(n, after=4, before=5) for n in range(9)]

    assert (
        routines_finding(better + same, NUMBERS).text == "Your back is usually 3 points easier after “Morning routine”"
    )
    assert routines_finding(same, NUMBERS).text == "Your back feels about the same before and after a session"
    assert routines_finding(better[:2], NUMBERS).kind == "too_few"


def test_nothing_at_all_is_said_plainly():
    assert weeks_finding([], TODAY, 60).text == "No minutes in this time"
    assert days_finding([]).text == "No active days in this time"


def test_several_sessions_of_one_week_are_added_up():
    days = [ActiveDay(active(n).day, 20, 1) for n in (7, 6, 5)]

    assert weeks_finding(days, TODAY, 60).text == "You reached your 60 minutes in the week"
