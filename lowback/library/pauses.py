"""What lies between the work of a session: time to hear what comes next, to get there, to turn over and to rest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product
from typing import Annotated, get_args

from pydantic import Field, PrivateAttr, model_validator

from lowback.library.schema import Content, Position, Sources

POSITIONS: tuple[Position, ...] = get_args(Position)
Ways = dict[Position, dict[Position, int]]


@dataclass(frozen=True, slots=True)
class Pace:
    """What one person asked for: seconds more to get ready, and seconds of rest between sets (None: as planned)."""

    more: int = 0
    rest: int | None = None


USUAL = Pace()
CHOICES = (0, 10, 20, 30, 60)
"""Seconds more to get ready, and of rest, that one may ask for; the player offers the same (MORE in machine.js)."""
MOST_PAUSE = CHOICES[-1]


class Step(Content):
    """One step on the way from a position to another, either way round."""

    positions: tuple[Position, Position]
    seconds: int = Field(ge=1, le=60)


class Pauses(Content):
    """What lies between the work of a session, in seconds."""

    between: int = Field(ge=3, le=120)
    """Lead-in to the next exercise, in which it is named and shown; the way into another position comes on top."""
    switch: int = Field(ge=3, le=120)
    """To change sides, legs or directions."""
    switch_in: dict[Position, Annotated[int, Field(ge=3, le=120)]] = Field(default_factory=dict)
    """The same in a position where one rolls over, turns round or kneels on the other knee."""
    between_sets: int = Field(ge=0, le=300)
    start: Position
    """Where somebody is who starts a session."""
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    sources: Sources
    _ways: Ways = PrivateAttr(default_factory=dict)

    def to_change_sides(self, position: Position) -> int:
        """Seconds to change sides in a position."""
        return self.switch_in.get(position, self.switch)

    @model_validator(mode="after")
    def _leads_everywhere(self) -> Pauses:
        self._ways = _shortest(self.steps)
        lost = [place for place in POSITIONS if place not in self._ways[self.start]]
        if lost:
            raise ValueError(f"no steps lead to {', '.join(lost)}")
        return self

    def to_get_ready(self, before: Position, now: Position) -> int:
        """Seconds from one exercise to the next: to hear and see what comes, and to get into its position."""
        return self.between + self._ways[before][now]

    def at(self, pace: Pace) -> Pauses:
        """The pauses at the pace of one person."""
        rest = self.between_sets if pace.rest is None else pace.rest
        return self.model_copy(update={"between": self.between + pace.more, "between_sets": rest})

    def all_to_get_ready(self) -> dict[str, dict[str, float]]:
        """Seconds to get ready from each position to each."""
        return {before: {now: self.to_get_ready(before, now) for now in POSITIONS} for before in POSITIONS}


def _shortest(steps: Iterable[Step]) -> Ways:
    """Seconds of the shortest way from each position to each other that steps lead to, 0 to itself."""
    ways: Ways = {place: {place: 0} for place in POSITIONS}
    for step in steps:
        one, other = step.positions
        ways[one][other] = ways[other][one] = step.seconds
    for via, start, to in product(POSITIONS, repeat=3):
        if via in ways[start] and to in ways[via]:
            length = ways[start][via] + ways[via][to]
            ways[start][to] = min(length, ways[start].get(to, length))
    return ways
