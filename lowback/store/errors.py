"""What can go wrong with the database: one word for the program, one true sentence for the person, to be said later."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Literal

from lowback.language.speech import later

Trouble = Literal[
    "away", "busy", "read_only", "full", "broken", "gone", "not_ours", "empty", "newer", "erased", "refused"
]

SENTENCES: Mapping[Trouble, str] = {
    "away": later("We cannot reach your saved data just now, so please try again in a moment."),
    "busy": later("Your saved data is busy, so please try again in a moment."),
    "read_only": later("Nothing can be saved just now, because the data folder is read-only."),
    "full": later("Nothing can be saved just now, because the disk is full."),
    "broken": later("The file with your saved data is broken. Whoever runs this app can bring back a copy of it."),
    "gone": later(
        "The file with your saved data is gone or was replaced, so nothing is read or saved until that is mended."
    ),
    "not_ours": later("The file where your saved data should be is something else, so nothing is read or saved."),
    "empty": later("The file where your saved data should be is empty, so nothing is read or saved."),
    "newer": later("Your saved data was written by a newer version of this app, so nothing is read or saved."),
    "refused": later("The database does not let this app read or save, until whoever runs it has set that right."),
    "erased": later("Everything of yours was deleted, so nothing is saved until you load this page anew."),
}
_SQLITE: Mapping[int, Trouble] = {
    sqlite3.SQLITE_BUSY: "busy",
    sqlite3.SQLITE_LOCKED: "busy",
    sqlite3.SQLITE_READONLY: "read_only",
    sqlite3.SQLITE_FULL: "full",
    sqlite3.SQLITE_CORRUPT: "broken",
    sqlite3.SQLITE_NOTADB: "not_ours",
}
_POSTGRESQL: Mapping[str, Trouble] = {
    "25006": "read_only",
    "40001": "busy",
    "25P03": "busy",
    "25P04": "busy",
    "40P01": "busy",
    "42501": "refused",
    "53100": "full",
    "53300": "busy",
    "55P03": "busy",
    "57014": "busy",
    "XX001": "broken",
    "XX002": "broken",
}
"""By the code that PostgreSQL gives (its manual, appendix A)."""
_BASE_CODE = 0xFF
"""SQLite puts what exactly it was above the lowest byte."""


class StoreUnavailable(Exception):  # noqa: N818 - the name the pages read: what is true, not what went wrong
    """The database cannot be used just now; the message is one plain sentence."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(SENTENCES[trouble])
        self.trouble = trouble


def trouble_of(cause: BaseException | None) -> Trouble:
    """What a driver's error means, by its code and never by its words."""
    return known_trouble(cause) or "away"


def known_trouble(cause: BaseException | None) -> Trouble | None:
    """The same; None when its code says nothing about the state of the database."""
    code = getattr(cause, "sqlite_errorcode", None)
    if isinstance(code, int):
        return _SQLITE.get(code & _BASE_CODE)
    return _POSTGRESQL.get(str(getattr(cause, "sqlstate", None)))
