"""`python -m tools.sbom`: what the app brings along and under which licences, from the lock, as a CycloneDX list."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from importlib.metadata import metadata
from pathlib import Path
from typing import Any

from lowback.version import VERSION

ROOT = Path(__file__).resolve().parents[1]
LOCK, SBOM = ROOT / "requirements.lock", ROOT / "docs" / "sbom.json"
LOCKED = re.compile(r"^([a-z0-9._-]+)==([^ ;\\]+)", re.MULTILINE)
A_LICENCE = "License :: OSI Approved :: "
LONGEST_NAME = 60


def locked(lock: Path) -> Iterator[tuple[str, str]]:
    """Name and version of every library in a lock."""
    yield from LOCKED.findall(lock.read_text("utf-8"))


def licence(name: str) -> str:
    """What the library says of its licence: an expression, else a name."""
    said = metadata(name)
    exact, short = ("".join(said.get_all(field) or ()) for field in ("License-Expression", "License"))
    named = [line.removeprefix(A_LICENCE) for line in said.get_all("Classifier") or () if line.startswith(A_LICENCE)]
    return exact or " AND ".join(named) or (short if 0 < len(short) < LONGEST_NAME else "unknown")


def component(name: str, version: str) -> dict[str, Any]:
    """One library."""
    purl = f"pkg:pypi/{name}@{version}"
    licences = [{"license": {"name": licence(name)}}]
    return {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl, "licenses": licences}


def sbom() -> dict[str, Any]:
    """The whole list; the same lock gives the same list."""
    return {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "lowback", "version": VERSION}},
        "components": [component(*each) for each in locked(LOCK)],
    }


def main() -> None:
    """Write it."""
    SBOM.write_text(json.dumps(sbom(), indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
