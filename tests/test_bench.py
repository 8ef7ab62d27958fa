"""The bench's arithmetic: medians, ratios, budgets."""

from __future__ import annotations

import pytest

from bench.load import Figures
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
    figures = summary({"plan": page(21), "today": page(19)}, STOCK, start=2)

    assert over_budget(figures) == ["plan takes 0.525 of a stock rerun; its budget is 0.5"]


def test_the_quiz_has_a_tighter_budget() -> None:
    assert budget("quiz") == 0.3
    assert over_budget(summary({"quiz": page(13)}, STOCK, start=2))


def test_the_table_shows_the_slowest_page_first() -> None:
    lines = table(summary({"today": page(5), "plan": page(15)}, STOCK, start=2)).splitlines()

    assert [line.split()[0] for line in lines] == ["page", "plan", "today", "stock", "start:"]
