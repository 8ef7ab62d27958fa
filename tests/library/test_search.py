"""What people type finds what they look for, with a letter wrong as well."""

from __future__ import annotations

import pytest
from ruamel.yaml import YAML

from lowback.library.search import find, index
from tests.answer_space import LIBRARY
from tests.conftest import ROOT

SHELF = index(LIBRARY)
CASES: dict[str, str] = YAML(typ="safe").load(ROOT / "tests" / "cases" / "search.yaml")


def first(text: str) -> str:
    """What stands first for these words."""
    return find(SHELF, text).hits[0].id


def slips(text: str) -> list[str]:
    """The text with one letter of its longest word wrong, in four ways, unless that is a word again."""
    word = max(text.split(), key=len)
    middle = len(word) // 2
    before, at, after = word[:middle], word[middle], word[middle + 1 :]
    wrong = [before + after, before + at + at + after, f"{before}q{after}", before + after[:1] + at + after[1:]]
    return [text.replace(word, each) for each in wrong if not any(known.startswith(each[:-1]) for known in SHELF.known)]


def test_there_are_forty_words() -> None:
    assert len(CASES) >= 40


@pytest.mark.parametrize("typed", CASES)
def test_what_is_looked_for_stands_first(typed: str) -> None:
    assert first(typed) == CASES[typed]
    assert first(typed.upper() + "?") == CASES[typed]


@pytest.mark.parametrize("typed", [typed for typed in CASES if len(max(typed.split(), key=len)) > 4])
def test_one_wrong_letter_is_forgiven(typed: str) -> None:
    assert slips(typed)
    assert {slip: first(slip) for slip in slips(typed)} == dict.fromkeys(slips(typed), CASES[typed])


@pytest.mark.parametrize("words", LIBRARY.search, ids=lambda words: words.said[0])
def test_every_word_of_the_content_leads_to_its_list(words) -> None:
    meant = [*words.routines, *words.exercises]

    assert [(said, first(said)) for said in words.said if meant] == [(said, meant[0]) for said in words.said if meant]
    assert all(find(SHELF, said).help for said in words.said if words.help)


@pytest.mark.parametrize("thing", [*LIBRARY.routines.values(), *LIBRARY.exercises.values()], ids=lambda t: t.id)
def test_everything_is_found_by_its_own_name(thing) -> None:
    assert first(thing.name) == thing.id


def test_a_word_that_is_being_typed_finds_what_it_may_become() -> None:
    assert first("sciat") == "sciatica_settle"


@pytest.mark.parametrize("typed", ["", "  ", "?!", "xylophone", "a"])
def test_what_says_nothing_finds_nothing(typed: str) -> None:
    assert find(SHELF, typed).hits == ()


def test_words_that_may_be_a_danger_sign_are_noticed() -> None:
    assert find(SHELF, "numb between my legs").help
    assert find(SHELF, "I cannot pee").help
    assert not find(SHELF, "What can I do at my desk?").help


def test_of_several_words_what_has_the_most_of_them_is_found() -> None:
    assert first("pregnant and at a desk xylophone") in ("late_pregnancy", "desk_break")
    assert first("seated pelvic tilt please") == "pelvic_tilt_seated"
