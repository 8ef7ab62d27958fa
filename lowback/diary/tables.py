"""Sessions as tables for the charts: every column named here is what a chart may draw.

Times are by the clock on the wall and carry no zone; charts read them as UTC, so no browser shifts them.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from statistics import median
from typing import Any

import pandas as pd

from lowback.diary.measures import ActiveDay, PainPoint, monday
from lowback.library.parameters import Parameters

BEFORE, AFTER = "Before", "After"
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MANY = 40
"""With more scores than this a line through each would be a scribble, so it goes through the weeks."""
_LEAST_GAP = 1.1
"""Labels closer than this many points would overlap."""


def day_words(day: date) -> str:
    """The day as people write it, e.g. "Tue 5 May"."""
    return f"{day:%a} {day.day} {day:%b}"


def pain_frame(points: Sequence[PainPoint], numbers: Parameters) -> pd.DataFrame:
    """One row a score, oldest first.

    at, when: the time, and the day in words; title: the routine; moment: Before or After;
    pain: the score; typical: a point of the median line, or nothing; low, high: the normal wobble
    around where the person began; label, label_at: the moment's name beside its newest point;
    band_label: what the band is, in the first row only.
    """
    rows = [
        {"at": point.wall_clock, "when": day_words(point.day), "title": point.title, "moment": moment, "pain": pain}
        for moment in (BEFORE, AFTER)
        for point in points
        if (pain := point.before if moment == BEFORE else point.after) is not None
    ]
    frame = pd.DataFrame(rows, columns=["at", "when", "title", "moment", "pain"])
    frame["at"] = frame["at"].astype("datetime64[ms]")
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
            by_week = scores.groupby(rows["at"].dt.to_period("W"))
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


def scores_after(points: Sequence[PainPoint]) -> list[int]:
    """The pain scores after sessions, oldest first."""
    return [point.after for point in points if point.after is not None]


def _labelled(frame: pd.DataFrame) -> pd.DataFrame:
    frame["label"], frame["band_label"] = "", ""
    frame["label_at"] = frame["typical"].fillna(frame["pain"]).astype(float)
    if frame.empty:
        return frame
    frame.loc[0, "band_label"] = "shaded: normal wobble from your start"
    newest = {moment: rows.index[-1] for moment, rows in frame.groupby("moment")}
    for moment, row in newest.items():
        frame.loc[row, "label"] = str(moment).lower()
    if len(newest) == 2:
        before, after = newest[BEFORE], newest[AFTER]
        heights = frame["label_at"]
        middle = (heights[before] + heights[after]) / 2
        if abs(heights[before] - heights[after]) < _LEAST_GAP:
            up = 1 if heights[before] >= heights[after] else -1
            frame.loc[before, "label_at"] = middle + up * _LEAST_GAP / 2
            frame.loc[after, "label_at"] = middle - up * _LEAST_GAP / 2
    return frame


def weeks_frame(days: Sequence[ActiveDay], first: date, last: date, target: int) -> pd.DataFrame:
    """One row a week that touches the span, also those without a session.

    week: its Monday; when: the week in words; minutes; target; met: whether the target was reached;
    label: what the target line is, in the last row only.
    """
    minutes = dict.fromkeys(_mondays(first, last), 0)
    for active in days:
        minutes[monday(active.day)] = minutes.get(monday(active.day), 0) + active.minutes
    rows = [
        {
            "week": _midnight(week),
            "when": f"{day_words(week)[4:]} to {day_words(week + timedelta(days=6))[4:]}",
            "minutes": total,
            "target": target,
            "met": total >= target,
            "label": "",
        }
        for week, total in sorted(minutes.items())
    ]
    rows[-1]["label"] = f"dashed line: your target, {target} minutes"
    return _by_week(rows)


def days_frame(days: Sequence[ActiveDay], first: date, last: date) -> pd.DataFrame:
    """One row a day from `first` to `last`, also those without a session.

    week: the Monday of its week; weekday; when: the day in words; minutes: 0 when there was nothing;
    text: the minutes to write into the cell, empty when 0.
    """
    minutes = {active.day: active.minutes for active in days}
    span = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    rows = [
        {
            "week": _midnight(monday(day)),
            "weekday": WEEKDAYS[day.weekday()],
            "when": day_words(day),
            "minutes": minutes.get(day, 0),
            "text": str(minutes.get(day) or ""),
        }
        for day in span
    ]
    return _by_week(rows)


def routines_frame(points: Sequence[PainPoint], numbers: Parameters) -> pd.DataFrame:
    """One row a routine with enough sessions scored before and after, the largest fall first.

    title; before, after: medians; sessions: how many; change: after less before;
    words: the row in words, on two lines; label: what the marks are, in the first row only.
    """
    pairs: dict[str, list[tuple[int, int]]] = {}
    for point in points:
        if point.before is not None and point.after is not None:
            pairs.setdefault(point.title, []).append((point.before, point.after))
    rows = [
        _routine_row(title, scores)
        for title, scores in pairs.items()
        if len(scores) >= numbers.sessions_per_routine.value
    ]
    columns = ["title", "before", "after", "sessions", "change", "words"]
    frame = pd.DataFrame(rows, columns=columns)
    frame = frame.sort_values(["change", "sessions"], ascending=[True, False], ignore_index=True)
    frame["label"] = ["◇ before   ● after" if row == 0 else "" for row in frame.index]
    return frame


def _routine_row(title: str, scores: list[tuple[int, int]]) -> dict[str, Any]:
    before, after = (float(median(side)) for side in zip(*scores, strict=True))
    return {
        "title": title,
        "before": before,
        "after": after,
        "sessions": len(scores),
        "change": after - before,
        "words": f"{title}\n{before:g} before, {after:g} after, {len(scores)} sessions",
    }


def _by_week(rows: list[dict[str, Any]]) -> pd.DataFrame:
    return pd.DataFrame(rows).astype({"week": "datetime64[ms]"})


def _mondays(first: date, last: date) -> list[date]:
    count = (monday(last) - monday(first)).days // 7 + 1
    return [monday(first) + timedelta(weeks=n) for n in range(count)]


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 - a time on the wall, on purpose
