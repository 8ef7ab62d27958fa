"""Motions as rows of numbers, and the ways that lead from one keyframe to the next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from scipy.interpolate import CubicSpline
from torch import Tensor


@dataclass(frozen=True, slots=True)
class Motion:
    """Joint angles in degrees, pelvis turns as rotation vectors and pelvis places, a row a frame."""

    angles: Tensor
    turns: Tensor
    places: Tensor

    def rows(self, chosen: Tensor) -> Motion:
        """Only the chosen frames."""
        return Motion(self.angles[chosen], self.turns[chosen], self.places[chosen])


Way = Callable[[Tensor], Motion]


def straight(ends: Motion) -> Way:
    """The straight way from the first row to the last."""

    def way(shares: Tensor) -> Motion:
        part, (first, last) = shares[:, None], (ends.rows(torch.tensor([i])) for i in (0, 1))
        return Motion(
            first.angles + part * (last.angles - first.angles),
            first.turns + part * (last.turns - first.turns),
            first.places + part * (last.places - first.places),
        )

    return way


def ring(keys: Motion, rows: list[int], seconds: list[float]) -> list[Way]:
    """The ways of a closed ring of keyframes: one smooth curve through all of them, cut at each."""
    times = np.concatenate([[0.0], np.cumsum(seconds)])
    along = keys.rows(torch.tensor([*rows, rows[0]]))

    def curve(values: Tensor) -> CubicSpline:
        return CubicSpline(times, values.numpy(), bc_type="periodic")

    curves = [curve(values) for values in (along.angles, along.turns, along.places)]

    def cut(number: int) -> Way:
        def way(shares: Tensor) -> Motion:
            at = times[number] + shares.numpy() * seconds[number]
            return Motion(*(torch.tensor(each(at)) for each in curves))

        return way

    return [cut(number) for number in range(len(seconds))]


def less(motion: Motion, other: Motion) -> Motion:
    """What one motion has over another."""
    return Motion(motion.angles - other.angles, motion.turns - other.turns, motion.places - other.places)


def laid_over(way: Motion, correction: Motion, knots: Tensor, shares: Tensor) -> Motion:
    """The way with the knots' corrections on top, as cubic splines through all of them."""

    def curve(values: Tensor) -> Tensor:
        return torch.tensor(CubicSpline(knots.numpy(), values.numpy())(shares.numpy()))

    return Motion(
        way.angles + curve(correction.angles),
        way.turns + curve(correction.turns),
        way.places + curve(correction.places),
    )
