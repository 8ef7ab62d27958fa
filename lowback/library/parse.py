"""Read one content file into its model; an error names file, line and field."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

M = TypeVar("M", bound=BaseModel)
T = TypeVar("T")
Where = tuple[int | str, ...]
"""The way to a field from the top of its file: names, and places in lists."""
REPOSITORY = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with the content."""

    file: Path
    line: int
    field: str
    message: str

    @classmethod
    def at(cls, file: Path, where: Where, message: str) -> Problem:
        """A problem with the field to which `where` leads from the top of the file."""
        return cls(file, line_of(file, where), _named(where), message)

    def __str__(self) -> str:
        parent = self.file.parent.name
        folder = "" if parent == "content" else f"{parent}/"
        place = f"content/{folder}{self.file.name}"
        if self.file.is_relative_to(REPOSITORY):
            place = self.file.relative_to(REPOSITORY).as_posix()
        return f"{place}:{self.line}: {self.field}: {self.message}"


Reader = Callable[[Path, list[Problem]], Any]
"""Gives what a file says as plain values, or None after saying what is wrong."""


class ContentError(Exception):
    """The content cannot be used; str() is one line per problem."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


def read_one(path: Path, model: type[M], problems: list[Problem], reader: Reader | None = None) -> M | None:
    """The file as one model, or None after adding what is wrong to `problems`."""
    raw = (reader or written)(path, problems)
    return None if raw is None else _valid(raw, model, path, (), problems)


def read_list(path: Path, model: type[M], problems: list[Problem], reader: Reader | None = None) -> tuple[M, ...]:
    """The file as a list of models; broken entries are left out and added to `problems`."""
    raw = (reader or written)(path, problems)
    if raw is not None and not isinstance(raw, list):
        problems.append(Problem(path, 1, "file", "should be a list"))
    entries = raw if isinstance(raw, list) else []
    valid = (_valid(item, model, path, (i,), problems) for i, item in enumerate(entries))
    return tuple(item for item in valid if item is not None)


def read_mapping(path: Path, model: type[T], problems: list[Problem], reader: Reader | None = None) -> dict[str, T]:
    """The file as models, or plain values of one type, by name; broken entries are left out."""
    raw = (reader or written)(path, problems)
    if raw is not None and not isinstance(raw, dict):
        problems.append(Problem(path, 1, "file", "should be a mapping"))
    entries = raw.items() if isinstance(raw, dict) else ()
    valid = {name: _valid(item, model, path, (name,), problems) for name, item in entries}
    return {name: item for name, item in valid.items() if item is not None}


def written(path: Path, problems: list[Problem]) -> Any:
    """What the file says as plain values, or None after adding what is wrong to `problems`."""
    try:
        text = path.read_text("utf-8")
        said = json.loads(text) if path.suffix == ".json" else YAML(typ="safe", pure=True).load(text)
        if said is None:
            problems.append(Problem(path, 1, "file", "is empty"))
        return said  # noqa: TRY300 - what may fail is one thing
    except OSError:
        problems.append(Problem(path, 1, "file", "cannot be read"))
    except json.JSONDecodeError as error:
        problems.append(Problem(path, error.lineno, "file", error.msg))
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        problems.append(Problem(path, line, "file", str(error.problem)))
    except (YAMLError, UnicodeDecodeError) as error:
        problems.append(Problem(path, 1, "file", str(error).split("\n")[0]))
    return None


def line_of(path: Path, where: Where) -> int:
    """The line on which a field stands, found by reading the file again with its marks."""
    try:
        text = path.read_text("utf-8")
    except OSError:
        return 1
    return _json_line(text, where) if path.suffix == ".json" else _yaml_line(text, where)


def _valid(raw: Any, model: type[T], path: Path, place: Where, problems: list[Problem]) -> T | None:
    try:
        return TypeAdapter(model).validate_python(raw)
    except ValidationError as error:
        problems.extend(Problem.at(path, (*place, *item["loc"]), item["msg"]) for item in error.errors())
        return None


def _named(where: Where) -> str:
    """The field in words; the line says which entry of a list it belongs to."""
    inside = where[1:] if where and isinstance(where[0], int) else where
    return ".".join(str(part) for part in inside) or "file"


def _yaml_line(text: str, where: Where) -> int:
    node: Any = _marked(text)
    line = 0
    for part in where:
        try:
            line = int(node.lc.data[part][0])
            node = node[part]
        except (KeyError, IndexError, TypeError, AttributeError):
            break
    return line + 1


@lru_cache(maxsize=4)
def _marked(text: str) -> Any:
    return YAML(typ="rt").load(text)


def _json_line(text: str, where: Where) -> int:
    """The line of a field in JSON that is laid out with an indent of two, as our tools write it."""
    at = 0
    for depth, part in enumerate(where, 1):
        found = text.find(f"\n{'  ' * depth}{json.dumps(part, ensure_ascii=False)}:", at)
        if found < 0:
            break
        at = found + 1
    return text.count("\n", 0, at) + 1
