"""The library, read and checked: the only one that the program works with."""

from __future__ import annotations

from pathlib import Path

from lowback.checks.lint import problems_in
from lowback.library.library import Library, content_root, read_library
from lowback.library.parse import ContentError


def load_library(root: Path | None = None) -> Library:
    """The checked library.

    Raises:
        ContentError: something under content/ is broken; one line per problem, with file, line, field.
    """
    library = read_library(root or content_root())
    if problems := problems_in(library):
        raise ContentError(tuple(problems))
    return library
