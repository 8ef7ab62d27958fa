"""Our styles have a beginning and an end of a line, and no left or right: so a page can run from right to left."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import lowback

STYLES = sorted(
    path for path in Path(lowback.__file__).parent.rglob("*") if path.suffix == ".css" or path.name == "head.html"
)
NOTE = re.compile(r"/\*.*?\*/", re.DOTALL)
SIDE = re.compile(r"[^;{}]*\b(?:left|right)\b[^;{}]*")
FOUR = re.compile(r"(?:margin|padding|inset|border-(?:width|style|color)): *([^;{}]+)")
VALUE = re.compile(r"(?:[^\s()]|\((?:[^()]|\([^()]*\))*\))+")
OF_THE_WORLD = {
    "transform-origin: left": "the bar of an exercise fills as a film does, whatever the script (player.css)",
    "--edge: max(0.5rem, env(safe-area-inset-left), env(safe-area-inset-right))": "edges of a telephone",
}
"""What is left or right for everybody, and why."""


def sided(style: str) -> list[str]:
    """Everything in a style sheet that has a left or a right, by its name or by four values of which two differ."""
    plain = NOTE.sub("", style)
    named = [found.strip() for found in SIDE.findall(plain)]
    return named + [found[0] for found in FOUR.finditer(plain) if _uneven(found[1])]


def _uneven(values: str) -> bool:
    parts = VALUE.findall(values)
    return len(parts) == 4 and parts[1] != parts[3]


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.name)
def test_nothing_of_a_page_has_a_side(path: Path) -> None:
    assert [found for found in sided(path.read_text("utf-8")) if found not in OF_THE_WORLD] == []


def test_what_has_a_side_all_the_same_is_there() -> None:
    everywhere = [found for path in STYLES for found in sided(path.read_text("utf-8"))]

    assert sorted(set(everywhere)) == sorted(OF_THE_WORLD)


@pytest.mark.parametrize(
    "style",
    [
        "a { margin-left: 1px; }",
        "a { text-align: right }",
        "a{left:0}",
        "a { padding: 0 calc(1px + (2px)) 0 calc(2px + (2px)) }",
    ],
)
def test_every_way_to_have_a_side_is_seen(style: str) -> None:
    assert sided(style) != []


@pytest.mark.parametrize(
    "style", ["a { padding: 0 calc(1px + 2px) 3px calc(1px + 2px); }", "/* left */ a { inset: 0 }"]
)
def test_what_is_even_has_none(style: str) -> None:
    assert sided(style) == []
