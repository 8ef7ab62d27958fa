"""Which routines suit this person, best first, each with its reasons and what was left out."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from lowback.catalogue import Routine
from lowback.library import Library
from lowback.profile import Profile
from lowback.routine import Fitted, Shelf, fit_all, minutes_of
from lowback.schema import Condition
from lowback.triage import Verdict

GENERAL = "Gentle for most backs. It is not made for your answers."

FitIn = tuple[int, int] | None
"""The minutes a routine takes and the fewer minutes a person has, or None when they are enough."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A routine this person may do: a score from 0 to 1 and why it stands where it stands."""

    fitted: Fitted
    minutes: int
    """Whole minutes at the usual amounts."""
    score: float
    matches: tuple[Condition, ...]
    because: tuple[str, ...]

    @property
    def routine(self) -> Routine:
        """The routine as the library has it."""
        return self.fitted.routine


@dataclass(frozen=True, slots=True)
class Withheld:
    """A routine this person may not start, and why."""

    routine: Routine
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Offers, best first, and what is withheld; together they are the whole library."""

    offers: tuple[Offer, ...]
    withheld: tuple[Withheld, ...]

    def offer(self, routine_id: str) -> Offer | None:
        """The offer of one routine, or None when it is withheld."""
        return next((o for o in self.offers if o.routine.id == routine_id), None)

    def reasons_against(self, routine_id: str) -> tuple[str, ...]:
        """Why a routine is withheld, empty when it is offered."""
        return next((w.because for w in self.withheld if w.routine.id == routine_id), ())


def recommend(verdict: Verdict, person: Profile, library: Library, minutes: int = 15) -> Plan:
    """The person's plan. Only go and caution offer anything; equal scores keep library order."""
    if not verdict.may_exercise:
        locked = (_locked(verdict),)
        return Plan((), tuple(Withheld(r, locked) for r in library.routines.values()))
    offers: list[Offer] = []
    withheld: list[Withheld] = []
    for fitted in fit_all(library.routines.values(), person, library):
        if against := _against(fitted, person, library):
            withheld.append(Withheld(fitted.routine, against))
        else:
            offers.append(_offer(fitted, person, library, minutes))
    return Plan(tuple(sorted(offers, key=lambda o: -o.score)), tuple(withheld))


def because_of(condition: Condition, person: Profile) -> str:
    """One reason in words; a condition that is only not ruled out says so."""
    if person.certain(condition):
        return f"because you told us {condition.because}"
    return f"because you did not rule out: {condition.name.lower()}"


def _locked(verdict: Verdict) -> str:
    if verdict.level == "emergency":
        return "Please get help first."
    return "Please speak to a clinician first."


def _against(fitted: Fitted, person: Profile, library: Library) -> tuple[str, ...]:
    reasons: list[str] = []
    if fitted.routine.level > person.max_level:
        why = "; ".join(because_of(c, person) for c in person.capped_by)
        reasons.append(f"This one is a step too hard for now, {why}.")
    if len(fitted.items) < library.ranking.fewest_items:
        reasons.append(f"Too little of it is left, {_why_left_out(fitted, person)}.")
    elif missing := _lost_purpose(Shelf(library), fitted.routine.purpose, fitted.items):
        names = " and ".join(library.focus_areas[f].name.lower() for f in missing)
        reasons.append(f"What is left no longer trains {names}, {_why_left_out(fitted, person)}.")
    return tuple(reasons)


def _why_left_out(fitted: Fitted, person: Profile) -> str:
    conditions = {c.id: c for change in fitted.changes for c in change.because}
    return "; ".join(because_of(c, person) for c in conditions.values())


@lru_cache(maxsize=8192)
def _lost_purpose(
    shelf: Shelf, purpose: tuple[str, ...], items: tuple[str, ...]
) -> tuple[str, ...]:
    trained = {f for item in items for f in shelf.library.exercises[item].focus}
    return tuple(f for f in purpose if f not in trained)


def _offer(fitted: Fitted, person: Profile, library: Library, minutes: int) -> Offer:
    routine = fitted.routine
    matched = person.condition_ids.intersection(routine.suits)
    matches = tuple(c for c in person.conditions if c.id in matched) if matched else ()
    ids = tuple(c.id for c in matches)
    length = minutes_of(fitted.items, library)
    fit_in = (length, minutes) if length > minutes else None
    level = min(library.ranking.start_level, person.max_level)
    shelf = Shelf(library)
    score = _score(shelf, routine.id, len(fitted.items), ids, level, fit_in)
    return Offer(fitted, length, score, matches, _reasons(shelf, routine.id, ids, fit_in))


def score_of(
    shelf: Shelf, routine: str, kept: int, matches: tuple[str, ...], level: int, fit_in: FitIn
) -> float:
    """From 0 to 1: what it was made for, how near its level is, how much is left, whether it fits."""
    library = shelf.library
    weights, whole = library.ranking, library.routines[routine]
    missed = 1.0
    for name in matches:
        missed *= 1 - library.conditions[name].weight
    score = (
        weights.match * (1 - missed)
        + weights.level * (1 - abs(whole.level - level) / 3)
        + weights.kept * (kept / len(whole.items))
        + weights.minutes * (fit_in[1] / fit_in[0] if fit_in else 1.0)
    )
    return round(score, 4)


def reasons_of(
    shelf: Shelf, routine: str, matches: tuple[str, ...], fit_in: FitIn
) -> tuple[str, ...]:
    """Why it is offered, in words: what the person told us, what it trains, and the minutes."""
    library = shelf.library
    whole = library.routines[routine]
    told = tuple(f"Because you told us {library.conditions[name].because}." for name in matches)
    areas = [library.focus_areas[f].trains for f in whole.purpose]
    trains = f"It trains {', '.join(areas[:-1])} and {areas[-1]}." if len(areas) > 1 else ""
    short = f"We can fit it into your {fit_in[1]} minutes." if fit_in else ""
    # A step up says first when it is due, e.g. "after two weeks of the base routine".
    later = whole.notes[:1] if whole.level > library.ranking.start_level else ()
    return tuple(reason for reason in (*(told or (GENERAL,)), trains, *later, short) if reason)


_score = lru_cache(maxsize=8192)(score_of)
_reasons = lru_cache(maxsize=8192)(reasons_of)
