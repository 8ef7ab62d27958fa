"""Whether the database is whole, and whether something can be saved in it now."""

from __future__ import annotations

from sqlalchemy import Engine, text

from lowback.store.engine import reading, writing
from lowback.store.errors import StoreUnavailable


def check_reads(engine: Engine) -> None:
    """The diary is there and can be read.

    Raises:
        StoreUnavailable: why it cannot.
    """
    with reading(engine) as connection:
        connection.execute(text("SELECT version_num FROM alembic_version")).one()


def check_whole(engine: Engine) -> None:
    """Every page of the file is in order; looks at all of it. Of another database its own server knows.

    Raises:
        StoreUnavailable: it is damaged, or cannot be read.
    """
    if engine.dialect.name != "sqlite":
        return
    with reading(engine) as connection:
        if connection.scalar(text("PRAGMA quick_check(1)")) != "ok":
            raise StoreUnavailable("broken")


def check_writes(engine: Engine) -> None:
    """Something was saved just now: the same as before, so that nothing changes.

    Raises:
        StoreUnavailable: why nothing can be saved.
    """
    with writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = version_num"))
