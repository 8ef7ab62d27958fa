"""A mistake in the content is noticed when the app starts, whichever it is."""

from collections import Counter
from pathlib import Path

import pytest

from lowback.library.library import content_root
from tools.mutate_content import Mutant, mutants, noticed, said_of, sample

KINDS = {
    "an id that is referred to is misspelt",
    "a word of a short list is misspelt",
    "the name of a field is misspelt",
    "the last source is dropped",
    "a list is emptied",
    "a number is out of range",
}


def test_a_hundred_small_mistakes_are_each_named_with_file_and_field():
    assert [str(mutant) for mutant in sample(100) if not noticed(mutant)] == []


def test_mistakes_of_every_kind_are_made_in_every_file():
    every = mutants()

    assert set(Counter(mutant.kind for mutant in every)) == KINDS
    touched = {mutant.file for mutant in every}
    # These two hold sentences and nothing that refers to anything.
    words = {content_root() / "spoken.yaml", content_root() / "reading_exceptions.yaml"}
    assert {file for file in _files() if file not in touched} <= words


def test_the_same_seed_draws_the_same_mistakes():
    assert sample(20, seed=3) == sample(20, seed=3)
    assert sample(20, seed=3) != sample(20, seed=4)


@pytest.mark.parametrize(("value", "seen"), [(0.5, True), (0.02, False)])
def test_a_number_that_is_still_right_is_not_said_to_be_a_mistake(value, seen):
    changed = Mutant("a number", content_root() / "ranking.yaml", ("props",), value)

    assert bool(said_of(changed)) == seen


def _files() -> list[Path]:
    root = content_root()
    folders = [file for folder in ("exercises", "routines") for file in (root / folder).glob("*.yaml")]
    return [*root.glob("*.yaml"), *folders, root / "media/manifest.json"]
