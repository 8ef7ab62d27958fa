"""The moving picture of the README: a day with Lowback in twenty seconds, as somebody with a phone sees it."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page

from examples.browser import settled

PERSON = "ready"
"""Did nothing today, and answered long enough ago for the check before a session."""
SKIPPED = 2
"""Exercises, so that the second one is one with a large movement."""
PICTURES_A_SECOND = 5
TIMES = 1.25
"""As much faster than the clock it is shown."""
TARGET = "moving.webp"


def _day(page: Page) -> Iterator[float]:
    """Today, the check before, how sore it is, two exercises, and the weeks: how many seconds each is looked at.

    Each begins once it is drawn.
    """
    page.goto("/")
    settled(page)
    yield 2.5
    page.get_by_role("button", name="Start").first.click()
    page.get_by_text("None of these").click()
    yield 1.5
    page.get_by_role("button", name="Continue").click()
    four = page.get_by_role("radio", name="4", exact=True)
    four.wait_for()
    yield 1.5
    four.check()
    silent, runs = page.locator("[data-do=silent]:visible"), page.locator("section.player[data-running=yes]")
    runs.wait_for()
    silent.click()
    yield 2
    page.locator("[data-do=later]").click()
    yield 3.5
    for _ in range(SKIPPED):
        page.locator("[data-do=skip]").click()
        yield 1.5
    page.locator("[data-do=later]").click()
    yield 6
    page.goto("/progress")
    settled(page)
    yield 2
    page.locator(".stMain").evaluate("main => main.scrollTo({ top: main.scrollTop + 380, behavior: 'smooth' })")
    yield 3.5


def move(page: Page, target: Path) -> None:
    """The day as one animated WebP, in real time and then a little faster."""
    frames: list[Image.Image] = []
    lengths: list[int] = []
    for seconds in _day(page):
        until = time.monotonic() + seconds
        while (begun := time.monotonic()) < until:
            frames.append(Image.open(io.BytesIO(page.screenshot())).convert("RGB"))
            page.wait_for_timeout(max(0.0, 1000 * (begun + 1 / PICTURES_A_SECOND - time.monotonic())))
            lengths.append(round(1000 * (time.monotonic() - begun) / TIMES))
    frames[0].save(
        target, "WEBP", save_all=True, append_images=frames[1:], duration=lengths, loop=0, quality=60, method=4
    )
    print(target, target.stat().st_size // 1024, "KB,", round(sum(lengths) / 1000), "seconds")
