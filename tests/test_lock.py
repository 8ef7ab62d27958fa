"""Nothing unpinned is left: every library down to the last has a version, hashes and a place in the list of them."""

from __future__ import annotations

import json
import re
from importlib.metadata import requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.sbom import LOCK, SBOM, locked

ROOT = Path(__file__).resolve().parents[1]
KINDS = ("", "-postgres", "-dev", "-mutation", "-fuzz")
SHA256 = re.compile(r"--hash=sha256:[0-9a-f]{64}\b")
FREE = {"LGPL-3.0-only": {"fpdf2"}}
"""Licences that ask something of who passes the library on, and whose they may be."""


def pins(kind: str) -> dict[str, str]:
    """What the requirements of this kind name."""
    lines = (ROOT / f"requirements{kind}.txt").read_text("utf-8").splitlines()
    named = (line.partition("==") for line in lines if line and not line.startswith(("#", "-r")))
    return {str(canonicalize_name(name.partition("[")[0])): version for name, _, version in named}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_named_is_pinned_and_locked_in_that_version(kind: str) -> None:
    assert all(pins(kind).values())
    assert pins(kind).items() <= dict(locked(ROOT / f"requirements{kind}.lock")).items()


@pytest.mark.parametrize("kind", KINDS)
def test_every_library_of_a_lock_has_hashes(kind: str) -> None:
    entries = re.split(r"\n(?=\S)", (ROOT / f"requirements{kind}.lock").read_text("utf-8"))
    libraries = [entry for entry in entries if not entry.startswith("#")]

    assert libraries
    assert [entry for entry in libraries if "==" not in entry or not SHA256.search(entry)] == []


def test_whatever_a_locked_library_needs_is_locked_too() -> None:
    names = {name for name, _ in locked(LOCK)}
    needed = {
        str(canonicalize_name(need.name))
        for name in names
        for need in map(Requirement, requires(name) or ())
        if need.marker is None or need.marker.evaluate({"extra": ""})
    }

    assert needed - names == set()


@pytest.mark.parametrize("kind", ["", "-postgres"])
def test_what_tests_use_is_what_the_app_runs_with(kind: str) -> None:
    assert set(locked(ROOT / f"requirements{kind}.lock")) <= set(locked(ROOT / "requirements-dev.lock"))


def test_the_list_of_what_we_bring_along_is_the_lock() -> None:
    listed = [(each["name"], each["version"]) for each in json.loads(SBOM.read_text("utf-8"))["components"]]

    assert listed == list(locked(LOCK)), "run: make lock"


def test_every_licence_is_known_and_the_one_that_asks_something_is_fpdf2s() -> None:
    for each in json.loads(SBOM.read_text("utf-8"))["components"]:
        licence = each["licenses"][0]["license"]["name"]
        assert licence != "unknown"
        assert "GPL" not in licence or each["name"] in FREE.get(licence, ()), each["name"]
