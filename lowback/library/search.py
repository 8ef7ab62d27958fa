"""Find routines and exercises by the words that people use.

A word that we know means itself and what begins like it; only a word that we do not know may be one letter off. What
has the most of the words comes first; then what people call so (content/search.yaml, or its own name), the longer the
phrase the better; then what has the words in its name. Nothing here knows who is asking.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

from lowback.library.catalogue import Exercise, Routine
from lowback.library.library import Library

_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset({
    "a", "about", "after", "all", "an", "and", "are", "at", "best", "can", "do", "exercise", "for", "from", "good",
    "have", "help", "how", "i", "in", "is", "it", "me", "my", "of", "on", "or", "pain", "routine", "sore", "that",
    "the", "to", "want", "what", "when", "with", "you", "your",
})  # fmt: skip
"""Words that say little by themselves: they count only where there are no others."""
_SHORTEST_START, _SHORTEST_TYPO = 3, 4

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A routine or an exercise that was found."""

    kind: Literal["routine", "exercise"]
    id: str


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, best first, and whether what was typed may be a danger sign."""

    hits: tuple[Hit, ...]
    help: bool


class _Entry(NamedTuple):
    hit: Hit
    called: dict[Phrase, int]
    """What people call it, and how far down it stands among what they mean by that."""
    name: frozenset[str]
    words: frozenset[str]
    """Every word that is said of it."""


@dataclass(frozen=True, slots=True)
class Index:
    """Everything that can be found, in the library's order, and every word that is known."""

    entries: tuple[_Entry, ...]
    help: tuple[Phrase, ...]
    known: frozenset[str]


def index(library: Library) -> Index:
    """What a library has to be found; worked out once."""
    called: dict[Hit, dict[Phrase, int]] = {}
    for words in library.search:
        hits = (*(Hit("routine", r) for r in words.routines), *(Hit("exercise", e) for e in words.exercises))
        for place, hit in enumerate(hits):
            called.setdefault(hit, {}).update({_split(said): place for said in words.said})
    entries = tuple(_entries(library, called))
    urgent = tuple(_split(said) for words in library.search if words.help for said in words.said)
    known = frozenset[str]().union(*(entry.words for entry in entries), *urgent)
    return Index(entries, urgent, known)


def find(shelf: Index, text: str) -> Found:
    """What these words find; nothing for no words."""
    typed = _split(text)
    asked = [_meant(word, shelf.known) for word in typed]
    meant = frozenset[str]().union(*asked)
    begun = frozenset(w for word in typed for w in meant if w != word and w.startswith(word)).difference(typed)
    ranked = [(_rank(entry, asked, begun, meant), n, entry.hit) for n, entry in enumerate(shelf.entries)]
    fewest = min((rank[0] for rank, _, _ in ranked), default=0)
    hits = tuple(hit for rank, _, hit in sorted(ranked) if rank[0] == fewest) if fewest < len(asked) else ()
    return Found(hits, any(_whole(phrase, meant) for phrase in shelf.help))


def twice(library: Library) -> Iterator[tuple[int, int, str]]:
    """The phrases that lead to two lists: only the later one would count. Its two places, and the phrase."""
    before: set[Phrase] = set()
    for number, words in enumerate(library.search):
        mine = {_split(said): (number, place, said) for place, said in enumerate(words.said)}
        if not words.help:
            yield from (place for phrase, place in mine.items() if phrase in before)
            before |= mine.keys()


def _entries(library: Library, called: dict[Hit, dict[Phrase, int]]) -> Iterator[_Entry]:
    for routine in library.routines.values():
        told = (library.conditions[name].name for name in routine.suits)
        yield _entry(Hit("routine", routine.id), routine, called, (routine.summary, *routine.notes, *told))
    for exercise in library.exercises.values():
        yield _entry(Hit("exercise", exercise.id), exercise, called, (exercise.purpose, *exercise.props))


def _entry(hit: Hit, thing: Routine | Exercise, called: dict[Hit, dict[Phrase, int]], texts: Iterable[str]) -> _Entry:
    name = _split(thing.name)
    phrases = called.get(hit, {}) | {name: 0}
    words = frozenset(word for text in texts for word in _split(text)).union(*phrases)
    return _Entry(hit, phrases, frozenset(name), words)


def _rank(
    entry: _Entry, asked: list[frozenset[str]], begun: frozenset[str], meant: frozenset[str]
) -> tuple[int, int, bool, int, int]:
    """How many words are missing; then its longest phrase, whole before begun; then words of its name."""
    missing = sum(entry.words.isdisjoint(each) for each in asked)
    in_name = sum(not entry.name.isdisjoint(each) for each in asked)
    own = [(-len(p), not begun.isdisjoint(p), place) for p, place in entry.called.items() if _whole(p, meant)]
    return (missing, *min(own, default=(0, True, 0)), -in_name)


def _whole(phrase: Phrase, meant: frozenset[str]) -> bool:
    return meant.issuperset(phrase)


def _meant(typed: str, known: frozenset[str]) -> frozenset[str]:
    """The words that somebody may mean who types this."""
    begins = len(typed) >= _SHORTEST_START and typed not in _SMALL
    found = frozenset(word for word in known if word == typed or (begins and word.startswith(typed)))
    if found or len(typed) < _SHORTEST_TYPO:
        return found
    return frozenset(word for word in known if len(word) >= _SHORTEST_TYPO and _one_letter_off(typed, word))


def _one_letter_off(one: str, other: str) -> bool:
    """Whether a letter is missing, too many or another, or two have changed places."""
    while one and other and one[0] == other[0]:
        one, other = one[1:], other[1:]
    while one and other and one[-1] == other[-1]:
        one, other = one[:-1], other[:-1]
    return max(len(one), len(other)) <= 1 or (len(one) == 2 and one == other[::-1])


def _split(text: str) -> Phrase:
    """The words of a text, without accents and plurals; without small ones, unless there are no others."""
    # An apostrophe is as good as none: child's, childs.
    whole = unicodedata.normalize("NFKD", re.sub("['\u2019]", "", text.casefold()))
    plain = "".join(c for c in whole if not unicodedata.combining(c))
    words = tuple(dict.fromkeys(_single(word) for word in _WORD.findall(plain)))
    return tuple(word for word in words if word not in _SMALL) or words


def _single(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
