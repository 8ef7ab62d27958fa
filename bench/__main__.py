"""`python -m bench`: measure every page, print a table, write build/bench.json, exit 1 over budget."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.load import Figures, PageFailed, Tab
from bench.report import over_budget, summary, table
from bench.servers import ROOT, lowback, stock
from tests.places import PLACES, cookie_header

ROUNDS, RERUNS, WARM_UP = 6, 8, 5


async def measure(base_url: str, cookies: dict[str, str], stock_url: str) -> tuple[dict[str, Figures], Figures]:
    """All pages and the yardstick in turns, so that a slow minute of the machine is slow for all."""
    yardstick = await Tab(stock_url, "/", "").open()
    tabs = {
        name: await Tab(base_url, place.path, cookie_header(cookies[place.person])).open()
        for name, place in PLACES.items()
    }
    for tab in (yardstick, *tabs.values()):
        await tab.rerun(WARM_UP)
        tab.figures.seconds.clear()
        tab.figures.sizes.clear()
    for _ in range(ROUNDS):
        for tab in (yardstick, *tabs.values()):
            await tab.rerun(RERUNS)
    for tab in (yardstick, *tabs.values()):
        await tab.close()
    return {name: tab.figures for name, tab in tabs.items()}, yardstick.figures


def main() -> int:
    """Run it; 0 when every page keeps its budget."""
    with (
        TemporaryDirectory() as ours,
        TemporaryDirectory() as theirs,
        stock(Path(theirs)) as stock_url,
        lowback(Path(ours)) as (base_url, cookies, start),
    ):
        try:
            pages, yardstick = asyncio.run(measure(base_url, cookies, stock_url))
        except PageFailed as failed:
            print(failed, file=sys.stderr)
            return 1
    figures = summary(pages, yardstick, start)
    print(table(figures))
    (ROOT / "build").mkdir(exist_ok=True)
    (ROOT / "build" / "bench.json").write_text(json.dumps(figures, indent=1) + "\n", "utf-8")
    for line in (over := over_budget(figures)):
        print(line, file=sys.stderr)
    return int(bool(over))


if __name__ == "__main__":
    sys.exit(main())
