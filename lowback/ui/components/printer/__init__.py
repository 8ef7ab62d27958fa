"""A button that prints the page."""

from __future__ import annotations

from pathlib import Path

from lowback.ui.components import register

_printer = register(Path(__file__).parent)


def printer(label: str, *, key: str = "printer") -> None:
    """Draw the button."""
    _printer(key=key, data={"label": label})
