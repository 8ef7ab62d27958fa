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
from lowback.language.speech import later, say, spoken
from lowback.store.people import TARGETS, People
from lowback.ui import frame, shared, state
from lowback.ui.pieces import sessions
from lowback.ui.visit import Visit
from lowback.words import lines, tables
from lowback.words.days import day_words, span_words
from lowback.words.findings import finding_words

SPANS = {"4w": later("4 weeks"), "3m": later("3 months"), "6m": later("6 months"), "all": later("All")}
_USUAL, _RANGE = "3m", "progress.range"
_WEEKS = {"4w": 4, "3m": 13, "6m": 26}
_CALENDAR_WEEKS, _WRITTEN_WEEKS, _MOST_BARS = 26, 6, 60
_PAIN_TABLE: Mapping[Span, str] = {
    "session": later("Pain before and after each session, newest first"),
    "day": later("Pain before and after each day, newest first"),
    "week": later("Pain before and after each week, newest first"),
    "month": later("Pain before and after each month, newest first"),
}
_MINUTES_TABLE: Mapping[Span, str] = {
    "week": later("Minutes in each week, newest first"),
    "month": later("Minutes in each month, newest first"),
}
_NEAR = timedelta(weeks=8)
"""So far back a harder fortnight is looked for; few enough days that none is lost in a week."""


def draw(visit: Visit) -> None:
    """Everything about this person's progress, or the way to a first session."""
    frame.title(say("Your progress"))
    sessions.kept()
    first = visit.history.first_day()
    if first is None:
        sessions.only_deleted(visit)
        _empty()
    else:
        _progress(visit, first)


def _empty() -> None:
    st.write(say("Nothing here yet, and that is fine. After your first session you will see:"))
    seen = (
        say(":material/show_chart: how sore your back is before and after"),
        say(":material/bar_chart: your minutes each week"),
        say(":material/calendar_month: the days you did something"),
        say(":material/self_improvement: which routine leaves your back easier"),
    )
    st.markdown(lines.bullets(seen))
    if st.button(say("Choose a routine"), type="primary", key="progress.plan", width="stretch"):
        frame.go("plan")
    if st.button(say("Log a past session"), key="progress.first_log", width="stretch"):
        frame.go("log")


def _progress(visit: Visit, first: date) -> None:
    since = _since(_span(), first, visit.today)
    points = visit.history.pains(since, visit.latest_day)
    if not visit.history.count(since, visit.latest_day):
        st.write(say("No sessions in this time. Choose a longer one to see your earlier sessions."))
    else:
        _charts(points, since, visit)
    sessions.draw(visit, since)


def _span() -> str:
    """How far back the page looks: it stands in the address, so that it survives a reload and the way back."""
    asked = st.query_params.get("range", _USUAL)
    state.choose(_RANGE, asked if asked in SPANS else _USUAL)
    chosen = st.segmented_control(
        say("Show"), list(SPANS), required=True, format_func=lambda span: say(SPANS[span]), key=_RANGE,
        width="stretch", on_change=_look_back,
    )  # fmt: skip
    return chosen or _USUAL


def _look_back() -> None:
    """Another span, from its newest session on."""
    st.query_params.from_dict({"range": state.chosen(_RANGE)})


def _since(chosen: str, first: date, today: date) -> date:
    """The Monday with which the span begins."""
    weeks = _WEEKS.get(chosen)
    return monday(today) - timedelta(weeks=weeks - 1) if weeks else monday(first)


def _charts(points: Sequence[PainPoint], since: date, visit: Visit) -> None:
    """Each with what it says: one below the other, or two by two where there is room (web/head.html)."""
    with st.container(key="charts"):
        with st.container(key="charts.pain"):
            _pain(points, visit)
        with st.container(key="charts.minutes"):
            _minutes(since, visit)
        with st.container(key="charts.calendar"):
            _calendar(since, visit)
        with st.container(key="charts.routines"):
            _routines(since, visit)


