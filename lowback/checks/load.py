"""The library, read and checked: the only one that the program works with."""

from __future__ import annotations

from pathlib import Path

from lowback.checks.lint import problems_in
from lowback.language.languages import ENGLISH
from lowback.language.texts import read_in
from lowback.library.library import Library, content_root, read_library
from lowback.library.parse import ContentError, Reader


def load_library(root: Path | None = None, language: str = ENGLISH.tag, reader: Reader | None = None) -> Library:
    """The checked library, with its texts in this language as far as they are translated; `reader` gives its files.

    Raises:
        ContentError: something under content/ is broken; one line per problem, with file, line, field.
    """
    with read_in(language):
        library = read_library(root or content_root(), reader)
    if problems := problems_in(library):
        raise ContentError(tuple(problems))
    return library
