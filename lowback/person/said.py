"""What a person's answers state: the facts, in which words, and what a clinician has cleared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lowback.library.schema import Question, Scalar, TriageRule
from lowback.person.answer import Answer
from lowback.person.facts import Facts
from lowback.person.rules import named_facts
from lowback.person.told import Told, in_their_words
from lowback.person.triage import Verdict, triage

OWN_LIST = "leave_out"
"""Where the movement classes are kept that the person was told to leave out; no question of the quiz asks it."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a person's answers state: the facts, danger signs they were not sure about, and in which words."""

    facts: Facts
    unsure: Mapping[str, Scalar]
    told: tuple[Told, ...] = ()
    clearance: frozenset[str] = frozenset()
    """The rules that "I was checked, and exercise is fine" was said about."""

    def verdict(self, rules: tuple[TriageRule, ...]) -> Verdict:
        """Whether this person may exercise now, and why not."""
        return triage(self.facts, rules, self.unsure, self.clearance, self.told)


def chosen_in(answer: Answer) -> set[str | None]:
    """The options that were ticked or chosen."""
    return {*answer.get("ticked", ()), answer.get("choice")}


def what_is_said(answers: Mapping[str, Answer], asked: Iterable[Question], new: Iterable[Question] = ()) -> Said:
    """What the answers add up to; a later answer never takes back what an earlier one stated.

    Only a follow-up restates the fact that made it ask: weeks for "pregnant", how bad for "a fall". Where the
    number is not known, what made it ask still counts as a yes.
    A question that did not exist when the person answered is not held against them: `otherwise` holds.
    """
    stated: dict[str, Scalar] = {}
    default: dict[str, Scalar] = {key: value for q in new if q.id not in answers for key, value in q.otherwise.items()}
    unknown: set[str] = set()
    unsure: dict[str, Scalar] = {}
    told: list[Told] = []
    clearance: frozenset[str] = frozenset()
    for question in asked:
        if (answer := answers.get(question.id)) is None:
            continue
        default |= question.otherwise
        said, doubted = _in_one_answer(question, answer)
        follows = named_facts(question.ask_when) if question.ask_when else ()
        settled = (stated.keys() | unsure.keys()) - set(follows)
        asked_for = {key: stated[key] for key in follows if key in stated}
        stated = {key: value for key, value in stated.items() if key in settled or key not in doubted}
        stated |= {key: value for key, value in said.items() if key not in settled}
        unknown |= doubted.keys()
        if question.not_sure == "counts_as_yes":
            unsure |= {key: value for key, value in doubted.items() if key not in stated}
        elif question.fact:
            unsure |= {key: asked_for[key] for key in doubted if key in asked_for}
        told += [item for item in in_their_words(question, answer) if item.fact not in settled]
        clearance |= frozenset(answer.get("cleared", ()) if question.clears else ())
    known = {key: value for key, value in default.items() if key not in unknown} | stated
    own = answers.get(OWN_LIST, {}).get("ticked", ())
    return Said(Facts.model_validate(known | {"leave_out": tuple(own)}), unsure, tuple(told), clearance)


def _in_one_answer(question: Question, answer: Answer) -> tuple[dict[str, Scalar], dict[str, Scalar]]:
    """What one answer states, and what it would have stated had the person been sure."""
    chosen, unsure = chosen_in(answer), answer.get("not_sure", ())
    said: dict[str, Scalar] = {}
    doubted: dict[str, Scalar] = {}
    if question.fact:
        (said if answer["value"] is not None else doubted)[question.fact] = answer["value"]
    if question.kind == "many" and not (answer["ticked"] or unsure):
        said |= question.none_sets
    for option in question.options:
        if option.id in chosen:
            said |= option.sets
        elif option.id in unsure:
            doubted |= option.sets
    return said, doubted
