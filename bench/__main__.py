"""`python -m bench`: measure every page and the player, print a table, write build/bench.json, exit 1 over budget.

`--rounds 1` is a quick look whether all of it works; its times say little. `--parts player growth`: these only, and the
pages.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import first, growth, light, player, sessions
from bench.figures import ROOT, keep
from bench.load import Figures, PageFailed, Tab
from bench.report import over_budget, summary, table
from bench.servers import lowback, stock
from examples.places import PLACES, Place, cookie_header

ROUNDS, RERUNS, WARM_UP = 6, 8, 5
STOCK = Place("/", "Hello")
COUNTERS: Mapping[str, Callable[[str, Mapping[str, str], int], Mapping[str, float]]] = {
    "first": first.count, "player": player.count,
}  # fmt: skip
"""What walks through the running app, given its address, its people's cookies and the rounds, and counts;
report.CEILINGS says how much is too much."""
ALONE: Mapping[str, Callable[[int], Mapping[str, float]]] = {
    "light": light.count, "growth": growth.count, "sessions": sessions.count,
}  # fmt: skip
"""What starts servers of its own."""
PARTS = (*COUNTERS, *ALONE)


async def measure(
    base_url: str, cookies: dict[str, str], stock_url: str, rounds: int = ROUNDS
) -> tuple[dict[str, Figures], Figures]:
    """All pages and the yardstick in turns, so that a slow minute of the machine is slow for all."""
    yardstick = await Tab(stock_url, STOCK, "").open()
    tabs = {
        name: await Tab(base_url, place, cookie_header(cookies[place.person])).open() for name, place in PLACES.items()
    }
    for tab in (yardstick, *tabs.values()):
        await tab.rerun(WARM_UP)
        tab.figures.seconds.clear()
        tab.figures.sizes.clear()
    for _ in range(rounds):
        for tab in (yardstick, *tabs.values()):
            await tab.rerun(RERUNS)
    for tab in (yardstick, *tabs.values()):
        await tab.close()
    return {name: tab.figures for name, tab in tabs.items()}, yardstick.figures


def main(rounds: int, target: Path, parts: Collection[str]) -> int:
    """Run the pages and these parts; 0 when every page keeps its budget and every count its ceiling."""
    counted: dict[str, float] = {}
    with (
        TemporaryDirectory() as ours,
        TemporaryDirectory() as theirs,
        stock(Path(theirs)) as stock_url,
        lowback(Path(ours)) as (base_url, cookies, start, _),
    ):
        try:
            pages, yardstick = asyncio.run(measure(base_url, cookies, stock_url, rounds))
        except PageFailed as failed:
            print(failed, file=sys.stderr)
            return 1
        for name, counter in COUNTERS.items():
            counted |= counter(base_url, cookies, rounds) if name in parts else {}
    for name, count in ALONE.items():
        counted |= count(rounds) if name in parts else {}
    figures = summary(pages, yardstick, start, counted)
    print(table(figures))
    keep(figures, target)
    for line in (over := over_budget(figures)):
        print(line, file=sys.stderr)
    return int(bool(over))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="how often each page is measured")
    parser.add_argument("--into", type=Path, default=ROOT / "build" / "bench.json", help="where the figures go")
    parser.add_argument("--parts", nargs="*", default=PARTS, choices=PARTS, help="what to measure beside the pages")
    asked = parser.parse_args()
    sys.exit(main(asked.rounds, asked.into, asked.parts))
