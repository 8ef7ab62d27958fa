"""A clock that is set back and forth while somebody saves takes nothing away and counts nothing twice."""

from __future__ import annotations

from collections.abc import Callable
from random import Random

import pytest

from tests.e2e.conftest import UVICORN, Server
from tests.faults.saving import Diary, Teller, asking

SERVER = tuple("tests.e2e.clock_server:app" if word == "app:app" else word for word in UVICORN)
A_DAY = 24 * 60 * 60
JUMPS = 40


@pytest.mark.slow
def test_a_clock_that_jumps_between_saves_loses_and_doubles_nothing(
    start: Callable[..., Server], diary: Diary, figures: dict[str, float]
) -> None:
    chance = Random(13)  # noqa: S311 - times, not secrets
    ahead = diary.folder / "ahead"
    ahead.write_text("0", "utf-8")
    server = start(diary, *SERVER, CLOCK_AHEAD=str(ahead))
    tellers = [Teller(diary) for _ in range(4)]

    with asking(server.url) as player:
        for _ in range(JUMPS):
            ahead.write_text(str(chance.uniform(-3, 3) * A_DAY), "utf-8")
            assert all(teller.tell(player) for teller in tellers)
        assert all(teller.finish(player) for teller in tellers)

    figures |= {"clock/jumps": JUMPS, "clock/lost": sum(teller.lost() for teller in tellers)}
    assert [teller.lost() + teller.doubled() for teller in tellers] == [0] * len(tellers)
    assert [diary.sessions_counted(teller.person) for teller in tellers] == [1] * len(tellers)
    diary.check(*(teller.person for teller in tellers))
