"""The bench's arithmetic: medians, ratios, budgets."""

from __future__ import annotations

import pytest
from streamlit.proto.Element_pb2 import Element

from bench import report
from bench.load import Figures, headings
from bench.report import budget, over_budget, summary, table

STOCK = Figures(first_bytes=1000, seconds=[0.040] * 20, sizes=[1000] * 20)


def page(milliseconds: float) -> Figures:
    """A page whose every rerun takes this long."""
    return Figures(first_bytes=5000, seconds=[milliseconds / 1000] * 20, sizes=[2000] * 20)


def test_figures_are_flat_and_named_by_page() -> None:
    figures = summary({"plan": page(10)}, STOCK, start=2.345)

    assert figures["stock_rerun_ms_p50"] == 40
    assert figures["rerun_ratio/plan"] == 0.25
    assert figures["rerun_ms_p50/plan"] == 10
    assert figures["bytes/plan"] == 2000
    assert figures["start_s"] == pytest.approx(2.35, abs=0.01)
    assert all(isinstance(value, int | float) for value in figures.values())


def test_a_page_over_its_budget_is_named() -> None:
    counted = dict.fromkeys(report.CEILINGS, 1)
    figures = summary({"plan": page(21), "today": page(19)}, STOCK, start=2, counted=counted)

    assert over_budget(figures) == ["plan takes 0.525 of a stock rerun; its budget is 0.5"]


def test_the_quiz_has_a_tighter_budget() -> None:
    assert budget("quiz") == 0.3
    assert over_budget(summary({"quiz": page(13)}, STOCK, start=2))


def test_the_table_shows_the_slowest_page_first() -> None:
    lines = table(summary({"today": page(5), "plan": page(15)}, STOCK, start=2)).splitlines()

    assert [line.split()[0] for line in lines] == ["page", "plan", "today", "stock", "start:"]


def test_a_count_over_its_ceiling_is_named_and_so_is_one_that_nobody_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "CEILINGS", {"first/taps": 20, "first/words": 900, "first/screens": 12})

    figures = summary({"plan": page(10)}, STOCK, start=2, counted={"first/taps": 31, "first/words": 900})

    assert over_budget(figures) == ["first/taps is 31; its ceiling is 20", "first/screens was not counted"]
    assert table(figures).splitlines()[-2:] == ["first/taps: 31 (at most 20)", "first/words: 900 (at most 900)"]


def test_a_heading_is_a_title_or_the_title_of_one_of_our_components() -> None:
    title, smaller, ours, words = Element(), Element(), Element(), Element()
    title.heading.tag, title.heading.body = "h1", "Your plan"
    smaller.heading.tag, smaller.heading.body = "h2", "Your week"
    ours.bidi_component.json = '{"title": "Lower back workout"}'
    words.markdown.body = "Your plan"

    assert [headings(each) for each in (title, smaller, ours, words)] == [["Your plan"], [], ["Lower back workout"], []]
