"""What an author may write about exercises: cards, routines, swaps, and how routines are ordered."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, PrivateAttr, model_validator

from lowback.language.texts import Text, is_text
from lowback.library.ids import AreaId, ConditionId, ExerciseId, Id, MovementId, RoutineId
from lowback.library.media import FilmPart
from lowback.library.schema import Content, Level, Lines, Name, Position, Sources, any_given

MOST_REPS = 60
"""As many repetitions as a dose may have, so no limit at all."""

Point = Literal[
    "arching", "back_of_thigh", "back_strength", "balance", "bend_from_hips", "breath", "buttock", "hip_back",
    "hip_bending", "hip_front", "hip_side", "inner_thigh", "leg_nerve", "leg_strength", "marching", "opening_up",
    "pelvic_floor", "rest", "rounding", "side_opening", "steady_middle", "turning", "upper_back", "walking",
]  # fmt: skip
"""What an exercise is for, in a word: what stands in for it shares one."""


class Source(Content):
    """Where a clinical statement comes from."""

    id: Name
    title: Name
    link: str | None = None
    note: Text | None = None


class MovementClass(Content):
    """One kind of position or movement that a rule may withhold, e.g. `flexion_endrange`."""

    id: Id
    name: Text
    doing: Text
    """The words that complete "because we left out ...", e.g. "bending your back as far as it goes"."""


TimeOfDay = Literal["morning", "work", "evening"]


class FocusArea(Content):
    """One of the four things a routine trains; never what is wrong with a person."""

    id: Id
    name: Text
    trains: Text
    explains: Lines
    sources: Sources


class Helps(Content):
    """Something that helps a sore back, or what one can expect of it, in a few paragraphs."""

    id: Id
    title: Text
    says: Lines
    sources: Sources


class Quick(Content):
    """Quick repetitions after the slow ones."""

    reps: int = Field(ge=1, le=MOST_REPS)
    seconds_per_rep: int = Field(ge=3, le=10)


class Dose(Content):
    """How much of an exercise: sets x reps on 1 or 2 sides, as fast as its film moves.

    `fewest_reps` is the low end of the published range and is what a short session uses.
    `kind` says how the player counts: a `hold` is one long timed stretch a rep, `reps` are paced
    repetitions, `time` is one open stretch of time (breathing, walking).
    """

    kind: Literal["reps", "hold", "time"]
    text: Text
    sets: int = Field(default=1, ge=1, le=5)
    reps: int = Field(ge=1, le=MOST_REPS)
    fewest_reps: int = Field(ge=1, le=MOST_REPS)
    seconds_per_rep: int | None = Field(default=None, ge=1, le=1800)
    """Only where no film shows the tempo, and for kind: time."""
    hold_seconds: int | None = Field(default=None, ge=1, le=120)
    """How long each repetition stays in its end position; without it, as long as the film."""
    rest_between: int | None = Field(default=None, ge=1, le=60)
    """Seconds of rest after each repetition; without it, as long as the film."""
    quick: Quick | None = None
    fewest_seconds: int | None = Field(default=None, ge=10, le=1800, description="low end for kind: time")
    sides: Literal[1, 2] = 1
    side_word: Literal["side", "direction"] = "side"
    """What a 'side' is: "side" for left and right, "direction" for circles each way."""
    limb: Text | None = None
    """What is left or right, after that word: "leg", "leg on top"; None: the side. `shows_side` is the same one."""

    @model_validator(mode="after")
    def _low_end_is_low(self) -> Dose:
        if self.fewest_reps > self.reps:
            raise ValueError("fewest_reps is above reps")
        return self

    @model_validator(mode="after")
    def _has_what_its_kind_needs(self) -> Dose:
        if self.kind == "time" and (self.seconds_per_rep is None or any_given((self.hold_seconds, self.rest_between))):
            raise ValueError("kind: time needs seconds_per_rep, and takes no hold_seconds or rest_between")
        if self.kind == "hold" and self.hold_seconds is None:
            raise ValueError("kind: hold needs hold_seconds")
        if self.quick and (self.kind, self.sets, self.sides) != ("reps", 1, 1):
            raise ValueError("quick ones follow one set of reps on one side")
        return self


class Variation(Content):
    """An easier or a harder way to do an exercise, and what it asks for beyond the exercise itself."""

    text: Text
    exercise: ExerciseId | None = None
    """The exercise of the library that it amounts to."""
    classes: tuple[MovementId, ...] = ()
    """Movement classes that it adds."""
    level: Level = 0
    """Its own level, where that is above the exercise's."""


