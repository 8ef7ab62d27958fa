"""Sessions as tables for the charts; `lowback.words.tables` adds the words that a chart shows.

Times are by the clock on the wall, as the milliseconds that UTC would call by that name, and charts read them so.
They are plain numbers: what Streamlit knows to be a time it shifts to the zone of the browser.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from statistics import median
from typing import Any

import pandas as pd

from lowback.diary.measures import ActiveDay, Compared, PainPoint, Span, monday, month
from lowback.library.parameters import Parameters

BEFORE, AFTER = "Before", "After"
"""The moments of a score, as the table knows them in every language."""
_MANY = 40
"""With more scores than this a line through each would be a scribble, so it goes through the weeks."""
_LEAST_GAP = 1.1
"""Labels closer than this many points would overlap."""


def pain_frame(points: Sequence[PainPoint], numbers: Parameters) -> pd.DataFrame:
    """One row a score, oldest first.

    point: which of the points it belongs to; at: the time; moment: Before or After; pain: the score; typical: a point
    of the median line, or nothing; low, high: the normal wobble around where the person began; label_at: where the
    moment's name would stand; newest: whether it does.
    """
    rows = [
        {"point": number, "at": _milliseconds(point.wall_clock), "moment": moment, "pain": pain}
        for moment in (BEFORE, AFTER)
        for number, point in enumerate(points)
        if (pain := point.before if moment == BEFORE else point.after) is not None
    ]
    frame = pd.DataFrame(rows, columns=["point", "at", "moment", "pain"])
    frame["at"] = frame["at"].astype(float)
    frame["typical"] = _typical(frame, numbers.median_of.value)
    low, high = wobble(points, numbers) or (None, None)
    frame["low"] = pd.Series([low] * len(frame), dtype=float)
    frame["high"] = pd.Series([high] * len(frame), dtype=float)
    return _labelled(frame)


def _typical(frame: pd.DataFrame, several: int) -> pd.Series[float]:
    """The median of each score and those just before it; where there are many, of the weeks' medians."""
    typical = pd.Series(index=frame.index, dtype=float)
    for _, rows in frame.groupby("moment"):
        scores = rows["pain"].astype(float)
        if len(rows) > _MANY:
            by_week = scores.groupby(pd.to_datetime(rows["at"], unit="ms").dt.to_period("W"))
            scores = by_week.median().set_axis(by_week.tail(1).index)
        medians = scores.rolling(several, min_periods=several).median()
        typical[medians.index] = medians
    return typical


def wobble(points: Sequence[PainPoint], numbers: Parameters) -> tuple[float, float] | None:
    """From where to where scores wobble around the start, or None while there are too few."""
    begun = scores_after(points)[: numbers.sessions_compared.value]
    if len(begun) < numbers.median_of.value:
        return None
    start, by = median(begun), numbers.wobble_points.value
    return max(0.0, start - by), min(10.0, start + by)


def scores_after(points: Sequence[PainPoint]) -> list[float]:
    """The pain scores after sessions, oldest first."""
    return [point.after for point in points if point.after is not None]


def _labelled(frame: pd.DataFrame) -> pd.DataFrame:
    frame["label_at"] = frame["typical"].fillna(frame["pain"]).astype(float)
    newest = {moment: rows.index[-1] for moment, rows in frame.groupby("moment")}
    frame["newest"] = frame.index.isin(list(newest.values()))
    if len(newest) == 2:
        before, after = newest[BEFORE], newest[AFTER]
        heights = frame["label_at"]
        middle = (heights[before] + heights[after]) / 2
        if abs(heights[before] - heights[after]) < _LEAST_GAP:
            up = 1 if heights[before] >= heights[after] else -1
            frame.loc[before, "label_at"] = middle + up * _LEAST_GAP / 2
            frame.loc[after, "label_at"] = middle - up * _LEAST_GAP / 2
    return frame


def minutes_frame(active: Sequence[ActiveDay], span: Span, first: date, today: date, target: int) -> pd.DataFrame:
    """One row a week or month that touches the span, also those without a session.

    begin, day: its first day; minutes: a week, in a month on average; target; met: whether the target was reached;
    running: whether it is not over.
    """
    known = {each.day: each.minutes for each in active}
    begins = sorted({*_begins(span, first, today), *known})
    rows = [
        {
            "begin": _midnight(begin),
            "day": begin,
            "minutes": minutes,
            "target": target,
            "met": minutes >= target,
            "running": begin >= begin_of(span, today),
        }
        for begin in begins
        for minutes in [a_week(known.get(begin, 0), span, begin, first, today)]
    ]
    return pd.DataFrame(rows)


def begin_of(span: Span, day: date) -> date:
    """The first day of that day's week or month."""
    return month(day) if span == "month" else monday(day)


def a_week(minutes: int, span: Span, begin: date, first: date, today: date) -> int:
    """Minutes as minutes a week: those of a month on average, over as much of it as there was since `first`."""
    if span != "month":
        return minutes
    days = (min(_after(begin) - timedelta(days=1), max(today, begin)) - max(begin, first)).days + 1
    return round(minutes * 7 / max(days, 7))


def _after(begin: date) -> date:
    """The first day of the next month."""
    return month(begin + timedelta(days=31))


def _begins(span: Span, first: date, last: date) -> Iterator[date]:
    begin = begin_of(span, first)
    while begin <= last:
        yield begin
        begin = _after(begin) if span == "month" else begin + timedelta(weeks=1)


def days_frame(days: Sequence[ActiveDay], first: date, last: date) -> pd.DataFrame:
    """One row a day from `first` to `last`, also those without a session.

    begin: the Monday of its week; day; minutes: 0 when there was nothing.
    """
    minutes = {active.day: active.minutes for active in days}
    span = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return pd.DataFrame({"begin": _midnight(monday(day)), "day": day, "minutes": minutes.get(day, 0)} for day in span)


def routines_frame(found: Sequence[Compared], numbers: Parameters) -> pd.DataFrame:
    """One row a routine with enough sessions scored before and after, the largest fall first.

    routine: its id, which tells it from others of the same name; title; before, after: averages; sessions: how many;
    easier: after how many of them the back was less sore; change: after less before.
    """
    enough = (each for each in found if each.sessions >= numbers.sessions_per_routine.value)
    columns = ["routine", "title", "before", "after", "sessions", "easier", "change"]
    frame = pd.DataFrame([_routine_row(each) for each in enough], columns=columns)
    return frame.sort_values(["change", "sessions"], ascending=[True, False], ignore_index=True)


def _routine_row(each: Compared) -> dict[str, Any]:
    return {
        "routine": each.routine,
        "title": each.title,
        "before": round(each.before, 1),
        "after": round(each.after, 1),
        "sessions": each.sessions,
        "easier": each.easier,
        "change": each.change,
    }


def _midnight(day: date) -> float:
    return _milliseconds(datetime.combine(day, time()))


def _milliseconds(on_the_wall: datetime) -> float:
    return on_the_wall.replace(tzinfo=UTC).timestamp() * 1000
