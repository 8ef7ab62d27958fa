"""A phone in a real Chromium."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Playwright, ViewportSize

from examples.browser import ANYWHERE

PHONE: ViewportSize = {"width": 390, "height": 844}


@contextmanager
def chromium(playwright: Playwright) -> Iterator[Browser]:
    """The browser that CHROMIUM names, while it is needed."""
    browser = playwright.chromium.launch(executable_path=os.environ["CHROMIUM"], args=ANYWHERE)
    yield browser
    browser.close()
