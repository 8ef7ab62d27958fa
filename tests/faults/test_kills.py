"""kill -9 of the server, or of its database, while it saves: what was confirmed is there once, and nothing broken."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from threading import Semaphore

import pytest

from tests import postgres
from tests.e2e.conftest import Server
from tests.faults.saving import PATIENCE, Answerer, Diary, Teller, asking, telling

KILLS = int(os.environ.get("LOWBACK_KILLS", "1"))
"""How often; `make faults` does it 200 times."""
MOST_SAVED = 60


def three(diary: Diary) -> list[Teller]:
    """Two players of one session, and one of somebody else."""
    phone = Teller(diary)
    return [phone, Teller(diary, "tab", phone.person, phone.session), Teller(diary)]


def kill_while_saving(server: Server, tellers: list[Teller], answerer: Answerer, saves: int) -> None:
    """All of them save until an answer and so many more were confirmed; then the server is gone in the middle of it."""
    answered = Semaphore(0)
    with telling(tellers, server.url) as saved, ThreadPoolExecutor(1) as pool:
        talking = pool.submit(lambda: asyncio.run(answerer.answer(server.url, answered.release)))
        try:
            assert answered.acquire(timeout=PATIENCE)
            while saved.acquire(blocking=False):
                pass
            for _ in range(saves):
                assert saved.acquire(timeout=PATIENCE)
        finally:
            server.process.kill()
            server.process.wait(PATIENCE)
        talking.result()


def test_what_was_confirmed_before_a_kill_is_there_once(
    start: Callable[..., Server], diary: Diary, figures: dict[str, float]
) -> None:
    chance = Random(13)  # noqa: S311 - a moment, not a secret
    answerer = Answerer(diary)
    confirmed = lost = doubled = counted = 0
    server = start(diary)
    for _ in range(KILLS):
        tellers = three(diary)
        kill_while_saving(server, tellers, answerer, chance.randint(1, MOST_SAVED))
        lost += sum(teller.lost() for teller in tellers) + answerer.lost()
        diary.check(*(teller.person for teller in tellers), answerer.person)

        server = start(diary)
        with asking(server.url) as again:
            assert all(teller.finish(again) for teller in tellers)
        lost += sum(teller.lost() for teller in tellers)
        doubled += sum(teller.doubled() for teller in tellers)
        counted += sum(diary.sessions_counted(person) for person in {teller.person for teller in tellers})
        confirmed += sum(teller.confirmed for teller in tellers)
    server.stop()

    lost += max(0, 2 * KILLS - counted)
    doubled += max(0, counted - 2 * KILLS)
    figures |= {"kills/server": KILLS, "kills/confirmed": confirmed + answerer.confirmed}
    figures |= {"kills/lost": lost, "kills/doubled": doubled}
    assert (lost, doubled) == (0, 0)


@pytest.mark.slow
def test_what_was_confirmed_before_its_database_was_killed_is_there_once(
    start: Callable[..., Server], tmp_path: Path, figures: dict[str, float]
) -> None:
    chance = Random(13)  # noqa: S311 - a moment, not a secret
    confirmed = lost = doubled = 0
    with postgres.new_database() as url:
        diary = Diary(tmp_path, url)
        server = start(diary)
        for _ in range(KILLS):
            tellers = three(diary)
            with telling(tellers, server.url) as saved:
                for _ in range(chance.randint(1, MOST_SAVED)):
                    assert saved.acquire(timeout=PATIENCE)
                postgres.server().stop()
            postgres.server().start()
            lost += sum(teller.lost() for teller in tellers)
            with asking(server.url) as again:
                assert all(teller.finish(again) for teller in tellers)
            lost += sum(teller.lost() for teller in tellers)
            doubled += sum(teller.doubled() for teller in tellers)
            confirmed += sum(teller.confirmed for teller in tellers)
            diary.check(*(teller.person for teller in tellers))
        server.stop()

    figures |= {"kills/database": KILLS, "kills/database_confirmed": confirmed}
    figures |= {"kills/database_lost": lost, "kills/database_doubled": doubled}
    assert (lost, doubled) == (0, 0)
