"""The bench's arithmetic: medians, ratios, budgets, and what films did beside their count."""

from __future__ import annotations

import json
import re
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from streamlit.proto.Element_pb2 import Element

from bench import film, growth, player, report, sessions
from bench.figures import commit, keep
from bench.load import Figures, headings
from bench.relay import relay
from bench.report import budget, over_budget, summary, table
from lowback.session.script import Beat, Cut, Script, Work

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
    counted = dict.fromkeys(report.CEILINGS, 0) | report.FLOORS
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
    monkeypatch.setattr(report, "FLOORS", {})

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


SHOWN = (
    Cut(kind="in", first=0, frames=48),
    Cut(kind="hold", first=48, frames=24),
    Cut(kind="out", first=72, frames=48),
)
CYCLE = (Beat(kind="in", seconds=2), Beat(kind="hold", seconds=5), Beat(kind="out", seconds=2))


@pytest.mark.parametrize(
    ("place", "due"), [(0, 0), (1, 1), (2.5, None), (3, 7), (4.5, 8.5)], ids=["in", "half", "hold", "out", "late"]
)
def test_a_place_of_the_film_is_due_where_the_count_has_it(place: float, due: float | None) -> None:
    assert film.due_at(place, SHOWN, CYCLE, 24) == due


def test_a_film_that_shows_a_repetition_twice_is_due_twice() -> None:
    twice = (Cut(kind="move", first=0, frames=24), Cut(kind="move", first=24, frames=24))

    assert film.due_at(1.5, twice, (Beat(kind="move", seconds=1),), 24) == 0.5


def frames(*said: tuple[float, float, str]) -> list[film.Frame]:
    return [film.Frame(*each) for each in said]


def test_a_step_is_another_clip_and_a_loop_is_the_same_from_its_begin() -> None:
    seen = frames((0, 5.0, "a"), (40, 5.04, "a"), (100, 0.0, "a"), (140, 0.04, "a"), (190, 0.0, "b"))

    assert film.steps(seen) == [50]
    assert film.loops(seen) == [60]


def counts(*said: tuple[float, str, str]) -> list[film.Count]:
    return [film.Count(at, stage, "yes", "Bridge", "", repetition) for at, stage, repetition in said]


def session() -> Script:
    script = player.script()
    work = Work(seconds=18, label="", says=(), reps=2, seconds_per_rep=9, cycle=CYCLE, count="reps")
    bridge = script.items[0].model_copy(update={"title": "Bridge", "clip": "a", "parts": SHOWN, "stages": (work,)})
    return script.model_copy(update={"items": (bridge,)})


def test_the_film_is_held_against_the_number_from_when_that_came() -> None:
    seen = frames((500, 4.0, "a"), (2000, 1.1, "a"), (9930, 0.0, "a"), (9990, 1.0, "a"), (17900, 3.9, "a"))
    said = counts((0, "ready", ""), (1000, "work", "1"), (10000, "work", "2"), (19000, "ready", ""))

    late = [round(each) for each in film.apart(seen, said, session())]

    # Ahead of its number; begun before the next number came; and just in time. The one between was on its way.
    assert late == [-100, -70, 0]


def test_twenty_minutes_of_late_looks_do_not_add_up() -> None:
    stages = sum(len(item.stages) for item in player.script(20).items)

    assert stages > 25
    assert 0 < player.drift() <= report.CEILINGS["player/drift_ms_20min"]


def test_the_routine_that_is_measured_has_eight_exercises_in_fifteen_minutes() -> None:
    script = player.script()

    assert (len(script.items), script.minutes) == (8, 14)


def test_a_percentile_is_never_more_than_the_most_that_was_measured() -> None:
    assert film.percentile(95, [10, 20, 30]) == 29
    assert film.percentile(50, [10, 20, 30]) == 20


def test_a_relay_counts_what_comes_back() -> None:
    def address_of(url: str) -> tuple[str, int]:
        parts = urlsplit(url)
        return str(parts.hostname), int(parts.port or 0)

    with socket.create_server(("127.0.0.1", 0)) as server:
        host, port = server.getsockname()
        with relay(f"http://{host}:{port}") as between, socket.create_connection(address_of(between.url)) as browser:
            there, _ = server.accept()
            browser.sendall(b"how much?")
            assert there.recv(99) == b"how much?"
            there.sendall(b"so much")
            assert browser.recv(99) == b"so much"
            there.close()

    assert between.bytes == len(b"so much")


def test_a_step_may_take_a_little_longer_than_a_loop_where_both_are_slow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "CEILINGS", {report.STEP: 65})
    monkeypatch.setattr(report, "FLOORS", {})

    assert over_budget({report.STEP: 70, report.LOOP: 50}) == ["player/step_gap_ms_p95 is 70; its ceiling is 65"]
    assert over_budget({report.STEP: 99, report.LOOP: 80}) == []
    assert over_budget({report.STEP: 101, report.LOOP: 80}) == ["player/step_gap_ms_p95 is 101; its ceiling is 100"]


def test_what_grows_with_the_diary_has_a_ceiling_for_each_of_its_pages() -> None:
    assert set(report.GROWS) == set(growth.PLACES)
    assert {report.CEILINGS[f"growth_bytes/{page}"] for page in growth.PLACES} == {1.2}
    assert {report.CEILINGS[f"growth_time/{page}"] for page in growth.PLACES} == {1.3}


def test_what_a_busy_machine_adds_to_a_page_is_not_held_against_it() -> None:
    assert growth.undisturbed([0.02, 0.9, 0.02, 0.02, 3.0]) == 0.02


@pytest.mark.slow
def test_no_page_sends_more_for_a_diary_of_ten_years() -> None:
    # In a thread of its own: a browser of another test may have an event loop running in this one.
    with ThreadPoolExecutor(1) as alone:
        found = alone.submit(growth.count, rounds=1, many=4000).result()

    over = {name: figure for name, figure in found.items() if "bytes" in name and figure > report.CEILINGS[name]}
    assert over == {}
    assert set(found) == {f"growth_{what}/{page}" for what in ("time", "bytes") for page in growth.PLACES}


@pytest.mark.parametrize("bears", [0, 1, 3, 11, 100, 137, 5000])
def test_the_largest_number_of_sessions_is_found(bears: int) -> None:
    search, tried = sessions.Search(), []
    while number := search.next:
        tried.append(number)
        search.note(number, slow=number > bears)

    assert min(bears, sessions.MOST) / sessions.CLOSE_ENOUGH - 1 <= search.well <= bears
    assert len(tried) == len(set(tried)) < 20


def test_a_page_that_bears_too_few_sessions_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "CEILINGS", {})
    monkeypatch.setattr(report, "FLOORS", {"sessions_ratio/quiz": 8, "sessions_ratio/today": 5})

    figures = summary({"plan": page(10)}, STOCK, start=2, counted={"sessions_ratio/quiz": 7.5})

    assert over_budget(figures) == [
        "sessions_ratio/quiz is 7.5; its floor is 8",
        "sessions_ratio/today was not counted",
    ]
    assert table(figures).splitlines()[-1] == "sessions_ratio/quiz: 7.5 (at least 8)"


def test_figures_are_kept_with_the_commit_that_they_come_from(tmp_path: Path) -> None:
    keep({"kills/lost": 0}, tmp_path / "build" / "faults.json")

    kept = json.loads((tmp_path / "build" / "faults.json").read_text("utf-8"))
    assert kept == {"commit": commit(), "kills/lost": 0}
    assert re.fullmatch(r"[0-9a-f]{40}(-dirty)?|unknown", kept["commit"])
