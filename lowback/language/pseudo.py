"""English in disguise: every letter has an accent and every sentence is longer, so that a test sees what was missed."""

from __future__ import annotations

import re

_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ACCENTED = "åƀçðéƒĝĥîĵķļɱñöþɋŕšţûṽŵẋýžÅƁÇÐÉƑĜĤÎĴĶĻⱮÑÖÞɊŔŠŢÛṼŴẊÝŽ"
_DISGUISE = str.maketrans(_PLAIN, _ACCENTED)
# What is no language: places for values, icons and signs of markdown, entities, tags and addresses.
_CODE = re.compile(r"(\{[^}]*\}|:material/\w+:|:\w+(?=\[)|&\w+;|(?<=\])\([^)]*\)|</?\w[^>]*>|https?://\S+)")
MORE = 0.3
"""By so much it is longer, as German is."""


def disguised(text: str) -> str:
    """The text as a language that nobody speaks writes it."""
    parts = _CODE.split(text)
    # What is split by a pattern with one group has the pattern's own finds at the odd places.
    words = [part if place % 2 else part.translate(_DISGUISE) for place, part in enumerate(parts)]
    letters = sum(character.isalpha() for character in "".join(parts[::2]))
    return "".join(words) + "·" * round(MORE * letters) if letters > 1 else "".join(words)
