"""What many people have in common is worked out once, and forgotten together with the library it is about."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar, TypeVarTuple, cast

from lowback.library.library import Library
from lowback.library.pauses import USUAL, Pace

Case = TypeVarTuple("Case")
Found = TypeVar("Found")

_AS_MANY = 1 << 15


class Kitchen:
    """A library at one pace, and what was found out about it; made once, beside the library."""

    def __init__(self, library: Library, pace: Pace = USUAL) -> None:
        paced = library if pace == USUAL else library.at(pace)
        self.library, self.pace = paced, pace
        # Owned by this kitchen: a cache of a module would hold every library there ever was.
        self._known: Callable[..., Any] = lru_cache(maxsize=_AS_MANY)(lambda find, *case: find(paced, *case))

    def once(self, find: Callable[[Library, *Case], Found], *case: *Case) -> Found:
        """What `find` says about the library and this case."""
        return cast(Found, self._known(find, *case))
