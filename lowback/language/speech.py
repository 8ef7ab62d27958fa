"""What is said in one language: sentences with their values, plurals, numbers, days and lists.

A sentence is written once, in English, where it is needed: `say("You are at {title}.", title=...)`. That is what
translators see in locale/*.po, and what is said where nothing is translated. Nothing is glued from halves.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, timedelta
from functools import cache, reduce
from io import BytesIO
from pathlib import Path

from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import NullTranslations, Translations

from lowback.language.languages import ENGLISH, LANGUAGES, Language
from lowback.language.pseudo import disguised

LOCALE = Path(__file__).parent / "locale"
LIST = LOCALE / "lowback.pot"
"""Every sentence there is, for translators: `make words`."""
_A_MONDAY = date(2024, 1, 1)
_ALONE = ("EEEE", "EEE", "LLLL")
"""Patterns of one part, for which there are no skeletons in every language."""


class Speech:
    """One language, ready to speak."""

    def __init__(self, language: Language) -> None:
        self.language = language
        self._locale = language.locale
        self._known = _translations(language)

    def say(self, sentence: str, /, **values: object) -> str:
        """The sentence with its values."""
        return self._filled(self.pattern(sentence), values)

    def several(self, one: str, many: str, number: float, /, **values: object) -> str:
        """The sentence for this number, which is its {n}."""
        # A half is never one, whatever a language's whole numbers do.
        whole = int(number) if number == int(number) else 2
        return self._filled(self.form(one, many, whole), {"n": number, **values})

    def pattern(self, sentence: str) -> str:
        """The sentence with its places for values."""
        return self._dressed(self._known.gettext(sentence))

    def form(self, one: str, many: str, number: int) -> str:
        """The sentence for this number with its places for values."""
        return self._dressed(self._known.ngettext(one, many, number))

    def number(self, value: float) -> str:
        """A number as it is written, with at most one place."""
        return str(format_decimal(value, "#,##0.#", locale=self._locale))

    def listed(self, parts: Iterable[str], *, any_of: bool = False) -> str:
        """Parts as a list in a sentence: all of them, or any of them."""
        wanted = list(parts)
        places = [f"{{{place}}}" for place in range(len(wanted))]
        pattern = format_list(places, style="or" if any_of else "standard", locale=self._locale)
        return self._dressed(pattern).format(*wanted)

    def row(self, parts: Iterable[str]) -> str:
        """Parts as a list that stands by itself: "mat, chair, wall"."""
        # The patterns for that are not whole in every language; how a list begins is.
        return _folded(self._locale.list_patterns["standard"]["start"].format, parts)

    def in_turn(self, parts: Iterable[str]) -> str:
        """Parts that may have commas of their own: "to sit, to stand; to walk"."""
        return _folded(lambda before, part: self.say("{before}; {part}", before=before, part=part), parts)

    def inside(self, name: str) -> str:
        """A name as it stands inside a sentence: English begins it small, German would write it wrong."""
        return name.lower() if self._locale.language == ENGLISH.tag else name

    def day(self, day: date, pattern: str) -> str:
        """A day by the parts that are wanted (CLDR skeletons: "d MMM", "MMMMd", "yMMMM", "EEEE"; "LLLL" is a month)."""
        if pattern in _ALONE:
            return self._dressed(format_date(day, pattern, locale=self._locale))
        return self._dressed(format_skeleton(pattern, day, locale=self._locale))

    @property
    def weekdays(self) -> tuple[str, ...]:
        """The short names of the days of a week, from Monday on."""
        return tuple(self.day(_A_MONDAY + timedelta(days=n), "EEE") for n in range(7))

    def _dressed(self, sentence: str) -> str:
        return disguised(sentence) if self.language.pseudo else sentence

    def _filled(self, sentence: str, values: dict[str, object]) -> str:
        if not values:
            return sentence
        written = {
            name: self.number(value) if isinstance(value, int | float) and not isinstance(value, bool) else value
            for name, value in values.items()
        }
        return sentence.format(**written)


@cache
def speech_in(tag: str) -> Speech:
    """The speech of a language, by its tag.

    Raises:
        KeyError: there is no such language.
    """
    return Speech(LANGUAGES[tag])


def _folded(join: Callable[[str, str], str], parts: Iterable[str]) -> str:
    first, *more = [*parts] or [""]
    return reduce(join, more, first)


def _translations(language: Language) -> NullTranslations:
    written = LOCALE / f"{language.tag}.po"
    if not written.exists():
        return NullTranslations()
    with written.open("rb") as file:
        catalogue = read_po(file, locale=language.rules)
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Translations(compiled)


_SPOKEN: ContextVar[Speech | None] = ContextVar("spoken", default=None)


def spoken() -> Speech:
    """The speech of whoever is spoken to just now: English until something else was said."""
    return _SPOKEN.get() or speech_in(ENGLISH.tag)


def speak(tag: str) -> None:
    """From now on, in this thread or task, speak this language."""
    _SPOKEN.set(speech_in(tag))


@contextmanager
def speaking(tag: str) -> Iterator[Speech]:
    """Speak this language inside of this block."""
    before = _SPOKEN.set(speech_in(tag))
    try:
        yield spoken()
    finally:
        _SPOKEN.reset(before)


def say(sentence: str, /, **values: object) -> str:
    """The sentence with its values, in the language that is spoken."""
    return spoken().say(sentence, **values)


def several(one: str, many: str, number: float, /, **values: object) -> str:
    """The sentence for this number, which is its {n}, in the language that is spoken."""
    return spoken().several(one, many, number, **values)


def later(sentence: str) -> str:
    """A sentence that is written here and said elsewhere: `say` it there. For the list that translators get."""
    return sentence
