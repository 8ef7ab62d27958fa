"""What a phone on a slow line waits for: bytes, the first heading beside stock, help, and what moves meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from bench.browser import chromium
from bench.servers import lowback, stock
from examples.browser import settled
from examples.places import PLACES, Place
from lowback.web.cookie import COOKIE

WINDOW: Any = {"width": 390, "height": 664}
SLOWER = 4
"""How much slower the processor of a phone is than the one that this runs on."""
BYTES_A_SECOND = 1_600_000 / 8
NEAR_MS, FAR_MS = 150, 562
"""There and back: a usual line, and one by satellite or in a train."""
LATENCIES = {"near": NEAR_MS, "far": FAR_MS}
TRIES, QUICK = 3, 2
"""How often each wait is measured; how many places a quick look opens."""
HEADING, HELP, CHART = ".stMain h1", "#get-help summary", ".stMain canvas, .stMain svg.marks"
# Shifts that nobody asked for, in the largest group of those that follow each other (web.dev/cls).
SHIFTS = """() => {
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const each of list.getEntries()) if (!each.hadRecentInput) shifts.push([each.startTime, each.value]);
  }).observe({ type: "layout-shift", buffered: true });
}"""


class Line(NamedTuple):
    """A page that is open on a line of this kind."""

    page: Page
    tools: CDPSession


@contextmanager
def on_a_line(browser: Browser, url: str, cookie: str, latency_ms: float | None) -> Iterator[Line]:
    """A new browser, as on a first visit; slow where a latency is given."""
    context = browser.new_context(viewport=WINDOW, has_touch=True, locale="en-GB")
    if cookie:
        context.add_cookies([{"name": COOKIE, "value": cookie, "url": url}])
    page = context.new_page()
    page.add_init_script(f"({SHIFTS})()")
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    if latency_ms is not None:
        line = {"latency": latency_ms, "downloadThroughput": BYTES_A_SECOND, "uploadThroughput": BYTES_A_SECOND}
        tools.send("Network.emulateNetworkConditions", {"offline": False, **line})
        tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    yield Line(page, tools)
    context.close()


def fetched(browser: Browser, url: str, place: Place, cookie: str) -> int:
    """Every byte of a first visit to this place, headers and all, until nothing more is asked for."""
    sizes: list[int] = []
    with on_a_line(browser, url, cookie, None) as line:
        line.tools.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
        line.page.goto(f"{url}{place.path}", wait_until="networkidle")
        settled(line.page)
    return sum(sizes)


def seconds_to(browser: Browser, url: str, cookie: str, latency_ms: float, *waits: str) -> list[float]:
    """How long each of these takes to be seen on a first visit on a slow line."""
    found = []
    with on_a_line(browser, url, cookie, latency_ms) as line:
        line.page.goto(url, wait_until="commit")
        for each in waits:
            line.page.locator(each).first.wait_for(timeout=120_000)
            found.append(line.page.evaluate("performance.now()") / 1000)
    return found


def shift(browser: Browser, url: str, place: Place, cookie: str) -> float:
    """How much of the window moves while the place is drawn for the first time (cumulative layout shift)."""
    with on_a_line(browser, url, cookie, NEAR_MS) as line:
        line.page.goto(f"{url}{place.path}", timeout=120_000)
        line.page.get_by_role("heading", level=1).first.wait_for(timeout=120_000)
        line.page.wait_for_load_state("networkidle", timeout=120_000)
        settled(line.page)
        return largest_window(line.page.evaluate("shifts"))


def largest_window(shifts: list[tuple[float, float]]) -> float:
    """The largest sum of shifts less than a second apart, within five (web.dev/cls)."""
    most, begun, last, total = 0.0, 0.0, float("-inf"), 0.0
    for at, value in shifts:
        if at - last > 1000 or at - begun > 5000:
            begun, total = at, 0.0
        last, total = at, total + value
        most = max(most, total)
    return most


def count(rounds: int) -> dict[str, float]:
    """The figures of a first visit, and Progress on a later one; stock and ours in turns."""
    with (
        TemporaryDirectory() as ours,
        TemporaryDirectory() as theirs,
        stock(Path(theirs)) as stock_url,
        lowback(Path(ours)) as (url, cookies, _, _),
        sync_playwright() as playwright,
        chromium(playwright) as browser,
    ):
        tries = TRIES if rounds > 1 else 1
        figures: dict[str, float] = {"first/bytes": fetched(browser, url, PLACES["today-new"], "")}
        for name, latency in LATENCIES.items():
            figures |= _waited(browser, url, cookies[PLACES["today"].person], stock_url, name, latency, tries)
        figures |= _drawn_again(browser, url, cookies["steady"], stock_url, tries)
        for name, place in list(PLACES.items())[: None if rounds > 1 else QUICK]:
            figures[f"first/cls/{name}"] = round(shift(browser, url, place, cookies.get(place.person, "")), 3)
    return figures


def _waited(
    browser: Browser, url: str, cookie: str, stock_url: str, name: str, latency_ms: float, tries: int
) -> dict[str, float]:
    ours, theirs = [], []
    for _ in range(tries):
        theirs += seconds_to(browser, stock_url, "", latency_ms, HEADING)
        ours.append(seconds_to(browser, url, cookie, latency_ms, HELP, HEADING))
    help_s, heading_s = (median(each) for each in zip(*ours, strict=True))
    seconds = {f"first/help_s/{name}": round(help_s, 2), f"first/h1_s/{name}": round(heading_s, 2)}
    return seconds | {f"first/h1_ratio/{name}": round(heading_s / median(theirs), 2)}


def _drawn_again(browser: Browser, url: str, cookie: str, stock_url: str, tries: int) -> dict[str, float]:
    """How long Progress with its first chart takes when its scripts are here, as a share of stock's heading."""
    ours, theirs = [], []
    for _ in range(tries):
        theirs.append(_again(browser, stock_url, "", HEADING))
        ours.append(_again(browser, f"{url}/progress", cookie, CHART))
    return {"first/progress_ratio": round(median(ours) / median(theirs), 2)}


def _again(browser: Browser, address: str, cookie: str, wanted: str) -> float:
    with on_a_line(browser, address, cookie, None) as line:
        line.page.goto(address)
        line.page.locator(wanted).first.wait_for()
        line.page.reload(wait_until="commit")
        line.page.locator(wanted).first.wait_for()
        return float(line.page.evaluate("performance.now()"))
