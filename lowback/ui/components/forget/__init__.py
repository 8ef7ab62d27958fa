"""The browser forgets everything of ours that it keeps on the device."""

from __future__ import annotations

from pathlib import Path

from lowback.ui.components import register

_forget = register(Path(__file__).parent)


def forget(otherwise: str, *, key: str = "forget") -> None:
    """Forget it; where the device keeps something all the same, say this."""
    _forget(key=key, data={"words": otherwise})