def _one_or_more(written: object) -> object:
    """A plain sentence is one way that adds nothing."""
    several = written if isinstance(written, list) else [written]
    return [{"text": one} if is_text(one) else one for one in several]


Variations = Annotated[tuple[Variation, ...], Field(min_length=1), BeforeValidator(_one_or_more)]


class Exercise(Content):
    """One exercise card: what to do in plain words, what it trains, and what it is made of."""

    id: Id
    name: Text
    position: Position
    level: Level
    purpose: Text
    """One line: what it is for, in plain words."""
    focus: Annotated[tuple[AreaId, ...], Field(min_length=1)]
    points: Annotated[tuple[Point, ...], Field(min_length=1)]
    classes: Annotated[tuple[MovementId, ...], Field(min_length=1)]
    dose: Dose
    props: tuple[Text, ...] = ()
    how: Lines
    """Steps in order, each one short sentence."""
    breath: Text
    cues: Lines
    """Short phrases the player shows one at a time while the person moves."""
    mistakes: Lines
    easier: Variations
    harder: Variations
    not_when: tuple[Text, ...] = ()
    """When to leave it out or change it, in plain words."""
    sources: Sources
    _film: tuple[FilmPart, ...] = PrivateAttr(default=())

    @property
    def film(self) -> tuple[FilmPart, ...]:
        """The parts of one repetition in its film; none without a film."""
        return self._film

    def filmed(self, cycle: tuple[FilmPart, ...]) -> Exercise:
        """The same exercise; it knows the tempo of its film."""
        copy = self.model_copy()
        copy._film = cycle  # noqa: SLF001  # a copy of its own kind
        return copy


class Routine(Content):
    """A sequence of exercises for people who have something in common."""

    id: Id
    name: Text
    level: Level
    summary: Text
    suits: Annotated[tuple[ConditionId, ...], Field(min_length=1)]
    """Condition ids this routine was made for."""
    exclusive: bool = False
    """True when it is offered to nobody else: its name would tell them what they are not."""
    most_reps: int = Field(default=MOST_REPS, ge=1, le=MOST_REPS)
    """As many of each as its own words allow, in one set."""
    purpose: Annotated[tuple[AreaId, ...], Field(min_length=1)]
    """Focus areas that must still be trained after anything is left out."""
    items: Annotated[tuple[ExerciseId, ...], Field(min_length=4)]
    cover: Annotated[tuple[ExerciseId, ...], Field(min_length=2)]
    """The items whose picture shows best what it is like, the most telling first."""
    time: TimeOfDay | None = None
    """When in a day it belongs, where that is what it is for."""
    how_often: Text
    notes: tuple[Text, ...] = ()
    sources: Sources


class Swap(Content):
    """What stands in for an exercise that a person should not do; the first allowed wins."""

    exercise: ExerciseId
    instead: Annotated[tuple[ExerciseId, ...], Field(min_length=1)]
    sources: Sources


class SearchWords(Content):
    """What people call something when they look for it, and what they are to find then, best first."""

    said: Annotated[tuple[Text, ...], Field(min_length=1)]
    routines: tuple[RoutineId, ...] = ()
    exercises: tuple[ExerciseId, ...] = ()
    help: bool = False
    """Whether it may be a danger sign: then those stand above whatever is found."""

    @model_validator(mode="after")
    def _leads_somewhere(self) -> SearchWords:
        if not (self.routines or self.exercises or self.help):
            raise ValueError("words to search for need routines, exercises or help")
        return self


class Order(Content):
    """The library's own order, which settles ties."""

    exercises: Annotated[tuple[ExerciseId, ...], Field(min_length=1)]
    routines: Annotated[tuple[RoutineId, ...], Field(min_length=1)]


class Ranking(Content):
    """How routines are put in order."""

    match: float = Field(ge=0, le=1)
    level: float = Field(ge=0, le=1)
    kept: float = Field(ge=0, le=1)
    helped: float = Field(ge=0, le=1)
    focus: float = Field(ge=0, le=1)
    minutes: float = Field(ge=0, le=1)
    moves: float = Field(ge=0, le=1)
    props: float = Field(ge=0, le=1)
    start_level: Level
    days: tuple[ConditionId, ...]
    """Conditions that are about what a person's days are like."""
    days_among: int = Field(ge=1, le=20)
    """A routine made for such days stands among this many first ones."""
    fewest_items: int = Field(ge=1, le=20)
    shown_on_plan: int = Field(ge=1, le=20)
    sources: Sources
