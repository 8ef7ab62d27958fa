"""What the charts say, in one honest sentence each; no alarm, and no claim from too little."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Literal

from lowback.diary.measures import ActiveDay, PainPoint, monday
from lowback.diary.tables import routines_frame
from lowback.library.counted import counted
from lowback.library.parameters import Parameters

Kind = Literal["easier", "same", "harder", "too_few"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A heading for a chart, and what there is to add."""

    text: str
    more: str = ""
    kind: Kind = "same"


def pain_finding(points: Sequence[PainPoint], today: date, numbers: Parameters) -> Finding:
    """How pain after sessions has changed over the span.

    A fall is claimed only when medians fell by enough points and by enough of where they began
    (mic_points and mic_percent), and the newest medians in a row all show it.
    """
    scored = [point for point in points if point.after is not None]
    if len(scored) < numbers.sessions_compared.value:
        return _too_few(len(scored), numbers)
    start, now = _ends(scored, numbers)
    then = _since(scored[0].day, today)
    harder = _harder_fortnight(scored, today, numbers)
    if harder:
        return harder
    if _fell(start, now, numbers) and _lasts(scored, start, numbers):
        return Finding(
            f"Your pain after sessions is down {counted(start - now, 'point')} since {then}",
            f"It was {start:g} out of 10 then and is {now:g} now. A change this large is more than the normal wobble.",
            "easier",
        )
    return _undecided(start, now, _when(scored[0].day, today), numbers)


def weeks_finding(days: Sequence[ActiveDay], today: date, target: int) -> Finding:
    """How the minutes a week compare with the target, counted from the first active week."""
    if not days:
        return Finding("No minutes in this time", kind="too_few")
    weeks: Counter[date] = Counter()
    for active in days:
        weeks[monday(active.day)] += active.minutes
    this_week = monday(today)
    count = (this_week - min(weeks)).days // 7
    over = [weeks[min(weeks) + timedelta(weeks=n)] for n in range(count)]
    if not over:
        return Finding(f"{weeks[this_week]} minutes so far this week, of the {target} you aim for")
    met = sum(minutes >= target for minutes in over)
    average = f"{round(sum(over) / count)} minutes a week on average"
    if met:
        kept = "the week" if count == met == 1 else f"{met} of {count} weeks"
        return Finding(f"You reached your {target} minutes in {kept}", f"That is {average}.")
    return Finding(f"You moved {average}", f"You aim for {target}. A smaller target is fine too.")


def days_finding(days: Sequence[ActiveDay]) -> Finding:
    """On how many days something was done, and the favourite weekday if there is one."""
    count = len(days)
    if count == 0:
        return Finding("No active days in this time", kind="too_few")
    active = f"You did something on {counted(count, 'day')}"
    often = Counter(f"{day.day:%A}s" for day in days).most_common(2)
    clear = count >= 5 and (len(often) == 1 or often[0][1] > often[1][1])
    return Finding(f"{active}, most often on {often[0][0]}" if clear else active)


def routines_finding(points: Sequence[PainPoint], numbers: Parameters) -> Finding:
    """Which routine leaves the back easier, if any does by enough."""
    frame = routines_frame(points, numbers)
    if frame.empty:
        enough = numbers.sessions_per_routine.value
        return Finding(
            f"After {enough} sessions of one routine we can compare before and after",
            "Tell us your pain before and after, and it shows here.",
            "too_few",
        )
    best = frame.iloc[0]
    if _fell(best["before"], best["after"], numbers):
        easier = counted(-best["change"], "point")
        return Finding(f"Your back is usually {easier} easier after “{best['title']}”", kind="easier")
    return Finding("Your back feels about the same before and after a session")


def _too_few(count: int, numbers: Parameters) -> Finding:
    enough = numbers.sessions_compared.value
    if count == 0:
        text = "No session with a pain score yet"
    else:
        text = f"You have logged {counted(count, 'session')} with a pain score"
    return Finding(text, f"After {enough} we can say more.", "too_few")


def _ends(scored: Sequence[PainPoint], numbers: Parameters) -> tuple[float, float]:
    """Medians of the first and of the last sessions; no session is in both."""
    each = min(numbers.sessions_compared.value, len(scored) // 2)
    return _median(scored[:each]), _median(scored[-each:])


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


def _undecided(start: float, now: float, when: str, numbers: Parameters) -> Finding:
    change = now - start
    if abs(change) < numbers.wobble_points.value:
        return Finding(
            f"Your pain after sessions is about the same as {when}",
            f"It was {start:g} out of 10 then and is {now:g} now, within the normal wobble.",
        )
    if change < 0:
        return Finding(
            "Your pain after sessions may be easing",
            f"It was {start:g} out of 10 {when} and is {now:g} now. A few more sessions will tell.",
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
    return float(median(point.after for point in points if point.after is not None))


def _since(day: date, today: date) -> str:
    """The month, or the day when it is recent, or month and year when it is long ago."""
    if _recent(day, today):
        return f"{day.day} {day:%B}"
    return f"{day:%B}" if (today - day).days < 330 else f"{day:%B %Y}"


def _when(day: date, today: date) -> str:
    return f"{'on' if _recent(day, today) else 'in'} {_since(day, today)}"


def _recent(day: date, today: date) -> bool:
    return (today - day).days < 45
