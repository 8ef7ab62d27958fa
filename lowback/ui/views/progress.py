"""Progress on the screen: what has changed, four charts with their numbers, and the sessions."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from lowback.diary import charts, findings
from lowback.diary.claims import Finding
from lowback.diary.measures import ActiveDay, PainPoint, Span, monday
from lowback.language.speech import spoken
from lowback.store.people import TARGETS, People
from lowback.ui import frame, shared
from lowback.ui.pieces import sessions
from lowback.ui.visit import Visit
from lowback.words import tables
from lowback.words.days import day_words, span_words
from lowback.words.findings import finding_words

SPANS = {"4w": "4 weeks", "3m": "3 months", "6m": "6 months", "all": "All"}
_WEEKS = {"4w": 4, "3m": 13, "6m": 26}
_CALENDAR_WEEKS, _WRITTEN_WEEKS, _MOST_BARS = 26, 6, 60
_NEAR = timedelta(weeks=8)
"""So far back a harder fortnight is looked for; few enough days that none is lost in a week."""


def draw(visit: Visit) -> None:
    """Everything about this person's progress, or the way to a first session."""
    frame.title("Your progress")
    sessions.kept()
    first = visit.history.first_day()
    if first is None:
        sessions.undo(visit)
        _empty()
    else:
        _progress(visit, first)


def _empty() -> None:
    st.write("Nothing here yet, and that is fine. After your first session you will see:")
    st.markdown(
        "- :material/show_chart: how sore your back is before and after\n"
        "- :material/bar_chart: your minutes each week\n"
        "- :material/calendar_month: the days you did something\n"
        "- :material/self_improvement: which routine leaves your back easier"
    )
    if st.button("Choose a routine", type="primary", key="progress.plan", width="stretch"):
        frame.go("plan")
    if st.button("Log a past session", key="progress.first_log", width="stretch"):
        frame.go("log")


def _progress(visit: Visit, first: date) -> None:
    asked = st.query_params.get("range", "3m")
    chosen = st.segmented_control(
        "Show", list(SPANS), default=asked if asked in SPANS else "3m", required=True, format_func=SPANS.__getitem__,
        key="progress.range", width="stretch",
    )  # fmt: skip
    since = _since(chosen, first, visit.today)
    points = visit.history.pains(since, visit.latest_day)
    if not visit.history.count(since, visit.latest_day):
        st.write("No sessions in this time. Choose a longer one to see your earlier sessions.")
    else:
        _pain(points, visit)
        _minutes(since, visit)
        _calendar(since, visit)
        _routines(since, visit)
    sessions.draw(visit, since, chosen)


def _since(chosen: str, first: date, today: date) -> date:
    """The Monday with which the span begins."""
    weeks = _WEEKS.get(chosen)
    return monday(today) - timedelta(weeks=weeks - 1) if weeks else monday(first)


def _pain(points: Sequence[PainPoint], visit: Visit) -> None:
    near = points
    if points and points[0].span in ("week", "month"):
        near = visit.history.pains(visit.today - _NEAR, visit.latest_day)
    finding = findings.pain_finding(points, visit.today, visit.library.parameters, near)
    _say(finding)
    if finding.kind == "harder" and st.button("Find something gentler", key="progress.gentler"):
        frame.go("plan")
    if not points:
        return
    frame_ = _made(visit, tables.pain_frame, points, visit.today, visit.library.parameters)
    _chart(frame_, charts.pain_chart(year=visit.today.year), "progress.pain")
    name = f"Pain before and after each {points[0].span}, newest first"
    _numbers(partial(_pain_table, points, visit.today), name, "progress.pain")


def _pain_table(points: Sequence[PainPoint], today: date) -> pd.DataFrame:
    """Each session, or the averages of days, weeks or months."""
    span = points[0].span
    whole = pd.Int64Dtype() if span == "session" else pd.Float64Dtype()
    columns = {
        "Day" if span == "session" else span.title(): [span_words(p.day, span, today) for p in points],
        "Routine" if span == "session" else "Sessions": [tables.title_of(point) for point in points],
        "Before": pd.array([point.before for point in points], dtype=whole),
        "After": pd.array([point.after for point in points], dtype=whole),
    }
    return pd.DataFrame(columns).iloc[::-1]


