"""Texts of content files: written in English, or in English and other languages by their tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from lowback.language.languages import ENGLISH, LANGUAGES, Language
from lowback.language.pseudo import disguised

_PLACE = re.compile(r"\{\w+\}")
_READ: ContextVar[Language] = ContextVar("read", default=ENGLISH)
NOT_TRANSLATED = "(English:) {text}"
"""A text of a safety rule that nobody has translated yet: said all the same, and seen to be another language."""


@contextmanager
def read_in(tag: str) -> Iterator[None]:
    """Content that is read inside of this block is in this language."""
    before = _READ.set(LANGUAGES[tag])
    try:
        yield
    finally:
        _READ.reset(before)


def is_text(written: object) -> bool:
    """Whether this is written as a text is: one sentence, or one for each language."""
    return isinstance(written, str) or (isinstance(written, dict) and ENGLISH.tag in written)


def _text(written: Any) -> Any:
    return _worded(written, "{text}")


def _safety_text(written: Any) -> Any:
    return _worded(written, NOT_TRANSLATED)


def _worded(written: Any, missing: str) -> Any:
    language = _READ.get()
    if isinstance(written, dict):
        return _picked(written, language, missing)
    if not isinstance(written, str) or language is ENGLISH:
        return written
    return disguised(written) if language.pseudo else missing.format(text=written)


def _picked(written: dict[Any, Any], language: Language, missing: str) -> Any:
    if ENGLISH.tag not in written or not set(written) <= set(LANGUAGES):
        raise ValueError("a text is one sentence, or one for each language: {en: ..., de: ...}")
    if any(not isinstance(text, str) or not text for text in written.values()):
        raise ValueError("each language needs its text")
    if any(_places(text) != _places(written[ENGLISH.tag]) for text in written.values()):
        raise ValueError("each language needs the same {values} as English")
    if language.tag in written:
        return written[language.tag]
    return _worded(written[ENGLISH.tag], missing)


def _places(text: str) -> set[str]:
    return set(_PLACE.findall(text))


Text = Annotated[str, BeforeValidator(_text), Field(min_length=1)]
SafetyText = Annotated[str, BeforeValidator(_safety_text), Field(min_length=1)]
"""What keeps somebody safe: where it is not translated it says that it is English."""
