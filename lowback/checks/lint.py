"""Checks across content files, as small named functions; each yields what is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from functools import lru_cache

from lowback.checks.films import parts_fill_their_clip, parts_lead_on, stays_where_the_film_does, tempo_is_said_once
from lowback.checks.orders import changes_position_seldom
from lowback.checks.walk import Found, found_in
from lowback.library.ids import NamesFile, RefersTo, StatesFacts
from lowback.library.library import PARTS, Library
from lowback.library.parse import Problem
from lowback.library.schema import Condition, Content, Option, Question, When
from lowback.library.search import twice
from lowback.person.facts import QUESTIONS_VERSION, Facts

Check = Callable[[Library], Iterator[Problem]]
FieldCheck = Callable[[Found, Library], Iterator[Problem]]
WEIGHTS = ("match", "level", "kept", "helped", "focus", "minutes", "moves", "props")


def problems_in(library: Library) -> list[Problem]:
    """Everything wrong across the library: field by field wherever a field stands, then what must fit together."""
    problems = [problem for found in found_in(library) for check in FIELD_CHECKS for problem in check(found, library)]
    # What refers to nothing would only be named again by the checks that follow references.
    return problems or [problem for check in CHECKS for problem in check(library)]


def refers_to_what_exists(found: Found, library: Library) -> Iterator[Problem]:
    """Every id names something that is there."""
    for mark in found.marks:
        if isinstance(mark, RefersTo) and found.value not in _known(mark.part, library):
            there = "a fact" if mark.part == "facts" else f"in {PARTS[mark.part].file}"
            yield found.problem(f"{found.value} is not {there}")


def files_are_there(found: Found, library: Library) -> Iterator[Problem]:
    """Every picture, clip, caption and recording that is named is there."""
    named = found.value and any(isinstance(mark, NamesFile) for mark in found.marks)
    if named and not (library.root / "media" / found.value).is_file():
        yield found.problem(f"{found.value} is missing")


def states_facts_that_can_be(found: Found, _: Library) -> Iterator[Problem]:
    """What an answer states is of the fact's own type and range."""
    if any(isinstance(mark, StatesFacts) for mark in found.marks):
        for fact, value in found.value.items():
            if fact in Facts.model_fields and not _can_be(fact, value):
                yield found.problem(f"{fact} cannot be {value}", fact)


def tests_what_a_fact_can_be(found: Found, _: Library) -> Iterator[Problem]:
    """A condition tests a fact by values it can have; without a test the fact is a yes or no, or a list."""
    when = found.value
    if not isinstance(when, When) or when.fact not in Facts.model_fields:
        return
    tests = {"at_least": when.at_least, "below": when.below, "is": when.is_}
    written = [(name, value) for name, value in tests.items() if value is not None]
    written += [("one_of", value) for value in when.one_of or ()]
    for name, value in written:
        if not _can_be(when.fact, value):
            yield found.problem(f"{when.fact} cannot be {value}", name)
    if not written and not _can_be(when.fact, True) and not _can_be(when.fact, ()):
        yield found.problem(f"{when.fact} is not a yes or no: say at_least, below, is or one_of", "fact")


def asks_for_what_a_fact_can_be(found: Found, _: Library) -> Iterator[Problem]:
    """A question for a number asks for one that its fact can be."""
    question = found.value
    if isinstance(question, Question) and question.fact in Facts.model_fields:
        for name, value in (("least", question.least), ("most", question.most)):
            if not _can_be(question.fact, value):
                yield found.problem(f"{question.fact} cannot be {value}", name)


def comes_from_a_version_there_was(found: Found, _: Library) -> Iterator[Problem]:
    """A question or option is no newer than the newest version of the questions."""
    if isinstance(found.value, Question | Option) and found.value.since > QUESTIONS_VERSION:
        yield found.problem(f"the newest version of the questions is {QUESTIONS_VERSION}", "since")


def holds_no_empty_list(found: Found, _: Library) -> Iterator[Problem]:
    """A list that is written has something in it."""
    if isinstance(found.value, Content):
        for name in sorted(found.value.model_fields_set):
            if getattr(found.value, name) == ():
                yield found.problem("is empty: fill it in or leave it out", name)


FIELD_CHECKS: tuple[FieldCheck, ...] = (
    refers_to_what_exists,
    files_are_there,
    states_facts_that_can_be,
    tests_what_a_fact_can_be,
    asks_for_what_a_fact_can_be,
    comes_from_a_version_there_was,
    holds_no_empty_list,
    parts_fill_their_clip,
    parts_lead_on,
    tempo_is_said_once,
    stays_where_the_film_does,
)


def weights_make_one(library: Library) -> Iterator[Problem]:
    """The weights of the ranking together make 1."""
    total = sum(getattr(library.ranking, name) for name in WEIGHTS)
    if abs(total - 1) > 1e-9:
        message = f"the weights {', '.join(WEIGHTS)} make {total:g}, not 1"
        yield Problem.at(library.root / "ranking.yaml", (WEIGHTS[0],), message)