def _minutes(since: date, visit: Visit) -> None:
    target = People(visit.engine).weekly_target(visit.person)
    span: Span = "week" if visit.today - since < timedelta(weeks=_MOST_BARS) else "month"
    active = visit.history.active(span, since, visit.latest_day)
    frame_ = _made(visit, tables.minutes_frame, active, span, since, visit.today, target)
    _say(findings.minutes_finding(frame_, span, target))
    _chart(frame_, charts.minutes_chart(span=span, year=visit.today.year), "progress.weeks")
    _numbers(partial(_minutes_table, frame_, span), f"Minutes in each {span}, newest first", "progress.weeks")
    _target(target, visit)


def _minutes_table(frame_: pd.DataFrame, span: Span) -> pd.DataFrame:
    names = {
        "when": span.title(),
        "minutes": "Minutes" if span == "week" else "Minutes a week",
        "met": "Target reached",
    }
    table = frame_[list(names)].rename(columns=names)
    table["Target reached"] = table["Target reached"].map({True: "yes", False: "not yet"})
    return table.iloc[::-1]


def _target(target: int, visit: Visit) -> None:
    with st.expander("Change my weekly target"):
        least, most = TARGETS
        st.write("Pick what fits your life. Little and often is fine.")
        # A field for each target: what another tab has chosen since stands in it, and is not taken back.
        minutes = st.number_input("Minutes a week", least, most, target, step=10, key=f"progress.target.{target}")
        if minutes != target:
            with frame.saving():
                People(visit.engine).set_weekly_target(visit.person, minutes)
            st.rerun()


def _calendar(since: date, visit: Visit) -> None:
    earliest = monday(visit.today) - timedelta(weeks=_CALENDAR_WEEKS - 1)
    first = max(since, earliest)
    days = visit.history.days(first, visit.latest_day)
    _say(findings.days_finding(days))
    if first > since:
        st.write(f"The calendar shows the last {_CALENDAR_WEEKS} weeks.")
    written = (visit.today - first).days < 7 * _WRITTEN_WEEKS
    last = max([visit.today, *(active.day for active in days)])
    frame_ = _made(visit, tables.days_frame, days, first, last, visit.today)
    _chart(
        frame_,
        charts.calendar_chart(written=written, year=visit.today.year, weekdays=spoken().weekdays),
        "progress.calendar",
    )
    _numbers(partial(_days_table, days, visit.today), "Active days, newest first", "progress.calendar")


def _days_table(days: Sequence[ActiveDay], today: date) -> pd.DataFrame:
    columns = {
        "Day": [day_words(active.day, today) for active in days],
        "Sessions": [active.sessions for active in days],
        "Minutes": [active.minutes for active in days],
    }
    return pd.DataFrame(columns).iloc[::-1]


def _routines(since: date, visit: Visit) -> None:
    found = visit.history.routines(since, visit.latest_day)
    frame_ = _made(visit, tables.routines_frame, found, visit.library.parameters)
    _say(findings.routines_finding(frame_, visit.library.parameters))
    if frame_.empty:
        return
    _chart(frame_, charts.routines_chart(), "progress.routines")
    names = {
        "title": "Routine",
        "before": "Before",
        "after": "After",
        "sessions": "Sessions",
        "easier": "Less sore after",
    }
    _numbers(lambda: frame_[list(names)].rename(columns=names), "Average pain before and after", "progress.routines")


def _made(visit: Visit, make: Callable[..., pd.DataFrame], facts: Sequence[object], *more: object) -> pd.DataFrame:
    """A chart's table, made anew only when what it shows has changed."""
    mark = hash((spoken().language.tag, make.__name__, tuple(facts), *(repr(part) for part in more)))
    return shared.chart_table(visit.person, mark, partial(make, facts, *more))


def _say(finding: Finding) -> None:
    words = finding_words(finding)
    st.header(words.text, anchor=False)
    if words.more:
        st.write(words.more)


def _chart(frame_: pd.DataFrame, spec: Mapping[str, Any], key: str) -> None:
    # Streamlit names the chart by alt= and warns when the spec has a description of its own.
    drawn = {name: part for name, part in spec.items() if name != "description"}
    # Its own grey for axis words is too pale; ours is a checked pair of the theme.
    words = st.get_option(f"theme.{st.context.theme.type or 'light'}.grayTextColor")
    drawn["config"] = {"axis": spec["config"]["axis"] | {"labelColor": words}}
    st.vega_lite_chart(frame_, drawn, key=f"{key}.chart", alt=spec["description"])


def _numbers(table: Callable[[], pd.DataFrame], name: str, key: str) -> None:
    """The table behind a chart; it is made only while it is open, because four of them are slow."""
    numbers = st.expander("Show the numbers", key=f"{key}.numbers", on_change="rerun")
    if numbers.open:
        numbers.dataframe(table(), hide_index=True, alt=name, key=f"{key}.table")
