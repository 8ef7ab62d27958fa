"""What the charts say: one honest finding each, and no claim from too little."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date, timedelta
from statistics import median
from typing import Any

import pandas as pd

from lowback.diary.claims import (
    Begun,
    DaysActive,
    HarderFortnight,
    MinutesFinding,
    MinutesKept,
    MinutesSoFar,
    NoMinutes,
    NothingCompared,
    PainCourse,
    PainFinding,
    RoutineHelps,
    RoutinesFinding,
    SessionsEased,
    SessionsHurt,
    TooFewScores,
    Way,
)
from lowback.diary.measures import ActiveDay, PainPoint, Span
from lowback.library.parameters import Parameters


def pain_finding(
    points: Sequence[PainPoint], today: date, numbers: Parameters, lately: Sequence[PainPoint] | None = None
) -> PainFinding:
    """How pain after sessions has changed over the span.

    A fall is claimed only when medians fell by enough points and by enough of where they began
    (mic_points and mic_percent), and the newest medians in a row all show it. `lately`: the sessions or days of the
    last weeks, where the points of the span are weeks or months, so that a harder fortnight is not lost in them.
    """
    scored = _scored(points)
    if len(scored) < numbers.sessions_compared.value:
        return TooFewScores(len(scored), scored[0].span if scored else "session", numbers.sessions_compared.value)
    harder = _harder_fortnight(scored if lately is None else _scored(lately), today, numbers)
    return harder or _course(scored, today, numbers)


def _course(scored: Sequence[PainPoint], today: date, numbers: Parameters) -> PainCourse:
    start, now = _ends(scored, numbers)
    change = now - start
    way: Way = "same"
    if _fell(start, now, numbers) and _lasts(scored, start, numbers):
        way = "down"
    elif abs(change) >= numbers.wobble_points.value:
        way = "easing" if change < 0 else "spell"
    return PainCourse(way, start, now, _begun(scored[0], today), _todays_own(now, scored, today))


def minutes_finding(frame: pd.DataFrame, span: Span, target: int) -> MinutesFinding:
    """How the minutes a week compare with the target, from the first active week or month in the table on."""
    rows: list[Any] = list(frame.itertuples())
    active = next((n for n, row in enumerate(rows) if row.minutes), None)
    if active is None:
        return NoMinutes()
    over = [row for row in rows[active:] if not row.running]
    if not over:
        return MinutesSoFar(int(next(row.minutes for row in rows if row.running)), target, span)
    met, average = sum(row.met for row in over), round(sum(row.minutes for row in over) / len(over))
    return MinutesKept(int(met), len(over), average, target, span)


def days_finding(days: Sequence[ActiveDay]) -> DaysActive:
    """On how many days something was done, and the favourite weekday if there is one."""
    often = Counter(day.day.weekday() for day in days).most_common(2)
    clear = len(days) >= 5 and (len(often) == 1 or often[0][1] > often[1][1])
    return DaysActive(len(days), often[0][0] if clear else None)


def routines_finding(frame: pd.DataFrame, numbers: Parameters) -> RoutinesFinding:
    """Which routine leaves the back easier, if any does by enough; else how many of the table's sessions did."""
    if frame.empty:
        return NothingCompared(numbers.sessions_per_routine.value)
    best = frame.iloc[0]
    sessions, easier = int(frame["sessions"].sum()), int(frame["easier"].sum())
    change = _round(float((frame["change"] * frame["sessions"]).sum()) / sessions)
    if _fell(best["before"], best["after"], numbers):
        return RoutineHelps(str(best["title"]), _round(best["before"] - best["after"]))
    if change >= numbers.wobble_points.value:
        return SessionsHurt(change)
    return SessionsEased(easier, sessions, change, abs(change) < numbers.wobble_points.value)


def _scored(points: Sequence[PainPoint]) -> list[PainPoint]:
    return [point for point in points if point.after is not None]


def _ends(scored: Sequence[PainPoint], numbers: Parameters) -> tuple[float, float]:
    """Medians of the first and of the last sessions; no session is in both."""
    each = min(numbers.sessions_compared.value, len(scored) // 2)
    return _median(scored[:each]), _median(scored[-each:])


def _todays_own(now: float, scored: Sequence[PainPoint], today: date) -> float | None:
    """Today's score where that is another than what is usual now."""
    newest = scored[-1]
    own = newest.span in ("session", "day") and newest.day >= today and newest.after != now
    return newest.after if own else None


def _harder_fortnight(scored: Sequence[PainPoint], today: date, numbers: Parameters) -> HarderFortnight | None:
    since = today - timedelta(days=numbers.fortnight_days.value)
    lately = [point for point in scored if point.day > since]
    earlier = [point for point in scored if point.day <= since][-numbers.sessions_compared.value :]
    fewest = numbers.median_of.value
    if len(lately) < fewest or len(earlier) < fewest:
        return None
    was, now = _median(earlier), _median(lately)
    return HarderFortnight(now, was) if now - was >= numbers.wobble_points.value else None


def _fell(start: float, now: float, numbers: Parameters) -> bool:
    fall = start - now
    enough = fall >= numbers.mic_points.value
    return bool(enough and fall * 100 >= start * numbers.mic_percent.value)


def _lasts(scored: Sequence[PainPoint], start: float, numbers: Parameters) -> bool:
    """The newest medians in a row each show the fall."""
    size = numbers.median_of.value
    ends = range(len(scored) - numbers.consecutive.value + 1, len(scored) + 1)
    return all(_fell(start, _median(scored[max(0, end - size) : end]), numbers) for end in ends)


def _median(points: Sequence[PainPoint]) -> float:
    return _round(median(point.after for point in points if point.after is not None))


def _round(points: float) -> float:
    return round(float(points), 1)


def _begun(point: PainPoint, today: date) -> Begun:
    """By the day when it is recent, else by the month."""
    return Begun(point.day, (today - point.day).days < 45 and point.span != "month", point.day.year == today.year)