def order_names_everything_once(library: Library) -> Iterator[Problem]:
    """Each exercise and routine has one place in the order."""
    file = library.root / "order.yaml"
    for field, named in (("exercises", library.order.exercises), ("routines", library.order.routines)):
        times = Counter(named)
        for name in (name for name in getattr(library, field) if times[name] != 1):
            yield Problem.at(file, (field,), f"{name} is named {times[name]} times")


def examples_answer_what_is_asked(library: Library) -> Iterator[Problem]:
    """The demo's answers are options of their questions, or numbers that these take."""
    for name, answer in library.demo.items():
        question = library.questions[name]
        if answer.value is not None and not (question.least or 0) <= answer.value <= (question.most or 0):
            yield Problem.at(library.root / "demo.yaml", (name, "value"), f"{name} does not take {answer.value}")
        offered = {option.id for option in question.options}
        chosen = (("ticked", answer.ticked), ("not_sure", answer.not_sure), ("choice", (answer.choice,)))
        for field, ids in chosen:
            for wrong in (choice for choice in ids if choice and choice not in offered):
                yield Problem.at(library.root / "demo.yaml", (name, field), f"{wrong} is not an option of {name}")


def swaps_keep_the_point(library: Library) -> Iterator[Problem]:
    """What stands in for an exercise trains one of its focus areas and is for one of the same things."""
    for number, swap in enumerate(library.swap_list):
        here = library.exercises[swap.exercise]
        for place, name in enumerate(swap.instead):
            instead = library.exercises[name]
            for field, one, other in (("focus", here.focus, instead.focus), ("points", here.points, instead.points)):
                if set(one).isdisjoint(other):
                    where, message = (number, "instead", place), f"{instead.id} shares no {field} with {here.id}"
                    yield Problem.at(library.root / "swaps.yaml", where, message)


def swaps_make_no_circle(library: Library) -> Iterator[Problem]:
    """Following swaps never leads back to the exercise they started from."""
    for number, swap in enumerate(library.swap_list):
        start = swap.exercise
        if start in _reachable(start, library):
            where = (number, "instead")
            yield Problem.at(library.root / "swaps.yaml", where, f"swaps lead from {start} back to itself")


def routines_suit_their_own_conditions(library: Library) -> Iterator[Problem]:
    """No routine holds an item that a condition it was made for forbids."""
    for routine in library.routines.values():
        file = library.root / "routines" / f"{routine.id}.yaml"
        for condition in (library.conditions[name] for name in routine.suits):
            for number, item in enumerate(routine.items):
                if forbidden := _forbidden(condition, library.exercises[item].classes):
                    message = f"{item} is {forbidden}, which {condition.id} forbids"
                    yield Problem.at(file, ("items", number), message)


def covers_tell_routines_apart(library: Library) -> Iterator[Problem]:
    """A routine is shown by items of its own that have a film, and no two by the same one."""
    shown: set[str] = set()
    for routine in library.routines.values():
        file = library.root / "routines" / f"{routine.id}.yaml"
        for place, name in enumerate(routine.cover):
            if name not in routine.items or name not in library.media.clips:
                yield Problem.at(file, ("cover", place), f"{name} is not an item with a film")
        if routine.cover[0] in shown:
            yield Problem.at(file, ("cover", 0), f"{routine.cover[0]} shows another routine already")
        shown.add(routine.cover[0])


def searches_lead_to_one_list(library: Library) -> Iterator[Problem]:
    """What people type stands in one list of what they look for."""
    for number, place, said in twice(library):
        where = (number, "said", place)
        yield Problem.at(library.root / "search.yaml", where, f"“{said}” stands in an earlier list as well")


def every_exercise_has_a_picture(library: Library) -> Iterator[Problem]:
    """Each exercise has a clip or a picture of its start position."""
    file, media = library.root / "media" / "manifest.json", library.media
    for exercise in library.exercises.values():
        if exercise.id not in media.clips and exercise.position not in media.positions:
            message = f"{exercise.id} has no clip and its position {exercise.position} has no picture"
            yield Problem.at(file, ("clips",), message)


CHECKS: tuple[Check, ...] = (
    weights_make_one,
    order_names_everything_once,
    examples_answer_what_is_asked,
    every_exercise_has_a_picture,
    covers_tell_routines_apart,
    changes_position_seldom,
    searches_lead_to_one_list,
    swaps_make_no_circle,
    swaps_keep_the_point,
    routines_suit_their_own_conditions,
)


def _known(part: str, library: Library) -> Collection[str]:
    return Facts.model_fields if part == "facts" else getattr(library, part)


@lru_cache(maxsize=2048, typed=True)
def _can_be(fact: str, value: object) -> bool:
    """True when the fact takes this value; whole numbers that were read as 34.0 are whole."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    try:
        Facts.model_validate({fact: value})
    except ValueError:
        return False
    return True


def _reachable(start: str, library: Library) -> set[str]:
    found: set[str] = set()
    ahead = list(library.swaps.get(start, ()))
    while ahead:
        name = ahead.pop()
        if name not in found:
            found.add(name)
            ahead.extend(library.swaps.get(name, ()))
    return found


def _forbidden(condition: Condition, classes: tuple[str, ...]) -> str | None:
    return next((name for name in classes if name in condition.excludes), None)
