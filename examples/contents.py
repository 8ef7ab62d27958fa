"""The library as it stands under content/, read and checked once in a process: many tests look at the same one."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from lowback.checks import load
from lowback.language.languages import ENGLISH
from lowback.library.library import Library, content_root


def load_library(language: str = ENGLISH.tag) -> Library:
    """The checked library with its texts in this language, as the app loads it."""
    return _loaded(content_root(), language)


@cache
def _loaded(root: Path, language: str) -> Library:
    return load.load_library(root, language)
