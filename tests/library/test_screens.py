"""The numbers to call: which country a browser's languages name."""

from __future__ import annotations

import pytest

from examples.contents import load_library
from lowback.library.screens import address_of, country_of

NUMBERS = load_library().screens.emergency_numbers


@pytest.mark.parametrize(
    ("languages", "code"),
    [
        ("en-GB", "GB"),
        ("en-US,en;q=0.9", "US"),
        ("de", "DE"),
        ("de-AT,de;q=0.9,en-US;q=0.8", "AT"),
        ("en,de-CH;q=0.5", "CH"),
        ("nb-NO", "NO"),
        ("ca", "ZZ"),
        ("en", "ZZ"),
        ("", "ZZ"),
        ("*", "ZZ"),
        ("xx-ZZ;;,,", "ZZ"),
    ],
)
def test_a_language_says_where_somebody_is_only_when_it_names_a_country(languages: str, code: str) -> None:
    assert country_of(NUMBERS, languages).code == code


def test_only_where_it_is_called_so_is_it_accident_and_emergency() -> None:
    assert {number.code for number in NUMBERS if number.department == "A&E"} == {"GB", "IE"}


def test_a_number_is_dialled_without_its_spaces() -> None:
    assert address_of("1800 022 222") == "tel:1800022222"
