"""Where a routine stands in a person's list: a score of a few terms, each with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from lowback.library.catalogue import Routine
from lowback.library.library import Library
from lowback.plan.reasons import (
    Eased,
    FromStart,
    Lasting,
    MadeFor,
    Moving,
    Needing,
    Noted,
    NotMadeForYou,
    Reason,
    Shortened,
    Suiting,
    Trains,
)
from lowback.plan.routine import position_changes

FitIn = tuple[int, int] | None
"""The minutes a routine takes and the fewer minutes a person has, or None when they are enough."""


class Case(NamedTuple):
    """What decides where one routine stands for one person; thousands of people share few cases."""

    routine: str
    items: tuple[str, ...]
    """What is left of it after filtering."""
    matches: tuple[str, ...]
    """Conditions of the person that it was made for."""
    level: int
    """The level to start at, 0 to 3."""
    fit_in: FitIn
    helped: float | None
    """How many points less sore the person usually is after it; None while there are too few sessions to say."""


@dataclass(frozen=True, slots=True)
class Term:
    """One part of the score: points out of the most it can give, and why."""

    points: float
    most: float
    reason: Reason


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a routine stands: a score from 0 to 1, its terms, and the reasons a card shows."""

    score: float
    terms: tuple[Term, ...]
    because: tuple[Reason, ...]


def placed(library: Library, case: Case) -> Standing:
    """The place of a routine in this case."""
    found = terms(library, case)
    return Standing(round(sum(term.points for term in found), 4), found, reasons(library, case))


def terms(library: Library, case: Case) -> tuple[Term, ...]:
    """Every term of the score, weightiest first; together their most is 1."""
    weights, routine = library.ranking, library.routines[case.routine]
    steps, kept, moves = abs(routine.level - case.level), len(case.items), position_changes(case.items, library)
    props = _props(case, library)
    parts: tuple[tuple[float, float, Reason], ...] = (
        (weights.match, _match(case, library), _made_for(case, library)),
        (weights.level, 1 - steps / 3, FromStart(steps)),
        (weights.kept, kept / len(routine.items), Suiting(kept, len(routine.items))),
        (weights.helped, _eased(case.helped), Eased(case.helped)),
        (weights.focus, _breadth(case, library), _trains(routine, library)),
        (weights.minutes, case.fit_in[1] / case.fit_in[0] if case.fit_in else 1.0, _lasting(case)),
        (weights.moves, 1 / (1 + moves / 4), Moving(moves)),
        (weights.props, 1 / (1 + len(props) / 4), Needing(props)),
    )
    return tuple(Term(round(weight * value, 4), weight, reason) for weight, value, reason in parts)


def reasons(library: Library, case: Case) -> tuple[Reason, ...]:
    """The reasons that are the same for everyone in this case: what helped, what it trains, a step up, minutes."""
    routine = library.routines[case.routine]
    # A step up says first when it is due, e.g. "after two weeks of the base routine".
    later = routine.notes[:1] if routine.level > library.ranking.start_level else ()
    helped = () if case.helped is None else (Eased(case.helped),)
    short = (Shortened(case.fit_in[1]),) if case.fit_in else ()
    return (*helped, _trains(routine, library), *map(Noted, later), *short)


def _match(case: Case, library: Library) -> float:
    missed = 1.0
    for name in case.matches:
        missed *= 1 - library.conditions[name].weight
    return 1 - missed


def _made_for(case: Case, library: Library) -> Reason:
    return MadeFor(tuple(library.conditions[name].name for name in case.matches)) if case.matches else NotMadeForYou()


def _eased(helped: float | None) -> float:
    """Half for nothing known; four points less sore is as good as it gets, four points sorer as bad."""
    return 0.5 if helped is None else min(max(0.5 + helped / 8, 0.0), 1.0)


def _breadth(case: Case, library: Library) -> float:
    trained = {area for name in case.items for area in library.exercises[name].focus}
    return len(trained) / len(library.focus_areas)


def _trains(routine: Routine, library: Library) -> Trains:
    return Trains(tuple(library.focus_areas[area].trains for area in routine.purpose))


def _lasting(case: Case) -> Lasting:
    return Lasting(case.fit_in[1] if case.fit_in else None)


def _props(case: Case, library: Library) -> tuple[str, ...]:
    return tuple(sorted({prop for name in case.items for prop in library.exercises[name].props}))
