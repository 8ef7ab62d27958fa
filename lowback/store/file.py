"""The one file of an SQLite diary: made so that only its owner reads it, and told from any that takes its name."""

from __future__ import annotations

import os
import secrets
import sqlite3
from contextlib import closing, suppress
from pathlib import Path

from sqlalchemy.engine import URL

from lowback.store.errors import StoreUnavailable

WAL = "-wal"
"""What SQLite adds to the name of the file in which changes wait."""
PARTS = ("", WAL, "-shm")
_OWN = 0o770
"""No access for everybody else on the machine; what a group may do is for the owner to say."""


class DiaryFile:
    """A file, remembered as it was when it was first opened."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._opened: tuple[int, int] | None = None
        self._changes_wait_beside = False

    def open(self, *, wal: bool) -> None:
        """A connection has it open now, with its changes in a file beside it or not."""
        if self._opened is None:
            self._opened = _identity(self.path)
        self._changes_wait_beside = wal

    def check(self, *, connected: bool) -> None:
        """What has the name now is what was opened; before that anything is. `connected`: a connection is open.

        Raises:
            StoreUnavailable: it was deleted, replaced or its folder is gone; what is written would be lost.
        """
        if self._opened is None:
            return
        beside = self.path.with_name(self.path.name + WAL)
        lost = connected and self._changes_wait_beside and not beside.exists()
        if lost or _identity(self.path) != self._opened:
            raise StoreUnavailable("gone")


def file_of(url: URL) -> Path | None:
    """The file of an SQLite database; None when it lives in memory or elsewhere."""
    if url.get_backend_name() != "sqlite" or url.database in (None, "", ":memory:"):
        return None
    return Path((url.database or "").removeprefix("file:"))


def make_file(path: Path) -> None:
    """The file is there, and nobody else on the machine may read it.

    Raises:
        StoreUnavailable: it cannot be made, or holds nothing where a diary should be.
    """
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            _begin(path)
        empty = path.stat().st_size == 0
    except (OSError, sqlite3.Error) as error:
        raise StoreUnavailable("away") from error
    if empty:
        raise StoreUnavailable("empty")
    _close_to_others(path)


def writable(path: Path) -> bool:
    """Whether the file and its folder may be written."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _begin(path: Path) -> None:
    # A whole file is linked into place, so that nobody who starts at the same time finds an empty one.
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    os.close(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    try:
        with closing(sqlite3.connect(draft)) as connection:
            connection.execute("PRAGMA journal_mode = WAL")
        with suppress(FileExistsError):
            os.link(draft, path)
    finally:
        draft.unlink()


def _close_to_others(path: Path) -> None:
    for part in PARTS:
        # Whoever is not the owner may not change this, and need not.
        with suppress(OSError):
            file = path.with_name(path.name + part)
            file.chmod(file.stat().st_mode & _OWN)


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
