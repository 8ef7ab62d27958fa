"""`python -m lowback assess` with any bytes at all: one answer a line, each one line of JSON, and nothing stops it."""

from __future__ import annotations

import io
import json
import sys

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import lowback.__main__
from lowback.person.facts import Facts
from tests.answer_space import looked_at, people
from tests.fuzz.odd import CASES, LIBRARY, VALUES

BOM = b"\xef\xbb\xbf"
TRIED = CASES // 2
TOGETHER = 8
KEYS = st.sampled_from(tuple(Facts.model_fields))
FACTS = people | st.dictionaries(KEYS, VALUES, max_size=6)
REPEATED = st.lists(st.tuples(KEYS, st.integers(0, 9)), max_size=4).map(
    lambda pairs: "{" + ", ".join(f'"{key}": {value}' for key, value in pairs) + "}"
)
LINES = st.one_of(
    FACTS.map(lambda facts: json.dumps(facts).encode()),
    FACTS.map(lambda facts: BOM + json.dumps(facts).encode()),
    REPEATED.map(str.encode),
    st.binary(max_size=40),
    VALUES.map(lambda value: json.dumps(value).encode()),
).map(lambda line: line.replace(b"\n", b" ").replace(b"\r", b" "))
tried: list[int] = []


def assessed(text: bytes) -> list[dict[str, object]]:
    """What the command answers when this stands on its standard input."""
    with pytest.MonkeyPatch.context() as patch, io.TextIOWrapper(io.BytesIO(text), "utf-8") as given_:
        patch.setattr(lowback.__main__, "load_library", lambda: LIBRARY)
        patch.setattr(sys, "stdin", given_)
        patch.setattr(sys, "stdout", said := io.StringIO())
        lowback.__main__.main(["assess"])
    # Only this ends a line of JSON; what Python takes for an end, too, may stand in one.
    return [json.loads(line) for line in said.getvalue().split("\n") if line]


@looked_at(TRIED // TOGETHER)
@given(st.lists(LINES, min_size=TOGETHER, max_size=TOGETHER))
@example([BOM + b'{"age": 40}', b'{"age": 40}', b"\xff\xfe", b"\x85", "\u2028".encode(), b'{"\\u0085": null}'])
def test_every_line_that_is_not_blank_has_one_answer(lines: list[bytes]) -> None:
    answers = assessed(b"\n".join(lines))

    tried.extend(1 for _ in lines)
    assert len(answers) == sum(bool(line.decode("utf-8", "replace").strip("\ufeff").strip()) for line in lines)
    assert all(("error" in answer) != ("triage" in answer) for answer in answers)


def test_a_mark_at_the_beginning_of_a_file_changes_no_answer() -> None:
    line = b'{"numbness_saddle": true}'

    assert assessed(BOM + line + b"\n" + BOM + line) == assessed(line + b"\n" + line)


def test_what_is_no_text_stops_nothing() -> None:
    answers = assessed(b'{"age": 40}\n\xff\xfe\x00\n{"age": 40}')

    assert ["error" in answer for answer in answers] == [False, True, False]


def test_a_line_with_a_hundred_thousand_keys_twice_is_one_error() -> None:
    keys = ", ".join(f'"k{number}": 1' for number in range(100_000))

    (answer,) = assessed(f"{{{keys}, {keys}}}".encode())

    assert str(answer["error"]).startswith("k0: given twice; k1: given twice")
    assert len(str(answer["error"])) < 3000


def test_so_many_lines_were_tried(figures: dict[str, float]) -> None:
    figures["fuzz/assess_lines"] = len(tried)

    assert len(tried) > TRIED - TOGETHER
