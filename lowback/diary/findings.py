"""What the charts say, in one honest sentence each; no alarm, and no claim from too little."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Any, Literal

import pandas as pd

from lowback.diary.measures import ActiveDay, PainPoint, Span
from lowback.library.counted import counted
from lowback.library.parameters import Parameters

Kind = Literal["easier", "same", "harder", "too_few"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A heading for a chart, and what there is to add."""

    text: str
    more: str = ""
    kind: Kind = "same"


def pain_finding(
    points: Sequence[PainPoint], today: date, numbers: Parameters, lately: Sequence[PainPoint] | None = None
) -> Finding:
    """How pain after sessions has changed over the span.

    A fall is claimed only when medians fell by enough points and by enough of where they began
    (mic_points and mic_percent), and the newest medians in a row all show it. `lately`: the sessions or days of the
    last weeks, where the points of the span are weeks or months, so that a harder fortnight is not lost in them.
    """
    scored = _scored(points)
    if len(scored) < numbers.sessions_compared.value:
        return _too_few(scored, numbers)
    harder = _harder_fortnight(scored if lately is None else _scored(lately), today, numbers)
    if harder:
        return harder
    start, now = _ends(scored, numbers)
    if _fell(start, now, numbers) and _lasts(scored, start, numbers):
        fall = counted(_round(start - now), "point")
        return Finding(
            f"Your pain after sessions is down {fall} since {_since(scored[0], today)}",
            f"It was {start:g} out of 10 then and is {_now(now, scored, today)}. "
            "A change this large is more than the normal wobble.",
            "easier",
        )
    return _undecided(start, now, scored, today, numbers)


def minutes_finding(frame: pd.DataFrame, span: Span, target: int) -> Finding:
    """How the minutes a week compare with the target, from the first active week or month in the table on."""
    rows: list[Any] = list(frame.itertuples())
    active = next((n for n, row in enumerate(rows) if row.minutes), None)
    if active is None:
        return Finding("No minutes in this time", kind="too_few")
    over = [row for row in rows[active:] if not row.running]
    if not over:
        return _so_far(next(row.minutes for row in rows if row.running), span, target)
    met = sum(row.met for row in over)
    average = f"{counted(round(sum(row.minutes for row in over) / len(over)), 'minute')} a week on average"
    hollow = f"The hollow bar is this {span} so far."
    if met:
        each = counted(target, "minute") + (" a week" if span == "month" else "")
        kept = f"the {span}" if len(over) == met == 1 else f"{met} of {counted(len(over), span)}"
        return Finding(f"You reached your {each} in {kept}", f"That is {average}. {hollow}")
    return Finding(f"You moved {average}", f"You aim for {target}. A smaller target is fine too. {hollow}")


def _so_far(minutes: int, span: Span, target: int) -> Finding:
    done = counted(minutes, "minute") + (" a week" if span == "month" else "")
    if minutes >= target:
        return Finding(f"{done} so far this {span}, and you aimed for {target}")
    return Finding(f"{done} so far this {span}, of the {target} you aim for")


def days_finding(days: Sequence[ActiveDay]) -> Finding:
    """On how many days something was done, and the favourite weekday if there is one."""
    count = len(days)
    if count == 0:
        return Finding("No active days in this time", kind="too_few")
    active = f"You did something on {counted(count, 'day')}"
    often = Counter(f"{day.day:%A}s" for day in days).most_common(2)
    clear = count >= 5 and (len(often) == 1 or often[0][1] > often[1][1])
    return Finding(f"{active}, most often on {often[0][0]}" if clear else active)


def routines_finding(frame: pd.DataFrame, numbers: Parameters) -> Finding:
    """Which routine leaves the back easier, if any does by enough; else how many of the table's sessions did."""
    if frame.empty:
        enough = numbers.sessions_per_routine.value
        return Finding(
            f"After {enough} sessions of one routine we can compare before and after",
            "Tell us your pain before and after, and it shows here.",
            "too_few",
        )
    best = frame.iloc[0]
    sessions, easier = int(frame["sessions"].sum()), int(frame["easier"].sum())
    change = _round(float((frame["change"] * frame["sessions"]).sum()) / sessions)
    if _fell(best["before"], best["after"], numbers):
        points = counted(_round(best["before"] - best["after"]), "point")
        return Finding(f"Your back is {points} easier on average after “{best['title']}”", kind="easier")
    if change >= numbers.wobble_points.value:
        return Finding(
            f"Your back is sorer after sessions, by {counted(change, 'point')} on average",
            "Something gentler may suit you better, and a clinician can help.",
            "harder",
        )
    return Finding(f"{easier} of {counted(sessions, 'session')} left your back less sore", _small(change, numbers))


