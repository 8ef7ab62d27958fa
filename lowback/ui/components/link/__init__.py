"""A button that copies the address of a page of ours; where the browser refuses, the address is shown instead."""

from __future__ import annotations

from pathlib import Path

from lowback.language.speech import say
from lowback.ui.components import register

_link = register(Path(__file__).parent)


def link(label: str, page: str, *, key: str = "link") -> None:
    """Draw the button; `page` is the address as seen from any page, e.g. "routine?id=bridge"."""
    words = {
        "label": label,
        "copied": say("Copied."),
        "refused": say("Your browser did not copy it. This is the link:"),
    }
    _link(key=key, data={"page": page, **words})
