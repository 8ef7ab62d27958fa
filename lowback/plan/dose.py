"""How long an exercise takes, and how it is made shorter without losing its point."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lowback.library.catalogue import MOST_REPS, Exercise, Quick
from lowback.library.pauses import Pauses
from lowback.library.schema import Position
from lowback.plan.tempo import seconds_of_one


@dataclass(frozen=True, slots=True)
class Amount:
    """What one person does of an exercise today; seconds are of movement, both sides together."""

    sets: int
    reps: int
    seconds_per_rep: float
    sides: int
    quick: Quick | None = None

    @property
    def seconds_a_side(self) -> float:
        """Seconds of one set on one side."""
        return round(self.reps * self.seconds_per_rep, 3)

    def seconds(self, pauses: Pauses, position: Position) -> float:
        """Seconds of the exercise in its position, with its side changes and pauses between sets."""
        work = self.sets * self.sides * self.seconds_a_side
        switches = self.sets * (self.sides - 1) * pauses.to_change_sides(position)
        rests = (self.sets - 1 + bool(self.quick)) * pauses.between_sets
        return work + switches + rests + (self.quick.reps * self.quick.seconds_per_rep if self.quick else 0)


def full(exercise: Exercise, most: int = MOST_REPS) -> Amount:
    """The usual amount, and at most this many repetitions in all on a side."""
    dose = exercise.dose
    sets, reps = (1, min(dose.reps, most)) if dose.sets * dose.reps > most else (dose.sets, dose.reps)
    return Amount(sets, reps, seconds_of_one(exercise), dose.sides, _quick(exercise, most))


def fewest(exercise: Exercise, most: int = MOST_REPS) -> Amount:
    """The low end of the published range, in one set: the amount of a short session."""
    dose = exercise.dose
    seconds = min(dose.fewest_seconds or seconds_of_one(exercise), seconds_of_one(exercise))
    return Amount(1, min(dose.fewest_reps, most), seconds, dose.sides, _quick(exercise, most))


def longer(amount: Amount, most: Amount, exercise: Exercise, spare: float) -> Amount:
    """Up to `spare` seconds more, and at most `most`, of an exercise that is one stretch of time, in steps of 30 s."""
    if exercise.dose.kind != "time":
        return amount
    seconds = amount.seconds_per_rep + spare // 30 * 30
    return replace(amount, seconds_per_rep=min(seconds, most.seconds_per_rep))


def half(exercise: Exercise, most: int = MOST_REPS) -> Amount:
    """About half the repetitions, at least one, and no quick ones: where it hurts, or felt hard more than once."""
    amount = fewest(exercise, most)
    return replace(amount, reps=max(1, amount.reps // 2), quick=None)


def less(exercise: Exercise, most: int = MOST_REPS) -> Amount:
    """One step below the usual amount: the low end of the published range, or half where that is the usual amount."""
    low = fewest(exercise, most)
    return low if low != full(exercise, most) else half(exercise, most)


def _quick(exercise: Exercise, most: int) -> Quick | None:
    quick = exercise.dose.quick
    return quick.model_copy(update={"reps": min(quick.reps, most)}) if quick else None
