"""What a sentence, a number, a day and a list are in a language, and what is said where nobody has translated it."""

from __future__ import annotations

import re
from datetime import date

import pytest
from babel import Locale
from pydantic import TypeAdapter, ValidationError

from examples.contents import load_library
from lowback.language.languages import ENGLISH, GERMAN, LANGUAGES, Language, best_of
from lowback.language.pseudo import disguised
from lowback.language.speech import Speech, say, several, speaking, speech_in
from lowback.language.texts import Text

OFFERED = (ENGLISH, GERMAN)
PLAIN = re.compile(r"[A-Za-z]{3,}")


def test_english_is_spoken_until_something_else_is() -> None:
    assert say("Saved.") == "Saved."
    with speaking("en-XA"):
        assert say("Saved.").startswith("Šåṽéð.")
    assert say("Saved.") == "Saved."


@pytest.mark.parametrize(
    ("number", "words"),
    [(0, "0 minutes"), (1, "1 minute"), (2, "2 minutes"), (1.5, "1.5 minutes"), (12_000, "12,000 minutes")],
)
def test_a_number_and_its_noun_go_together(number: float, words: str) -> None:
    assert several("{n} minute", "{n} minutes", number) == words


# English, German and one with more than two forms, from the collection that all of it rests on.
@pytest.mark.parametrize(
    ("rules", "forms"),
    [
        ("en_GB", {0: "other", 1: "one", 2: "other", 5: "other", 22: "other"}),
        ("de", {0: "other", 1: "one", 2: "other", 5: "other", 22: "other"}),
        ("pl", {0: "many", 1: "one", 2: "few", 5: "many", 22: "few"}),
    ],
)
def test_numbers_have_the_forms_of_their_language(rules: str, forms: dict[int, str]) -> None:
    plural = Locale.parse(rules).plural_form

    assert {number: plural(number) for number in forms} == forms


@pytest.mark.parametrize(
    ("tag", "pattern", "words"),
    [
        ("en", "d MMM", "9 Mar"),
        ("de", "d MMM", "9. März"),
        ("en", "yMMMMd", "9 March 2026"),
        ("de", "yMMMMd", "9. März 2026"),
        ("en", "EEEE", "Monday"),
        ("de", "EEEE", "Montag"),
        ("pl", "d MMM", "9 mar"),
        ("pl", "yMMMMd", "9 marca 2026"),
        ("pl", "EEEE", "poniedziałek"),
    ],
)
def test_a_day_is_written_as_people_write_it(tag: str, pattern: str, words: str) -> None:
    # Polish has no texts of ours, and is a language with cases.
    speech = Speech(LANGUAGES.get(tag, Language("pl", "Polski", "pl")))

    assert speech.day(date(2026, 3, 9), pattern) == words


def test_numbers_and_lists_follow_the_language() -> None:
    assert (speech_in("en").number(2.5), speech_in("de").number(2.5)) == ("2.5", "2,5")
    assert speech_in("en").listed(["mat", "chair", "wall"]) == "mat, chair and wall"
    assert speech_in("de").listed(["Matte", "Stuhl"], any_of=True) == "Matte oder Stuhl"


@pytest.mark.parametrize("tag", ["en", "de"])
def test_a_list_that_stands_by_itself_has_no_word_between_its_parts(tag: str) -> None:
    speech = speech_in(tag)

    assert (speech.row(["a", "b", "c"]), speech.row(["a"]), speech.row([])) == ("a, b, c", "a", "")
    assert (speech.in_turn(["a, b", "c"]), speech.in_turn([])) == ("a, b; c", "")


def test_a_name_inside_a_sentence_begins_small_where_the_language_has_it_so() -> None:
    assert speech_in("en").inside("Late pregnancy") == "late pregnancy"
    assert speech_in("de").inside("Späte Schwangerschaft") == "Späte Schwangerschaft"


def test_a_week_begins_on_monday_and_a_month_has_its_whole_name() -> None:
    assert (speech_in("en").weekdays[0], speech_in("de").weekdays[0]) == ("Mon", "Mo.")
    assert (speech_in("en").day(date(2026, 9, 1), "LLLL"), speech_in("de").day(date(2026, 3, 1), "LLLL")) == (
        "September", "März",
    )  # fmt: skip


def test_a_disguise_leaves_what_is_no_language() -> None:
    told = disguised("**Stop**, [read this](/help) :material/call: {name} &nbsp; <b>now</b> :small[so]")

    assert set(PLAIN.findall(told)) == {"help", "material", "call", "name", "nbsp", "small"}
    assert told.endswith("·····")


def test_every_text_of_the_content_is_in_disguise() -> None:
    library = load_library(language="en-XA")
    texts = [
        library.exercises["bridge"].breath, *library.exercises["bridge"].how, str(library.exercises["clam"].dose.limb),
        library.routines["desk_break"].name, *(rule.because for rule in library.all_rules),
        *(option.label for question in library.all_questions for option in question.options),
    ]  # fmt: skip

    assert [text for text in texts if PLAIN.search(re.sub(r"\{\w+\}", "", text))] == []


@pytest.mark.parametrize(
    ("written", "wrong"),
    [
        ({"en": "Call {number}.", "de": "Rufen Sie an."}, "the same {values}"),
        ({"en": "Call {number}.", "de": "Rufen Sie {nummer} an."}, "the same {values}"),
        ({"en": "Call.", "de": ""}, "needs its text"),
        ({"de": "Rufen Sie an."}, "one for each language"),
        ({"en": "Call.", "dee": "Rufen Sie an."}, "one for each language"),
    ],
)
def test_a_text_that_is_broken_in_one_language_is_broken_in_all(written: dict[str, str], wrong: str) -> None:
    with pytest.raises(ValidationError, match=re.escape(wrong)):
        TypeAdapter(Text).validate_python(written)


def test_what_keeps_somebody_safe_says_that_it_is_english_where_nobody_has_translated_it() -> None:
    rule, plain = (load_library(language=tag).all_rules[-1] for tag in ("de", "en"))

    assert rule.because in (f"(English:) {plain.because}", rule.because.removeprefix("(English:) "))
    assert rule.because


@pytest.mark.parametrize(
    ("chosen", "asked", "found"),
    [
        ("", "", "en"), ("", "de-AT,de;q=0.9,en;q=0.8", "de"), ("", "fr,de;q=0.5", "de"), ("en", "de", "en"),
        ("xx", "fr", "en"), ("", "en-US,en;q=0.9,de;q=0.8", "en"), ("en-XA", "", "en"), ("", "*", "en"),
        ("", ";;,", "en"),
    ],
)  # fmt: skip
def test_the_language_is_what_was_chosen_or_asked_for_among_those_offered(chosen: str, asked: str, found: str) -> None:
    assert best_of(OFFERED, chosen, asked).tag == found


def test_only_tests_speak_the_disguises() -> None:
    assert [tag for tag, language in LANGUAGES.items() if not language.pseudo] == ["en", "de"]
