"""What is done when nobody waits for it: sessions deleted long enough ago go for good, and the file is put in order."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Engine, and_, delete, exists, or_, select, update

from lowback.store.engine import diary_file, only_reads, reading, writing
from lowback.store.invitations import forget_old
from lowback.store.nights import LONGEST_REST
from lowback.store.tables import pains, session_events, sessions
from lowback.store.traces import leave_no_trace

UNDO = timedelta(hours=1)
"""How long a deleted session can be brought back."""
_EMPTY: dict[str, Any] = {
    "title": "", "plan": {}, "position": None, "note": "", "pain_before": None, "pain_after": None,
    "effort": None, "followup": None, "items_done": [], "items_skipped": [], "items_swapped": [], "items_hurt": [],
    "items_felt": [], "minutes": 0, "worked_seconds": 0,
}  # fmt: skip


def sweep(engine: Engine, now: datetime) -> None:
    """Do it all.

    Raises:
        StoreUnavailable: not now.
    """
    if only_reads(engine):
        return
    purged = purge(engine, now)
    forget_old(engine, now)
    if purged or diary_file(engine):  # what waits beside a file goes into it every time
        leave_no_trace(engine)


def purge(engine: Engine, now: datetime) -> bool:
    """Of a session that cannot be brought back any more only that stays which keeps its person safe.

    That is for two days that a back rests after a stop, and a danger sign, until everything is deleted. False when
    there was none.
    """
    c = sessions.c
    rests = and_(c.stopped_for_pain, c.ended_at > now - LONGEST_REST)
    warns = exists().where(pains.c.session == c.id, pains.c.kind == "danger")
    keeps_safe = or_(rests, warns)
    over = and_(c.deleted_at < now - UNDO, or_(c.title != "", ~keeps_safe))
    with reading(engine) as connection:
        if connection.execute(select(c.id).where(over).limit(1)).first() is None:
            return False
    with writing(engine) as connection:
        connection.execute(delete(sessions).where(over, ~keeps_safe))
        _empty(connection, [row.id for row in connection.execute(select(c.id).where(over))])
    return True


def _empty(connection: Connection, kept: list[str]) -> None:
    connection.execute(delete(session_events).where(session_events.c.session.in_(kept)))
    connection.execute(delete(pains).where(pains.c.session.in_(kept), pains.c.kind != "danger"))
    connection.execute(update(sessions).where(sessions.c.id.in_(kept)).values(**_EMPTY))
