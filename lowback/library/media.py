"""The list of finished media: every picture, clip and recording that we ship, and the parts of each film."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from lowback.language.texts import Text
from lowback.library.ids import ExerciseId, MediaFile
from lowback.library.schema import Content, Name, Position

Bytes = Annotated[int, Field(gt=0, lt=100_000_000)]
PartKind = Literal["in", "move", "hold", "out", "rest"]
FRAMES_PER_SECOND = 24
"""The pace of every film."""


class View(Content):
    """One rendered film and its poster: file names under content/media, bytes, and what they show.

    second: another view of the same movement.
    """

    clip: MediaFile
    poster: MediaFile
    clip_bytes: Bytes
    poster_bytes: Bytes
    alt: Text
    figure: Name = ""
    second: View | None = None


class FilmPart(Content):
    """A part of a film: into position, hold there, return, rest at the start; or a move with no such place.

    In a hold or rest nothing but the breath moves, and its last frame leads into its first.
    """

    kind: PartKind
    frames: int = Field(ge=1, le=14_400)

    @property
    def seconds(self) -> float:
        """How long it lasts."""
        return self.frames / FRAMES_PER_SECOND


class Clip(View):
    """The demonstration of an exercise.

    seconds: one loop, to a hundredth; parts: the whole loop in order, the same in every view; shows_side: the side
    that moves; captions: WebVTT, timed to the loop; variants: the same film with another figure.
    """

    seconds: float = Field(gt=0, le=600)
    parts: Annotated[tuple[FilmPart, ...], Field(min_length=1)]
    shows_side: Literal["left", "right"] | None = None
    captions: MediaFile = ""
    variants: dict[Literal["pregnant", "older"], View] = Field(default_factory=dict)

    @property
    def cycle(self) -> tuple[FilmPart, ...]:
        """The parts of one repetition: a loop may show it more than once."""
        lengths = (n for n in range(1, len(self.parts) + 1) if len(self.parts) % n == 0)
        return next(self.parts[:n] for n in lengths if self.parts[:n] * (len(self.parts) // n) == self.parts)


class Still(Content):
    """A picture of a start position, for exercises that have no clip."""

    poster: MediaFile
    poster_bytes: Bytes
    alt: Text


class Media(Content):
    """content/media/manifest.json: every picture and clip we ship."""

    clips: dict[ExerciseId, Clip] = Field(default_factory=dict)
    positions: dict[Position, Still] = Field(default_factory=dict)
    voice: dict[str, dict[str, MediaFile]] = Field(default_factory=dict)
    """For each language the sound file of every sentence that the player may say, by the sentence's id."""
