"""What happens when another page or screen appears: it begins at its top, and its heading is read out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from lowback.ui.components import register

_arrival = register(Path(__file__).parent)


def arrival(
    place: str, *, done: Sequence[str] = (), anew: bool = False, language: str = "", key: str = "arrival"
) -> None:
    """Tell the browser which screen this is; whenever that changes, the person has arrived somewhere.

    `done`: drafts that are saved or given up, for this device to forget. `anew`: the browser loads the app anew, which
    brings a new cookie. `language`: from now on this browser is spoken to in it; the page is loaded anew.
    """
    _arrival(key=key, data={"place": place, "done": list(done), "anew": anew, "language": language})
