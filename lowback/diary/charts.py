"""The four charts as Vega-Lite specs without data; progress.py makes the tables they draw.

Colours come from the theme's own palette ("category"), so light and dark are both readable, and no
chart needs colour to be understood. Marks carry no aria role: each chart has one description, and
the page puts the numbers in a table beneath it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache, wraps
from typing import Any, ParamSpec

import altair as alt

from lowback.diary.measures import Span
from lowback.diary.tables import AFTER, BEFORE
from lowback.language.speech import later, say, spoken

Spec = dict[str, Any]
Given = ParamSpec("Given")
# Altair's chained methods have no return types that mypy can follow.
Layer = Any

_QUIET = "quiet"
_WORD_SIZE = 15
# Marks stand this far below the middle of their row, and the row's words above it.
_DOWN = 26
# Places in the theme's palette: teal, amber, blue, violet, grey. Amber is too pale for words.
_INK = alt.Scale(domain=[AFTER, "-", BEFORE, "--", _QUIET], range="category")
_SHAPE = alt.Scale(domain=[AFTER, BEFORE], range=["circle", "diamond"])
_DASH = alt.Scale(domain=[AFTER, BEFORE], range=[[1, 0], [5, 4]])
_PAIN = alt.Scale(domain=[0, 10], nice=False)
_MINUTE_SQUARES = alt.Scale(domain=[0, 30], range=[20, 140], clamp=True)
_SPANS: Mapping[Span, str] = {
    "session": later("Day"),
    "day": later("Day"),
    "week": later("Week"),
    "month": later("Month"),
}
_MINUTES: Mapping[Span, str] = {
    "week": later(
        "Bar chart of minutes of exercise in each week, oldest on the left, with your weekly target "
        "as a dashed line. The week that is running is hollow. The numbers are in the table below."
    ),
    "month": later(
        "Bar chart of minutes of exercise a week, on average in each month, oldest on the left, with your weekly "
        "target as a dashed line. The month that is running is hollow. The numbers are in the table below."
    ),
}
_LONGEST = 250
"""Pixels of a name: a longer one would take the room of the chart on a narrow phone; the table has it whole."""
_SOME_DAY = date(1999, 1, 28)
"""A day whose number and year stand in the words of no month."""


def span_title(span: Span) -> str:
    """What a column of such spans is called."""
    return say(_SPANS[span])


def _once(make: Callable[Given, Spec]) -> Callable[Given, Spec]:
    """Make each chart once for each language in which it is asked for."""

    @lru_cache(maxsize=32)
    def made(_language: str, *args: Given.args, **kwargs: Given.kwargs) -> Spec:
        return make(*args, **kwargs)

    @wraps(make)
    def in_this_language(*args: Given.args, **kwargs: Given.kwargs) -> Spec:
        return made(spoken().language.tag, *args, **kwargs)  # type: ignore[arg-type]  # numbers and words can be hashed

    return in_this_language


@_once
def pain_chart(*, year: int) -> Spec:
    """Pain before and after over time: points, a median line each, and the normal wobble."""
    return _spec(
        (*_wobble(), _pain_points(year), _pain_lines(year), _pain_names(year)),
        say(
            "Line chart of pain from 0 to 10 before and after each session, oldest on the left. "
            "Circles and the solid line are after, diamonds and the dashed line before. "
            "The shaded band is the normal wobble around where you began. The numbers are in the table below."
        ),
        height=300,
    )


@_once
def minutes_chart(*, span: Span, year: int) -> Spec:
    """Minutes a week as bars, the running one hollow, and the target as a dashed line that is named above the chart."""
    axis, scale = alt.Axis(title=None, tickCount=5), alt.Scale(domainMin=0)
    minutes = alt.Y("minutes:Q", axis=axis, scale=scale, stack=None)
    over = _layer(AFTER).transform_filter("!datum.running").mark_bar(aria=False, cornerRadiusEnd=3)
    running = _layer(AFTER).transform_filter("datum.running")
    hollow = running.mark_bar(aria=False, cornerRadiusEnd=3, filled=False, strokeWidth=2)
    tips = _tips(when=span_title(span), minutes=say("Minutes a week"))
    drawn = {"x": _begins(span, year), "y": minutes, "tooltip": tips}
    target = _layer(_QUIET).mark_rule(aria=False, strokeDash=[6, 4], strokeWidth=2)
    name = _words("label", _QUIET).encode(x=alt.value(0), y=alt.value(-14))
    return _spec(
        (over.encode(**drawn), hollow.encode(**drawn), target.encode(y="max(target):Q"), name),
        say(_MINUTES[span]),
        height=230,
    )


@_once
def calendar_chart(*, written: bool, year: int, weekdays: tuple[str, ...]) -> Spec:
    """A cell a day, weeks side by side, with its minutes written, or a square that grows with them."""
    gaps = alt.Scale(paddingInner=0.14)
    rows = alt.Y("weekday:N", sort=list(weekdays), axis=alt.Axis(title=None), scale=gaps)
    cells = _layer(_QUIET).mark_rect(aria=False, opacity=0.16)
    cells = cells.encode(x=_begins("week", year), y=rows)
    active = _layer(AFTER).transform_filter("datum.minutes > 0")
    if written:
        marks = active.mark_text(aria=False, fontSize=_WORD_SIZE, fontWeight=700).encode(text="text:N")
    else:
        grows = alt.Size("minutes:Q", scale=_MINUTE_SQUARES, legend=None)
        marks = active.mark_square(aria=False, opacity=1).encode(size=grows)
    marks = marks.encode(x=_begins("week", year), y=rows, tooltip=_tips(when=say("Day"), minutes=say("Minutes")))
    return _spec(
        (cells, marks),
        say(
            "Calendar with a row for each day of the week and a column for each week, oldest on the left. "
            "Days with a session are marked. The numbers are in the table below."
        ),
        height=240,
    )


@_once
def routines_chart() -> Spec:
    """For each routine a line from the average pain before to the average pain after."""
    rows = alt.Y("routine:N", sort=None, axis=None, scale=alt.Scale(padding=0.5))
    across = alt.X("before:Q", scale=_PAIN, axis=_pain_axis())
    tips = _tips(title=say("Routine"), said_before=say("Before"), said_after=say("After"))
    line = _layer(_QUIET).mark_rule(aria=False, strokeWidth=3, yOffset=_DOWN).encode(x=across, x2="after:Q", y=rows)
    before = _layer(BEFORE).mark_point(
        aria=False, filled=False, strokeWidth=2.5, shape="diamond", size=190, opacity=1, yOffset=_DOWN
    )
    after = _layer(AFTER).mark_point(aria=False, filled=True, shape="circle", size=170, opacity=1, yOffset=_DOWN)
    words = _words("words", _QUIET, dy=-22, lineBreak="\n", lineHeight=20, limit=_LONGEST)
    return _spec(
        (
            line,
            before.encode(x=across, y=rows, tooltip=tips),
            after.encode(x="after:Q", y=rows, tooltip=tips),
            words.encode(x=alt.value(0), y=rows),
            _words("label", _QUIET).encode(x=alt.value(0), y=alt.value(-14)),
        ),
        say(
            "For each routine a line from the average pain before, a diamond, to the average pain after, a circle, "
            "on a scale from 0 to 10. The numbers are in the table below."
        ),
        height=alt.Step(88),
    )


def _wobble() -> tuple[Layer, Layer]:
    band = _layer(_QUIET).transform_filter("isValid(datum.low)").mark_rect(aria=False, opacity=0.18)
    words = _words("band_label", _QUIET).transform_filter("isValid(datum.low)")
    return (
        band.encode(y=alt.Y("max(low):Q", scale=_PAIN), y2="max(high):Q"),
        words.encode(x=alt.value(0), y=alt.value(-14)),
    )


def _pain_points(year: int) -> Layer:
    points = _layer().mark_point(aria=False, size=42, strokeWidth=1.5, opacity=0.55)
    return points.encode(
        x=_time("at", year),
        y=alt.Y("pain:Q", scale=_PAIN, axis=_pain_axis()),
        shape=alt.Shape("moment:N", scale=_SHAPE, legend=None),
        tooltip=_tips(when=say("Day"), title=say("Routine"), said_moment=say("Moment"), said_pain=say("Pain")),
    )


def _pain_lines(year: int) -> Layer:
    lines = _layer().mark_line(aria=False, strokeWidth=2.5, interpolate="monotone", invalid="filter")
    dash = alt.StrokeDash("moment:N", scale=_DASH, legend=None)
    return lines.encode(x=_time("at", year), y=alt.Y("typical:Q", scale=_PAIN), strokeDash=dash)


def _pain_names(year: int) -> Layer:
    names = _words("label", dx=8, fontWeight=700).transform_filter("datum.label != ''")
    return names.encode(x=_time("at", year), y=alt.Y("label_at:Q", scale=_PAIN))


def _layer(ink: str | None = None) -> Layer:
    """Marks in one colour of the palette, or in the colour of their moment; no tooltip of its own."""
    chart = alt.Chart().encode(tooltip=alt.value(None))
    field = "moment:N" if ink is None else "ink:N"
    chart = chart.encode(color=alt.Color(field, scale=_INK, legend=None))
    return chart if ink is None else chart.transform_calculate(ink=f"'{ink}'")


def _words(column: str, ink: str | None = None, **style: Any) -> Layer:
    look = {"aria": False, "align": "left", "baseline": "middle", "fontSize": _WORD_SIZE}
    return _layer(ink).mark_text(**(look | style)).encode(text=f"{column}:N")


def _begins(span: Span, year: int) -> alt.X:
    """A column a week or month, named by its first day; where names would touch, some are left out."""
    name = _date_in("yMMM") if span == "month" else _day_name(year)
    axis = alt.Axis(title=None, labelExpr=name, labelAngle=0, labelFlush=False, labelBound=2, labelOverlap="greedy")
    return alt.X("begin:O", axis=axis, scale=alt.Scale(paddingInner=0.14, paddingOuter=0))


def _time(field: str, year: int) -> alt.X:
    axis = alt.Axis(title=None, tickCount=5, labelExpr=_day_name(year), labelOverlap="greedy")
    return alt.X(f"{field}:T", scale=alt.Scale(type="utc", nice=False), axis=axis)


def _day_name(year: int) -> str:
    """The day, with its year where that is not this one."""
    return f"utcyear(datum.value) == {year} ? {_date_in('MMMd')} : {_date_in('yMMMd')}"


def _date_in(pattern: str) -> str:
    """A Vega expression that writes a date as the language does, whose months and order Vega does not know."""
    months = [spoken().day(_SOME_DAY.replace(month=month), pattern) for month in range(1, 13)]
    day = f"replace({json.dumps(months)}[utcmonth(datum.value)], '{_SOME_DAY.day}', utcdate(datum.value))"
    return f"replace({day}, '{_SOME_DAY.year}', utcyear(datum.value))"


def _pain_axis() -> alt.Axis:
    none, worst = json.dumps(say("0 none")), json.dumps(say("10 worst"))
    words = f"datum.value == 0 ? {none} : datum.value == 10 ? {worst} : datum.value"
    return alt.Axis(title=None, values=[0, 2, 4, 6, 8, 10], labelExpr=words, labelLimit=0)


def _tips(**titles: str) -> list[alt.Tooltip]:
    return [alt.Tooltip(f"{field}:N", title=title) for field, title in titles.items()]


def _spec(layers: tuple[Layer, ...], description: str, *, height: int | alt.Step) -> Spec:
    whole: Any = alt.layer(*layers).properties(description=description, height=height, width="container")
    spec: Spec = whole.to_dict()
    # The page gives the data, so the empty stand-ins go; and only the axes differ from the theme.
    for layer in spec["layer"]:
        del layer["data"]
    del spec["datasets"]
    # What Vega says of an axis to a screen reader is English, and of weeks a row of long numbers.
    spec["config"] = {"axis": {"labelFontSize": _WORD_SIZE - 1, "labelPadding": 6, "aria": False}}
    return spec
