"""What many people have in common is worked out once, and forgotten together with the library it is about."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar, TypeVarTuple, cast

from lowback.library.library import Library

Case = TypeVarTuple("Case")
Found = TypeVar("Found")

_AS_MANY = 1 << 15


class Kitchen:
    """A library, and what was found out about it; made once, beside the library."""

    def __init__(self, library: Library) -> None:
        self.library = library
        # Owned by this kitchen: a cache of a module would hold every library there ever was.
        self._known: Callable[..., Any] = lru_cache(maxsize=_AS_MANY)(lambda find, *case: find(library, *case))

    def once(self, find: Callable[[Library, *Case], Found], *case: *Case) -> Found:
        """What `find` says about the library and this case."""
        return cast(Found, self._known(find, *case))
