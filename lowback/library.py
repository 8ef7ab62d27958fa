"""Everything under content/, loaded once, checked, and frozen."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from lowback.catalogue import Exercise, FocusArea, Media, MovementClass, Order, Ranking, Routine, Source, Swap
from lowback.parse import ContentError, Problem, read_list, read_one
from lowback.schema import Condition, Question, TriageRule
from lowback.screens import SafetyCheck, Screens

T = TypeVar("T", Source, MovementClass, FocusArea, Exercise, Routine, Condition, TriageRule, Question)


@dataclass(frozen=True, slots=True, eq=False)
class Library:
    """The whole content: tuples in the order an author wrote, and look-ups by id.

    A library is the same only as itself, so what follows from it alone can be worked out once.
    """

    root: Path
    sources: Mapping[str, Source]
    movement_classes: Mapping[str, MovementClass]
    focus_areas: Mapping[str, FocusArea]
    exercises: Mapping[str, Exercise]
    routines: Mapping[str, Routine]
    conditions: Mapping[str, Condition]
    rules: Mapping[str, TriageRule]
    questions: Mapping[str, Question]
    swaps: Mapping[str, tuple[str, ...]]
    swap_list: tuple[Swap, ...]
    ranking: Ranking
    screens: Screens
    safety_check: SafetyCheck
    media: Media = field(default_factory=Media)

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


def content_root() -> Path:
    """The content folder: LOWBACK_CONTENT_DIR, or content/ beside the package."""
    override = os.environ.get("LOWBACK_CONTENT_DIR")
    return Path(override) if override else Path(__file__).resolve().parent.parent / "content"


def load_library(root: Path | None = None) -> Library:
    """The checked library.

    Raises:
        ContentError: something under content/ is broken; one line per problem, with file, line, field.
    """
    from lowback.lint import problems_in

    library = read_library(root or content_root())
    if problems := problems_in(library):
        raise ContentError(tuple(problems))
    return library


def read_library(root: Path) -> Library:
    """The library as written, each file valid by itself, cross references not yet checked.

    Raises:
        ContentError: a file is missing, is not YAML, or does not fit its model.
    """
    problems: list[Problem] = []
    swap_list = read_list(root / "swaps.yaml", Swap, problems)
    order = read_one(root / "order.yaml", Order, problems)
    exercises = _folder(root / "exercises", Exercise, order.exercises if order else (), problems)
    routines = _folder(root / "routines", Routine, order.routines if order else (), problems)
    parts = {
        "sources": _by_id(root / "sources.yaml", Source, problems),
        "movement_classes": _by_id(root / "movement_classes.yaml", MovementClass, problems),
        "focus_areas": _by_id(root / "focus_areas.yaml", FocusArea, problems),
        "conditions": _by_id(root / "conditions.yaml", Condition, problems),
        "rules": _by_id(root / "triage.yaml", TriageRule, problems),
        "questions": _by_id(root / "quiz.yaml", Question, problems),
        "ranking": read_one(root / "ranking.yaml", Ranking, problems),
        "screens": read_one(root / "screens.yaml", Screens, problems),
        "safety_check": read_one(root / "safety_check.yaml", SafetyCheck, problems),
        "media": read_one(root / "media" / "manifest.json", Media, problems),
    }
    if problems:
        raise ContentError(tuple(problems))
    parts["questions"] = _knowing_what_they_open(parts["questions"], parts["rules"])
    swaps = MappingProxyType({swap.exercise: swap.instead for swap in swap_list})
    return Library(
        root=root, exercises=exercises, routines=routines, swaps=swaps, swap_list=swap_list,
        **parts,  # type: ignore[arg-type]  # every part is present when there is no problem
    )  # fmt: skip


def _knowing_what_they_open(questions: Any, rules: Any) -> Mapping[str, Question]:
    return MappingProxyType({name: question.opening(rules.values()) for name, question in questions.items()})


def _by_id(path: Path, model: type[T], problems: list[Problem]) -> Mapping[str, T]:
    found: dict[str, T] = {}
    for item in read_list(path, model, problems):
        if item.id in found:
            problems.append(Problem(path, 1, "id", f"{item.id} is written twice"))
        found[item.id] = item
    return MappingProxyType(found)


def _folder(
    folder: Path, model: type[T], order: tuple[str, ...], problems: list[Problem]
) -> Mapping[str, T]:
    found: dict[str, T] = {}
    for path in sorted(folder.glob("*.yaml")):
        item = read_one(path, model, problems)
        if item is not None and item.id != path.stem:
            problems.append(Problem(path, 1, "id", f"{item.id} is not the file's name"))
        elif item is not None:
            found[item.id] = item
    rank = {name: place for place, name in enumerate(order)}
    ordered = sorted(found.items(), key=lambda pair: rank.get(pair[0], len(rank)))
    return MappingProxyType(dict(ordered))
