"""The detector's package, fetched once and checked against the hash we expect."""

from __future__ import annotations

import base64
import hashlib
import shutil
import subprocess
import tarfile
from pathlib import Path

PACKAGE, VERSION = "@mediapipe/pose", "0.5.1675469404"
INTEGRITY = "DFZsNWTsSphRIZppnUCuunzBiHP2FdJXR9ehc7mMi4KG+oPaOH0Em3d6kr7Py+TSyTXC1doH88KcF28k2sBxsQ=="
KEPT = Path("build/film-check")


class WrongPackageError(Exception):
    """What was fetched is not the package we know."""

    def __init__(self, archive: Path) -> None:
        super().__init__(f"{archive} is not {PACKAGE} {VERSION}: its hash differs; delete it to fetch it again")


def detector() -> Path:
    """The folder with the detector's files; the archive's hash is checked every time."""
    archive = KEPT / f"mediapipe-pose-{VERSION}.tgz"
    if not archive.exists():
        _fetch(archive)
    check(archive)
    files = KEPT / VERSION
    if not files.exists():
        _unpack(archive, files)
    return files / "package"


def check(archive: Path, integrity: str = INTEGRITY) -> None:
    """Make sure that an archive is the one that was pinned.

    Raises:
        WrongPackageError: it is another.
    """
    digest = hashlib.sha512(archive.read_bytes()).digest()
    if base64.b64encode(digest).decode() != integrity:
        raise WrongPackageError(archive)


def _fetch(archive: Path) -> None:
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit("make film-check fetches its detector with npm: install it (Debian: apt-get install npm)")
    print(f"Fetching {PACKAGE} {VERSION} (once, 22 MB)")
    archive.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run([npm, "pack", "--silent", f"{PACKAGE}@{VERSION}"], cwd=archive.parent, check=True)


def _unpack(archive: Path, files: Path) -> None:
    """Unpack in one go, so that a broken run leaves nothing that looks whole."""
    half = files.with_name(f"{files.name}.half")
    shutil.rmtree(half, ignore_errors=True)
    with tarfile.open(archive) as packed:
        packed.extractall(half, filter="data")
    half.rename(files)
