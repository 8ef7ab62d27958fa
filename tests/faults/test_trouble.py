"""The disk is full, the file away, locked, damaged or not to be written: nothing is confirmed that is not kept."""

from __future__ import annotations

import os
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from lowback.store.errors import SENTENCES
from tests.e2e.conftest import ROOT, Server, environment, free_port
from tests.faults.saving import PATIENCE, Diary, Teller, asking, ready

LINUX = pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits a running process from outside")


@pytest.fixture(scope="module")
def served(serve: Callable[..., Server], tmp_path_factory: pytest.TempPathFactory) -> tuple[Diary, Server]:
    """One server for whatever can be mended while it runs."""
    diary = Diary(tmp_path_factory.mktemp("trouble"))
    return diary, serve(data_dir=diary.folder)


@contextmanager
def full(diary: Diary, server: Server) -> Iterator[None]:
    """What waits beside the file may not grow, nor anything beyond that, as where the disk has no room."""
    wal = diary.file.with_name(f"{diary.file.name}-wal").stat().st_size
    _, most = resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE)
    resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (wal, most))
    try:
        yield
    finally:
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (most, most))


@contextmanager
def away(diary: Diary, _: Server) -> Iterator[None]:
    """The file is somewhere else for a while, as a disk that was unplugged."""
    parts = list(diary.folder.glob(f"{diary.file.name}*"))
    elsewhere = diary.folder / "elsewhere"
    elsewhere.mkdir()
    for part in parts:
        part.rename(elsewhere / part.name)
    try:
        yield
    finally:
        for part in parts:
            (elsewhere / part.name).rename(part)
        elsewhere.rmdir()


@contextmanager
def locked(diary: Diary, _: Server) -> Iterator[None]:
    """Somebody else writes and does not end."""
    with closing(sqlite3.connect(diary.file, isolation_level=None)) as holder:
        holder.execute("BEGIN IMMEDIATE")
        yield


@pytest.mark.parametrize(
    ("trouble", "says"),
    [
        pytest.param(full, "away", id="full", marks=LINUX),
        pytest.param(away, "gone", id="away"),
        pytest.param(locked, "busy", id="locked", marks=pytest.mark.slow),
    ],
)
def test_nothing_is_confirmed_while_nothing_can_be_saved_and_all_of_it_afterwards(
    served: tuple[Diary, Server], figures: dict[str, float], trouble, says
) -> None:
    diary, server = served
    teller = Teller(diary)
    with asking(server.url) as player:
        assert teller.tell(player)
        with trouble(diary, server):
            for _ in range(3):
                assert not teller.tell(player)
            status, told = ready(server.url)
        assert (teller.confirmed, teller.refused) == (1, 3)
        assert status == 503
        assert told == SENTENCES[says]
        assert ready(server.url)[0] == 200

        assert teller.finish(player)

    figures |= {f"{trouble.__name__}/refused": teller.refused, f"{trouble.__name__}/lost": teller.lost()}
    assert (teller.lost(), teller.doubled()) == (0, 0)
    assert diary.sessions_counted(teller.person) == 1
    diary.check(teller.person)


def test_a_slow_database_is_waited_for(served: tuple[Diary, Server]) -> None:
    diary, server = served
    teller = Teller(diary)
    with asking(server.url) as player, ThreadPoolExecutor(1) as pool:
        with locked(diary, server):
            telling = pool.submit(teller.tell, player)
            early, _ = wait([telling], timeout=0.5)
        assert early == set()
        assert telling.result(PATIENCE)

    assert (teller.confirmed, teller.lost()) == (1, 0)


@pytest.mark.slow
def test_a_diary_that_may_only_be_read_is_read(start: Callable[..., Server], diary: Diary) -> None:
    teller = Teller(diary)
    server = start(diary, LOWBACK_DATABASE_URL=f"sqlite:///file:{diary.file}?mode=ro&uri=true")

    with asking(server.url) as player:
        assert not teller.tell(player)
        assert player.get("/healthz").status_code == 200
    assert ready(server.url) == (503, SENTENCES["read_only"])
    assert (teller.refused, diary.told(teller.session, "phone")) == (1, [])


@pytest.mark.slow
def test_a_damaged_file_is_told_never_used_and_brought_back(
    start: Callable[..., Server], diary: Diary, figures: dict[str, float]
) -> None:
    server, teller = start(diary), Teller(diary)
    copy = diary.folder / "copy.db"
    with asking(server.url) as player:
        for _ in range(20):
            assert teller.tell(player)
        assert command(diary, "lowback", "db", "backup", str(copy)).returncode == 0
        damage(diary.file)
        assert ready(server.url) == (503, SENTENCES["broken"])
    server.stop()

    again = command(diary, "lowback.web.serve")
    restored = command(diary, "lowback", "db", "restore", str(copy), "--replace")
    figures |= {"damaged/lost": teller.lost()}

    assert again.returncode != 0
    assert SENTENCES["broken"] in again.stdout
    assert restored.returncode == 0, restored.stdout
    assert teller.lost() == 0
    with asking(start(diary).url) as player:
        assert teller.finish(player)


def damage(file: Path) -> None:
    """Nothing but the first page is what it was."""
    with file.open("r+b") as pages:
        pages.seek(4096)
        pages.write(os.urandom(file.stat().st_size - 4096))


def command(diary: Diary, *words: str) -> subprocess.CompletedProcess[str]:
    """`python -m` with these words to its end; everything it says is in stdout."""
    return subprocess.run(
        [sys.executable, "-m", *words], cwd=ROOT, env=environment(diary.folder, PORT=str(free_port())),
        timeout=PATIENCE, check=False,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
