"""What the charts say, in one honest sentence each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import singledispatch

from lowback.diary.claims import (
    Begun,
    DaysActive,
    HarderFortnight,
    MinutesKept,
    MinutesSoFar,
    NoMinutes,
    NothingCompared,
    PainCourse,
    RoutineHelps,
    SessionsEased,
    SessionsHurt,
    TooFewScores,
    Way,
)
from lowback.language.speech import later, say, several, spoken
from lowback.words.days import on_weekdays

_HEADINGS: Mapping[Way, str] = {
    "same": later("Your pain after sessions is about the same as {then}"),
    "easing": later("Your pain after sessions may be easing"),
    "spell": later("A harder spell: {now} out of 10 after sessions, {start} {then}"),
}
_MORE: Mapping[Way, str] = {
    "down": later("It was {start} out of 10 then and is {now}. A change this large is more than the normal wobble."),
    "same": later("It was {start} out of 10 then and is {now}, within the normal wobble."),
    "easing": later("It was {start} out of 10 {then} and is {now}. A few more sessions will tell."),
    "spell": later("If it does not settle, something gentler may suit you better, and a clinician can help."),
}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading for a chart, and what there is to add."""

    text: str
    more: str = ""


@singledispatch
def finding_words(finding: object) -> Heading:
    """The finding as a heading.

    Raises:
        TypeError: it is none that we know.
    """
    raise TypeError(f"no words for {finding!r}")


@finding_words.register
def _(finding: TooFewScores) -> Heading:
    n = finding.count
    if n == 0:
        text = say("No session with a pain score yet")
    elif finding.span == "session":
        text = several("You have logged {n} session with a pain score",
                       "You have logged {n} sessions with a pain score", n)  # fmt: skip
    elif finding.span == "day":
        text = several("Your pain scores are from {n} day so far", "Your pain scores are from {n} days so far", n)
    elif finding.span == "week":
        text = several("Your pain scores are from {n} week so far", "Your pain scores are from {n} weeks so far", n)
    else:
        text = several("Your pain scores are from {n} month so far", "Your pain scores are from {n} months so far", n)
    return Heading(text, say("After {enough} we can say more.", enough=finding.enough))


@finding_words.register
def _(finding: HarderFortnight) -> Heading:
    return Heading(
        say("A harder fortnight: {now} out of 10 after sessions, {before} before that", now=finding.now,
            before=finding.before),
        say("Ups and downs are part of a sore back. Something gentler and shorter is fine for now."),
    )  # fmt: skip


@finding_words.register
def _(finding: PainCourse) -> Heading:
    values = {"start": finding.start, "then": _then(finding.begun)}
    more = say(_MORE[finding.way], **values, now=_now(finding))
    if finding.way != "down":
        return Heading(say(_HEADINGS[finding.way], **values, now=finding.now), more)
    fall = round(finding.start - finding.now, 1)
    return Heading(several("Your pain after sessions is down {n} point since {then}",
                           "Your pain after sessions is down {n} points since {then}",
                           fall, then=_day(finding.begun)), more)  # fmt: skip


def _now(finding: PainCourse) -> str:
    """What is usual now, and today's own score where that is another."""
    if finding.today is None:
        return say("{now} now", now=finding.now)
    return say("usually {now} now; today it was {today}", now=finding.now, today=finding.today)


def _then(begun: Begun) -> str:
    return say("on {day}", day=_day(begun)) if begun.by_day else say("in {month}", month=_day(begun))


def _day(begun: Begun) -> str:
    """The day or month, with the year where that is not this one."""
    if begun.this_year:
        return spoken().day(begun.day, "MMMMd" if begun.by_day else "LLLL")
    return spoken().day(begun.day, "yMMMMd" if begun.by_day else "yMMMM")


@finding_words.register
def _(_finding: NoMinutes) -> Heading:
    return Heading(say("No minutes in this time"))


