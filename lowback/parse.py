"""Read one content file into its model; an error names file, line and field."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

M = TypeVar("M", bound=BaseModel)
REPOSITORY = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with the content."""

    file: Path
    line: int
    field: str
    message: str

    def __str__(self) -> str:
        parent = self.file.parent.name
        folder = "" if parent == "content" else f"{parent}/"
        place = f"content/{folder}{self.file.name}"
        if self.file.is_relative_to(REPOSITORY):
            place = self.file.relative_to(REPOSITORY).as_posix()
        return f"{place}:{self.line}: {self.field}: {self.message}"


class ContentError(Exception):
    """The content cannot be used; str() is one line per problem."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


def read_one(path: Path, model: type[M], problems: list[Problem]) -> M | None:
    """The file as one model, or None after adding what is wrong to `problems`."""
    raw = _raw(path, problems)
    return None if raw is None else _valid(raw, model, path, (), problems)


def read_list(path: Path, model: type[M], problems: list[Problem]) -> tuple[M, ...]:
    """The file as a list of models; broken entries are left out and added to `problems`."""
    raw = _raw(path, problems)
    if raw is not None and not isinstance(raw, list):
        problems.append(Problem(path, 1, "file", "should be a list"))
    entries = raw if isinstance(raw, list) else []
    valid = (_valid(item, model, path, (i,), problems) for i, item in enumerate(entries))
    return tuple(item for item in valid if item is not None)


def read_or_stop(path: Path, model: type[M]) -> M:
    """The file as one model.

    Raises:
        ContentError: it is missing, is not YAML, or does not fit.
    """
    problems: list[Problem] = []
    found = read_one(path, model, problems)
    if found is None:
        raise ContentError(tuple(problems))
    return found


def read_mapping(path: Path) -> dict[str, Any]:
    """The file as plain values by name.

    Raises:
        ContentError: it cannot be read, or is not a mapping.
    """
    problems: list[Problem] = []
    raw = _raw(path, problems)
    if not problems and not isinstance(raw, dict):
        problems.append(Problem(path, 1, "file", "should be a mapping"))
    if problems:
        raise ContentError(tuple(problems))
    return dict(raw)


def _raw(path: Path, problems: list[Problem]) -> Any:
    try:
        text = path.read_text("utf-8")
        if path.suffix == ".json":
            return json.loads(text)
        return YAML(typ="safe", pure=True).load(text)
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


def _valid(
    raw: Any, model: type[M], path: Path, place: tuple[int, ...], problems: list[Problem]
) -> M | None:
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        for item in error.errors():
            where = (*place, *item["loc"])
            field = ".".join(str(part) for part in item["loc"]) or "file"
            problems.append(Problem(path, line_of(path, where), field, item["msg"]))
        return None


def line_of(path: Path, where: tuple[int | str, ...]) -> int:
    """The line on which a field stands, found by reading the file again with its marks."""
    if path.suffix == ".json":
        return 1
    node: Any = YAML(typ="rt").load(path.read_text("utf-8"))
    line = 0
    for part in where:
        try:
            line = _line_inside(node, part)
            node = node[part]
        except (KeyError, IndexError, TypeError, AttributeError):
            break
    return line + 1


def _line_inside(node: Any, part: int | str) -> int:
    marks = node.lc.data[part]
    return int(marks[0])
