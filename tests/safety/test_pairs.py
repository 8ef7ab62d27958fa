"""Safety by counting: every step from many stories, every pair of answers, and every rule alone."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, product
from typing import Any

import pytest

from lowback.library.schema import TriageRule, When
from lowback.person.facts import FOLLOWS, Facts
from lowback.person.rules import holds, named_facts
from lowback.person.triage import LEVELS, triage
from lowback.plan.recommend import recommend
from tests.answer_space import (
    ADVERSE,
    CHOICES,
    FACTS,
    FEWER_EXERCISES,
    KITCHEN,
    LIBRARY,
    MISSING,
    ORDINARY,
    OTHERS,
    STORIES,
    TOLD_ONLY,
    Values,
    allowed,
    graver_steps,
    is_no,
    possible,
    profile_of,
    rank,
    values_of,
    verdict_of,
    with_answer,
)

pytestmark = pytest.mark.timeout(600)  # thousands of people a test, on a machine that may be busy
LOCK = 2
IN_THE_GATE = 3
"""How many of the stories are walked through in the gate; of the others every second one in the rest, for minutes."""
UNSEEN = {"clinician_assessed": False, "trauma_checked": False}
"""An examination that nobody told us about has not happened."""
RULES = pytest.mark.parametrize("rule", LIBRARY.all_rules, ids=lambda rule: rule.id)
PEOPLE_WITH_A_STORY = pytest.mark.parametrize(
    "person",
    [
        pytest.param(ORDINARY | story, id=str(place), marks=[pytest.mark.slow] if place >= IN_THE_GATE else [])
        for place, story in enumerate(STORIES)
        if place < IN_THE_GATE or place % 2
    ],
)


def answered(values: Values, fact: str, value: Any) -> Values:
    rest = {key: kept for key, kept in values.items() if key != fact}
    return rest if value == MISSING else rest | {fact: value}


@PEOPLE_WITH_A_STORY
def test_no_second_answer_makes_a_graver_one_harmless(person):
    """Every story, with every second answer, and then every graver answer about anything."""
    for fact in FACTS:
        for value in CHOICES[fact]:
            values = answered(person, fact, value)
            if (before := possible(values)) is None:
                continue
            level, exercises = rank(before), allowed(before)
            for step in graver_steps(values, ADVERSE):
                after = with_answer(values, *step)
                assert after is None or rank(after) >= level, (fact, value, step)
                assert after is None or allowed(after) <= exercises, (fact, value, step)


@PEOPLE_WITH_A_STORY
def test_no_second_answer_makes_it_safe_to_leave_one_out(person):
    for fact in FACTS:
        for value in CHOICES[fact]:
            values = answered(person, fact, value)
            if (before := possible(values)) is None:
                continue
            level, exercises = min(rank(before), LOCK), allowed(before)
            for left_out in values.keys() - set(TOLD_ONLY):
                after = possible(answered(values, left_out, MISSING))
                assert after is None or rank(after) >= level, (fact, value, left_out)
                assert after is None or allowed(after) <= exercises, (fact, value, left_out)


def pairs() -> Iterator[Facts]:
    """The ordinary person with every pair of answers that can be true together."""
    for one, other in combinations(FACTS, 2):
        for first, second in product(CHOICES[one], CHOICES[other]):
            values = answered(answered(ORDINARY, one, first), other, second)
            if facts := possible(values):
                yield facts


def test_no_pair_of_answers_is_offered_what_speaks_against_it():
    for facts in pairs():
        person, verdict = profile_of(facts), verdict_of(facts)
        plan = recommend(verdict, person, KITCHEN)
        offered = {name for offer in plan.offers for name in offer.fitted.items}

        assert offered <= allowed(facts)
        assert verdict.may_exercise or not plan.offers
        assert len(plan.offers) + len(plan.withheld) == len(LIBRARY.routines)


def two_valued(when: When, values: Values) -> bool:
    """A second, plain reading of a condition, for a person of whom everything is known."""
    if when.all is not None:
        return all(two_valued(part, values) for part in when.all)
    if when.any is not None:
        return any(two_valued(part, values) for part in when.any)
    if when.not_ is not None:
        return not two_valued(when.not_, values)
    value = values[when.fact or ""]
    if when.is_ is not None or when.one_of is not None:
        return value in (when.one_of or (when.is_,))
    if when.at_least is None and when.below is None:
        return value is True
    least = when.at_least if when.at_least is not None else 0
    below = when.below if when.below is not None else 10**6
    return value is not None and least <= value < below


def kinds(when: When, fact: str) -> tuple[Any, ...]:
    """Of the fact's values one of each kind that this condition can tell apart."""
    tests = [test for test in _tests(when) if test.fact == fact]
    kind = {(is_no(value), *(two_valued(test, {fact: value}) for test in tests)): value for value in values_of(fact)}
    return tuple(kind.values())


