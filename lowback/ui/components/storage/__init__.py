"""A sentence that stands only where the browser keeps nothing on the device: whether it does, it must try itself."""

from __future__ import annotations

from pathlib import Path

from lowback.ui.components import register

_storage = register(Path(__file__).parent)


def if_refused(words: str, *, key: str = "storage") -> None:
    """Say these words where storage is blocked or full."""
    _storage(key=key, data={"words": words})
