"""The condition language: yes, no and not known, and a follow-up to a no is no."""

import pytest

from lowback.library.schema import When
from lowback.person.facts import Facts, facts_from
from lowback.person.rules import holds, named_facts, open_facts


def when(**shape: object) -> When:
    return When.model_validate(shape)


FEVER, LOSS = {"fact": "fever"}, {"fact": "weight_loss"}


@pytest.mark.parametrize(
    ("shape", "facts", "truth"),
    [
        ({"fact": "fever"}, {"fever": True}, True),
        ({"fact": "fever"}, {"fever": False}, False),
        ({"fact": "fever"}, {}, None),
        ({"not": FEVER}, {}, None),
        ({"not": FEVER}, {"fever": False}, True),
        ({"all": [FEVER, LOSS]}, {"fever": False}, False),
        ({"all": [FEVER, LOSS]}, {"fever": True}, None),
        ({"any": [FEVER, LOSS]}, {"fever": True}, True),
        ({"any": [FEVER, LOSS]}, {"fever": False}, None),
        ({"any": [FEVER, LOSS]}, {"fever": False, "weight_loss": False}, False),
        ({"fact": "age", "at_least": 70}, {"age": 70}, True),
        ({"fact": "age", "below": 18}, {"age": 18}, False),
        ({"fact": "age", "below": 18}, {"age": 0}, True),
        ({"fact": "job", "one_of": ["standing", "lifting"]}, {"job": "lifting"}, True),
        ({"fact": "trauma_severity", "is": "major"}, {"trauma_severity": "minor"}, False),
    ],
)
def test_a_condition_is_yes_no_or_not_known(shape, facts, truth):
    assert holds(when(**shape), facts_from(facts)) is truth


def test_an_explicit_null_means_not_pregnant_and_a_missing_one_means_not_known():
    pregnant = when(fact="pregnant_weeks", at_least=0)

    assert holds(pregnant, facts_from({"pregnant_weeks": None})) is False
    assert holds(pregnant, facts_from({})) is None


def test_a_null_is_not_known_where_it_cannot_mean_no():
    worse = when(fact="pain_trend", **{"is": "worse"})

    assert holds(worse, facts_from({"pain_trend": None})) is None


def test_a_follow_up_to_a_no_is_no_unless_it_was_answered_itself():
    both = when(fact="leg_pain_side", **{"is": "both"})

    assert holds(both, Facts(leg_pain=False)) is False
    assert holds(both, Facts(leg_pain=False, leg_pain_side="both")) is True


@pytest.mark.parametrize(
    ("follow_up", "gate"),
    [
        ("pregnancy_warning_signs", "pregnant_weeks"),
        ("birth_type", "postpartum_weeks"),
        ("surgery_type", "recent_surgery_weeks"),
    ],
)
def test_week_zero_is_a_yes_and_rules_no_follow_up_out(follow_up, gate):
    assert not facts_from({gate: 0}).ruled_out(follow_up)
    assert facts_from({gate: None}).ruled_out(follow_up)


def test_open_facts_are_those_that_could_still_settle_it():
    shape = when(all=[FEVER, {"any": [LOSS, {"fact": "age", "at_least": 70}]}])

    assert open_facts(shape, facts_from({"fever": True, "age": 40})) == ("weight_loss",)
    assert open_facts(shape, facts_from({"fever": False})) == ()
    assert named_facts(shape) == ("fever", "weight_loss", "age")


@pytest.mark.parametrize("shape", [{}, {"fact": "age", "all": [FEVER]}, {"all": [FEVER], "below": 3}])
def test_a_condition_with_no_shape_or_two_is_refused(shape):
    with pytest.raises(ValueError, match="write exactly one|need a fact"):
        when(**shape)
