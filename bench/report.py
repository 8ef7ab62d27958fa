"""From measurements to a table, a flat file of figures, and a verdict."""

from __future__ import annotations

from collections.abc import Mapping
from statistics import median, quantiles

from bench.load import Figures
from examples.places import PLACES

BUDGET = 0.5
TIGHTER = {"quiz": 0.3, "quiz-new": 0.3}
GROWS = ("today", "plan", "progress-4w", "progress-3m", "progress-6m", "progress-all")
"""The pages that must not cost more with a longer diary (bench/growth.py)."""
CEILINGS: dict[str, float] = {
    "first/taps": 20,
    "first/screens": 12,
    "first/words": 900,
    "first/bytes": 650_000,
    "first/h1_ratio/near": 0.5,
    "first/h1_ratio/far": 0.8,
    "first/progress_ratio": 1.5,
    **{f"first/cls/{page}": 0.1 if page == "progress" else 0.05 for page in PLACES},
    "player/bytes_per_event": 2000,
    "player/step_gap_ms_p95": 65,
    "player/step_per_loop_loaded": 1.25,
    "player/film_count_apart_ms_p99": 80,
    "player/drift_ms_20min": 50,
    "player/routine_bytes_cold": 4_000_000,
    "player/routine_bytes_warm": 100_000,
    "sessions_growth_mb": 20,
    **{f"growth_time/{page}": 1.3 for page in GROWS},
    **{f"growth_bytes/{page}": 1.2 for page in GROWS},
}
"""The largest that a counted figure may be, by its name (`first/taps`); one that was not counted is over it, too."""
FLOORS: dict[str, float] = {"sessions_ratio/quiz": 8, "sessions_ratio/today": 5, "sessions_ratio/progress": 3}
"""The smallest that a counted figure may be (bench/sessions.py)."""
STEP, LOOP, LOOPS_A_STEP = "player/step_gap_ms_p95", "player/loop_gap_ms_p95", 1.25
"""On a machine that has other things to do, a step from clip to clip is held against a film that begins again."""

COUNTED = ("first/", "player/", "growth_", "session")


def milliseconds(seconds: list[float]) -> tuple[float, float]:
    """The middle and the 95th percentile."""
    return round(median(seconds) * 1000, 1), round(quantiles(seconds, n=20)[-1] * 1000, 1)


def summary(
    pages: dict[str, Figures], stock: Figures, start: float, counted: Mapping[str, float] | None = None
) -> dict[str, float]:
    """Every figure by name, e.g. `rerun_ratio/plan`, and those that were counted as they are."""
    stock_p50, stock_p95 = milliseconds(stock.seconds)
    figures: dict[str, float] = {
        "stock_rerun_ms_p50": stock_p50,
        "stock_rerun_ms_p95": stock_p95,
        "start_s": round(start, 2),
    }
    for name, page in pages.items():
        p50, p95 = milliseconds(page.seconds)
        figures[f"rerun_ratio/{name}"] = round(p50 / stock_p50, 3)
        figures[f"rerun_ms_p50/{name}"] = p50
        figures[f"rerun_ms_p95/{name}"] = p95
        figures[f"bytes/{name}"] = int(median(page.sizes))
        figures[f"first_bytes/{name}"] = page.first_bytes
    return figures | dict(counted or {})


def table(figures: dict[str, float]) -> str:
    """One line a page, slowest first."""
    names = [key.partition("/")[2] for key in figures if key.startswith("rerun_ratio/")]
    slowest_first = sorted(names, key=lambda name: -figures[f"rerun_ratio/{name}"])
    lines = [f"{'page':16} {'p50 ms':>8} {'p95 ms':>8} {'bytes':>8} {'ratio':>7} {'budget':>7}"]
    lines += [
        f"{name:16} {figures[f'rerun_ms_p50/{name}']:8.1f} {figures[f'rerun_ms_p95/{name}']:8.1f}"
        f" {figures[f'bytes/{name}']:8.0f} {figures[f'rerun_ratio/{name}']:7.3f} {budget(name):7.2f}"
        for name in slowest_first
    ]
    stock = f"{figures['stock_rerun_ms_p50']:8.1f} {figures['stock_rerun_ms_p95']:8.1f}"
    most = ceilings(figures)
    counts = [
        f"{name}: {figure:.8g}"
        + (f" (at most {most[name]:.8g})" if name in most else "")
        + (f" (at least {FLOORS[name]:.8g})" if name in FLOORS else "")
        for name, figure in figures.items()
        if name.startswith(COUNTED)
    ]
    return "\n".join([*lines, f"{'stock':16} {stock} {'':8} {1:7.3f}", f"start: {figures['start_s']:.2f} s", *counts])


def ceilings(figures: Mapping[str, float]) -> dict[str, float]:
    """CEILINGS, as they are on the machine that these figures come from."""
    found = dict(CEILINGS)
    if STEP in found:
        found[STEP] = max(found[STEP], LOOPS_A_STEP * figures.get(LOOP, 0))
    return found


def budget(page: str) -> float:
    """The largest share of a stock rerun that this page may take."""
    return TIGHTER.get(page, BUDGET)


def over_budget(figures: dict[str, float]) -> list[str]:
    """One line for each page that is too slow, and each count that is too high or missing."""
    slow = [
        f"{name} takes {ratio} of a stock rerun; its budget is {budget(name)}"
        for key, ratio in figures.items()
        if (name := key.partition("/")[2]) and key.startswith("rerun_ratio/") and ratio > budget(name)
    ]
    high = [f"{name} is {figures[name]:.8g}; its ceiling is {most:.8g}"
            for name, most in ceilings(figures).items() if figures.get(name, 0) > most]  # fmt: skip
    low = [f"{name} is {figures[name]:.8g}; its floor is {least:.8g}"
           for name, least in FLOORS.items() if figures.get(name, least) < least]  # fmt: skip
    return slow + high + low + [f"{name} was not counted" for name in (*CEILINGS, *FLOORS) if name not in figures]
