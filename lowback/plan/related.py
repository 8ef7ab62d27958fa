"""What comes after a routine and what goes well with it, of all that suits this person."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from lowback.library.catalogue import Routine
from lowback.library.library import Library
from lowback.plan.groups import place
from lowback.plan.reasons import Elsewhere, Reason, StepUp
from lowback.plan.recommend import Offer, Plan
from lowback.plan.routine import Fitted

_AT_MOST = 2


@dataclass(frozen=True, slots=True)
class Related:
    """Another routine that the person may do, and why it is named here."""

    offer: Offer
    because: Reason


def next_step(routine: Routine, plan: Plan, library: Library) -> Related | None:
    """What is one level harder and for the same people; it says when it is due, where it is above the usual start.

    What belongs to a time of the day is no stage on the way to anything.
    """
    harder = (o for o in plan.offers if o.routine.level == routine.level + 1 and _for_the_same(o.routine, routine))
    step = None if routine.time else next(harder, None)
    if step is None:
        return None
    due = step.routine.notes[:1] if step.routine.level > library.ranking.start_level else ()
    return Related(step, StepUp("".join(due)))


def goes_with(here: Fitted, plan: Plan, library: Library) -> tuple[Related, ...]:
    """Routines that train some of the same in another place, no harder than this one, what suits best first."""
    return tuple(islice(_alongside(here, plan, library), _AT_MOST))


def _alongside(here: Fitted, plan: Plan, library: Library) -> Iterator[Related]:
    for offer in plan.offers:
        there, same = place(offer.fitted.items, library), set(offer.routine.purpose) & set(here.routine.purpose)
        elsewhere = there != place(here.items, library)
        if same and elsewhere and offer.routine.id != here.routine.id and offer.routine.level <= here.routine.level:
            names = tuple(library.focus_areas[area].name for area in here.routine.purpose if area in same)
            yield Related(offer, Elsewhere(names, there))


def _for_the_same(one: Routine, other: Routine) -> bool:
    return not set(one.suits).isdisjoint(other.suits)
