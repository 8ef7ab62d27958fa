"""What we say about progress is true, calm and never claimed from too little."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from statistics import mean
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples.contents import load_library
from lowback.diary.claims import Finding
from lowback.diary.findings import days_finding, minutes_finding, pain_finding, routines_finding
from lowback.diary.measures import ActiveDay, Compared
from lowback.diary.tables import begin_of, minutes_frame, pain_frame, routines_frame
from lowback.words.findings import finding_words
from tests.points import TODAY, active, compared, every_third_day, point

NUMBERS = load_library().parameters
ALARM = re.compile(r"\b(bad|worse|worst|fail|decline|deteriorat|damage|danger|alarm|missed|only)\w*", re.IGNORECASE)


class Said(NamedTuple):
    """A finding in words, and its kind."""

    text: str
    more: str
    kind: str


def said(finding: Finding) -> Said:
    words = finding_words(finding)
    return Said(words.text, words.more, finding.kind)


def pain(*after: int, until: int = 0):
    return said(pain_finding(every_third_day(*after, until=until), TODAY, NUMBERS))


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
        start, now = (float(number) for number in re.findall(r"(?:It was|is|is usually) ([\d.]+)", finding.more))
        assert start - now >= 2
        assert (start - now) / start >= 0.3


def minutes(*days, first=21, span="week", target=60):
    frame = minutes_frame(days, span, TODAY - timedelta(days=first), TODAY, target)
    return said(minutes_finding(frame, span, target))


def test_minutes_are_compared_with_the_target_over_whole_weeks():
    finding = minutes(active(21, 60), active(14, 30), active(7, 90), active(0, 10))

    assert finding.text == "You reached your 60 minutes in 2 of 3 weeks"
    assert finding.more == "That is 60 minutes a week on average. The hollow bar is this week so far."


def test_weeks_without_a_session_count_as_weeks_but_not_those_before_the_first():
    assert minutes(active(21, 60), first=42).text.endswith("1 of 3 weeks")


def test_the_running_week_is_told_as_so_far_and_one_minute_is_no_minutes():
    assert minutes(active(0, 20)).text == "20 minutes so far this week, of the 60 you aim for"
    assert minutes(active(0, 1)).text == "1 minute so far this week, of the 60 you aim for"
    assert minutes(active(0, 113)).text == "113 minutes so far this week, and you aimed for 60"


def test_a_target_not_yet_reached_is_said_without_blame():
    finding = minutes(active(7, 1), target=30)

    assert finding.text == "You moved 1 minute a week on average"
    assert not ALARM.search(finding.text + finding.more)


def test_months_are_told_as_months():
    october = ActiveDay(date(2026, 10, 1), 310, 9)

    assert minutes(october, first=53, span="month").text == "You reached your 60 minutes a week in the month"


def test_a_favourite_weekday_is_named_only_when_there_is_one():
    mondays = [active(7 * n) for n in range(5)]

    assert said(days_finding(mondays)).text == "You did something on 5 days, most often on Mondays"
    assert said(days_finding(mondays[:1])).text == "You did something on 1 day"
    assert said(days_finding([*mondays, *(active(7 * n + 1) for n in range(5))])).text == "You did something on 10 days"


def routines(*found):
    return said(routines_finding(routines_frame(found, NUMBERS), NUMBERS))


def test_a_routine_is_praised_for_an_important_change_and_else_every_session_is_counted():
    small = compared("Desk break", 5, 4, sessions=103, easier=84)

    assert (
        routines(compared("Morning routine", 6, 3), small).text
        == "Your back is 3 points easier on average after “Morning routine”"
    )
    assert routines(small).text == "84 of 103 sessions left your back less sore"
    assert routines(small).more.startswith(
        "Taken together it is 1 point less sore after sessions. That is a small change"
    )
    assert routines(compared(sessions=2)).kind == "too_few"


def test_a_back_that_is_sorer_after_sessions_is_not_called_the_same():
    assert routines(compared(before=3, after=5.5, easier=0)).kind == "harder"
    assert "0.5 points sorer" in routines(compared(before=3, after=3.5, easier=1)).more
    assert "as sore after sessions as before" in routines(compared(before=3, after=3)).more


def test_nothing_at_all_is_said_plainly():
    assert minutes().text == "No minutes in this time"
    assert said(days_finding([])).text == "No active days in this time"


def test_a_value_of_today_is_not_hidden_by_the_usual_one():
    assert pain(5, 5, 5, 5, 5, 1, 1, 1, 1, 1).more.startswith("It was 5 out of 10 then and is 1 now.")
    assert "is usually 1 now; today it was 4" in pain(5, 5, 5, 5, 5, 1, 1, 1, 1, 4).more + pain(1, 1, 1, 1, 4).more
    assert "today" not in pain(1, 1, 1, 1, 4, until=1).more


def test_averages_of_weeks_are_not_called_sessions_and_hide_no_harder_fortnight():
    weeks = [replace(point(7 * n, after=2), span="week") for n in reversed(range(10))]
    days = [replace(point(n, after=2 if n > 13 else 5), span="day") for n in reversed(range(40))]

    assert said(pain_finding(weeks[:3], TODAY, NUMBERS)).text == "Your pain scores are from 3 weeks so far"
    assert said(pain_finding(weeks, TODAY, NUMBERS, days)).text.startswith("A harder fortnight: 5 out of 10")


PAIRS = st.lists(st.tuples(st.integers(0, 10), st.integers(0, 10)), min_size=1, max_size=30)


@given(st.dictionaries(st.sampled_from("ABCDE"), PAIRS, min_size=1))
def test_what_is_said_of_routines_is_what_their_table_says(by_routine):
    found = [
        Compared(
            name, name, len(pairs), sum(after < before for before, after in pairs),
            mean(before for before, _ in pairs), mean(after for _, after in pairs),
        )
        for name, pairs in by_routine.items()
    ]  # fmt: skip
    frame = routines_frame(found, NUMBERS)
    finding = said(routines_finding(frame, NUMBERS))

    if counts := re.match(r"(\d+) of (\d+) session", finding.text):
        assert [int(n) for n in counts.groups()] == [frame["easier"].sum(), frame["sessions"].sum()]
    pairs = [pair for name in frame["title"] for pair in by_routine[name]]
    change = sum(after - before for before, after in pairs) / len(pairs) if pairs else 0
    if "less sore after" in finding.more:
        assert change < 0
    if "sorer" in finding.text + finding.more:
        assert change > 0
    if finding.kind == "easier":
        row = frame[frame["title"] == finding.text.split("“")[1][:-1]].iloc[0]
        assert f"{row['before'] - row['after']:.1f}" == f"{float(re.findall(r'[0-9.]+', finding.text)[0]):.1f}"


@given(st.dictionaries(st.integers(0, 400), st.integers(0, 200), max_size=60), st.sampled_from(["week", "month"]))
def test_what_is_said_of_minutes_is_what_their_table_says(minutes_ago, span):
    totals: Counter[date] = Counter()
    for ago, done in minutes_ago.items():
        totals[begin_of(span, TODAY - timedelta(days=ago))] += done
    found = [ActiveDay(begin, total, 1) for begin, total in totals.items()]
    frame = minutes_frame(found, span, TODAY - timedelta(days=400), TODAY, 60)

    finding = said(minutes_finding(frame, span, 60))

    over = frame[~frame["running"] & (frame["minutes"].cumsum() > 0)]
    if counts := re.search(r"in (\d+) of (\d+)", finding.text):
        assert [int(n) for n in counts.groups()] == [over["met"].sum(), len(over)]
    if "on average" in finding.text + finding.more:
        averages = re.findall(r"(\d+) minutes? a week on average", finding.text + finding.more)
        assert averages == [str(round(over["minutes"].mean()))]
    if "so far this" in finding.text:
        assert int(finding.text.split()[0]) == frame[frame["running"]]["minutes"].iloc[0]
    assert not re.search(r"\b1 (minutes|weeks|months|points)\b", finding.text + finding.more)


@given(st.lists(st.integers(0, 10), min_size=10, max_size=40), st.integers(0, 60))
def test_what_is_said_of_pain_is_what_its_table_says(after, until):
    points = every_third_day(*after, until=until)
    finding = said(pain_finding(points, TODAY, NUMBERS))
    scores = pain_frame(points, NUMBERS).query("moment == 'After'")["pain"]

    counts = re.match(r"It was ([\d.]+) out of 10 .*? is (?:usually )?([\d.]+)", finding.more)
    if counts:
        assert [float(n) for n in counts.groups()] == [scores.head(5).median(), scores.tail(5).median()]
    assert until == 0 or "today" not in finding.more
    if until == 0 and counts and scores.iloc[-1] != scores.tail(5).median():
        assert f"today it was {scores.iloc[-1]:g}" in finding.more
