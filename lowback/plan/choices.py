"""What else somebody may do today instead of the first offer: only what the plan allows, and always a day of rest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from lowback.library.catalogue import TimeOfDay
from lowback.library.library import Library
from lowback.person.facts import Facts
from lowback.plan.groups import place
from lowback.plan.recommend import Offer, Plan
from lowback.plan.routine import in_minutes, seconds_of

Kind = TimeOfDay | Literal["shorter", "other", "upright", "walk", "rest"]
WALK = "walk"
_FROM: tuple[tuple[int, TimeOfDay], ...] = ((0, "evening"), (5, "morning"), (10, "work"), (18, "evening"))
"""The hour with which each time of the day begins: who is up at two in the morning has not slept yet."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something else: a routine of the plan in so many minutes, or what is none."""

    kind: Kind
    offer: Offer | None = None
    minutes: int = 0


def time_of_day(hour: int) -> TimeOfDay:
    """What an hour from 0 to 23 is for somebody who goes to bed at night."""
    return [time for begins, time in _FROM if begins <= hour][-1]


def choices(
    plan: Plan, facts: Facts, library: Library, minutes: int, offered: Iterable[int], now: TimeOfDay | None = None
) -> tuple[Choice, ...]:
    """What there is beside the plan's first offer in these minutes, in the order in which it is shown.

    `offered`: the minutes that can be chosen; `now`: what is made for this time of the day comes first.
    """
    first, *others = plan.offers
    made_for_now = next((offer for offer in plan.offers if now and offer.routine.time == now), first)
    timely = None if made_for_now is first else made_for_now
    others = [offer for offer in others if offer is not timely]
    upright = None if _upright(first, library) else next((o for o in others if _upright(o, library)), None)
    other = next((o for o in others if o is not upright), None)
    short = min(offered)
    routines: tuple[tuple[Kind, Offer | None, int], ...] = (
        ("shorter", first if _shorter(first, short, minutes, library) else None, short),
        ("other", other, minutes),
        ("upright", upright, minutes),
    )
    found = [Choice(now, timely, minutes)] if now and timely else []
    found += [Choice(kind, offer, length) for kind, offer, length in routines if offer]
    walk = [Choice("walk")] if may_walk(plan, facts) else []
    return (*found, *walk, Choice("rest"))


def may_walk(plan: Plan, facts: Facts) -> bool:
    """Whether the plan has a walk in it, and walking does not make it worse; not known is no reason to offer one."""
    in_plan = any(WALK in offer.fitted.items for offer in plan.offers)
    return in_plan and facts.worse_standing_walking is False


def _upright(offer: Offer, library: Library) -> bool:
    return place(offer.fitted.items, library) != "floor"


def _shorter(offer: Offer, short: int, minutes: int, library: Library) -> bool:
    less, usual = (seconds_of(in_minutes(offer.fitted, wanted, library), library) for wanted in (short, minutes))
    return less < usual
