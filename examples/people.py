"""Builders: people as their quiz answers, stating only what a test is about."""

from __future__ import annotations

from typing import Any

from lowback.library.library import content_root
from lowback.library.parse import read_list
from lowback.library.schema import Question

_QUESTIONS = read_list(content_root() / "quiz.yaml", Question, [])
ORDER = [question.id for question in _QUESTIONS]
BESIDE_THE_PLAN = frozenset(question.id for question in _QUESTIONS if question.on_plan)

NONE: dict[str, Any] = {"ticked": [], "not_sure": []}

ORDINARY: dict[str, Any] = {
    "danger_new": NONE,
    "danger_now": NONE,
    "ever_had": NONE,
    "age": {"value": 40},
    "health": NONE,
    "body": NONE,
    "where": {"ticked": ["low_back"], "not_sure": []},
    "how_long": {"choice": "long"},
    "pain": {"value": 4},
    "worse": {"ticked": ["sitting"], "not_sure": []},
    "day": {"ticked": ["desk"], "not_sure": []},
    "minutes": {"choice": "m10"},
}
"""A straightforward adult with a sore back from sitting."""


def ticks(*ids: str) -> dict[str, Any]:
    """A list answer with these ticks."""
    return {"ticked": list(ids), "not_sure": []}


def answers(**changes: Any) -> dict[str, Any]:
    """The ordinary adult with these answers instead, in the order the quiz asks."""
    changed = ORDINARY | changes
    return {question: changed[question] for question in ORDER if question in changed}
