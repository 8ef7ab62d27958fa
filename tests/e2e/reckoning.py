"""What was done in a session, added up with pencil and paper: from the script and the acts of a test alone."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from lowback.session.script import Move, Script


@dataclass(frozen=True, order=True)
class Line:
    """One thing that happened: what, where, why, what for, and after how many seconds of work."""

    kind: str
    item: int
    exercise: str
    why: str = ""
    to: str = ""
    seconds: int = 0


class Reckoning:
    """A session as it is done: where it is, what was worked, and what has to stand in the diary."""

    def __init__(self, script: Script) -> None:
        self._script = script
        self._moves: list[Move] = list(script.items)
        self.item, self.stage, self.elapsed = 0, 0, 0.0
        self.runs, self.ended = False, False
        self.worked: dict[tuple[int, str], float] = defaultdict(float)
        self.clock = 0.0
        self.lines: list[tuple[Line, float]] = []
        """Each line, and at which second by the clock of this session."""
        self.felt: dict[str, str] = {}
        """Each exercise that hurt, and how; none that had gone when it was asked about."""

    @property
    def move(self) -> Move:
        """The exercise that is on."""
        return self._moves[self.item]

    def lasts(self) -> float:
        """Seconds to the end of this exercise."""
        return sum(stage.seconds for stage in self.move.stages[self.stage :]) - self.elapsed

    def begins(self) -> None:
        """Somebody taps Start."""
        self.runs = True
        self._write("started")

    def goes_on(self, why: str = "") -> None:
        """Somebody goes on, or says that it has gone."""
        self.runs = True
        self._write("resumed", why)

    def pauses(self) -> None:
        """It waits."""
        self.runs = False
        self._write("paused")

    def hurts(self, feeling: str = "") -> None:
        """Somebody taps "This hurts", or says what it feels like."""
        self.runs = False
        self._write("hurt", feeling)
        if feeling:
            self.felt[self.move.exercise] = feeling

    def left_out(self, why: str) -> None:
        """This exercise is passed by."""
        self._write("item_skipped", why, seconds=self._seconds())
        self._next()

    def easier(self, exercise: str) -> None:
        """An easier move takes this one's place, from its beginning."""
        (move,) = (each.item for each in self._script.items[self.item].easier if each.item.exercise == exercise)
        self._write("item_swapped", to=exercise, seconds=self._seconds())
        self._moves[self.item] = move
        self.stage, self.elapsed = 0, 0.0

    def stops(self, why: str) -> None:
        """The session ends before its time."""
        self.runs, self.ended = False, True
        self._write("stopped", why, seconds=self._seconds())

    def passes(self, seconds: float) -> None:
        """So much time goes by."""
        while self.runs and seconds > 0:
            stage = self.move.stages[self.stage]
            step = min(seconds, stage.seconds - self.elapsed)
            if stage.kind == "work":
                self.worked[self.item, self.move.exercise] += step
            self.clock, self.elapsed, seconds = self.clock + step, self.elapsed + step, seconds - step
            if self.elapsed >= stage.seconds - 1e-6:
                self._next_stage()
        self.clock += seconds

    def sums(self) -> dict[str, Any]:
        """What it adds up to."""
        grave = self._of("stopped")
        return {
            "status": "stopped" if grave else "finished" if self.ended else "running",
            "worked_seconds": sum(map(round, self.worked.values())),
            "stopped_for_pain": int(any(line.why in ("pain", "danger") for line in grave)),
            "items_done": [line.exercise for line in self._of("item_done")],
            "items_skipped": [line.exercise for line in self._of("item_skipped")],
            "items_swapped": [[line.exercise, line.to] for line in self._of("item_swapped")],
            "items_hurt": sorted(self.felt),
        }

    def _of(self, kind: str) -> list[Line]:
        return [line for line, _ in self.lines if line.kind == kind]

    def _next_stage(self) -> None:
        self.stage, self.elapsed = self.stage + 1, 0.0
        if self.stage == len(self.move.stages):
            self._write("item_done", seconds=self._seconds())
            self._next()

    def _next(self) -> None:
        if self.item + 1 == len(self._moves):
            self.runs, self.ended = False, True
            self._write("finished")
        else:
            self.item, self.stage, self.elapsed = self.item + 1, 0, 0.0

    def _seconds(self) -> int:
        return round(self.worked[self.item, self.move.exercise])

    def _write(self, kind: str, why: str = "", to: str = "", seconds: int = 0) -> None:
        self.lines.append((Line(kind, self.item, self.move.exercise, why, to, seconds), self.clock))
