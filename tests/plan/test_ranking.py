"""Where a routine stands, and why: every term has points, a most, and a reason."""

from typing import Any

import pytest

from examples.contents import load_library
from lowback.plan.kitchen import Kitchen
from lowback.plan.ranking import Case, placed, reasons, terms
from lowback.plan.reasons import Eased
from lowback.plan.recommend import recommend
from tests.plan.test_recommend import plan, verdict_and_person

LIBRARY = load_library()
BASE = LIBRARY.routines["lower_back_base"]


def case(**changes):
    fields: dict[str, Any] = {
        "routine": BASE.id, "items": BASE.items, "matches": ("nonspecific_chronic",), "level": 1,
        "fit_in": None, "helped": None,
    }  # fmt: skip
    return Case(**fields | changes)


def points(**changes):
    return [term.points for term in terms(LIBRARY, case(**changes))]


def test_the_most_of_all_terms_is_one_and_each_says_why():
    found = terms(LIBRARY, case())

    assert sum(term.most for term in found) == pytest.approx(1)
    assert all(0 <= term.points <= term.most and term.reason for term in found)


@pytest.mark.parametrize(
    ("place", "better", "worse"),
    [
        (0, {}, {"matches": ()}),
        (1, {}, {"level": 3}),
        (2, {}, {"items": BASE.items[:5]}),
        (3, {"helped": 2.0}, {}),
        (3, {}, {"helped": -2.0}),
        (4, {}, {"items": ("walk", "walk", "walk", "walk")}),
        (5, {}, {"fit_in": (15, 5)}),
        (6, {"items": ("bridge", "heel_slide")}, {}),
        (7, {"items": ("march_on_spot",)}, {}),
    ],
)
def test_each_term_rewards_what_it_names(place, better, worse):
    assert points(**better)[place] > points(**worse)[place]


def test_the_score_is_the_sum_of_its_terms():
    place = placed(LIBRARY, case(matches=()))

    assert place.score == pytest.approx(sum(term.points for term in place.terms), abs=1e-3)


def test_what_helped_before_is_said_on_the_card_and_moves_a_routine_up():
    verdict, person = verdict_and_person()
    before = [offer.routine.id for offer in plan().offers]
    middle = before[len(before) // 2]

    after = recommend(verdict, person, Kitchen(LIBRARY), helped={middle: 4.0})

    assert [offer.routine.id for offer in after.offers].index(middle) < before.index(middle)
    offered = after.offer(middle)
    assert offered
    assert Eased(4.0) in offered.because


def test_a_routine_that_left_the_back_sorer_says_so():
    assert Eased(-2.0) in reasons(LIBRARY, case(helped=-2.0))
    assert not [reason for reason in reasons(LIBRARY, case()) if isinstance(reason, Eased)]
