"""Triage: the gravest rule wins, unknown never clears, and "not sure" about a danger sign is a yes."""

from __future__ import annotations

from typing import Any

import pytest

from lowback.person.facts import Facts, facts_from
from lowback.person.triage import higher, triage
from tests.answer_space import LIBRARY, ORDINARY

RULES = LIBRARY.all_rules


def verdict(unsure: dict[str, Any] | None = None, **changes: Any):
    return triage(facts_from({**ORDINARY, **changes}), RULES, unsure or {})


def test_an_ordinary_back_may_start():
    found = verdict()

    assert (found.level, found.urgency, found.raised, found.open) == ("go", "none", (), ())
    assert found.may_exercise
    assert found.deciding == found.cautions == ()


def test_the_gravest_level_and_its_own_urgency_win():
    found = verdict(numbness_saddle=True, fever=True, weight_loss=True, scoliosis=True, age=75)

    assert (found.level, found.urgency) == ("emergency", "now")
    assert not found.may_exercise
    assert [item.rule.id for item in found.raised] == ["E1", "C1", "C9", "K7"]
    assert [item.rule.id for item in found.deciding] == ["E1"]
    assert [item.rule.id for item in found.cautions] == ["K7"]
    assert not any(item.unsure or item.cleared for item in found.raised)


def test_of_two_locks_the_more_urgent_one_says_how_soon():
    assert verdict(fever=True, weight_loss=True).urgency == "same_day"
    assert verdict(weight_loss=True).urgency == "soon"


def test_a_clinicians_yes_opens_what_may_be_opened_and_nothing_else():
    opened = verdict(weight_loss=True, clinician_assessed=True)
    told_not = verdict(told_not_to_exercise_or_awaiting_surgery=True, clinician_assessed=True)

    assert (opened.level, opened.urgency) == ("caution", "none")
    assert [(item.level, item.cleared) for item in opened.raised] == [("caution", True)]
    assert (told_not.level, told_not.urgency) == ("see_clinician_first", "soon")
    assert not told_not.raised[0].cleared


def test_an_opened_rule_does_not_say_how_soon_to_see_someone():
    both = verdict(fever=True, told_not_to_exercise_or_awaiting_surgery=True, clinician_assessed=True)

    assert (both.level, both.urgency) == ("see_clinician_first", "soon")


def test_not_sure_about_a_danger_sign_is_a_yes_that_says_so():
    values = {key: value for key, value in ORDINARY.items() if key != "numbness_saddle"}

    found = triage(facts_from(values), RULES, {"numbness_saddle": True})

    assert found.level == "emergency"
    assert [(item.rule.id, item.unsure) for item in found.raised] == [("E1", True)]


def test_an_answer_beats_not_sure_about_the_same_fact():
    assert verdict({"numbness_saddle": True}, numbness_saddle=False).level == "go"
    assert not verdict({"fever": True}, fever=True).raised[0].unsure


@pytest.mark.parametrize(
    ("left_out", "level"),
    [("numbness_saddle", "see_clinician_first"), ("weight_loss", "see_clinician_first"), ("pain_0_10", "caution")],
)
def test_what_is_not_known_holds_back_and_stays_open(left_out, level):
    facts = facts_from({key: value for key, value in ORDINARY.items() if key != left_out})

    found = triage(facts, RULES)

    assert (found.level, found.urgency, found.raised, found.open) == (level, "none", (), (left_out,))


def test_what_is_not_known_but_could_be_opened_is_only_a_caution():
    values = {**ORDINARY, "clinician_assessed": True}
    del values["weight_loss"]

    assert triage(facts_from(values), RULES).level == "caution"


def test_an_examination_that_nobody_told_us_about_has_not_happened():
    values = {**ORDINARY, "recent_trauma": True, "trauma_severity": "major"}
    del values["clinician_assessed"]

    assert triage(facts_from(values), RULES).level == "emergency"


def test_open_facts_are_named_once_in_the_order_of_the_rules():
    found = triage(Facts(), RULES)

    assert len(found.open) == len(set(found.open))
    assert found.open[:2] == ("numbness_saddle", "bladder_bowel_change")


@pytest.mark.parametrize(
    ("one", "other", "winner"),
    [("go", "caution", "caution"), ("emergency", "see_clinician_first", "emergency"),
     ("caution", "see_clinician_first", "see_clinician_first")],
)  # fmt: skip
def test_the_more_serious_of_two_levels_wins(one, other, winner):
    assert higher(one, other) == higher(other, one) == winner
