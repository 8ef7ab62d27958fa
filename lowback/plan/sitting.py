"""What is done in one sitting: a routine of the plan, or two short ones, one after the other, as one session."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lowback.library.library import Library
from lowback.plan.recommend import Offer, Plan
from lowback.plan.routine import Piece, in_minutes

SHORTEST = 5
"""Minutes of each of two routines at least."""
_THEN = "~"
"""Between two ids; no routine has it in its own."""


@dataclass(frozen=True, slots=True)
class Sitting:
    """One offer of the plan, or two in the order in which they are done."""

    offers: tuple[Offer, ...]

    @property
    def id(self) -> str:
        """By what the diary and the address know it: two together are something else than each by itself."""
        return _THEN.join(offer.routine.id for offer in self.offers)

    @property
    def title(self) -> str:
        """What the diary calls it; with a plus, as routines are listed with "and"."""
        return " + ".join(offer.routine.name for offer in self.offers)

    def pieces(self, minutes: int, library: Library) -> tuple[Piece, ...]:
        """The exercises in these minutes, of which two routines have half each; what has come does not come again."""
        share = minutes if len(self.offers) == 1 else max(SHORTEST, minutes // 2)
        found: list[Piece] = []
        for offer in self.offers:
            come = {piece.exercise for piece in found}
            items = tuple(item for item in offer.fitted.items if item not in come)
            found += in_minutes(replace(offer.fitted, items=items), share, library) if items else ()
        return tuple(found)


def names_in(sitting: str) -> tuple[str, ...]:
    """The ids of the routines in the id of a sitting."""
    return tuple(sitting.split(_THEN))


def both(one: Offer, other: Offer, minutes: int) -> Sitting | None:
    """Two in one sitting of so many minutes: this one and then the other, but a morning begins and an evening ends it.

    None where there is no time for two, or they are made for different times of the day.
    """
    times = [offer.routine.time for offer in (one, other)]
    if minutes < 2 * SHORTEST or (all(times) and times[0] != times[1]):
        return None
    return Sitting((other, one) if times[0] == "evening" or times[1] == "morning" else (one, other))


def sitting(name: str, plan: Plan) -> Sitting | None:
    """What is meant by an id, or None where the plan does not have all of it, or it is not one or two routines."""
    names = names_in(name)
    offers = [offer for offer in map(plan.offer, names) if offer]
    if len(offers) == len(names) and (len(names) == 1 or (len(names) == 2 and names[0] != names[1])):
        return Sitting(tuple(offers))
    return None
