"""How many people may tap once a second before a page is slow, beside stock; what a session holds, and what stays."""

from __future__ import annotations

import asyncio
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.film import percentile
from bench.load import Tab
from bench.servers import Served, lowback, stock
from examples.places import PLACES, Place, cookie_header

PAGES = ("quiz", "today", "progress")
SLOW_MS = 200
"""More than this, in one tap of twenty, is slow."""
PAUSE_S = 1.0
"""From one tap of a person to the next."""
TAPS_A_ROUND, MOST_TAPS, WARM_UP = 2, 4, 1
FIRST, MOST, CLOSE_ENOUGH = 4, 1024, 1.08
QUICK, QUICK_MOST = 2, 8
"""A quick look is content with a power of two, and does not look for more than a few."""
AT_ONCE = 10
"""Tabs that are opened together, so that opening them is no load of its own."""
HELD, EARLIER, VISITS = 200, 1_000, 5_000
Visit = tuple[str, Place, str]
"""A server's address, a page of it, and whose cookie."""


@dataclass
class Search:
    """The largest number of sessions at which a page is not slow: doubled until it is, then the gap is halved."""

    well: int = 0
    slow: int = 0
    close: float = CLOSE_ENOUGH
    most: int = MOST

    @property
    def next(self) -> int:
        """The number to try; 0 when it is found."""
        if not self.slow:
            return min(2 * self.well, self.most) or FIRST if self.well < self.most else 0
        if self.slow - self.well <= 1 or self.slow <= self.close * self.well:
            return 0
        return (self.well + self.slow) // 2

    def note(self, number: int, *, slow: bool) -> None:
        """What was found there."""
        if slow:
            self.slow = number
        else:
            self.well = number


def count(rounds: int) -> dict[str, float]:
    """The sessions that each page bears, as they are and as ratios to stock; then what they take of the memory."""
    with (
        TemporaryDirectory() as ours,
        TemporaryDirectory() as theirs,
        on_core(-1),
        stock(Path(theirs)) as stock_url,
        lowback(Path(ours)) as served,
        on_core(0),
    ):
        crowds = {"stock": (stock_url, Place("/", "Hello"), ""), **{page: _visit(served, page) for page in PAGES}}
        found = asyncio.run(_borne(crowds, rounds))
        memory = asyncio.run(_memory(served, rounds)) if served.memory_mb() else {}
    ratios = {f"sessions_ratio/{page}": round(found[page] / max(1, found["stock"]), 2) for page in PAGES}
    return {f"sessions/{page}": number for page, number in found.items()} | ratios | memory


def _visit(served: Served, page: str) -> Visit:
    place = PLACES[page]
    return served.url, place, cookie_header(served.cookies[place.person])


@contextmanager
def on_core(number: int) -> Iterator[None]:
    """What starts inside has this core for itself, where the system can say so: the one that asks slows no answer."""
    if not hasattr(os, "sched_setaffinity"):
        yield
        return
    before = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {sorted(before)[number]})
    try:
        yield
    finally:
        os.sched_setaffinity(0, before)


async def _borne(crowds: dict[str, Visit], rounds: int) -> dict[str, int]:
    """The number for each, one trial in turns, so that a slow minute of the machine is slow for all."""
    taps = min(rounds * TAPS_A_ROUND, MOST_TAPS)
    bounds = (CLOSE_ENOUGH, MOST) if rounds > 1 else (QUICK, QUICK_MOST)
    searches = {name: Search(close=bounds[0], most=bounds[1]) for name in crowds}
    while any(search.next for search in searches.values()):
        for name, search in searches.items():
            if number := search.next:
                # What else the machine does only ever adds time: slow is what is slow twice.
                slow = await _is_slow(*crowds[name], number, taps) and await _is_slow(*crowds[name], number, taps)
                search.note(number, slow=slow)
    return {name: search.well for name, search in searches.items()}


async def _is_slow(url: str, place: Place, cookie: str, number: int, taps: int) -> bool:
    tabs = await _opened(url, place, cookie, number)
    begin = time.perf_counter()
    await asyncio.gather(*(_tap(tab, begin + PAUSE_S * each / number, taps) for each, tab in enumerate(tabs)))
    milliseconds = [1000 * second for tab in tabs for second in tab.figures.seconds[WARM_UP:]]
    for tab in tabs:
        await tab.close()
    return percentile(95, milliseconds) > SLOW_MS


async def _tap(tab: Tab, begin: float, taps: int) -> None:
    for tap in range(WARM_UP + taps):
        await asyncio.sleep(max(0, begin + tap * PAUSE_S - time.perf_counter()))
        await tab.rerun(1)


async def _opened(url: str, place: Place, cookie: str, number: int) -> list[Tab]:
    tabs: list[Tab] = []
    while len(tabs) < number:
        few = (Tab(url, place, cookie).open() for _ in range(min(AT_ONCE, number - len(tabs))))
        tabs += await asyncio.gather(*few)
    return tabs


async def _memory(served: Served, rounds: int) -> dict[str, float]:
    """What one open session takes, and how much more the server holds after thousands that came and went."""
    visits = VISITS if rounds > 1 else AT_ONCE
    found: dict[str, float] = {}
    for page in PAGES:
        visit = _visit(served, page)
        await _come_and_go(visit, min(visits, HELD))
        before = served.memory_mb()
        tabs = await _opened(*visit, min(visits, HELD))
        found[f"session_mb/{page}"] = round((served.memory_mb() - before) / len(tabs), 3)
        for tab in tabs:
            await tab.close()
    await _come_and_go(visit, min(visits, EARLIER))
    before = served.memory_mb()
    await _come_and_go(visit, visits)
    return found | {"sessions_growth_mb": round(max(0, served.memory_mb() - before), 1)}


async def _come_and_go(visit: Visit, times: int) -> None:
    for _ in range(0, times, AT_ONCE):
        for tab in await _opened(*visit, AT_ONCE):
            await tab.close()
