"""The shapes that content comes in: one thing a file, a list of things, things by name, or a folder of files."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from lowback.library.parse import Problem, Reader, Where, read_list, read_mapping, read_one

Entry = tuple[Path, Where, Any]
"""The file of one entry, the way to it in that file, and what it is in the library: its id, or its place."""


@dataclass(frozen=True, slots=True)
class Part(ABC):
    """A file, or a folder of files, whose entries all fit one model."""

    file: str
    model: Any
    may_be_empty: bool = False

    def read(self, root: Path, problems: list[Problem], reader: Reader | None = None) -> Any:
        """What is written there, after adding what is wrong to `problems`."""
        before = len(problems)
        found = self._read(root, problems, reader)
        if not found and not self.may_be_empty and len(problems) == before:
            problems.append(Problem(root / self.file, 1, "file", "has nothing in it"))
        return found

    @abstractmethod
    def _read(self, root: Path, problems: list[Problem], reader: Reader | None = None) -> Any:
        """What is written there, whether or not it is enough."""

    @abstractmethod
    def entries(self, root: Path, held: Any) -> Iterator[Entry]:
        """Where each entry of what was read stands."""


class Single(Part):
    """One thing in one file."""

    def _read(self, root: Path, problems: list[Problem], reader: Reader | None = None) -> Any:
        """The thing, or None."""
        return read_one(root / self.file, self.model, problems, reader)

    def entries(self, root: Path, held: Any) -> Iterator[Entry]:
        """The whole file."""
        yield root / self.file, (), None


class Several(Part):
    """A list of things in one file."""

    def _read(self, root: Path, problems: list[Problem], reader: Reader | None = None) -> Any:
        """The things, in the order an author wrote them."""
        return read_list(root / self.file, self.model, problems, reader)

    def entries(self, root: Path, held: Any) -> Iterator[Entry]:
        """Each place in the list."""
        yield from ((root / self.file, (number,), number) for number in range(len(held)))


class Listed(Part):
    """A list of things with ids in one file."""

    def _read(self, root: Path, problems: list[Problem], reader: Reader | None = None) -> Any:
        """The things by id, in the order an author wrote them."""
        found: dict[str, Any] = {}
        path = root / self.file
        for number, item in enumerate(read_list(path, self.model, problems, reader)):
            if item.id in found:
                problems.append(Problem.at(path, (number, "id"), f"{item.id} is written twice"))
            found[item.id] = item
        return MappingProxyType(found)

    def entries(self, root: Path, held: Any) -> Iterator[Entry]:
        """Each place in the list, with the id that stands there."""
        yield from ((root / self.file, (number,), name) for number, name in enumerate(held))


class Named(Part):
    """Things by name in one file."""

    def _read(self, root: Path, problems: list[Problem], reader: Reader | None = None) -> Any:
        """The things by name."""
        return MappingProxyType(read_mapping(root / self.file, self.model, problems, reader))

    def entries(self, root: Path, held: Any) -> Iterator[Entry]:
        """Each name."""
        yield from ((root / self.file, (name,), name) for name in held)


class Folder(Part):
    """A folder with a file for each thing, named as the thing's id."""

    def _read(self, root: Path, problems: list[Problem], reader: Reader | None = None) -> Any:
        """The things by id."""
        found: dict[str, Any] = {}
        for path in sorted((root / self.file).glob("*.yaml")):
            item = read_one(path, self.model, problems, reader)
            if item is not None and item.id != path.stem:
                problems.append(Problem.at(path, ("id",), f"{item.id} is not the file's name"))
            elif item is not None:
                found[item.id] = item
        return MappingProxyType(found)

    def entries(self, root: Path, held: Mapping[str, Any]) -> Iterator[Entry]:
        """Each file."""
        yield from ((root / self.file / f"{name}.yaml", (), name) for name in held)
