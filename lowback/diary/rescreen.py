"""When the danger questions are asked again: at a danger sign, after a flare, after a long break, and monthly."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Literal

from lowback.diary.log import Session
from lowback.library.parameters import Parameters

Reason = Literal["danger", "stopped", "sorer", "gap", "month"]
LOOK_BACK = timedelta(days=60)
"""No session longer ago can be the reason while the last screening is younger than a month."""


def due(
    now: datetime,
    screened: datetime | None,
    sessions: Sequence[Session],
    numbers: Parameters,
    alarm: datetime | None = None,
) -> Reason | None:
    """Why the danger questions are due again, or None; never screened is due as a month is.

    `screened` is when the longest-ago danger answer was given, sessions are those of LOOK_BACK, and
    `alarm` is when the person last told of something numb, weak, tingling or new while exercising.
    """
    if alarmed(alarm, screened):
        return "danger"
    if screened is None:
        return "month"
    since = [session for session in sessions if _when(session) > screened]
    if any(session.stopped_for_pain for session in since):
        return "stopped"
    if any((session.rise or 0) >= numbers.flare_rise.value for session in since):
        return "sorer"
    if _after_a_break(now, screened, sessions, timedelta(days=numbers.rescreen_gap_days.value)):
        return "gap"
    return "month" if now - screened >= timedelta(days=numbers.rescreen_days.value) else None


def alarmed(alarm: datetime | None, screened: datetime | None) -> bool:
    """Whether a danger sign was told of in a session after all that was answered about them."""
    return alarm is not None and (screened is None or alarm >= screened)


def counts_as_check(now: datetime, answered: datetime | None, numbers: Parameters) -> bool:
    """Whether what was answered then is fresh enough to begin a session without asking it again."""
    return answered is not None and timedelta() <= now - answered <= timedelta(minutes=numbers.check_minutes.value)


def flared(session: Session, pain: int | None, numbers: Parameters) -> bool:
    """Whether a back that is this sore now is very sore, or much sorer than before the session."""
    if pain is None:
        return False
    very_sore = pain >= numbers.very_sore.value
    if session.pain_before is None:
        return very_sore
    rise = pain - session.pain_before
    return rise >= numbers.flare_rise.value or (rise > 0 and very_sore)


def hurt_often(session: Session, numbers: Parameters) -> bool:
    """Whether so much of a session hurt that it ends in advice and not in praise."""
    return len(session.hurt) >= numbers.hurt_twice.value


def _when(session: Session) -> datetime:
    return session.ended_at or session.started_at


def _after_a_break(now: datetime, screened: datetime, sessions: Sequence[Session], gap: timedelta) -> bool:
    """True when the last session is too long ago, and nothing was asked since the break became long."""
    if not sessions:
        return False
    long_since = max(_when(session) for session in sessions) + gap
    return screened < long_since < now
