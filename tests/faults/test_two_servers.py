"""Two servers on one file, and both end while somebody saves."""

from __future__ import annotations

import signal
from collections.abc import Callable

import pytest

from tests.e2e.conftest import Server
from tests.faults.saving import PATIENCE, Diary, Teller, telling

SAVES = 25


@pytest.mark.slow
def test_two_servers_on_one_file_lose_and_double_nothing_and_end_with_all_of_it_in_the_file(
    start: Callable[..., Server], diary: Diary, figures: dict[str, float]
) -> None:
    one, other = start(diary), start(diary)
    phone = Teller(diary)
    tab = Teller(diary, "tab", phone.person, phone.session)
    mine, theirs = Teller(diary), Teller(diary)

    with telling([phone, mine], one.url) as here, telling([tab, theirs], other.url) as there:
        for _ in range(SAVES):
            assert here.acquire(timeout=PATIENCE)
            assert there.acquire(timeout=PATIENCE)
        statuses = [one.stop(signal.SIGTERM), other.stop(signal.SIGINT)]
    left = sorted(path.name for path in diary.folder.glob("lowback.db*"))

    tellers = [phone, tab, mine, theirs]
    figures |= {"two_servers/confirmed": sum(teller.confirmed for teller in tellers)}
    figures |= {"two_servers/lost": sum(teller.lost() for teller in tellers)}
    figures |= {"two_servers/doubled": sum(teller.doubled() for teller in tellers)}
    assert statuses == [-signal.SIGTERM, 0]  # having ended well, uvicorn goes the way it was asked to
    assert left == ["lowback.db"]
    assert [teller.lost() + teller.doubled() for teller in tellers] == [0, 0, 0, 0]
    assert min(teller.confirmed for teller in tellers) > 0
    diary.check(phone.person, mine.person, theirs.person)
