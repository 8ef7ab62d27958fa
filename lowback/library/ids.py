"""The ids under content/: each type says what it refers to, so that no check needs a list of fields."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field


@dataclass(frozen=True, slots=True)
class RefersTo:
    """Marks a type whose values are ids of this part of the library; "facts" are the fields of Facts."""

    part: str


class NamesFile:
    """Marks a type whose values are files under content/media."""


class StatesFacts:
    """Marks a type whose values say what facts are."""


Id = Annotated[str, Field(pattern=r"^[a-z0-9_]+$")]
AreaId = Annotated[Id, RefersTo("focus_areas")]
ConditionId = Annotated[Id, RefersTo("conditions")]
ExerciseId = Annotated[Id, RefersTo("exercises")]
FactId = Annotated[Id, RefersTo("facts")]
MovementId = Annotated[Id, RefersTo("movement_classes")]
QuestionId = Annotated[Id, RefersTo("questions")]
RoutineId = Annotated[Id, RefersTo("routines")]
SourceId = Annotated[str, Field(min_length=1), RefersTo("sources")]
MediaFile = Annotated[str, Field(min_length=1), NamesFile()]
