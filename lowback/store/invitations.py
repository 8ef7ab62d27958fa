"""Codes that join one more browser to a diary: one a person, for ten minutes, and once."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import Engine, delete, select

from lowback.store.engine import reading, upsert, writing
from lowback.store.people import add_person
from lowback.store.tables import invitations

VALID = timedelta(minutes=10)
LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""None that looks like another one; thirty, so that twelve of them are 58 bits."""
LENGTH, GROUP = 12, 4


class Invitations:
    """Makes codes and takes them; only their digests are kept."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def make(self, person: str, now: datetime) -> str:
        """A new code for this person's diary, in groups as people read it; an earlier one opens nothing any more."""
        letters = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
        row = {"person": person, "digest": _digest(letters), "until": now + VALID}
        with writing(self._engine) as connection:
            add_person(connection, person)
            upsert(connection, invitations, row, keys=["person"], change=["digest", "until"])
        return "-".join(letters[start : start + GROUP] for start in range(0, LENGTH, GROUP))

    def waits(self, person: str, code: str, now: datetime) -> bool:
        """Whether this code of theirs may still be used."""
        c = invitations.c
        this = select(c.person).where(c.person == person, c.digest == _digest(code), c.until > now)
        with reading(self._engine) as connection:
            return connection.scalar(this) is not None

    def take(self, code: str, now: datetime) -> str | None:
        """Whose diary the code opens, which it does no more after that; None when it opens nothing."""
        c = invitations.c
        this = delete(invitations).where(c.digest == _digest(code), c.until > now)
        with writing(self._engine) as connection:
            # One statement: of two who come at once with the same code, one gets nothing.
            person: str | None = connection.scalar(this.returning(c.person))
        return person


def forget_old(engine: Engine, now: datetime) -> None:
    """Codes whose time is over go."""
    over = invitations.c.until <= now
    with reading(engine) as connection:
        if connection.scalar(select(invitations.c.person).where(over).limit(1)) is None:
            return
    with writing(engine) as connection:
        connection.execute(delete(invitations).where(over))


def _digest(code: str) -> str:
    """Of the letters only: how somebody writes them down is all the same."""
    return sha256("".join(filter(str.isalnum, code.upper())).encode()).hexdigest()
