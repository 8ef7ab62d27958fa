"""Coroutines run in a thread of their own: a browser of another test may have left a loop in this one."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def apart(work: Coroutine[Any, Any, T]) -> T:
    """What this comes to, or the error it ends in."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()
