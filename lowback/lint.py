"""Checks across content files, as small named functions; each yields what is wrong."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from lowback.facts import Facts
from lowback.library import Library
from lowback.parse import Problem
from lowback.rules import named_facts
from lowback.schema import Condition, When

Check = Callable[[Library], Iterator[Problem]]


def problems_in(library: Library) -> list[Problem]:
    """Everything wrong across the library, file by file."""
    return [problem for check in CHECKS for problem in check(library)]


def sources_exist(library: Library) -> Iterator[Problem]:
    """Every clinical statement names a source that is listed."""
    for file, entry, sources in _sourced(library):
        for source in sources:
            if source not in library.sources:
                yield _problem(file, entry, "sources", f"{source} is not in sources.yaml")


def exercises_refer_to_what_exists(library: Library) -> Iterator[Problem]:
    """Focus areas and movement classes of every exercise exist."""
    for exercise in library.exercises.values():
        file = library.root / "exercises" / f"{exercise.id}.yaml"
        yield from _missing(file, "", "focus", exercise.focus, library.focus_areas)
        yield from _missing(file, "", "classes", exercise.classes, library.movement_classes)
        for way in (*exercise.easier, *exercise.harder):
            yield from _missing(file, way.text, "classes", way.classes, library.movement_classes)
            yield from _missing(file, way.text, "exercise", filter(None, [way.exercise]), library.exercises)


def routines_refer_to_what_exists(library: Library) -> Iterator[Problem]:
    """Items, conditions and purposes of every routine exist, and what ranking says about days."""
    for routine in library.routines.values():
        file = library.root / "routines" / f"{routine.id}.yaml"
        yield from _missing(file, "", "items", routine.items, library.exercises)
        yield from _missing(file, "", "suits", routine.suits, library.conditions)
        yield from _missing(file, "", "purpose", routine.purpose, library.focus_areas)
    file = library.root / "ranking.yaml"
    yield from _missing(file, "", "days", library.ranking.days, library.conditions)


def swaps_refer_to_what_exists(library: Library) -> Iterator[Problem]:
    """Both ends of every swap exist."""
    file = library.root / "swaps.yaml"
    for swap in library.swap_list:
        names = (swap.exercise, *swap.instead)
        yield from _missing(file, swap.exercise, "instead", names, library.exercises)


def swaps_keep_the_point(library: Library) -> Iterator[Problem]:
    """What stands in for an exercise trains one of its focus areas and is for one of the same things."""
    file = library.root / "swaps.yaml"
    there = ((s.exercise, name) for s in library.swap_list for name in s.instead)
    for pair in ((one, other) for one, other in there if {one, other} <= set(library.exercises)):
        here, instead = (library.exercises[name] for name in pair)
        for field, one, other in (("focus", here.focus, instead.focus), ("points", here.points, instead.points)):
            if set(one).isdisjoint(other):
                yield _problem(file, here.id, "instead", f"{instead.id} shares no {field} with {here.id}")


def swaps_make_no_circle(library: Library) -> Iterator[Problem]:
    """Following swaps never leads back to the exercise they started from."""
    for start in library.swaps:
        if start in _reachable(start, library):
            file = library.root / "swaps.yaml"
            yield _problem(file, start, "instead", f"swaps lead from {start} back to itself")


def conditions_refer_to_what_exists(library: Library) -> Iterator[Problem]:
    """Excluded classes and short lists of every condition exist."""
    file = library.root / "conditions.yaml"
    for condition in library.all_conditions:
        yield from _missing(file, condition.id, "excludes", condition.excludes, library.movement_classes)
        if condition.allows_only:
            names = condition.allows_only.exercises
            yield from _missing(file, condition.id, "allows_only", names, library.exercises)


def routines_suit_their_own_conditions(library: Library) -> Iterator[Problem]:
    """No routine holds an item that a condition it was made for forbids."""
    for routine in library.routines.values():
        file = library.root / "routines" / f"{routine.id}.yaml"
        conditions = [library.conditions[n] for n in routine.suits if n in library.conditions]
        for condition in conditions:
            for item in (name for name in routine.items if name in library.exercises):
                if forbidden := _forbidden(condition, library.exercises[item].classes):
                    message = f"{item} is {forbidden}, which {condition.id} forbids"
                    yield _problem(file, item, "items", message)


def rules_name_known_facts(library: Library) -> Iterator[Problem]:
    """Every condition on facts, in triage, conditions and quiz, names facts that exist."""
    for file, entry, when in _whens(library):
        for fact in named_facts(when):
            if fact not in Facts.model_fields:
                yield _problem(file, entry, "when", f"{fact} is not a fact")


def answers_state_known_facts(library: Library) -> Iterator[Problem]:
    """Every option states facts that exist, with values of the right type."""
    file = library.root / "quiz.yaml"
    for question in library.all_questions:
        stated = [question.otherwise, *(option.sets for option in question.options)]
        for facts in stated:
            try:
                Facts.model_validate(facts)
            except ValueError as error:
                yield _problem(file, question.id, "sets", str(error).split("\n")[1])


def rules_return_to_a_question(library: Library) -> Iterator[Problem]:
    """The question that "I ticked that by mistake" returns to exists."""
    for rule in library.all_rules:
        if rule.question and rule.question not in library.questions:
            file = library.root / "triage.yaml"
            yield _problem(file, rule.id, "question", f"{rule.question} is not in quiz.yaml")


def every_exercise_has_a_picture(library: Library) -> Iterator[Problem]:
    """Each exercise has a clip or a picture of its start position, and every such picture is there."""
    file, media = library.root / "media" / "manifest.json", library.media
    for exercise in library.exercises.values():
        if exercise.id not in media.clips and exercise.position not in media.positions:
            yield Problem(file, 1, exercise.id, "has no clip and its position has no picture")
    posters = [(name, clip.poster) for name, clip in media.clips.items()]
    posters += [(str(name), still.poster) for name, still in media.positions.items()]
    for name, poster in posters:
        if not _is_there(file, poster):
            yield Problem(file, 1, name, f"{poster} is missing")


def every_clip_is_there(library: Library) -> Iterator[Problem]:
    """Each clip belongs to an exercise, and its files, captions, other views and other figures are there."""
    file = library.root / "media" / "manifest.json"
    for name, clip in library.media.clips.items():
        if name not in library.exercises:
            yield Problem(file, 1, name, "is not an exercise")
        first = (clip, *clip.variants.values())
        views = (*first, *(view.second for view in first if view.second))
        names = (clip.captions, *(part for view in views for part in (view.clip, view.poster)))
        yield from (Problem(file, 1, name, f"{part} is missing") for part in names if not _is_there(file, part))


def every_recording_is_there(library: Library) -> Iterator[Problem]:
    """Each sentence that has been recorded has its file."""
    file = library.root / "media" / "manifest.json"
    for sentence, name in library.media.voice.items():
        if not _is_there(file, name):
            yield Problem(file, 1, sentence, f"{name} is missing")


CHECKS: tuple[Check, ...] = (
    sources_exist,
    exercises_refer_to_what_exists,
    routines_refer_to_what_exists,
    swaps_refer_to_what_exists,
    conditions_refer_to_what_exists,
    rules_name_known_facts,
    answers_state_known_facts,
    rules_return_to_a_question,
    every_exercise_has_a_picture,
    every_clip_is_there,
    every_recording_is_there,
    swaps_make_no_circle,
    swaps_keep_the_point,
    routines_suit_their_own_conditions,
)


def _is_there(manifest: Path, name: str) -> bool:
    return not name or (manifest.parent / name).is_file()


def _missing(file: Path, entry: str, field: str, names: Iterable[str], known: Iterable[str]) -> Iterator[Problem]:
    there = set(known)
    for name in names:
        if name not in there:
            yield _problem(file, entry or name, field, f"{name} does not exist")


def _problem(file: Path, entry: str, field: str, message: str) -> Problem:
    """A problem at the first line that mentions the entry."""
    lines = file.read_text("utf-8").splitlines() if file.is_file() else []
    line = next((n for n, text in enumerate(lines, 1) if entry and entry in text), 1)
    return Problem(file, line, field, message)


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


def _sourced(library: Library) -> Iterator[tuple[Path, str, tuple[str, ...]]]:
    root = library.root
    for exercise in library.exercises.values():
        yield root / "exercises" / f"{exercise.id}.yaml", "sources", exercise.sources
    for routine in library.routines.values():
        yield root / "routines" / f"{routine.id}.yaml", "sources", routine.sources
    lists = (
        ("focus_areas.yaml", library.focus_areas.values()),
        ("conditions.yaml", library.all_conditions),
        ("triage.yaml", library.all_rules),
        ("quiz.yaml", library.all_questions),
    )
    for name, entries in lists:
        for entry in entries:
            yield root / name, entry.id, entry.sources
    for swap in library.swap_list:
        yield root / "swaps.yaml", swap.exercise, swap.sources
    yield root / "ranking.yaml", "sources", library.ranking.sources


def _whens(library: Library) -> Iterator[tuple[Path, str, When]]:
    for rule in library.all_rules:
        yield library.root / "triage.yaml", rule.id, rule.when
    for condition in library.all_conditions:
        file = library.root / "conditions.yaml"
        short = condition.allows_only.when if condition.allows_only else None
        for when in (condition.when, condition.withholds_when, short):
            if when:
                yield file, condition.id, when
    for question in library.all_questions:
        if question.ask_when:
            yield library.root / "quiz.yaml", question.id, question.ask_when
