"""The buttons that part this browser, or every other one, from the diary."""

from __future__ import annotations

from pathlib import Path

from lowback.ui.components import register
from lowback.web.browsers import LEAVE, PART

_browsers = register(Path(__file__).parent)


def browsers(others: str, this: str, unsent: str, *, sure: bool, key: str = "browsers") -> None:
    """Draw both with these labels; the one for this browser is open where the person is `sure`.

    `unsent` is said where a session is still on this device and cannot be sent.
    """
    ways = {"others": {"address": PART, "label": others}, "this": {"address": LEAVE, "label": this}}
    _browsers(key=key, data=ways | {"sure": sure, "unsent": unsent})
