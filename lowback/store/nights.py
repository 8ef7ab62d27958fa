"""One person's nights: whether a sore back still rests, and how it was the day after a session."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Engine, select, update

from lowback.diary.log import Followup, Session
from lowback.diary.night import had_a_night, rests_until
from lowback.library.parameters import Parameters
from lowback.store.clock import Clock, utc_now
from lowback.store.engine import reading, writing
from lowback.store.rows import summaries, to_session
from lowback.store.tables import sessions

FOLLOWUP_OPEN = timedelta(hours=48)
"""How long after a session we ask how the back was the next day."""
LONGEST_REST = timedelta(hours=48)
"""No rest after a pain stop is longer, wherever the person has travelled since."""


class Nights:
    """Asked in the zone where the person is now; it cannot see anyone else's."""

    def __init__(self, engine: Engine, person: str, zone: str, numbers: Parameters, now: Clock = utc_now) -> None:
        self._engine = engine
        self._person = person
        self._zone = zone
        self._numbers = numbers
        self._now = now

    def rests(self) -> bool:
        """True while a back rests after a session that was stopped because it hurt, however short that was."""
        now = self._now()
        # A deleted session is out of the diary, not out of the back; one that ended long after now, by a clock that was
        # wrong then, is not believed for ever.
        recent = sessions.c.ended_at.between(now - LONGEST_REST, now + LONGEST_REST)
        mine = select(sessions.c.ended_at, sessions.c.zone).where(sessions.c.person == self._person)
        with reading(self._engine) as connection:
            rows = connection.execute(mine.where(sessions.c.stopped_for_pain, recent)).all()
        return any(now < rests_until(row.ended_at, (row.zone, self._zone), self._numbers) for row in rows)

    def due(self) -> Session | None:
        """The newest session a night ago, at most two days, whose next day we do not know."""
        now = self._now()
        found = summaries(self._person).where(
            sessions.c.source == "player",
            sessions.c.status.in_(("finished", "stopped")),
            sessions.c.ended_at >= now - FOLLOWUP_OPEN,
        )
        with reading(self._engine) as connection:
            rows = connection.execute(found.order_by(sessions.c.started_at.desc())).all()
        row = next((row for row in rows if had_a_night(row.ended_at, now, self._zone, self._numbers)), None)
        return to_session(row) if row and row.followup is None else None

    def answer(self, session_id: str, answer: Followup) -> None:
        """How the back was the day after."""
        mine = update(sessions).where(sessions.c.person == self._person, sessions.c.id == session_id)
        with writing(self._engine) as connection:
            connection.execute(mine.values(followup=answer, followup_at=self._now()))
