"""A question that may take an emergency back is asked before the result, and only where it can."""

from __future__ import annotations

from lowback.library.schema import Question, TriageRule
from lowback.person.quiz import Answers, Questions, progress


def to_settle(answers: Answers, questions: Questions, rules: tuple[TriageRule, ...]) -> Question | None:
    """The next question, when one of its answers would mean that this is no emergency after all."""
    question = progress(answers, questions).next
    if question is None or not question.settles:
        return None
    turns = ({**answers, question.id: {"choice": option.id}} for option in question.options)
    milder = any(_level(turn, questions, rules) != "emergency" for turn in turns)
    return question if milder else None


def _level(answers: Answers, questions: Questions, rules: tuple[TriageRule, ...]) -> str:
    said = progress(answers, questions).said
    return said.verdict(rules).level