@finding_words.register
def _(finding: MinutesSoFar) -> Heading:
    n, target = finding.minutes, finding.target
    if finding.span == "month":
        done = several("{n} minute a week so far this month", "{n} minutes a week so far this month", n)
    else:
        done = several("{n} minute so far this week", "{n} minutes so far this week", n)
    if n >= target:
        return Heading(say("{done}, and you aimed for {target}", done=done, target=target))
    return Heading(say("{done}, of the {target} you aim for", done=done, target=target))


@finding_words.register
def _(finding: MinutesKept) -> Heading:
    month, average = finding.span == "month", finding.average
    hollow = say("The hollow bar is this month so far.") if month else say("The hollow bar is this week so far.")
    if finding.met:
        more = several("That is {n} minute a week on average. {hollow}",
                       "That is {n} minutes a week on average. {hollow}", average, hollow=hollow)  # fmt: skip
        return Heading(_reached(finding), more)
    text = several("You moved {n} minute a week on average", "You moved {n} minutes a week on average", average)
    return Heading(text, say("You aim for {target}. A smaller target is fine too. {hollow}", target=finding.target,
                             hollow=hollow))  # fmt: skip


def _reached(finding: MinutesKept) -> str:
    if finding.span == "month":
        return several("You reached your {n} minute a week in {kept}", "You reached your {n} minutes a week in {kept}",
                       finding.target, kept=_months(finding))  # fmt: skip
    return several("You reached your {n} minute in {kept}", "You reached your {n} minutes in {kept}", finding.target,
                   kept=_weeks(finding))  # fmt: skip


def _weeks(finding: MinutesKept) -> str:
    if finding.of == 1:
        return say("the week")
    return several("{met} of {n} week", "{met} of {n} weeks", finding.of, met=finding.met)


def _months(finding: MinutesKept) -> str:
    if finding.of == 1:
        return say("the month")
    return several("{met} of {n} month", "{met} of {n} months", finding.of, met=finding.met)


@finding_words.register
def _(finding: DaysActive) -> Heading:
    if not finding.count:
        return Heading(say("No active days in this time"))
    if finding.often is None:
        return Heading(several("You did something on {n} day", "You did something on {n} days", finding.count))
    return Heading(several("You did something on {n} day, most often on {weekday}",
                           "You did something on {n} days, most often on {weekday}",
                           finding.count, weekday=on_weekdays(finding.often)))  # fmt: skip


@finding_words.register
def _(finding: NothingCompared) -> Heading:
    return Heading(
        several("After {n} session of one routine we can compare before and after",
                "After {n} sessions of one routine we can compare before and after", finding.enough),
        say("Tell us your pain before and after, and it shows here."),
    )  # fmt: skip


@finding_words.register
def _(finding: RoutineHelps) -> Heading:
    return Heading(several("Your back is {n} point easier on average after “{title}”",
                           "Your back is {n} points easier on average after “{title}”",
                           finding.points, title=finding.title))  # fmt: skip


@finding_words.register
def _(finding: SessionsHurt) -> Heading:
    return Heading(
        several("Your back is sorer after sessions, by {n} point on average",
                "Your back is sorer after sessions, by {n} points on average", finding.points),
        say("Something gentler may suit you better, and a clinician can help."),
    )  # fmt: skip


@finding_words.register
def _(finding: SessionsEased) -> Heading:
    text = several(
        "{easier} of {n} session left your back less sore",
        "{easier} of {n} sessions left your back less sore",
        finding.of,
        easier=finding.easier,
    )
    return Heading(text, _taken_together(finding))


def _taken_together(finding: SessionsEased) -> str:
    if finding.change == 0:
        return say("Taken together your back is as sore after sessions as before.")
    points = several("{n} point", "{n} points", abs(finding.change))
    if finding.change < 0 and finding.small:
        return say(
            "Taken together it is {points} less sore after sessions. "
            "That is a small change and it is on the good side.",
            points=points,
        )
    if finding.change < 0:
        return say("Taken together it is {points} less sore after sessions.", points=points)
    return say("Taken together it is {points} sorer after sessions. That is a small change.", points=points)
