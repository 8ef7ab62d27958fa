"""`make mutate-content`: make every small mistake in the content, one at a time, and see whether the start notices.

Nothing is written: each mistake is made in the values of one file, and the library is read and checked with them. A
mistake is noticed when a line names its file and its field; a changed number that is still in range is no mistake.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from lowback.checks.lint import problems_in
from lowback.library.library import PARTS, content_root, put_together
from lowback.library.parse import ContentError, Problem, Where, written
from lowback.person.facts import Facts

PROMISED = 99.0
CORES = 2
DROPPED = object()
ZERO_IS_FINE = {
    "level", "max_level", "start_level", "weight", "least", "at_least", "seconds_to_move", "seconds_between_sets",
} | set(Facts.model_fields)  # fmt: skip
"""Fields for which 0 is a number like any other."""
FREE = {"id", "props", "limb", "country", "name", "label", "said", "told", "title", "short", "doing"}
"""Fields that hold words, or say what a thing is called, and refer to nothing."""
CHOSEN = {
    "position", "kind", "level", "urgency", "section", "not_sure", "shows_side", "side_word", "unit", "is", "one_of",
    "time",
}  # fmt: skip
"""Fields with a word out of a short list."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One mistake: where, what stands there now, and of which kind it is."""

    kind: str
    file: Path
    where: Where
    value: Any
    renamed: bool = False

    def __str__(self) -> str:
        now = "dropped" if self.value is DROPPED else repr(self.value)
        return f"{self.file.name}: {'.'.join(map(str, self.where)) or 'file'} -> {now}"

    @property
    def field(self) -> str:
        """The field an author would look for."""
        return next((part for part in reversed(self.where) if isinstance(part, str)), "")


def mutants() -> tuple[Mutant, ...]:
    """Every mistake, file by file."""
    return tuple(mutant for file, raw in sorted(values().items()) for mutant in _mistakes(file, (), raw))


def noticed(mutant: Mutant) -> bool:
    """True when a line about the content says in which file and field the mistake is."""
    return any(
        problem.file == mutant.file and mutant.field in f"{problem.field} {problem.message}"
        for problem in said_of(mutant)
    )


def said_of(mutant: Mutant) -> Sequence[Problem]:
    """What the start says of the content with this mistake in it."""

    def reader(path: Path, _: list[Problem]) -> Any:
        raw = values()[path]
        return _changed(raw, mutant.where, mutant) if path == mutant.file else raw

    root, problems = content_root(), list[Problem]()
    there = mutant.file.relative_to(root)
    mine = {name for name, part in PARTS.items() if part.file in (str(there), str(there.parent))}
    parts = dict(_parts()) | {name: PARTS[name].read(root, problems, reader) for name in mine}
    return problems or problems_in(put_together(root, parts))


def survivors(tried: Sequence[Mutant]) -> Iterator[Mutant]:
    """The mistakes that nothing is said of."""
    with ProcessPoolExecutor(CORES) as pool:
        answers = pool.map(noticed, tried, chunksize=50)
        yield from (mutant for mutant, seen in zip(tried, answers, strict=True) if not seen)


