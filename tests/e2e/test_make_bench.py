"""`make bench`, in its shortest form: by itself, because it takes longer than all else that `make` offers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from examples.places import PLACES
from tests.e2e.test_make import make


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_one_round_of_the_bench_measures_every_page(tmp_path: Path) -> None:
    done = make("bench", f"BENCH=--rounds 1 --into {tmp_path / 'bench.json'}", home=tmp_path)

    # How fast they are says nothing here, on a machine that has other things to do.
    failed = [
        line for line in done.stdout.splitlines() if " led to " in line or " shows " in line or "Traceback" in line
    ]
    assert failed == []
    figures = json.loads((tmp_path / "bench.json").read_text("utf-8"))
    assert figures.pop("commit")
    assert {name for name in figures if name.startswith("rerun_ratio/")} == {f"rerun_ratio/{name}" for name in PLACES}
    assert min(value for name, value in figures.items() if "_mb" not in name) > 0  # memory also falls
