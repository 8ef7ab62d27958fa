"""Every model of the library, and every value whose type says more than its shape, with the place it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from lowback.library.ids import NamesFile, RefersTo, StatesFacts
from lowback.library.library import PARTS, Library
from lowback.library.parse import Problem, Where
from lowback.library.schema import Content

Marks = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """One value that an author wrote: where it stands, and what its type says of it."""

    file: Path
    where: Where
    value: Any
    marks: Marks = ()

    def problem(self, message: str, *field: int | str) -> Problem:
        """Something wrong with this value, or with one of its fields."""
        return Problem.at(self.file, (*self.where, *field), message)


def found_in(library: Library) -> Iterator[Found]:
    """Every model, reference and statement of facts under content/, file by file."""
    for name, hint in get_type_hints(Library, include_extras=True).items():
        if name not in PARTS:
            continue
        held = getattr(library, name)
        for file, where, key in PARTS[name].entries(library.root, held):
            if isinstance(held, Mapping):
                of_key, of_value = get_args(hint)
                yield from _walk(file, where, key, of_key)
                yield from _walk(file, where, held[key], of_value)
            else:
                yield from _walk(file, where, held if key is None else held[key], hint if key is None else _item(hint))


def _walk(file: Path, where: Where, value: Any, hint: Any) -> Iterator[Found]:
    """What is found in one value of this type."""
    hint, marks = _plain(hint)
    if value is None or not (marks or _holds(hint)):
        return
    if marks:
        yield Found(file, where, value, marks)
    if isinstance(value, Content):
        yield Found(file, where, value)
    for step, item, inner in _inside(value, hint):
        yield from _walk(file, (*where, step), item, inner)


def _inside(value: Any, hint: Any) -> Iterator[tuple[int | str, Any, Any]]:
    """The step to everything in a model, mapping or tuple, what stands there, and its type."""
    if isinstance(value, Content):
        yield from ((written, getattr(value, name), inner) for name, written, inner in _fields(type(value)))
    elif isinstance(value, Mapping):
        of_key, of_value = get_args(hint)
        for key, item in value.items():
            yield key, key, of_key
            yield key, item, of_value
    elif isinstance(value, tuple):
        yield from ((number, item, _item(hint)) for number, item in enumerate(value))


@cache
def _fields(model: type[Content]) -> tuple[tuple[str, str, Any], ...]:
    """Each field that may hold something to be found: its name, as an author writes it, and its type."""
    hints = get_type_hints(model, include_extras=True)
    fields = ((name, field.alias or name, hints[name]) for name, field in model.model_fields.items())
    return tuple(field for field in fields if _plain(field[2])[1] or _holds(_plain(field[2])[0]))


@cache
def _plain(hint: Any) -> tuple[Any, Marks]:
    """The type without "or None" and without what Annotated says of it, and our marks among that."""
    marks: Marks = ()
    while True:
        if get_origin(hint) is Annotated:
            hint, *said = get_args(hint)
            marks += tuple(mark for mark in said if isinstance(mark, RefersTo | NamesFile | StatesFacts))
        elif get_origin(hint) in (Union, UnionType) and len(some := _some(hint)) == 1:
            hint = some[0]
        else:
            return hint, marks


def _some(union: Any) -> tuple[Any, ...]:
    return tuple(part for part in get_args(union) if part is not type(None))


@cache
def _item(hint: Any) -> Any:
    """The type of what a tuple holds, which is of one kind."""
    return get_args(_plain(hint)[0])[0]


@cache
def _holds(hint: Any) -> bool:
    """True when a value of this type may hold a model or a marked value."""
    if isinstance(hint, type) and issubclass(hint, Content):
        return True
    parts = (_plain(part) for part in get_args(hint))
    return any(marks or _holds(inner) for inner, marks in parts)
