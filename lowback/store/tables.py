"""The tables, as SQLAlchemy describes them; migrations/ is what makes them."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    DateTime,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
)
from sqlalchemy.engine import Dialect

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class Utc(TypeDecorator[datetime]):
    """An instant: stored as UTC without an offset, given back aware, refused when naive."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """UTC for the database; a time without a zone is a bug and raises ValueError."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a stored time needs a time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The stored instant, aware again."""
        return value.replace(tzinfo=UTC) if value else None


class Words(TypeDecorator[str]):
    """Text in which everything can be kept, in every database: what one of them refuses has a sign in its place."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Neither NUL, which ends a text, nor half of a sign."""
        return value and _REFUSED.sub("\ufffd", value)

    @property
    def python_type(self) -> type[str]:
        """Text."""
        return str


class LongWords(Words):
    """As many of them as somebody writes."""

    impl = Text
    cache_ok = True

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """As it would be kept now: earlier versions kept whatever SQLite takes."""
        return self.process_bind_param(value, dialect)


_REFUSED = re.compile("[\0\ud800-\udfff]")


def _person(*, primary_key: bool = False) -> Column[str]:
    owner = ForeignKey("people.id", ondelete="CASCADE")
    return Column("person", Words(64), owner, primary_key=primary_key, nullable=False)


people = Table(
    "people",
    metadata,
    Column("id", Words(64), primary_key=True),
    Column("created_at", Utc, nullable=False),
    Column("weekly_minutes_target", Integer, nullable=False, server_default="60"),
    Column("zone", Words(64), nullable=False, server_default="UTC"),
    Column("more_seconds", Integer, nullable=False, server_default="0"),
    Column("rest_seconds", Integer),
    Column("paced_at", Utc),
)

browsers = Table(
    "browsers",
    metadata,
    _person(primary_key=True),
    Column("id", Words(32), primary_key=True),
    Column("made", Date, nullable=False),
    Column("seen", Date, nullable=False),
    Column("parted", Boolean, nullable=False),
)

invitations = Table(
    "invitations",
    metadata,
    _person(primary_key=True),
    Column("digest", Words(64), nullable=False),
    Column("until", Utc, nullable=False),
)

answers = Table(
    "answers",
    metadata,
    _person(primary_key=True),
    Column("question", Words(80), primary_key=True),
    Column("answer", JSON, nullable=False),
    Column("updated_at", Utc, nullable=False),
)

screening = Table(
    "screening",
    metadata,
    Column("id", Integer, primary_key=True),
    _person(),
    Column("finished_at", Utc, nullable=False),
    Column("level", Words(32), nullable=False),
    Index(None, "person", "finished_at"),
)

sessions = Table(
    "sessions",
    metadata,
    Column("id", Words(32), primary_key=True),
    _person(),
    Column("routine", Words(80), nullable=False),
    Column("title", Words(200), nullable=False),
    Column("source", Words(10), nullable=False),
    Column("plan", JSON, nullable=False),
    Column("minutes_planned", Integer, nullable=False),
    Column("started_at", Utc, nullable=False),
    Column("ended_at", Utc),
    Column("heard_at", Utc),
    Column("zone", Words(64), nullable=False),
    Column("local_date", Date, nullable=False),
    Column("status", Words(10), nullable=False),
    Column("position", JSON(none_as_null=True)),
    Column("pain_before", Integer),
    Column("pain_after", Integer),
    Column("effort", Integer),
    Column("note", LongWords, nullable=False, server_default=""),
    Column("minutes", Integer, nullable=False, server_default="0"),
    Column("worked_seconds", Integer, nullable=False, server_default="0"),
    Column("items_done", JSON, nullable=False),
    Column("items_skipped", JSON, nullable=False),
    Column("items_swapped", JSON, nullable=False),
    Column("items_hurt", JSON, nullable=False),
    Column("items_felt", JSON, nullable=False, server_default="[]"),
    Column("stopped_for_pain", Boolean, nullable=False),
    Column("followup", Words(10)),
    Column("followup_at", Utc),
    Column("deleted_at", Utc),
    Index(None, "person", "local_date"),
    Index(None, "person", "status", "started_at"),
    Index(None, "person", "started_at"),
    Index(None, "person", "ended_at"),
)

days = Table(
    "days",
    metadata,
    _person(primary_key=True),
    Column("day", Date, primary_key=True),
    Column("week", Date, nullable=False),
    Column("month", Date, nullable=False),
    *(
        Column(name, Integer, nullable=False)
        for name in ("minutes", "sessions", "scored", "before_count", "before_sum", "after_count", "after_sum")
    ),
)

routine_weeks = Table(
    "routine_weeks",
    metadata,
    _person(primary_key=True),
    Column("week", Date, primary_key=True),
    Column("routine", Words(80), primary_key=True),
    Column("title", Words(200), nullable=False),
    *(Column(name, Integer, nullable=False) for name in ("paired", "easier", "before_sum", "after_sum")),
)

pains = Table(
    "pains",
    metadata,
    Column("session", Words(32), ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("exercise", Words(80), primary_key=True),
    _person(),
    Column("kind", Words(10), nullable=False),
    Column("at", Utc, nullable=False),
    Index(None, "person", "at"),
)

asked_back = Table(
    "asked_back",
    metadata,
    _person(primary_key=True),
    Column("exercise", Words(80), primary_key=True),
    Column("at", Utc, nullable=False),
)

as_before = Table(
    "as_before",
    metadata,
    _person(primary_key=True),
    Column("exercise", Words(80), primary_key=True),
    Column("at", Utc, nullable=False),
)

session_events = Table(
    "session_events",
    metadata,
    Column("session", Words(32), ForeignKey("sessions.id", ondelete="CASCADE"), primary_key=True),
    Column("writer", Words(32), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    _person(),
    Column("kind", Words(20), nullable=False),
    Column("payload", JSON, nullable=False),
    Column("at", Utc, nullable=False),
)
