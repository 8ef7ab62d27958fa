"""What can go wrong with the database, in words for the person."""

from __future__ import annotations

_BUSY = ("locked", "busy", "timeout", "timed out")
_READ_ONLY = ("readonly", "read-only")


class StoreUnavailable(Exception):  # noqa: N818 - the name the pages read: what is true, not what went wrong
    """The database cannot be used just now; the message is one plain sentence."""

    def __init__(self, cause: BaseException) -> None:
        super().__init__(_sentence(str(cause).lower()))


def _sentence(cause: str) -> str:
    if any(word in cause for word in _BUSY):
        return "Your saved data is busy, so please try again in a moment."
    if any(word in cause for word in _READ_ONLY):
        return "Nothing can be saved just now, because the data folder is read-only."
    return "We cannot reach your saved data just now, so please try again in a moment."
