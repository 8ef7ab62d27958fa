"""Which languages there are: English whole, others as far as they are translated, and two that only tests speak."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from types import MappingProxyType

from babel import Locale, negotiate_locale


@dataclass(frozen=True, slots=True)
class Language:
    """One language: its tag for browsers, its own name, and whose rules it follows for plurals, numbers and days."""

    tag: str
    name: str
    rules: str
    reviewed: bool = True
    """Whether somebody who knows both language and subject has read the translation."""
    rtl: bool = False
    """Whether it runs from right to left."""

    @property
    def locale(self) -> Locale:
        """Its rules, as the Unicode consortium collects them (CLDR)."""
        return Locale.parse(self.rules)

    @property
    def direction(self) -> str:
        """Which way it runs, as HTML says it."""
        return "rtl" if self.rtl else "ltr"

    @property
    def pseudo(self) -> bool:
        """Whether it is English in disguise, by which tests see what is not translated."""
        return "-X" in self.tag


ENGLISH = Language("en", "English", "en_GB")
GERMAN = Language("de", "Deutsch", "de", reviewed=False)
ACCENTED = Language("en-XA", "Åççéñţéð", "en_GB")
MIRRORED = Language("ar-XB", "Ɱîŕŕöŕéð", "en_GB", rtl=True)
CHOSEN = "language"
"""The cookie that keeps which one was chosen; it says nothing about a person."""
LANGUAGES = MappingProxyType({each.tag: each for each in (ENGLISH, GERMAN, ACCENTED, MIRRORED)})


def best_of(offered: Iterable[Language], wanted: str, header: str) -> Language:
    """The language that was chosen, else the first that a browser's Accept-Language header asks for, else English."""
    here = {each.tag: each for each in offered}
    if wanted in here:
        return here[wanted]
    asked = [part.partition(";")[0].strip() for part in header.split(",")]
    found = negotiate_locale([each.split("-")[0] for each in asked if each], list(here), sep="-")
    return here.get(found or "", ENGLISH)
