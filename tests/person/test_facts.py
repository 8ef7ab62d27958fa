"""Facts refuse what they do not know, and name it."""

import pytest

from lowback.person.facts import FactsError, facts_from


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ({"shoe_size": 43}, "shoe_size: unknown key"),
        ({"fever": "yes"}, "fever"),
        ({"fever": 1}, "fever"),
        ({"age": -1}, "age"),
        ({"age": 131}, "age"),
        ({"age": "40"}, "age"),
        ({"pain_0_10": 11}, "pain_0_10"),
        ({"job": "astronaut"}, "job"),
        ({"pregnant_weeks": 46}, "pregnant_weeks"),
    ],
)
def test_a_wrong_fact_is_named(values, named):
    with pytest.raises(FactsError, match=named):
        facts_from(values)


def test_every_wrong_fact_is_named_at_once():
    with pytest.raises(FactsError, match="age: .*; job: "):
        facts_from({"age": -1, "job": "astronaut"})


@pytest.mark.parametrize("age", [0, 130])
def test_the_ends_of_the_range_are_allowed(age):
    assert facts_from({"age": age}).age == age
