"""What happens when another page or screen appears: it begins at its top, and its heading is read out."""

from __future__ import annotations

from pathlib import Path

from lowback.ui.components import register

_arrival = register(Path(__file__).parent)


def arrival(place: str, *, forget: bool = False, anew: bool = False, key: str = "arrival") -> None:
    """Tell the browser which screen this is; whenever that changes, the person has arrived somewhere.

    `forget`: everything was deleted, so this device forgets what it remembers, too. `anew`: the browser loads the app,
    which brings a new cookie.
    """
    _arrival(key=key, data={"place": place, "forget": forget, "anew": anew})
