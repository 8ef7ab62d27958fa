"""The button that calls for help, first, and below it the country, chosen without a keyboard."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TypedDict

from lowback.language.speech import say
from lowback.ui.components import register

_call = register(Path(__file__).parent)


class Country(TypedDict):
    """Whom to call in one country; without `href` there is nobody to call for this."""

    country: str
    label: str
    href: str | None
    lead: str
    note: str


def call(countries: Sequence[Country], here: int, *, key: str = "call") -> None:
    """Draw what to do, the button and the choice of country; it needs no answer from the server."""
    _call(key=key, data={"countries": list(countries), "here": here, "where": say("Where are you?")})