def _pain(points: Sequence[PainPoint], visit: Visit) -> None:
    near = points
    if points and points[0].span in ("week", "month"):
        near = visit.history.pains(visit.today - _NEAR, visit.latest_day)
    finding = findings.pain_finding(points, visit.today, visit.library.parameters, near)
    _say(finding)
    if finding.kind == "harder" and st.button(say("Find something gentler"), key="progress.gentler"):
        frame.go("plan")
    if not points:
        return
    frame_ = _made(visit, tables.pain_frame, points, visit.today, visit.library.parameters)
    _chart(frame_, charts.pain_chart(year=visit.today.year), "progress.pain")
    name = say(_PAIN_TABLE[points[0].span])
    _numbers(partial(_pain_table, points, visit.today), name, "progress.pain")


def _pain_table(points: Sequence[PainPoint], today: date) -> pd.DataFrame:
    """Each session, or the averages of days, weeks or months."""
    span = points[0].span
    whole = pd.Int64Dtype() if span == "session" else pd.Float64Dtype()
    columns = {
        charts.span_title(span): [span_words(p.day, span, today) for p in points],
        say("Routine") if span == "session" else say("Sessions"): [tables.title_of(point) for point in points],
        say("Before"): pd.array([point.before for point in points], dtype=whole),
        say("After"): pd.array([point.after for point in points], dtype=whole),
    }
    return pd.DataFrame(columns).iloc[::-1]


def _minutes(since: date, visit: Visit) -> None:
    target = People(visit.engine).weekly_target(visit.person)
    span: Span = "week" if visit.today - since < timedelta(weeks=_MOST_BARS) else "month"
    active = visit.history.active(span, since, visit.latest_day)
    frame_ = _made(visit, tables.minutes_frame, active, span, since, visit.today, target)
    _say(findings.minutes_finding(frame_, span, target))
    _chart(frame_, charts.minutes_chart(span=span, year=visit.today.year), "progress.weeks")
    _numbers(partial(_minutes_table, frame_, span), say(_MINUTES_TABLE[span]), "progress.weeks")
    _target(target, visit)


def _minutes_table(frame_: pd.DataFrame, span: Span) -> pd.DataFrame:
    names = {
        "when": charts.span_title(span),
        "minutes": say("Minutes") if span == "week" else say("Minutes a week"),
        "met": say("Target reached"),
    }
    table = frame_[list(names)].assign(met=frame_["met"].map({True: say("yes"), False: say("not yet")}))
    return table.rename(columns=names).iloc[::-1]


def _target(target: int, visit: Visit) -> None:
    with st.expander(say("Change my weekly target")):
        least, most = TARGETS
        st.write(say("Pick what fits your life. Little and often is fine."))
        # A field for each target: what another tab has chosen since stands in it, and is not taken back.
        label, key = say("Minutes a week"), f"progress.target.{target}"
        minutes = st.number_input(label, least, most, target, step=10, key=key)
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
        st.write(say("The calendar shows the last {weeks} weeks.", weeks=_CALENDAR_WEEKS))
    written = (visit.today - first).days < 7 * _WRITTEN_WEEKS
    last = max([visit.today, *(active.day for active in days)])
    frame_ = _made(visit, tables.days_frame, days, first, last, visit.today)
    spec = charts.calendar_chart(written=written, year=visit.today.year, weekdays=spoken().weekdays)
    _chart(frame_, spec, "progress.calendar")
    _numbers(partial(_days_table, days, visit.today), say("Active days, newest first"), "progress.calendar")


def _days_table(days: Sequence[ActiveDay], today: date) -> pd.DataFrame:
    columns = {
        say("Day"): [day_words(active.day, today) for active in days],
        say("Sessions"): [active.sessions for active in days],
        say("Minutes"): [active.minutes for active in days],
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
        "title": say("Routine"),
        "before": say("Before"),
        "after": say("After"),
        "sessions": say("Sessions"),
        "easier": say("Less sore after"),
    }
    name = say("Average pain before and after")
    _numbers(lambda: frame_[list(names)].rename(columns=names), name, "progress.routines")


def _made(visit: Visit, make: Callable[..., pd.DataFrame], facts: Sequence[object], *more: object) -> pd.DataFrame:
    """A chart's table, made anew only when what it shows has changed, or the language."""
    mark = hash((make.__name__, spoken().language.tag, tuple(facts), *(repr(part) for part in more)))
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
    numbers = st.expander(say("Show the numbers"), key=f"{key}.numbers", on_change="rerun")
    if numbers.open:
        numbers.dataframe(table(), hide_index=True, alt=name, key=f"{key}.table")
