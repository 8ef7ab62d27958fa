"""How long an exercise takes, and how it is made shorter without losing its point."""

from __future__ import annotations

from dataclasses import dataclass, replace

from lowback.library.catalogue import MOST_REPS, Exercise, Ranking


@dataclass(frozen=True, slots=True)
class Amount:
    """What one person does of an exercise today; seconds are of movement, both sides together."""

    sets: int
    reps: int
    seconds_per_rep: int
    sides: int

    @property
    def seconds_a_side(self) -> int:
        """Seconds of one set on one side."""
        return self.reps * self.seconds_per_rep

    def seconds(self, ranking: Ranking) -> int:
        """Seconds of the exercise with its side changes and pauses between sets."""
        work = self.sets * self.sides * self.seconds_a_side
        switches = self.sets * (self.sides - 1) * ranking.seconds_to_switch
        return work + switches + (self.sets - 1) * ranking.seconds_between_sets


def full(exercise: Exercise, most: int = MOST_REPS) -> Amount:
    """The usual amount, and at most this many repetitions in all on a side."""
    dose = exercise.dose
    if dose.sets * dose.reps > most:
        return Amount(1, min(dose.reps, most), dose.seconds_per_rep, dose.sides)
    return Amount(dose.sets, dose.reps, dose.seconds_per_rep, dose.sides)


def fewest(exercise: Exercise, most: int = MOST_REPS) -> Amount:
    """The low end of the published range, in one set: the amount of a short session."""
    dose = exercise.dose
    seconds = dose.fewest_seconds or dose.seconds_per_rep
    return Amount(1, min(dose.fewest_reps, most), min(seconds, dose.seconds_per_rep), dose.sides)


def longer(amount: Amount, exercise: Exercise, spare: int) -> Amount:
    """Up to `spare` seconds more of an exercise that is one open stretch of time, in steps of 30 s."""
    if exercise.dose.kind != "time":
        return amount
    seconds = amount.seconds_per_rep + spare // 30 * 30
    return replace(amount, seconds_per_rep=min(seconds, exercise.dose.seconds_per_rep))


def half(exercise: Exercise, most: int = MOST_REPS) -> Amount:
    """About half the repetitions, at least one: the easier way to carry on when it hurts."""
    amount = fewest(exercise, most)
    return Amount(1, max(1, amount.reps // 2), amount.seconds_per_rep, amount.sides)
