"""Why a routine stands where it does, or is not for somebody: what is true, to be said by `lowback.words`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from lowback.library.schema import Condition
from lowback.person.told import Clauses

Place = Literal["floor", "seated", "standing"]


@dataclass(frozen=True, slots=True)
class Because:
    """What speaks against something: a condition, and what the person told us of it."""

    condition: Condition
    told: Clauses = ()
    """Empty where it is only not ruled out."""


@dataclass(frozen=True, slots=True)
class ItHurt:
    """An exercise hurt."""


Why = tuple[Because | ItHurt, ...]


@dataclass(frozen=True, slots=True)
class NotMadeForYou:
    """It was made for nothing that this person told us, and suits most."""


@dataclass(frozen=True, slots=True)
class MadeFor:
    """It was made for these conditions of the person, by their names."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class YouTold:
    """It was made for somebody who told us this."""

    told: Clauses


@dataclass(frozen=True, slots=True)
class FromStart:
    """Its level is so many steps from where the person starts."""

    steps: int


@dataclass(frozen=True, slots=True)
class Suiting:
    """So many of its exercises suit the person."""

    kept: int
    of: int


@dataclass(frozen=True, slots=True)
class Eased:
    """By how many points the back was easier after it, below zero sorer; None while nobody can say."""

    points: float | None


@dataclass(frozen=True, slots=True)
class Trains:
    """It trains these, as its focus areas say it."""

    areas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Noted:
    """What its author says of it."""

    note: str


@dataclass(frozen=True, slots=True)
class Shortened:
    """It can be made to fit the person's minutes, which are fewer than its own."""

    minutes: int


@dataclass(frozen=True, slots=True)
class Lasting:
    """Whether it fits the person's minutes as it is: None, or else the minutes for which it is made shorter."""

    shorter: int | None


@dataclass(frozen=True, slots=True)
class Moving:
    """The position changes so often."""

    times: int


@dataclass(frozen=True, slots=True)
class Needing:
    """These things are needed for it."""

    props: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Locked:
    """There is nothing to exercise now: help comes first, or a clinician."""

    emergency: bool


@dataclass(frozen=True, slots=True)
class OnlyFor:
    """It is for people with these conditions and nobody else, by their names."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TooHard:
    """Its level is above the highest that is right for now."""

    why: Why


@dataclass(frozen=True, slots=True)
class TooLittleLeft:
    """Too few of its exercises are left."""

    why: Why


@dataclass(frozen=True, slots=True)
class PurposeLost:
    """What is left of it does not train what it is for: these areas, by their names."""

    areas: tuple[str, ...]
    why: Why


@dataclass(frozen=True, slots=True)
class StepUp:
    """It is one step harder than another, and that is due when its author says so; empty: when nobody says."""

    due: str


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """It trains some of what another does, areas by their names, in another place."""

    areas: tuple[str, ...]
    place: Place


For = NotMadeForYou | MadeFor | YouTold | FromStart | Suiting | Eased | Trains | Noted | Shortened | Lasting
Against = Locked | OnlyFor | TooHard | TooLittleLeft | PurposeLost
Beside = StepUp | Elsewhere
Reason = For | Moving | Needing | Against | Beside
