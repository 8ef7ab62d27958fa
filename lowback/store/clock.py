"""What time it is: the server's clock, or what is known to have been when that clock was set back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine, func, select

from lowback.store.engine import reading
from lowback.store.tables import answers, sessions

Clock = Callable[[], datetime]
AHEAD = timedelta(hours=36)
"""So much later than the clock says it may be; a clock that was wrong by more for a while is not believed for ever."""


def utc_now() -> datetime:
    """This instant."""
    return datetime.now(UTC)


def now_for(engine: Engine, person: str, clock: Clock = utc_now) -> datetime:
    """This instant; when the clock is behind what this person did already, the time of that."""
    now = clock()
    answered = select(func.max(answers.c.updated_at)).where(answers.c.person == person)
    moments = (sessions.c.started_at, sessions.c.ended_at)
    # Each by itself: one look at an index finds it.
    moved = [select(func.max(moment)).where(sessions.c.person == person) for moment in moments]
    with reading(engine) as connection:
        known = [connection.scalar(asked) for asked in (answered, *moved)]
    newest: datetime = max((moment for moment in known if moment), default=now)
    return max(now, min(newest, now + AHEAD))
