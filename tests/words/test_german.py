"""What keeps somebody safe is said in German, whole, with the same numbers and values as in English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from ruamel.yaml import YAML

from examples.contents import load_library
from lowback.language.languages import GERMAN
from lowback.library.library import content_root

Written = dict[str, str] | str
NO_WORDS = frozenset({
    "about", "ages", "ask_when", "asks", "classes", "code", "fact", "focus", "hangs_on", "id", "kind", "level",
    "not_sure", "number", "otherwise", "points", "position", "question", "section", "sets", "sources", "unit",
    "urgency", "urgent", "when",
})  # fmt: skip
"""Fields that hold no words of ours."""
VALUE = re.compile(r"\{\w+\}|\d+")


def raw(file: str) -> Any:
    """A content file as it is written."""
    return YAML(typ="safe").load(content_root() / f"{file}.yaml")


def texts(written: Any, where: str = "") -> Iterator[tuple[str, Written]]:
    """Every text below a value, with the way to it."""
    if isinstance(written, str) or (isinstance(written, dict) and "en" in written):
        yield where, written
    elif isinstance(written, dict | list):
        for name, inner in written.items() if isinstance(written, dict) else enumerate(written):
            if name not in NO_WORDS:
                yield from texts(inner, f"{where}.{name}")


ROUTINE = raw("routines/desk_break")
PIECES = {
    **{rule["id"]: rule for rule in raw("triage")},
    **{question["id"]: question for question in raw("quiz")},
    **{name: raw(name) for name in ("screens", "safety_check", "rescreen")},
    **{name: raw(f"exercises/{name}") for name in ROUTINE["items"]},
    "desk_break": {name: ROUTINE[name] for name in ("name", "summary", "how_often", "notes")},
}  # fmt: skip
"""Whatever is to be German as a whole: everything that keeps somebody safe, and one routine."""


@pytest.mark.parametrize("name", PIECES)
def test_every_text_is_german_too(name: str) -> None:
    assert [where for where, text in texts(PIECES[name]) if isinstance(text, str) or GERMAN.tag not in text] == []


@pytest.mark.parametrize("name", PIECES)
def test_numbers_and_values_are_the_same_in_german(name: str) -> None:
    both = [(text["en"], text["de"]) for _, text in texts(PIECES[name]) if isinstance(text, dict)]

    assert [text for text in both if len({tuple(sorted(VALUE.findall(words))) for words in text}) > 1] == []


def test_nothing_that_keeps_somebody_safe_says_that_it_is_english() -> None:
    library = load_library(language=GERMAN.tag)
    said = repr((library.all_rules, library.all_questions, library.screens, library.safety_check, library.rescreen))

    assert re.findall(r"\(English:\)[^'\"]*", said) == []


def test_a_reason_completes_a_sentence() -> None:
    library = load_library(language=GERMAN.tag)
    told = [option.told for question in library.all_questions for option in question.options if option.told]
    clauses = [*(rule.because for rule in library.all_rules), *told]

    assert [words for words in clauses if words[-1] in ".!?" or words.startswith(("dass", "ob "))] == []
