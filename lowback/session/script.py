"""The session script: one value that Python makes, the database keeps, the browser performs and the diary reads back.

`script.schema.json` beside the player says the same for the browser. Whatever is said or shown with the clock stands in
it, in the person's language: the browser has the clock and says when.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from lowback.library.media import FRAMES_PER_SECOND, PartKind
from lowback.session.upgrades import upgraded

VERSION: Literal[4] = 4
"""Counts up when the meaning or the shape changes; `upgrades.py` brings older scripts here."""

Side = Literal["left", "right", "first", "second"]
Seconds = Annotated[float, Field(ge=0)]


class UnknownScriptError(ValueError):
    """A stored script that this program cannot perform."""


class Part(BaseModel):
    """A part of a script: nothing in it changes, and nothing unknown is in it."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Sentence(Part):
    """One sentence; its recording is found by `id` and language."""

    id: str
    words: str


class Timed(Part):
    """Sentences that are due `at` so many seconds of their stage."""

    at: Annotated[float, Field(gt=0)]
    says: tuple[Sentence, ...]


class Stage(Part):
    """A stretch of time with what is said when it begins."""

    seconds: Seconds
    label: str
    """What it is called on the screen."""
    hint: str = ""
    """What stands below the clock; empty: the exercise's cues, in turn."""
    side: Side | None = None
    """The side of this work, or of the work that it leads to."""
    side_label: str = ""
    says: tuple[Sentence, ...]


class Ready(Stage):
    """Time to get ready; `fetch`, `place` (to who comes from elsewhere) and `next` are said before all else."""

    kind: Literal["ready"] = "ready"
    fetch: tuple[Sentence, ...] = ()
    place: tuple[Sentence, ...] = ()
    next: tuple[Sentence, ...] = ()


class Switch(Stage):
    """Time to change sides."""

    kind: Literal["switch"] = "switch"


class Rest(Stage):
    """A pause between sets."""

    kind: Literal["rest"] = "rest"


class Beat(Part):
    """A part of one repetition: the film's part of this kind, played in these seconds."""

    kind: PartKind
    seconds: Annotated[float, Field(gt=0)]


class Work(Stage):
    """One set on one side."""

    kind: Literal["work"] = "work"
    count: Literal["reps", "time"]
    reps: Annotated[int, Field(ge=1)]
    seconds_per_rep: Seconds
    cycle: tuple[Beat, ...] = ()
    """One repetition, together `seconds_per_rep`; empty: the film keeps a time of its own."""
    set_label: str = ""
    during: tuple[Timed, ...] = ()
    """In the order in which they are due."""


AnyStage = Annotated[Ready | Switch | Rest | Work, Field(discriminator="kind")]


class Cut(Part):
    """A part of the film: its first frame, and how many it has."""

    kind: PartKind
    first: Annotated[int, Field(ge=0)]
    frames: Annotated[int, Field(ge=1)]


class Pictured(Part):
    """A film with its poster, on our own origin, and what it shows in words."""

    clip: str | None
    poster: str | None
    alt: str


class Pictures(Pictured):
    """How an exercise is shown: a film, else a still picture, else nothing."""

    shows_side: Literal["left", "right"] | None = None
    frames_per_second: int = FRAMES_PER_SECOND
    parts: tuple[Cut, ...] = ()
    """The parts of the film, gapless over its loop and the same in the other view; it may show a repetition twice."""
    captions: str | None = None
    second: Pictured | None = None


class Move(Pictures):
    """One exercise in one amount."""

    exercise: str
    title: str
    posture: str = ""
    """The position by the id that `moving` knows it by."""
    position: str
    cues: tuple[str, ...]
    breath: str
    how: tuple[str, ...] = ()
    props: tuple[str, ...] = ()
    stages: Annotated[tuple[AnyStage, ...], Field(min_length=1)]

    @property
    def seconds(self) -> float:
        """Seconds of the whole exercise, getting ready and pauses included."""
        return sum(stage.seconds for stage in self.stages)


class Easier(Part):
    """What may be put in an exercise's place when it hurts."""

    label: str
    """Its name, or how the same exercise is made smaller."""
    why: str
    note: str
    """What changes, said once it is chosen."""
    item: Move


class Item(Move):
    """One exercise of the session."""

    easier: tuple[Easier, ...] = ()
    """At most three, each another exercise, the last one the same made smaller."""


class End(Part):
    """The last words, of a session or of an exercise: on the screen and aloud."""

    title: str
    text: str
    says: tuple[Sentence, ...]


class Ends(Part):
    """How a session may end: done, left by choice, stopped because of pain, or because of a danger sign."""

    finished: End
    choice: End
    pain: End
    danger: End


class Script(Part):
    """A whole session. It holds no answer of the person."""

    version: Literal[4] = VERSION
    language: str = "en"
    title: str
    minutes: Annotated[int, Field(ge=1)]
    items: Annotated[tuple[Item, ...], Field(min_length=1)]
    ends: Ends
    sharp: End
    """What is said when one exercise was stopped for a sharp pain and the session may go on."""
    pain_stops: Annotated[int, Field(ge=1)]
    """So many exercises stopped for pain end the session."""
    voice_on: Sentence
    """Sentence when the voice is turned on."""
    moving: dict[str, dict[str, Seconds]] = {}
    """Seconds to get ready, from the position where somebody is to that of the exercise; empty: as each stage says."""
    asides: dict[str, tuple[Sentence, ...]] = {}
    """What is said besides, by occasion: `minute` when one minute is left, and why the clock stands."""

    def moves(self) -> Iterator[Move]:
        """Every exercise that may be done, the easier ones too."""
        for item in self.items:
            yield item
            yield from (easier.item for easier in item.easier)

    def sayings(self) -> Iterator[Sentence]:
        """Every sentence that may be said, as often as it may."""
        yield self.voice_on
        for aside in self.asides.values():
            yield from aside
        for end in (self.ends.finished, self.ends.choice, self.ends.pain, self.ends.danger, self.sharp):
            yield from end.says
        for move in self.moves():
            yield from sayings(move)


def sayings(move: Move) -> Iterator[Sentence]:
    """Every sentence that may be said while this exercise is on."""
    for stage in move.stages:
        if isinstance(stage, Ready):
            yield from (*stage.fetch, *stage.place, *stage.next)
        yield from stage.says
        if isinstance(stage, Work):
            for timed in stage.during:
                yield from timed.says


def read(stored: Mapping[str, Any]) -> Script:
    """A script as it was kept, of whatever version, as one of today.

    Raises:
        UnknownScriptError: it is no script, or one of a newer program.
    """
    try:
        return Script.model_validate(upgraded(dict(stored), VERSION))
    except (KeyError, TypeError, AttributeError, ValueError) as problem:
        raise UnknownScriptError(str(problem)) from problem
