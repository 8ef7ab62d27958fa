"""A session told by hand is checked field by field."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from lowback.diary.entry import EntryError, SessionInput, read_day
from lowback.words.answers import refused

TODAY = date(2026, 5, 20)


def told(**changes):
    details: dict[str, Any] = {
        "routine": "lower_back_base",
        "title": "Lower back workout",
        "day": date(2026, 5, 19),
        "minutes": 15,
        "zone": "Europe/London",
        "today": TODAY,
    }
    return SessionInput(**details | changes)


@pytest.mark.parametrize(
    ("field", "changes", "words"),
    [
        ("date", {"day": date(2026, 5, 21)}, "future"),
        ("date", {"day": date(2001, 1, 1)}, "ten years"),
        ("minutes", {"minutes": 0}, "between 1 and 240"),
        ("minutes", {"minutes": 241}, "between 1 and 240"),
        ("pain_before", {"pain_before": -1}, "Pain before"),
        ("pain_after", {"pain_after": 11}, "Pain after"),
        ("effort", {"effort": 11}, "Effort"),
        ("note", {"note": "x" * 10_000}, "at most 2,000"),
        ("routine", {"title": "  "}, "Choose"),
    ],
)
def test_what_cannot_be_kept_is_refused_by_a_sentence_that_names_the_field(field, changes, words):
    with pytest.raises(EntryError) as problem:
        told(**changes)

    assert problem.value.field == field
    assert words in refused(problem.value)


def test_the_widest_values_are_kept():
    entry = told(day=TODAY, minutes=240, pain_before=0, pain_after=10, note="x" * 2000)

    assert len(entry.note) == 2000


def test_a_day_told_by_hand_is_put_at_noon_where_the_person_was():
    assert told().started_at == datetime(2026, 5, 19, 11, tzinfo=UTC)


def test_a_day_is_read_as_year_month_day():
    assert read_day(" 2026-05-01 ") == date(2026, 5, 1)


@pytest.mark.parametrize("text", ["", "1 May", "01/05/2026", "2026-13-01", "2026-02-30"])
def test_a_day_written_otherwise_is_refused_with_an_example(text):
    with pytest.raises(EntryError) as problem:
        read_day(text)

    assert "for example 2026-11-05" in refused(problem.value)