def _small(change: float, numbers: Parameters) -> str:
    if change == 0:
        return "Taken together your back is as sore after sessions as before."
    way, side = ("less sore", " and it is on the good side") if change < 0 else ("sorer", "")
    points = counted(abs(change), "point")
    if abs(change) >= numbers.wobble_points.value:
        return f"Taken together it is {points} {way} after sessions."
    return f"Taken together it is {points} {way} after sessions. That is a small change{side}."


def _scored(points: Sequence[PainPoint]) -> list[PainPoint]:
    return [point for point in points if point.after is not None]


def _too_few(scored: Sequence[PainPoint], numbers: Parameters) -> Finding:
    enough, count = numbers.sessions_compared.value, len(scored)
    if count == 0:
        text = "No session with a pain score yet"
    elif scored[0].span == "session":
        text = f"You have logged {counted(count, 'session')} with a pain score"
    else:
        text = f"Your pain scores are from {counted(count, scored[0].span)} so far"
    return Finding(text, f"After {enough} we can say more.", "too_few")


def _ends(scored: Sequence[PainPoint], numbers: Parameters) -> tuple[float, float]:
    """Medians of the first and of the last sessions; no session is in both."""
    each = min(numbers.sessions_compared.value, len(scored) // 2)
    return _median(scored[:each]), _median(scored[-each:])


def _now(now: float, scored: Sequence[PainPoint], today: date) -> str:
    """What is usual now, and today's own score where that is another."""
    newest = scored[-1]
    if newest.span in ("session", "day") and newest.day >= today and newest.after != now:
        return f"usually {now:g} now; today it was {newest.after:g}"
    return f"{now:g} now"


def _harder_fortnight(scored: Sequence[PainPoint], today: date, numbers: Parameters) -> Finding | None:
    since = today - timedelta(days=numbers.fortnight_days.value)
    lately = [point for point in scored if point.day > since]
    earlier = [point for point in scored if point.day <= since][-numbers.sessions_compared.value :]
    fewest = numbers.median_of.value
    if len(lately) < fewest or len(earlier) < fewest:
        return None
    was, now = _median(earlier), _median(lately)
    if now - was < numbers.wobble_points.value:
        return None
    return Finding(
        f"A harder fortnight: {now:g} out of 10 after sessions, {was:g} before that",
        "Ups and downs are part of a sore back. Something gentler and shorter is fine for now.",
        "harder",
    )


def _undecided(start: float, now: float, scored: Sequence[PainPoint], today: date, numbers: Parameters) -> Finding:
    change, when, then = now - start, _when(scored[0], today), _now(now, scored, today)
    if abs(change) < numbers.wobble_points.value:
        return Finding(
            f"Your pain after sessions is about the same as {when}",
            f"It was {start:g} out of 10 then and is {then}, within the normal wobble.",
        )
    if change < 0:
        return Finding(
            "Your pain after sessions may be easing",
            f"It was {start:g} out of 10 {when} and is {then}. A few more sessions will tell.",
        )
    return Finding(
        f"A harder spell: {now:g} out of 10 after sessions, {start:g} {when}",
        "If it does not settle, something gentler may suit you better, and a clinician can help.",
        "harder",
    )


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


def _since(point: PainPoint, today: date) -> str:
    """The day when it is recent, else the month; with the year where that is not this one."""
    day = point.day
    recent = (today - day).days < 45 and point.span != "month"
    return (f"{day.day} " if recent else "") + (f"{day:%B}" if day.year == today.year else f"{day:%B %Y}")


def _when(point: PainPoint, today: date) -> str:
    since = _since(point, today)
    return f"{'on' if since[0].isdigit() else 'in'} {since}"
