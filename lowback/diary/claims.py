"""What the charts may claim, as values; `findings.py` says when, and `lowback.words` in which words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal

from lowback.diary.measures import Span

Kind = Literal["easier", "same", "harder", "too_few"]
Way = Literal["down", "easing", "same", "spell"]


@dataclass(frozen=True, slots=True)
class TooFewScores:
    """So many points of a chart have a pain score, and so many are needed."""

    count: int
    span: Span
    enough: int
    kind: ClassVar[Kind] = "too_few"


@dataclass(frozen=True, slots=True)
class HarderFortnight:
    """Pain after sessions, usual in the last weeks and before them."""

    now: float
    before: float
    kind: ClassVar[Kind] = "harder"


@dataclass(frozen=True, slots=True)
class Begun:
    """When a change is counted from: a day, of which the month is all that is meant where it is long ago."""

    day: date
    by_day: bool
    this_year: bool


@dataclass(frozen=True, slots=True)
class PainCourse:
    """What has become of pain after sessions: usual at the start and now, and today's own where that is another."""

    way: Way
    start: float
    now: float
    begun: Begun
    today: float | None

    @property
    def kind(self) -> Kind:
        """Only a fall that is sure is called easier."""
        return "easier" if self.way == "down" else "harder" if self.way == "spell" else "same"


@dataclass(frozen=True, slots=True)
class NoMinutes:
    """Nothing was done."""

    kind: ClassVar[Kind] = "too_few"


@dataclass(frozen=True, slots=True)
class MinutesSoFar:
    """Minutes a week in a week or month that is not over, the first with any."""

    minutes: int
    target: int
    span: Span
    kind: ClassVar[Kind] = "same"


@dataclass(frozen=True, slots=True)
class MinutesKept:
    """In how many weeks or months the target was reached, of those that are over, and the minutes a week on average."""

    met: int
    of: int
    average: int
    target: int
    span: Span
    kind: ClassVar[Kind] = "same"


@dataclass(frozen=True, slots=True)
class DaysActive:
    """On how many days something was done, and on which weekday most often, if on one (Monday is 0)."""

    count: int
    often: int | None = None

    @property
    def kind(self) -> Kind:
        """No day is too few."""
        return "same" if self.count else "too_few"


@dataclass(frozen=True, slots=True)
class NothingCompared:
    """So many sessions of one routine are needed."""

    enough: int
    kind: ClassVar[Kind] = "too_few"


@dataclass(frozen=True, slots=True)
class RoutineHelps:
    """After this routine the back is easier, by so many points on average."""

    title: str
    points: float
    kind: ClassVar[Kind] = "easier"


@dataclass(frozen=True, slots=True)
class SessionsHurt:
    """After sessions the back is sorer, by so many points on average."""

    points: float
    kind: ClassVar[Kind] = "harder"


@dataclass(frozen=True, slots=True)
class SessionsEased:
    """How many sessions left the back less sore, and the change over all of them, above zero sorer."""

    easier: int
    of: int
    change: float
    small: bool
    """Whether that is within the normal wobble."""
    kind: ClassVar[Kind] = "same"


PainFinding = TooFewScores | HarderFortnight | PainCourse
MinutesFinding = NoMinutes | MinutesSoFar | MinutesKept
RoutinesFinding = NothingCompared | RoutineHelps | SessionsHurt | SessionsEased
Finding = PainFinding | MinutesFinding | DaysActive | RoutinesFinding
