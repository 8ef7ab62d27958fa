"""Whom to call for help, where the person is."""

from __future__ import annotations

import streamlit as st

from lowback.language.speech import say
from lowback.library.screens import EmergencyNumber, address_of, country_of
from lowback.ui.components.call import Country, call


def help_numbers(numbers: tuple[EmergencyNumber, ...], *, now: bool, lead: str = "") -> None:
    """What to do, one button to call for help where the person is, and the choice of where that is."""
    here = country_of(numbers, st.context.locale or "")
    call([_country(number, now=now, lead=lead) for number in numbers], numbers.index(here))


def _country(number: EmergencyNumber, *, now: bool, lead: str) -> Country:
    """Whom to call in one country: its emergency number, or its advice line for what can wait for hours."""
    called = number.number if now else number.urgent
    return {
        "country": number.country,
        "label": _label(called, None if now else number.urgent_name),
        "href": address_of(called) if called else None,
        "lead": number.fill(lead),
        "note": number.note or "",
    }


def _label(number: str | None, name: str | None) -> str:
    if name:
        return say("Call {number} ({name})", number=number, name=name)
    return say("Call {number}", number=number)