def _tests(when: When) -> Iterator[When]:
    if when.fact:
        yield when
    for part in when.all or when.any or ((when.not_,) if when.not_ else ()):
        yield from _tests(part)


def completions(values: Values, when: When) -> Iterator[Values]:
    """Every way the answers that are missing could turn out; a follow-up of a "no" has none."""
    missing = [fact for fact in named_facts(when) if fact not in values]
    for found in product(*(kinds(when, fact) for fact in missing)):
        whole = values | dict(zip(missing, found, strict=True))
        yield {key: None if _closed(key, whole) and key in missing else whole[key] for key in whole}


def _closed(fact: str, values: Values) -> bool:
    gate = FOLLOWS.get(fact)
    return gate is not None and gate in values and is_no(values[gate])


@RULES
def test_a_rule_alone_is_raised_by_a_yes_and_holds_back_while_it_is_not_known(rule: TriageRule):
    """All kinds of answers a rule names, in every combination, against a plain reading of its `when`."""
    facts = named_facts(rule.when)
    for chosen in product(*((*kinds(rule.when, fact), MISSING) for fact in facts)):
        values = {f: v for f, v in zip(facts, chosen, strict=True) if v != MISSING}
        values = {fact: no for fact, no in UNSEEN.items() if fact in facts} | values
        if (person := possible(values)) is None:
            continue
        truth = holds(rule.when, person)
        if truth is not None:
            assert all(two_valued(rule.when, whole) is truth for whole in completions(values, rule.when))
        elif not _is_split(rule.when):
            turns = {two_valued(rule.when, whole) for whole in completions(values, rule.when)}
            assert turns == {True, False}
        _check_level(rule, person)


def _is_split(when: When) -> bool:
    """True when a fact is named twice: then "not known" may be more careful than it has to be."""
    parts = when.all or when.any or ((when.not_,) if when.not_ else ())
    names = [name for part in parts for name in named_facts(part)]
    return len(names) != len(set(names)) or any(_is_split(part) for part in parts)


def _check_level(rule: TriageRule, person: Facts) -> None:
    """The verdict of this rule alone, for a person of whom nothing else is known."""
    verdict = triage(person, (rule,))
    truth = holds(rule.when, person)
    cleared = rule.clearable and person.clinician_assessed is True
    if truth is False:
        assert (verdict.level, verdict.raised, verdict.open) == ("go", (), ())
    elif truth:
        assert verdict.level == ("caution" if cleared else rule.level)
        assert [item.rule for item in verdict.raised] == [rule]
        assert verdict.urgency == ("none" if cleared else rule.urgency)
    else:
        floor = "caution" if cleared or rule.level == "caution" else LEVELS[LOCK]
        assert (verdict.level, verdict.raised) == (floor, ())
        assert set(verdict.open) <= set(named_facts(rule.when))
        assert verdict.open


def _limits(when: When) -> Iterator[tuple[str, float]]:
    for part in when.all or when.any or ((when.not_,) if when.not_ else ()):
        yield from _limits(part)
    for limit in (when.at_least, when.below):
        if when.fact and limit is not None:
            yield when.fact, limit


def test_our_numbers_stand_on_both_sides_of_every_limit_in_the_content():
    whens = [rule.when for rule in LIBRARY.all_rules]
    for condition in LIBRARY.all_conditions:
        whens += [condition.when, condition.withholds_when or condition.when]
        whens += [condition.allows_only.when] if condition.allows_only else []

    for fact, limit in {found for when in whens for found in _limits(when)}:
        numbers = [value for value in values_of(fact) if value is not None]
        assert limit in numbers
        assert limit == 0 or limit - 1 in numbers


def test_every_fact_has_values_and_those_without_a_row_of_their_own_are_yes_or_no():
    for fact in FACTS:
        for value in values_of(fact):
            assert Facts(**{fact: value}).given.get(fact) == value
    assert set(FACTS) == {*ADVERSE, *FEWER_EXERCISES, *OTHERS}
