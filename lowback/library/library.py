"""Everything under content/, loaded once, checked, and frozen."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from lowback.library.catalogue import (
    Exercise,
    FocusArea,
    Helps,
    MovementClass,
    Order,
    Ranking,
    Routine,
    SearchWords,
    Source,
    Swap,
)
from lowback.library.ids import QuestionId
from lowback.library.media import Media
from lowback.library.parameters import Parameters
from lowback.library.parse import ContentError, Problem, Reader
from lowback.library.parts import Folder, Listed, Named, Part, Several, Single
from lowback.library.pauses import Pace, Pauses
from lowback.library.plain_words import BannedWord, ReadingException
from lowback.library.rescreen import Rescreen
from lowback.library.schema import Condition, ExampleAnswer, Question, TriageRule
from lowback.library.screens import SafetyCheck, Screens

T = TypeVar("T")
OWN_CONTENT = Path(__file__).resolve().parents[2] / "content"
"""What comes with the program, wherever the content is read from."""

PARTS: Mapping[str, Part] = MappingProxyType({
    "sources": Listed("sources.yaml", Source),
    "movement_classes": Listed("movement_classes.yaml", MovementClass),
    "focus_areas": Listed("focus_areas.yaml", FocusArea),
    "helps": Listed("helps.yaml", Helps),
    "exercises": Folder("exercises", Exercise),
    "routines": Folder("routines", Routine),
    "conditions": Listed("conditions.yaml", Condition),
    "rules": Listed("triage.yaml", TriageRule),
    "questions": Listed("quiz.yaml", Question),
    "swap_list": Several("swaps.yaml", Swap),
    "search": Several("search.yaml", SearchWords),
    "order": Single("order.yaml", Order),
    "ranking": Single("ranking.yaml", Ranking),
    "pauses": Single("pauses.yaml", Pauses),
    "parameters": Single("parameters.yaml", Parameters),
    "screens": Single("screens.yaml", Screens),
    "safety_check": Single("safety_check.yaml", SafetyCheck),
    "rescreen": Single("rescreen.yaml", Rescreen),
    "media": Single("media/manifest.json", Media),
    "banned_words": Several("banned_words.yaml", BannedWord),
    "reading_exceptions": Several("reading_exceptions.yaml", ReadingException, may_be_empty=True),
    "spoken": Named("spoken.yaml", str),
    "demo": Named("demo.yaml", ExampleAnswer),
})  # fmt: skip
"""Where each part of the library is written; the types of Library's fields say what its ids refer to."""


@dataclass(frozen=True, slots=True, eq=False)
class Library:
    """The whole content: tuples in the order an author wrote, and look-ups by id.

    A library is the same only as itself, so what follows from it alone can be worked out once.
    """

    root: Path
    sources: Mapping[str, Source]
    movement_classes: Mapping[str, MovementClass]
    focus_areas: Mapping[str, FocusArea]
    helps: Mapping[str, Helps]
    exercises: Mapping[str, Exercise]
    routines: Mapping[str, Routine]
    conditions: Mapping[str, Condition]
    rules: Mapping[str, TriageRule]
    questions: Mapping[str, Question]
    swaps: Mapping[str, tuple[str, ...]]
    swap_list: tuple[Swap, ...]
    search: tuple[SearchWords, ...]
    order: Order
    ranking: Ranking
    pauses: Pauses
    parameters: Parameters
    screens: Screens
    safety_check: SafetyCheck
    rescreen: Rescreen
    media: Media
    banned_words: tuple[BannedWord, ...]
    reading_exceptions: tuple[ReadingException, ...]
    spoken: Mapping[str, str]
    """How the voice is to say a sentence whose spelling it would say wrongly."""
    demo: Mapping[QuestionId, ExampleAnswer]
    """What the made-up person of the demo answered."""

    @property
    def all_rules(self) -> tuple[TriageRule, ...]:
        """Triage rules in the order of the rule table."""
        return tuple(self.rules.values())

    @property
    def all_conditions(self) -> tuple[Condition, ...]:
        """Conditions, heaviest first."""
        return tuple(self.conditions.values())

    @property
    def all_questions(self) -> tuple[Question, ...]:
        """Quiz questions in the order they are asked."""
        return tuple(self.questions.values())

    def changes_of_position(self, items: Sequence[str]) -> tuple[int, ...]:
        """The places of the exercises before which the person has to change position."""
        positions = [self.exercises[name].position for name in items]
        return tuple(place for place, (before, now) in enumerate(pairwise(positions), 1) if before != now)

    def at(self, pace: Pace) -> Library:
        """The same content with the pauses at the pace of one person."""
        return replace(self, pauses=self.pauses.at(pace))


def content_root() -> Path:
    """The content folder: LOWBACK_CONTENT_DIR, or content/ beside the package."""
    override = os.environ.get("LOWBACK_CONTENT_DIR")
    return Path(override) if override else OWN_CONTENT


def read_library(root: Path, reader: Reader | None = None) -> Library:
    """The library as written, each file valid by itself, cross references not yet checked.

    Raises:
        ContentError: a file is missing, is not YAML, or does not fit its model.
    """
    problems: list[Problem] = []
    parts = {name: part.read(root, problems, reader) for name, part in PARTS.items()}
    if problems:
        raise ContentError(tuple(problems))
    return put_together(root, parts)


def put_together(root: Path, parts: Mapping[str, Any]) -> Library:
    """The library of these parts, all of them valid: what is in a folder is put in its order."""
    order: Order = parts["order"]
    arranged = {
        "exercises": _in_order(_knowing_their_film(parts["exercises"], parts["media"]), order.exercises),
        "routines": _in_order(parts["routines"], order.routines),
        "questions": _knowing_what_they_open(parts["questions"], parts["rules"]),
        "swaps": MappingProxyType({swap.exercise: swap.instead for swap in parts["swap_list"]}),
    }
    return Library(root=root, **(dict(parts) | arranged))


def _knowing_what_they_open(questions: Any, rules: Any) -> Mapping[str, Question]:
    return MappingProxyType({name: question.opening(rules.values()) for name, question in questions.items()})


def _knowing_their_film(exercises: Any, media: Media) -> Mapping[str, Exercise]:
    clips = media.clips
    return {name: each.filmed(clips[name].cycle) if name in clips else each for name, each in exercises.items()}


def _in_order(found: Mapping[str, T], order: tuple[str, ...]) -> Mapping[str, T]:
    rank = {name: place for place, name in enumerate(order)}
    return MappingProxyType(dict(sorted(found.items(), key=lambda pair: rank.get(pair[0], len(rank)))))
