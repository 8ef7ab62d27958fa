"""Which routines suit this person, best first, each with its reasons and what was left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from lowback.library.catalogue import Ranking, Routine
from lowback.library.library import Library
from lowback.library.schema import Condition
from lowback.person.profile import Profile
from lowback.person.triage import Verdict
from lowback.plan.felt import NOTHING_FELT, Felt
from lowback.plan.kitchen import Kitchen
from lowback.plan.ranking import Case, Term, placed
from lowback.plan.reasons import (
    Against,
    Because,
    ItHurt,
    Locked,
    NotMadeForYou,
    OnlyFor,
    PurposeLost,
    Reason,
    TooHard,
    TooLittleLeft,
    Why,
    YouTold,
)
from lowback.plan.routine import NOTHING_HURT, Fitted, Hurt, fit_all, minutes_of

NOTHING_KNOWN: Mapping[str, float] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Offer:
    """A routine this person may do: a score from 0 to 1 and why it stands where it stands."""

    fitted: Fitted
    minutes: int
    """Whole minutes at the usual amounts."""
    score: float
    matches: tuple[Condition, ...]
    because: tuple[Reason, ...]
    terms: tuple[Term, ...]
    """The parts of the score, each with its reason."""
    moved_up: bool = False
    """True when it stands higher than its score says, because of what the person's days are like."""

    @property
    def routine(self) -> Routine:
        """The routine as the library has it."""
        return self.fitted.routine


@dataclass(frozen=True, slots=True)
class Withheld:
    """A routine this person may not start, and why."""

    routine: Routine
    because: tuple[Against, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Offers, best first, and what is withheld; together they are the whole library."""

    offers: tuple[Offer, ...]
    withheld: tuple[Withheld, ...]

    def offer(self, routine_id: str) -> Offer | None:
        """The offer of one routine, or None when it is withheld."""
        return next((o for o in self.offers if o.routine.id == routine_id), None)

    def reasons_against(self, routine_id: str) -> tuple[Against, ...]:
        """Why a routine is withheld, empty when it is offered."""
        return next((w.because for w in self.withheld if w.routine.id == routine_id), ())


def recommend(
    verdict: Verdict,
    person: Profile,
    kitchen: Kitchen,
    minutes: int = 15,
    helped: Mapping[str, float] = NOTHING_KNOWN,
    hurt: Hurt = NOTHING_HURT,
    felt: Felt = NOTHING_FELT,
) -> Plan:
    """The person's plan. Only go and caution offer anything; equal scores keep library order.

    `helped` says for routines done before by how many points (0 to 10) the person was usually less
    sore after them; what `hurt` is left out like what is ruled out. `felt` says how much of
    an exercise is right because of how it felt.
    """
    library = kitchen.library
    if not verdict.may_exercise:
        locked = (Locked(verdict.level == "emergency"),)
        return Plan((), tuple(Withheld(r, locked) for r in library.routines.values()))
    offers: list[Offer] = []
    withheld: list[Withheld] = []
    level = min(library.ranking.start_level, person.max_level)
    for fitted in fit_all(library.routines.values(), person, kitchen, hurt, felt):
        if against := _against(fitted, person, kitchen):
            withheld.append(Withheld(fitted.routine, against))
        else:
            offers.append(_offer(fitted, person, kitchen, level, minutes, helped))
    # Of two with as many points the shorter one.
    best_first = sorted(offers, key=lambda o: (-o.score, o.minutes))
    return Plan(_days_near_the_top(best_first, library.ranking), tuple(withheld))


def because_of(condition: Condition, person: Profile) -> Because:
    """One reason: what the person told us of the condition, unless it is only not ruled out."""
    return Because(condition, person.because(condition) if person.certain(condition) else ())


def _days_near_the_top(offers: list[Offer], ranking: Ranking) -> tuple[Offer, ...]:
    """Among the first few there is the best routine for each thing that the person's days are like."""
    of_days = [next((o for o in offers if any(c.id == name for c in o.matches)), None) for name in ranking.days]
    lifted = {o.routine.id for o in of_days if o}
    others = [o for o in offers if o.routine.id not in lifted]
    free = max(ranking.days_among - len(lifted), 0)
    later = {o.routine.id for o in others[free:]}
    first = [o for o in offers if o.routine.id not in later]
    in_place = {o.routine.id for o in offers[: len(first)]}
    return (*(o if o.routine.id in in_place else replace(o, moved_up=True) for o in first), *others[free:])


def _against(fitted: Fitted, person: Profile, kitchen: Kitchen) -> tuple[Against, ...]:
    library = kitchen.library
    reasons: list[Against] = []
    if fitted.routine.exclusive and person.condition_ids.isdisjoint(fitted.routine.suits):
        reasons.append(OnlyFor(tuple(library.conditions[name].name for name in fitted.routine.suits)))
    if fitted.routine.level > person.max_level:
        reasons.append(TooHard(tuple(because_of(c, person) for c in person.capped_by)))
    if len(fitted.items) < library.ranking.fewest_items:
        reasons.append(TooLittleLeft(_why_left_out(fitted, person)))
    elif missing := kitchen.once(_lost_purpose, fitted.routine.purpose, fitted.items):
        areas = tuple(library.focus_areas[f].name for f in missing)
        reasons.append(PurposeLost(areas, _why_left_out(fitted, person)))
    return tuple(reasons)


def _why_left_out(fitted: Fitted, person: Profile) -> Why:
    conditions = {c.id: c for change in fitted.changes for c in change.because}
    hurt = (ItHurt(),) if any(change.hurt for change in fitted.changes) else ()
    return (*(because_of(c, person) for c in conditions.values()), *hurt)


def _lost_purpose(library: Library, purpose: tuple[str, ...], items: tuple[str, ...]) -> tuple[str, ...]:
    trained = {f for item in items for f in library.exercises[item].focus}
    return tuple(f for f in purpose if f not in trained)


def _offer(
    fitted: Fitted, person: Profile, kitchen: Kitchen, level: int, minutes: int, helped: Mapping[str, float]
) -> Offer:
    routine = fitted.routine
    matched = person.condition_ids.intersection(routine.suits)
    matches = tuple(c for c in person.conditions if c.id in matched) if matched else ()
    length = kitchen.once(minutes_of, fitted.items, fitted.most_reps)
    names = tuple(c.id for c in matches)
    fit_in = (length, minutes) if length > minutes else None
    place = kitchen.once(placed, Case(routine.id, fitted.items, names, level, fit_in, helped.get(routine.id)))
    told = tuple(YouTold(person.because(condition)) for condition in matches) or (NotMadeForYou(),)
    return Offer(fitted, length, place.score, matches, (*told, *place.because), place.terms)
