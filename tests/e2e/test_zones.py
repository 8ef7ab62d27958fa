"""Every chart and list of Progress names a person's own days, wherever in the world their browser is."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect

from lowback.diary.entry import SessionInput
from lowback.store.engine import open_engine
from lowback.store.sessions import Sessions
from lowback.web.cookie import COOKIE
from lowback.words.days import day_words
from tests.e2e.conftest import PHONE, UVICORN, prepared

SERVER = tuple("tests.e2e.clock_server:app" if word == "app:app" else word for word in UVICORN)
PERSON = "quick"
ZONES = {
    # A Monday noon some days after the clocks there changed, or would have.
    "Pacific/Kiritimati": date(2026, 4, 13),
    "Pacific/Auckland": date(2026, 4, 13),
    "Asia/Kolkata": date(2026, 4, 13),
    "Europe/London": date(2026, 4, 6),
    "America/Los_Angeles": date(2026, 3, 16),
    "Pacific/Honolulu": date(2026, 4, 13),
}
OFTEN = ("America/Los_Angeles",)
"""One on each side of Greenwich; the others are slow tests."""
SELDOM = [zone for zone in ZONES if zone not in OFTEN]
AXIS = re.compile(r"^\d{1,2} [A-Z][a-z]{2}( \d{4})?$")
CHARTS = "[data-testid=stVegaLiteChart]"
# The words under a chart and its marks of one kind, each with how far right it stands.
DRAWN = """(chart, marks) => [...chart.querySelectorAll(marks)].map((each) => {
  const box = each.getBoundingClientRect();
  return [box.x + box.width / 2, each.textContent];
})"""


@pytest.fixture
def opened(serve, visitor, tmp_path):
    """Progress of somebody with a session on each of these days there, at noon of today."""

    def open_(zone: str, today: date, days: list[date]) -> Page:
        noon = datetime.combine(today, time(12), ZoneInfo(zone)).astimezone(UTC)
        ahead = tmp_path / "ahead"
        ahead.write_text(str((noon - datetime.now(UTC)).total_seconds()), "utf-8")
        cookie: Any = {"name": COOKIE, "value": prepared(tmp_path)[PERSON]}
        engine = open_engine(f"sqlite:///{tmp_path / 'lowback.db'}")
        for day in days:
            entry = SessionInput("desk_break", "Desk break", day, 15, zone, today, 5, 3)
            Sessions(engine, PERSON, lambda: noon).log_by_hand(entry)
        engine.dispose()
        server = serve(*SERVER, data_dir=tmp_path, CLOCK_AHEAD=str(ahead))
        there = visitor(PHONE, base_url=server.url, timezone_id=zone)
        there.context.add_cookies([cookie | {"url": server.url}])
        there.page.goto("/progress?range=4w")
        expect(there.page.get_by_role("heading", name="Your sessions")).to_be_visible()
        page: Page = there.page
        return page

    return open_


def axis(page: Page, chart: int) -> dict[str, float]:
    """The days that are named on a chart's axis, in order, and how far right each stands."""
    drawn = page.locator(CHARTS).nth(chart)
    expect(drawn.locator("svg")).to_be_visible()
    found = drawn.evaluate(DRAWN, "svg text")
    return {words: x for x, words in found if AXIS.match(words)}


def days_of_pain(page: Page, year: int) -> list[datetime]:
    """When the scores stand in the pain chart, by its axis."""
    (name, begin), *_, (other, end) = axis(page, 0).items()
    first, last = (datetime.strptime(f"{day} {year}", "%d %b %Y") for day in (name, other))  # noqa: DTZ007 - on the wall
    marks = page.locator(CHARTS).first.evaluate(DRAWN, ".mark-symbol path")
    return sorted({first + (last - first) * ((x - begin) / (end - begin)) for x, _ in marks})


@pytest.mark.parametrize(
    "zone", [zone if zone in OFTEN else pytest.param(zone, marks=pytest.mark.slow) for zone in ZONES]
)
def test_axes_lists_and_tables_name_ones_own_days_on_both_sides_of_a_clock_change(opened, zone):
    today = ZONES[zone]
    mondays = [today - timedelta(weeks=n) for n in (3, 2, 1, 0)]
    page = opened(zone, today, mondays)

    named = [f"{day.day} {day:%b}" for day in mondays]
    assert list(axis(page, 1)) == named
    assert list(axis(page, 2)) == named
    noons = [datetime.combine(day, time(12)) for day in mondays]
    stand = days_of_pain(page, today.year)
    for noon in noons:
        assert any(abs(each - noon) < timedelta(hours=9) for each in stand), (noon, stand)
    assert all(min(abs(each - noon) for noon in noons) < timedelta(hours=9) for each in stand), stand
    for day in mondays:
        expect(page.get_by_text(re.compile(f"^{day_words(day, today)} · Desk break"))).to_be_visible()


def test_a_day_of_another_year_is_named_with_its_year_and_the_running_week_is_hollow(opened):
    today = date(2026, 1, 5)
    page = opened("Europe/London", today, [date(2025, 12, 22), date(2025, 12, 29), today])

    assert list(axis(page, 1))[-1] == "5 Jan"
    assert {"15 Dec 2025", "22 Dec 2025", "29 Dec 2025"} & set(axis(page, 1))
    bars = page.locator(CHARTS).nth(1).locator(".mark-rect path")
    fills = bars.evaluate_all("bars => bars.map((bar) => bar.getAttribute('fill'))")
    assert [fill == "transparent" for fill in fills] == [False, False, False, True], "the running week is hollow"
    expect(page.get_by_text(re.compile("^Mon 29 Dec 2025 · Desk break"))).to_be_visible()
    expect(page.get_by_text(re.compile("^Mon 5 Jan · Desk break"))).to_be_visible()
