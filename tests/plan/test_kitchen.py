"""What people have in common is worked out once for a library, and for no other."""

import weakref

from examples.contents import load_library
from lowback.plan.kitchen import Kitchen
from lowback.plan.routine import reach

LIBRARY = load_library()


def test_what_was_found_out_about_a_case_is_not_worked_out_again():
    asked = []

    def find(library, *case):
        assert library is LIBRARY
        asked.append(case)
        return len(asked)

    kitchen = Kitchen(LIBRARY)

    assert [kitchen.once(find, "clam"), kitchen.once(find, "walk"), kitchen.once(find, "clam")] == [1, 2, 1]
    assert asked == [("clam",), ("walk",)]
    assert Kitchen(LIBRARY).once(find, "clam") == 3


def left(library, items):
    return len(set(items) - library.exercises.keys())


def test_two_things_to_find_out_about_one_case_are_kept_apart():
    kitchen = Kitchen(LIBRARY)

    assert kitchen.once(reach, ("clam",)) == reach(LIBRARY, ("clam",))
    assert kitchen.once(left, ("clam",)) == 0


def test_nothing_holds_a_kitchen_that_nobody_uses_any_more():
    kitchen = Kitchen(LIBRARY)
    kitchen.once(reach, ("clam",))
    gone = weakref.ref(kitchen)

    del kitchen

    assert gone() is None
