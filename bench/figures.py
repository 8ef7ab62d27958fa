"""Figures in a file, flat and by name, with the commit that they were measured on."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def keep(figures: Mapping[str, float], target: Path) -> None:
    """Write them; what changed since the commit makes it a `-dirty` one."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps({"commit": commit(), **figures}, indent=1) + "\n", "utf-8")


def commit() -> str:
    """The commit of this folder; "unknown" where it is a copy without a history."""
    command = ["git", "describe", "--always", "--dirty", "--abbrev=40", "--exclude=*"]
    try:
        told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        return "unknown"
    return told.stdout.strip() or "unknown"
