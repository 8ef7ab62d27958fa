"""The tables behind the charts with their words: every column that a chart may show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pandas as pd

from lowback.diary import tables
from lowback.diary.measures import ActiveDay, Compared, PainPoint, Span
from lowback.diary.tables import AFTER, BEFORE
from lowback.language.speech import later, say, several, spoken
from lowback.library.parameters import Parameters
from lowback.words.days import day_words, span_words

_MOMENTS: Mapping[str, str] = {BEFORE: later("before"), AFTER: later("after")}
_TITLES: Mapping[str, str] = {BEFORE: later("Before"), AFTER: later("After")}


def title_of(point: PainPoint) -> str:
    """The routine of a session, or how many sessions there were."""
    return point.title if point.span == "session" else several("{n} session", "{n} sessions", point.scored)


def pain_frame(points: Sequence[PainPoint], today: date, numbers: Parameters) -> pd.DataFrame:
    """One row a score, oldest first; beside its numbers stand words.

    when: the day or days; title: the routine, or how many sessions; said_moment, said_pain: these two in words; label:
    the moment's name beside its newest point; band_label: what the band is, in the first row only.
    """
    frame = tables.pain_frame(points, numbers)
    of = [points[number] for number in frame.pop("point")]
    frame["when"] = pd.Series([span_words(point.day, point.span, today) for point in of], dtype=object)
    frame["title"] = pd.Series([title_of(point) for point in of], dtype=object)
    frame["said_moment"] = pd.Series([say(_TITLES[moment]) for moment in frame["moment"]], dtype=object)
    frame["said_pain"] = _said(frame["pain"])
    named = zip(frame["moment"], frame.pop("newest"), strict=True)
    frame["label"] = pd.Series([say(_MOMENTS[moment]) if newest else "" for moment, newest in named], dtype=object)
    return _light(_at_first(frame, "band_label", say("shaded: normal wobble")))


def minutes_frame(active: Sequence[ActiveDay], span: Span, first: date, today: date, target: int) -> pd.DataFrame:
    """One row a week or month, also without a session; when: it in words; label: what the line is, in the last row."""
    frame = tables.minutes_frame(active, span, first, today, target)
    frame["when"] = [span_words(day, span, today) for day in frame.pop("day")]
    line = several("dashed line: your target, {n} minute", "dashed line: your target, {n} minutes", target)
    frame["label"] = ["" for _ in frame.index[1:]] + [line]
    return _light(frame)


def days_frame(days: Sequence[ActiveDay], first: date, last: date, today: date) -> pd.DataFrame:
    """One row a day, also those without a session; weekday, when: the day in words; text: its minutes, empty when 0."""
    frame, names = tables.days_frame(days, first, last), spoken().weekdays
    of = frame.pop("day")
    frame["weekday"] = [names[day.weekday()] for day in of]
    frame["when"] = [day_words(day, today) for day in of]
    frame["text"] = [spoken().number(minutes) if minutes else "" for minutes in frame["minutes"]]
    return _light(frame)


def routines_frame(found: Sequence[Compared], numbers: Parameters) -> pd.DataFrame:
    """One row a routine; words: it in words, on two lines; label: what the marks are, in the first row only.

    said_before, said_after: the averages as the language writes numbers.
    """
    frame = tables.routines_frame(found, numbers)
    frame["said_before"], frame["said_after"] = _said(frame["before"]), _said(frame["after"])
    frame["words"] = [
        several("{title}\n{before} before, {after} after, {n} session",
                "{title}\n{before} before, {after} after, {n} sessions",
                row["sessions"], title=row["title"], before=row["before"], after=row["after"])
        for row in frame.to_dict("records")
    ]  # fmt: skip
    return _at_first(frame, "label", say("◇ before   ● after"))


def _said(numbers: pd.Series[Any]) -> pd.Series[Any]:
    words = {number: spoken().number(number) for number in numbers.unique()}
    return pd.Series([words[number] for number in numbers], dtype=object)


def _at_first(frame: pd.DataFrame, column: str, words: str) -> pd.DataFrame:
    frame[column] = pd.Series([words if row == 0 else "" for row in frame.index], dtype=object)
    return frame


def _light(frame: pd.DataFrame) -> pd.DataFrame:
    """The same with every word sent once, and scores no more exact than they are."""
    words = dict.fromkeys(frame.select_dtypes(["object", "str"]), "category")
    scores = {name: "float32" for name in frame.select_dtypes("float64") if name not in ("at", "begin")}
    return frame.astype(words | scores)
