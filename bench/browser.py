"""A phone in a real Chromium."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Playwright, ViewportSize

PHONE: ViewportSize = {"width": 390, "height": 844}
# Chromium will not use its sandbox as root, and containers have little /dev/shm.
FLAGS = ["--no-sandbox", "--disable-dev-shm-usage"]


@contextmanager
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """The browser that CHROMIUM names, while it is needed."""
    browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=FLAGS)
    yield browser
    browser.close()
