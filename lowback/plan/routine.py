"""A routine made to fit one person and the minutes they have: filter, swap, drop, shorten."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise
from types import MappingProxyType

from lowback.library.catalogue import Exercise, Routine
from lowback.library.library import Library
from lowback.library.schema import Condition
from lowback.person.profile import Limits, Profile
from lowback.plan.dose import Amount, fewest, full, longer
from lowback.plan.felt import NOTHING_FELT, Felt
from lowback.plan.kitchen import Kitchen

Hurt = Mapping[str, date]
"""Exercises that the person wants left out because they hurt, and the day on which each did."""
NOTHING_HURT: Hurt = MappingProxyType({})
Swaps = tuple[tuple[str, str | None], ...]
"""Exercises that are out, each with what stands in for it, or None."""


@dataclass(frozen=True, slots=True)
class Change:
    """An exercise that was left out, what stands in for it (None: nothing), and why: any of the two."""

    exercise: str
    instead: str | None
    because: tuple[Condition, ...]
    hurt: date | None = None
    """The day on which it hurt."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """A routine with nothing in it that the person should not do."""

    routine: Routine
    items: tuple[str, ...]
    changes: tuple[Change, ...]
    most_reps: int
    """As many of each as the routine's words and the person's back allow."""
    felt: Felt = field(default_factory=lambda: NOTHING_FELT)
    """What is right of each because of how it felt; never more than `most_reps`."""

    def most(self, exercise: Exercise) -> Amount:
        """The most of an exercise in a session."""
        wish = self.felt.get(exercise.id)
        return wish.most(exercise, self.most_reps) if wish else full(exercise, self.most_reps)

    def eager(self, name: str) -> bool:
        """Whether an exercise is the first to get more."""
        wish = self.felt.get(name)
        return wish is not None and wish.step == "usual"

    def least(self, exercise: Exercise) -> Amount:
        """What there is of an exercise when minutes are short."""
        wish = self.felt.get(exercise.id)
        return wish.least(exercise, self.most_reps) if wish else fewest(exercise, self.most_reps)


@dataclass(frozen=True, slots=True)
class Piece:
    """One exercise of today's session and how much of it."""

    exercise: str
    amount: Amount


def as_written(routine: Routine) -> Fitted:
    """The routine for nobody in particular."""
    return Fitted(routine, routine.items, (), routine.most_reps)


def fit(
    routine: Routine, person: Profile, library: Library, hurt: Hurt = NOTHING_HURT, felt: Felt = NOTHING_FELT
) -> Fitted:
    """The routine for this person: what is ruled out or hurt is swapped, first allowed wins, else dropped."""
    return next(fit_all((routine,), person, Kitchen(library), hurt, felt))


def fit_all(
    routines: Iterable[Routine],
    person: Profile,
    kitchen: Kitchen,
    hurt: Hurt = NOTHING_HURT,
    felt: Felt = NOTHING_FELT,
) -> Iterator[Fitted]:
    """Each routine for this person; what speaks against an exercise is looked up once for all."""
    out = kitchen.once(blocked, person.limits).union(hurt)
    against: dict[str, tuple[Condition, ...]] = {}
    for routine in routines:
        decides = kitchen.once(reach, routine.items)
        items, swaps = kitchen.once(swapped, routine.items, out & decides)
        for name in (name for name, _ in swaps if name not in against):
            against[name] = person.against(kitchen.library.exercises[name])
        changes = [Change(name, instead, against[name], hurt.get(name)) for name, instead in swaps]
        yield Fitted(routine, items, tuple(changes), min(routine.most_reps, person.most_reps), felt)


def stand_ins(name: str, person: Profile, library: Library, taken: tuple[str, ...]) -> Iterator[str]:
    """The swaps for an exercise that this person may do and does not do already, best first."""
    candidates = library.swaps.get(name, ())
    free = (c for c in candidates if c not in taken)
    return (c for c in free if not person.against(library.exercises[c]))


def blocked(library: Library, limits: Limits) -> frozenset[str]:
    """The exercises of the library that are not allowed."""
    return frozenset(e.id for e in library.exercises.values() if not limits.allow(e))


def reach(library: Library, items: tuple[str, ...]) -> frozenset[str]:
    """The items and everything that could stand in for them: what decides how they are fitted."""
    swaps = library.swaps
    return frozenset(items).union(*(swaps.get(name, ()) for name in items))


def swapped(library: Library, items: tuple[str, ...], out: frozenset[str]) -> tuple[tuple[str, ...], Swaps]:
    """What is left of the items, and for each one that is out what stands in for it."""
    kept: list[str] = []
    swaps: dict[str, str | None] = {}
    for name in dict.fromkeys(items):
        if name in out:
            candidates = library.swaps.get(name, ())
            free = (c for c in candidates if c not in out and c not in kept and c not in items)
            swaps[name] = next(free, None)
        kept.extend([found] if (found := swaps.get(name, name)) else [])
    return tuple(kept), tuple(swaps.items())


