"""The four charts as Vega-Lite specs without data; progress.py makes the tables they draw.

Colours come from the theme's own palette ("category"), so light and dark are both readable, and no
chart needs colour to be understood. Marks carry no aria role: each chart has one description, and
the page puts the numbers in a table beneath it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import altair as alt

from lowback.diary.measures import Span
from lowback.diary.tables import AFTER, BEFORE

Spec = dict[str, Any]
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
_PAIN_WORDS = "datum.value == 0 ? '0 none' : datum.value == 10 ? '10 worst' : datum.value"
_MINUTE_SQUARES = alt.Scale(domain=[0, 30], range=[20, 140], clamp=True)
_EACH: dict[Span, str] = {"week": "in each week", "month": "a week, on average in each month"}
_TABLE = "The numbers are in the table below."


@lru_cache(maxsize=4)
def pain_chart(*, year: int) -> Spec:
    """Pain before and after over time: points, a median line each, and the normal wobble."""
    return _spec(
        (*_wobble(), _pain_points(year), _pain_lines(year), _pain_names(year)),
        "Line chart of pain from 0 to 10 before and after each session, oldest on the left. "
        "Circles and the solid line are after, diamonds and the dashed line before. "
        f"The shaded band is the normal wobble around where you began. {_TABLE}",
        height=300,
    )


@lru_cache(maxsize=8)
def minutes_chart(*, span: Span, year: int) -> Spec:
    """Minutes a week as bars, the running one hollow, and the target as a dashed line that is named above the chart."""
    axis, scale = alt.Axis(title=None, tickCount=5), alt.Scale(domainMin=0)
    minutes = alt.Y("minutes:Q", axis=axis, scale=scale, stack=None)
    over = _layer(AFTER).transform_filter("!datum.running").mark_bar(aria=False, cornerRadiusEnd=3)
    running = _layer(AFTER).transform_filter("datum.running")
    hollow = running.mark_bar(aria=False, cornerRadiusEnd=3, filled=False, strokeWidth=2)
    drawn = {"x": _begins(span, year), "y": minutes, "tooltip": _tips(when=span.title(), minutes="Minutes a week")}
    target = _layer(_QUIET).mark_rule(aria=False, strokeDash=[6, 4], strokeWidth=2)
    name = _words("label", _QUIET).encode(x=alt.value(0), y=alt.value(-14))
    return _spec(
        (over.encode(**drawn), hollow.encode(**drawn), target.encode(y="max(target):Q"), name),
        f"Bar chart of minutes of exercise {_EACH[span]}, oldest on the left, with your weekly target "
        f"as a dashed line. The {span} that is running is hollow. {_TABLE}",
        height=230,
    )


@lru_cache(maxsize=8)
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
    marks = marks.encode(x=_begins("week", year), y=rows, tooltip=_tips(when="Day", minutes="Minutes"))
    return _spec(
        (cells, marks),
        "Calendar with a row for each day of the week and a column for each week, oldest on the left. "
        f"Days with a session are marked. {_TABLE}",
        height=240,
    )


@lru_cache(maxsize=1)
def routines_chart() -> Spec:
    """For each routine a line from the average pain before to the average pain after."""
    rows = alt.Y("routine:N", sort=None, axis=None, scale=alt.Scale(padding=0.5))
    across = alt.X("before:Q", scale=_PAIN, axis=_pain_axis())
    tips = _tips(title="Routine", before="Before", after="After")
    line = _layer(_QUIET).mark_rule(aria=False, strokeWidth=3, yOffset=_DOWN).encode(x=across, x2="after:Q", y=rows)
    before = _layer(BEFORE).mark_point(
        aria=False, filled=False, strokeWidth=2.5, shape="diamond", size=190, opacity=1, yOffset=_DOWN
    )
    after = _layer(AFTER).mark_point(aria=False, filled=True, shape="circle", size=170, opacity=1, yOffset=_DOWN)
    words = _words("words", _QUIET, dy=-22, lineBreak="\n", lineHeight=20)
    return _spec(
        (
            line,
            before.encode(x=across, y=rows, tooltip=tips),
            after.encode(x="after:Q", y=rows, tooltip=tips),
            words.encode(x=alt.value(0), y=rows),
            _words("label", _QUIET).encode(x=alt.value(0), y=alt.value(-14)),
        ),
        "For each routine a line from the average pain before, a diamond, to the average pain after, a circle, "
        f"on a scale from 0 to 10. {_TABLE}",
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
        tooltip=_tips(when="Day", title="Routine", moment="Moment", pain="Pain"),
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
    name = "utcFormat(datum.value, '%b %Y')" if span == "month" else _day_name(year)
    axis = alt.Axis(title=None, labelExpr=name, labelAngle=0, labelFlush=False, labelBound=2, labelOverlap="greedy")
    return alt.X("begin:O", axis=axis, scale=alt.Scale(paddingInner=0.14, paddingOuter=0))


def _time(field: str, year: int) -> alt.X:
    axis = alt.Axis(title=None, tickCount=5, labelExpr=_day_name(year), labelOverlap="greedy")
    return alt.X(f"{field}:T", scale=alt.Scale(type="utc", nice=False), axis=axis)


def _day_name(year: int) -> str:
    """The day, with its year where that is not this one."""
    return f"utcFormat(datum.value, utcyear(datum.value) == {year} ? '%-d %b' : '%-d %b %Y')"


def _pain_axis() -> alt.Axis:
    return alt.Axis(title=None, values=[0, 2, 4, 6, 8, 10], labelExpr=_PAIN_WORDS, labelLimit=0)


def _tips(**titles: str) -> list[alt.Tooltip]:
    return [alt.Tooltip(f"{field}:N", title=title) for field, title in titles.items()]


def _spec(layers: tuple[Layer, ...], description: str, *, height: int | alt.Step) -> Spec:
    whole: Any = alt.layer(*layers).properties(description=description, height=height, width="container")
    spec: Spec = whole.to_dict()
    # The page gives the data, so the empty stand-ins go; and only the axis text differs from the theme.
    for layer in spec["layer"]:
        del layer["data"]
    del spec["datasets"]
    spec["config"] = {"axis": {"labelFontSize": _WORD_SIZE - 1, "labelPadding": 6}}
    return spec
