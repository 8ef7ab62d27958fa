"""Where a routine stands in a person's list: a score of a few terms, each with its reason in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from lowback.library.catalogue import Routine
from lowback.library.counted import counted
from lowback.library.library import Library
from lowback.plan.routine import position_changes

GENERAL = "Gentle for most backs. It is not made for your answers."

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
    """One part of the score: points out of the most it can give, and why, as a sentence."""

    points: float
    most: float
    reason: str


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a routine stands: a score from 0 to 1, its terms, and the reasons a card shows."""

    score: float
    terms: tuple[Term, ...]
    because: tuple[str, ...]


def placed(library: Library, case: Case) -> Standing:
    """The place of a routine in this case."""
    found = terms(library, case)
    return Standing(round(sum(term.points for term in found), 4), found, reasons(library, case))


def terms(library: Library, case: Case) -> tuple[Term, ...]:
    """Every term of the score, weightiest first; together their most is 1."""
    weights, routine = library.ranking, library.routines[case.routine]
    parts = (
        (weights.match, _match(case, library), _told(case, library)),
        (weights.level, 1 - abs(routine.level - case.level) / 3, _step(routine, case)),
        (weights.kept, len(case.items) / len(routine.items), _kept(routine, case)),
        (weights.helped, _eased(case.helped), _helped(case.helped)),
        (weights.focus, _breadth(case, library), _trains(routine, library)),
        (weights.minutes, case.fit_in[1] / case.fit_in[0] if case.fit_in else 1.0, _minutes(case)),
        (weights.moves, 1 / (1 + position_changes(case.items, library) / 4), _moves(case, library)),
        (weights.props, 1 / (1 + len(_props(case, library)) / 4), _needs(case, library)),
    )
    return tuple(Term(round(weight * value, 4), weight, reason) for weight, value, reason in parts)


def reasons(library: Library, case: Case) -> tuple[str, ...]:
    """The reasons that are the same for everyone in this case: what helped, what it trains, a step up, minutes."""
    routine = library.routines[case.routine]
    # A step up says first when it is due, e.g. "after two weeks of the base routine".
    later = routine.notes[:1] if routine.level > library.ranking.start_level else ()
    short = f"We can fit it into your {case.fit_in[1]} minutes." if case.fit_in else ""
    helped = "" if case.helped is None else _helped(case.helped)
    return tuple(r for r in (helped, _trains(routine, library), *later, short) if r)


def _match(case: Case, library: Library) -> float:
    missed = 1.0
    for name in case.matches:
        missed *= 1 - library.conditions[name].weight
    return 1 - missed


def _told(case: Case, library: Library) -> str:
    names = [library.conditions[name].name.lower() for name in case.matches]
    return f"It was made for: {', '.join(names)}." if names else GENERAL


def _step(routine: Routine, case: Case) -> str:
    steps = abs(routine.level - case.level)
    return "Its level is right to start with." if not steps else f"Its level is {steps} away from your start."


def _kept(routine: Routine, case: Case) -> str:
    return f"{len(case.items)} of its {len(routine.items)} exercises suit you."


def _eased(helped: float | None) -> float:
    """Half for nothing known; four points less sore is as good as it gets, four points sorer as bad."""
    return 0.5 if helped is None else min(max(0.5 + helped / 8, 0.0), 1.0)


def _helped(helped: float | None) -> str:
    if helped is None:
        return "You have not done it often enough to say whether it helps you."
    if abs(helped) < 1:
        return "After it your back has felt about the same as before."
    points = counted(round(abs(helped)), "point")
    return f"After it your back has felt {'easier' if helped > 0 else 'sorer'}, by about {points}."


def _breadth(case: Case, library: Library) -> float:
    trained = {area for name in case.items for area in library.exercises[name].focus}
    return len(trained) / len(library.focus_areas)


def _trains(routine: Routine, library: Library) -> str:
    areas = [library.focus_areas[area].trains for area in routine.purpose]
    return f"It trains {', '.join(areas[:-1])} and {areas[-1]}." if len(areas) > 1 else ""


def _minutes(case: Case) -> str:
    return f"It is made shorter for your {case.fit_in[1]} minutes." if case.fit_in else "It fits your minutes."


def _moves(case: Case, library: Library) -> str:
    changes = position_changes(case.items, library)
    return f"You change position {changes} times." if changes != 1 else "You change position once."


def _props(case: Case, library: Library) -> frozenset[str]:
    return frozenset(prop for name in case.items for prop in library.exercises[name].props)


def _needs(case: Case, library: Library) -> str:
    props = sorted(_props(case, library))
    return f"You need: {', '.join(props)}." if props else "You need nothing for it."