@cache
def values() -> dict[Path, Any]:
    """What every file of the library says, read once."""
    root, problems = content_root(), list[Problem]()
    files = [file for part in PARTS.values() for file in _files(root / part.file)]
    found = {file: written(file, problems) for file in files}
    if problems:
        raise ContentError(tuple(problems))
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Try every mistake, or a sample; the exit status is 0 when enough of them are noticed."""
    parser = argparse.ArgumentParser(prog="python -m tools.mutate_content", description=__doc__)
    parser.add_argument("--sample", type=int, help="try only so many, drawn by chance")
    parser.add_argument("--seed", type=int, default=0, help="the chance they are drawn by")
    chosen = parser.parse_args(arguments)
    tried = mutants() if chosen.sample is None else sample(chosen.sample, chosen.seed)
    left = tuple(survivors(tried))
    for mutant in left:
        print(f"not noticed, {mutant.kind}: {mutant}")
    score = 100 * (1 - len(left) / len(tried))
    for kind, number in Counter(mutant.kind for mutant in tried).items():
        print(f"{kind}: {number - sum(mutant.kind == kind for mutant in left)} of {number}")
    print(f"{len(tried) - len(left)} of {len(tried)} mistakes noticed, {score:.1f} %")
    return int(score < PROMISED)


def sample(number: int, seed: int = 0) -> tuple[Mutant, ...]:
    """So many mistakes, the same for the same seed, in the order of the files."""
    every = mutants()
    drawn = Random(seed).sample(range(len(every)), number)  # noqa: S311 - a sample, not a secret
    return tuple(every[place] for place in sorted(drawn))


def _mistakes(file: Path, where: Where, value: Any) -> Iterator[Mutant]:
    """The mistakes that can be made in this value, and in all that is in it."""
    field = next((part for part in reversed(where) if isinstance(part, str)), "")
    if isinstance(value, list | dict):
        yield from _emptied(file, where, value, field)
        for step, item in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _renamed(file, (*where, step))
            yield from _mistakes(file, (*where, step), item)
    elif isinstance(value, str) and field not in FREE and (value in _ids() or field in CHOSEN):
        kind = "an id that is referred to is misspelt" if value in _ids() else "a word of a short list is misspelt"
        yield Mutant(kind, file, where, _misspelt(value))
    elif isinstance(value, int | float) and not isinstance(value, bool):
        wrong = (-1, 10**12) if field in ZERO_IS_FINE or file.name == "demo.yaml" else (-1, 10**12, 0)
        yield from (Mutant("a number is out of range", file, where, number) for number in wrong)


def _emptied(file: Path, where: Where, value: Any, field: str) -> Iterator[Mutant]:
    if field == "sources" and isinstance(value, list):
        yield Mutant("the last source is dropped", file, where, [])
        yield Mutant("the last source is dropped", file, where, DROPPED)
    elif isinstance(value, list) and value:
        yield Mutant("a list is emptied", file, where, [])


def _renamed(file: Path, where: Where) -> Iterator[Mutant]:
    """A field's own name, or the id that stands as one, is misspelt."""
    name = where[-1]
    if isinstance(name, str) and name.isidentifier():
        kind = "an id that is referred to is misspelt" if name in _ids() else "the name of a field is misspelt"
        yield Mutant(kind, file, where, _misspelt(name), renamed=True)


def _misspelt(word: str) -> str:
    return word + word[-1]


def _changed(raw: Any, where: Where, mutant: Mutant) -> Any:
    """The values with the mistake made; everything else is the same object."""
    if not where:
        return mutant.value
    step, rest = where[0], where[1:]
    if isinstance(raw, list):
        return [_changed(item, rest, mutant) if number == step else item for number, item in enumerate(raw)]
    if rest or not (mutant.renamed or mutant.value is DROPPED):
        return {name: _changed(item, rest, mutant) if name == step else item for name, item in raw.items()}
    if mutant.renamed:
        return {mutant.value if name == step else name: item for name, item in raw.items()}
    return {name: item for name, item in raw.items() if name != step}


@cache
def _parts() -> dict[str, Any]:
    """The library's parts as they are."""
    return {name: part.read(content_root(), [], lambda path, _: values()[path]) for name, part in PARTS.items()}


@cache
def _ids() -> frozenset[str]:
    """Every id that anything may refer to, as the files say it, and every fact."""
    return frozenset(Facts.model_fields) | frozenset(_ids_in(values().values()))


def _ids_in(found: Iterable[Any]) -> Iterator[str]:
    for value in found:
        if isinstance(value, dict):
            yield from (str(item) for name, item in value.items() if name == "id")
            yield from _ids_in(value.values())
        elif isinstance(value, list):
            yield from _ids_in(value)


def _files(place: Path) -> list[Path]:
    return sorted(place.glob("*.yaml")) if place.is_dir() else [place]


if __name__ == "__main__":
    sys.exit(main())
