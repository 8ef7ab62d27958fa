"""The JavaScript tests in tests/browser, run by Node."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SUITES = sorted((ROOT / "tests" / "browser").glob("*.test.js"))


@pytest.mark.parametrize("suite", SUITES, ids=lambda path: path.name)
def test_the_browser_half(suite: Path) -> None:
    command: list[Path | str] = [ROOT / "tools" / "node.sh", "node", "--test", suite]

    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout + done.stderr
    assert "pass 0" not in done.stdout
