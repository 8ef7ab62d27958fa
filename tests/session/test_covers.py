"""A routine is shown by a telling picture, and no list shows the same one twice in a row."""

from __future__ import annotations

from itertools import permutations

import pytest

from examples.people import ORDINARY, ticks
from lowback.person.profile import Profile, profile
from lowback.person.quiz import progress
from lowback.plan.groups import grouped
from lowback.plan.routine import Fitted, as_written, fit
from lowback.session.covers import covers
from lowback.session.pictures import figures_for, pictures
from tests.answer_space import LIBRARY

WRITTEN = tuple(as_written(routine) for routine in LIBRARY.routines.values())
PEOPLE = {
    "ordinary": ORDINARY,
    "no floor": ORDINARY | {"worse": ticks("floor", "lie_back", "lie_front", "lie_side")},
    "very sore": ORDINARY | {"pain": {"value": 8}},
    "no bending": ORDINARY | {"worse": ticks("bend", "arch")},
    "old": ORDINARY | {"age": {"value": 75}},
}


def posters(shown: tuple[Fitted, ...], person: Profile | None = None) -> list[str | None]:
    """The picture on each card of a list."""
    found = zip(shown, covers(shown, LIBRARY, person), strict=True)
    return [pictures(e, LIBRARY, figures_for(LIBRARY, person, f.routine)).poster for f, e in found]


def person(name: str) -> Profile:
    """What this person's answers mean."""
    said = progress(PEOPLE[name], LIBRARY.all_questions).said
    return profile(said.facts, LIBRARY.all_conditions, said.told)


def twins(shown: list[str | None]) -> list[str | None]:
    """The pictures that stand under themselves."""
    return [one for one, other in zip(shown, shown[1:], strict=False) if one == other]


def test_every_routine_of_the_library_has_a_picture_of_its_own() -> None:
    shown = posters(WRITTEN)

    assert len(set(shown)) == len(WRITTEN) == 18


def test_no_routine_is_shown_by_breathing() -> None:
    still = {"breath_90_90", "rib_breath_seated", "pelvic_floor_lift"}

    assert {exercise.id for exercise in covers(WRITTEN, LIBRARY)} & still == set()


@pytest.mark.parametrize("name", PEOPLE)
def test_no_list_of_the_library_shows_a_picture_twice_in_a_row(name: str) -> None:
    mine = person(name)
    fitted = {r.id: fit(r, mine, LIBRARY) for r in LIBRARY.routines.values()}
    groups = grouped({key: one.items for key, one in fitted.items()}, (), LIBRARY)
    shown = {group: posters(tuple(f for r in ids if (f := fitted[r]).items), mine) for group, ids in groups.items()}

    assert {group: twins(pictures_) for group, pictures_ in shown.items() if twins(pictures_)} == {}


def test_whatever_stands_above_it_a_routine_does_not_repeat_its_picture() -> None:
    assert [pair for pair in permutations(WRITTEN, 2) if twins(posters(pair))] == []
    assert twins(posters((WRITTEN[0],) * 4)) == []


def test_what_is_left_out_shows_nothing() -> None:
    [base] = [one for one in WRITTEN if one.routine.id == "lower_back_base"]
    rest = tuple(name for name in base.items if name not in base.routine.cover)
    [shown] = covers((Fitted(base.routine, rest, (), base.most_reps),), LIBRARY)

    assert shown.id == "pelvic_tilt_supine"