def minutes_of(library: Library, items: tuple[str, ...], most: int) -> int:
    """Whole minutes of these exercises at their usual amounts, pauses included."""
    return whole_minutes(tuple(Piece(name, full(library.exercises[name], most)) for name in items), library)


def whole_minutes(pieces: tuple[Piece, ...], library: Library) -> int:
    """The minutes of a session as they are said: whole, and at least one."""
    return max(1, round(seconds_of(pieces, library) / 60))


def seconds_of(pieces: tuple[Piece, ...], library: Library) -> float:
    """Seconds of a session: every exercise, and the time to get into place before it."""
    work = sum(_seconds(piece, library) for piece in pieces)
    return round(work + sum(lead_ins(pieces, library)), 3)


def lead_ins(pieces: tuple[Piece, ...], library: Library) -> list[int]:
    """Seconds to get ready before each exercise; longer by the way where the position changes."""
    pauses = library.pauses
    positions = [library.exercises[piece.exercise].position for piece in pieces]
    return [pauses.to_get_ready(before, now) for before, now in pairwise([pauses.start, *positions])]


def _seconds(piece: Piece, library: Library) -> float:
    return piece.amount.seconds(library.pauses, library.exercises[piece.exercise].position)


def position_changes(items: tuple[str, ...], library: Library) -> int:
    """How often the person has to change position."""
    return len(library.changes_of_position(items))


def in_minutes(fitted: Fitted, minutes: int, library: Library) -> tuple[Piece, ...]:
    """The session that fits the minutes: usual amounts if they fit, else low amounts, else fewer items.

    What felt hard is never more than it should be, and what felt easy is the first to get its usual amount.
    What stays keeps the routine's order and its balance: every focus area the routine trains keeps
    an exercise for as long as more than one is left.
    """
    limit = minutes * 60
    usual = tuple(Piece(name, fitted.most(library.exercises[name])) for name in fitted.items)
    if seconds_of(usual, library) <= limit + 30:
        return usual
    least = tuple(Piece(name, fitted.least(library.exercises[name])) for name in fitted.items)
    kept = least
    while seconds_of(kept, library) > limit and len(kept) > 1:
        kept = _without_the_least_needed(kept, library)
    kept = _with_what_still_fits(kept, least, limit, library)
    return _filled_up(kept, limit, fitted, library)


def by_feel(fitted: Fitted, minutes: int, library: Library) -> tuple[str, ...]:
    """The exercises of a session that are as they should be because of how they felt, and else would not be."""
    if not fitted.felt:
        return ()
    without = in_minutes(replace(fitted, felt=NOTHING_FELT), minutes, library)
    asked = (piece for piece in in_minutes(fitted, minutes, library) if piece.exercise in fitted.felt)
    ours = (piece for piece in asked if piece.amount == fitted.most(library.exercises[piece.exercise]))
    return tuple(piece.exercise for piece in ours if piece not in without)


def _without_the_least_needed(pieces: tuple[Piece, ...], library: Library) -> tuple[Piece, ...]:
    """Drop the exercise whose focus areas are best covered by the others; the longest in a tie."""
    areas = [library.exercises[piece.exercise].focus for piece in pieces]
    uses = Counter(area for focus in areas for area in focus)

    def spare(place: int) -> tuple[int, float, int]:
        seconds = _seconds(pieces[place], library)
        return min(uses[area] for area in areas[place]), seconds, place

    dropped = max(range(len(pieces)), key=spare)
    return pieces[:dropped] + pieces[dropped + 1 :]


def _with_what_still_fits(
    kept: tuple[Piece, ...], least: tuple[Piece, ...], limit: int, library: Library
) -> tuple[Piece, ...]:
    """Take back, in the routine's order, what was dropped and fits after all."""
    for piece in least:
        tried = tuple(p for p in least if p in kept or p is piece)
        if seconds_of(tried, library) <= limit:
            kept = tried
    return kept


def _filled_up(pieces: tuple[Piece, ...], limit: int, fitted: Fitted, library: Library) -> tuple[Piece, ...]:
    """Give exercises more, what felt easy first and else in order, up to their most, while the session still fits."""
    for place in sorted(range(len(pieces)), key=lambda place: not fitted.eager(pieces[place].exercise)):
        piece = pieces[place]
        exercise = library.exercises[piece.exercise]
        most, spare = fitted.most(exercise), limit - seconds_of(pieces, library)
        for amount in (most, longer(piece.amount, most, exercise, spare)):
            more = Piece(piece.exercise, amount)
            tried = (*pieces[:place], more, *pieces[place + 1 :])
            if seconds_of(tried, library) <= limit:
                pieces = tried
                break
    return pieces
