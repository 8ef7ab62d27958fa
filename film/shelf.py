"""The finished files and the list of them; needs nothing but Python, so that words can be renewed without a studio."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

MEDIA = Path("content/media")
_MANIFEST = MEDIA / "manifest.json"
_MADE = MEDIA / "made.json"


class TooLarge(Exception):
    """A picture or clip does not fit its limit even at the lowest quality we accept."""

    def __init__(self, name: str, size: int, limit: int) -> None:
        super().__init__(f"{name}: {size} bytes is over the limit of {limit}")


def named(stem: str, suffix: str, data: bytes) -> str:
    """The name a finished file has: it carries the first digits of its hash."""
    return f"{stem}.{hashlib.sha256(data).hexdigest()[:8]}.{suffix}"


def put(stem: str, suffix: str, data: bytes) -> str:
    """Write a finished file in one go, beside older ones of its name; its name."""
    name = named(stem, suffix, data)
    if not (MEDIA / name).exists():
        write(MEDIA / name, data)
    return name


def drop(stem: str, suffix: str, but: str = "") -> None:
    """Remove the finished files of this name, all but one."""
    for old in MEDIA.glob(f"{stem}.????????.{suffix}"):
        if old.relative_to(MEDIA).as_posix() != but:
            old.unlink()


def manifest() -> dict[str, dict[str, Any]]:
    """What is finished so far."""
    found: dict[str, dict[str, Any]] = {"clips": {}, "positions": {}, "voice": {}}
    return found | _read(_MANIFEST)


def write_manifest(listed: dict[str, dict[str, Any]]) -> None:
    """Put a new list in the place of the old one."""
    write(_MANIFEST, (json.dumps(listed, indent=2, ensure_ascii=False) + "\n").encode())


def made_from_all() -> dict[str, str]:
    """The hash of the inputs of every finished item."""
    return _read(_MADE)


def write_made_from(made: dict[str, str]) -> None:
    """Remember what everything was made from."""
    write(_MADE, (json.dumps(dict(sorted(made.items())), indent=2) + "\n").encode())


def _read(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text("utf-8")) if path.exists() else {}


def write(path: Path, data: bytes) -> None:
    """Put a whole file in its place at once, so that nothing half-written is ever found there."""
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(f".{path.name}.half")
    half.write_bytes(data)
    half.replace(path)
