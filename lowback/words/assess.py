"""The engine without a screen: one person's facts in, triage, conditions and routines out."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic_core import to_json

from lowback.language.speech import spoken
from lowback.library.catalogue import MOST_REPS
from lowback.library.library import Library
from lowback.person.facts import QUESTIONS_VERSION, Facts, FactsError, as_asked_in, facts_from, version_of
from lowback.person.profile import Profile, profile
from lowback.person.triage import Raised, Verdict, triage
from lowback.plan.kitchen import Kitchen
from lowback.plan.reasons import Reason, Why
from lowback.plan.recommend import Offer, Plan, because_of, recommend
from lowback.words.reasons import reason_words, why_words

Json = dict[str, Any]

VERSION = "questions_version"
"""The key of a line that says in which version of the questions the person was asked."""
BOM = "\ufeff"
"""The mark with which files from Windows begin, also where several were joined to one."""
LONGEST_ERROR = 2000
"""Characters of an error message; a line with thousands of unknown keys needs no list of them all."""


def answer_lines(lines: Iterable[str], library: Library) -> Iterator[Json]:
    """One answer a line, in order; a line that cannot be read becomes {"error": ...}."""
    kitchen = Kitchen(library)
    for line in lines:
        facts = line.removeprefix(BOM)
        if facts.strip():
            yield answer_line(facts, kitchen)


def answer_texts(lines: Iterable[str], library: Library) -> Iterator[tuple[str, bool]]:
    """Each answer as one line of JSON, and whether the line could be used."""
    for answer in answer_lines(lines, library):
        yield to_json(answer).decode(), "error" not in answer


def answer_line(line: str, kitchen: Kitchen) -> Json:
    """The assessment of one JSON line, or its error, which names the key."""
    try:
        values = json.loads(line, object_pairs_hook=_without_repeats)
        if not isinstance(values, dict):
            return {"error": "not a JSON object of facts"}
        version = _version(values.pop(VERSION, None), values)
        return assess(facts_from(as_asked_in(version, values)), kitchen)
    except FactsError as error:
        return {"error": _printable(error)}
    except (ValueError, RecursionError) as error:
        return {"error": f"not JSON: {_printable(error)}"}


def _version(given: object, values: Mapping[str, Any]) -> int:
    """The version of the questions that a line was asked in: what it says, else the oldest that knows its keys."""
    if given is None:
        return version_of(values)
    if isinstance(given, bool) or not isinstance(given, int) or not 1 <= given <= QUESTIONS_VERSION:
        raise FactsError(f"{VERSION}: a whole number from 1 to {QUESTIONS_VERSION}")
    return given


def _without_repeats(pairs: list[tuple[str, Any]]) -> Json:
    """An object whose keys are all different: of two answers to one question we guess none."""
    values = dict(pairs)
    if len(values) < len(pairs):
        often = Counter(key for key, _ in pairs)
        raise FactsError("; ".join(f"{key}: given twice" for key, times in often.items() if times > 1))
    return values


def _printable(error: Exception) -> str:
    """The message, short, and with half characters (lone surrogates) shown as "?"."""
    text = str(error).encode("utf-8", "replace").decode("utf-8")
    return text if len(text) <= LONGEST_ERROR else f"{text[:LONGEST_ERROR]} ..."


def assess(facts: Facts, kitchen: Kitchen) -> Json:
    """Everything the engine says about one person, as docs/assess.md describes it."""
    library = kitchen.library
    verdict = triage(facts, library.all_rules)
    person = profile(facts, library.all_conditions)
    plan = recommend(verdict, person, kitchen)
    return {
        "triage": _triage(verdict),
        "conditions": [condition.id for condition in person.conditions],
        "excluded_movement_classes": _exclusions(person, kitchen),
        "max_level": person.max_level,
        "routines": _offers(plan, person, kitchen),
        "withheld": _withheld(plan, kitchen),
    }


def _triage(verdict: Verdict) -> Json:
    return {
        "level": verdict.level,
        "urgency": verdict.urgency,
        "raised": [_raised(item) for item in verdict.raised],
        "open": list(verdict.open),
    }


def _raised(item: Raised) -> Json:
    return {
        "rule": item.rule.id,
        "because": item.rule.because,
        "source": "; ".join(item.rule.sources),
    }


def _exclusions(person: Profile, kitchen: Kitchen) -> list[Json]:
    words = {e.condition.id: kitchen.once(_why, (because_of(e.condition, person),)) for e in person.exclusions}
    return [
        {"class": name, "because": spoken().in_turn(dict.fromkeys(words[c.id] for c in conditions))}
        for name, conditions in person.by_class.items()
    ]


def _offers(plan: Plan, person: Profile, kitchen: Kitchen) -> list[Json]:
    why: dict[str, str] = {}
    for change in (change for offer in plan.offers for change in offer.fitted.changes):
        if change.exercise not in why:
            why[change.exercise] = kitchen.once(_why, tuple(because_of(c, person) for c in change.because))
    return [_offer(offer, why, kitchen) for offer in plan.offers]


def _offer(offer: Offer, why: Mapping[str, str], kitchen: Kitchen) -> Json:
    changes = offer.fitted.changes
    stands_for = tuple((change.instead, change.exercise) for change in changes)
    return {
        "id": offer.routine.id,
        "minutes": offer.minutes,
        "level": offer.routine.level,
        "most_reps": offer.fitted.most_reps if offer.fitted.most_reps < MOST_REPS else None,
        "score": offer.score,
        "because": [kitchen.once(_sentence, reason) for reason in offer.because],
        "items": list(kitchen.once(_items, offer.fitted.items, stands_for)),
        "left_out": [{"exercise": c.exercise, "because": why[c.exercise]} for c in changes],
    }


def _items(
    library: Library, items: tuple[str, ...], stands_for: tuple[tuple[str | None, str], ...]
) -> tuple[Json, ...]:
    """The exercises of a fitted routine; only ever read, because many people share them."""
    instead_of = dict(stands_for)
    return tuple(
        {
            "exercise": exercise.id,
            "dose": exercise.dose.text,
            "classes": list(exercise.classes),
            "instead_of": instead_of.get(exercise.id),
        }
        for exercise in (library.exercises[name] for name in items)
    )


def _withheld(plan: Plan, kitchen: Kitchen) -> list[Json]:
    said = (" ".join(kitchen.once(_sentence, reason) for reason in withheld.because) for withheld in plan.withheld)
    return [{"routine": w.routine.id, "because": words} for w, words in zip(plan.withheld, said, strict=True)]


def _sentence(_library: Library, reason: Reason) -> str:
    return reason_words(reason)


def _why(_library: Library, why: Why) -> str:
    return why_words(why)
