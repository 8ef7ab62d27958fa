"""People, answers, screenings, sessions and their events."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the first tables."""
    _people()
    _answers()
    _screening()
    _sessions()
    _session_events()


def _owner(table: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_person"
    return sa.ForeignKeyConstraint(["person"], ["people.id"], name=name, ondelete="CASCADE")


def _people() -> None:
    op.create_table(
        "people",
        sa.Column("id", sa.String(64), nullable=False),
        sa.Column("created_at", sa.DateTime, nullable=False),
        sa.Column("weekly_minutes_target", sa.Integer, nullable=False, server_default="60"),
        sa.Column("zone", sa.String(64), nullable=False, server_default="UTC"),
        sa.PrimaryKeyConstraint("id", name="pk_people"),
    )


def _answers() -> None:
    op.create_table(
        "answers",
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("question", sa.String(80), nullable=False),
        sa.Column("answer", sa.JSON, nullable=False),
        sa.Column("updated_at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("person", "question", name="pk_answers"),
        _owner("answers"),
    )


def _screening() -> None:
    op.create_table(
        "screening",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("finished_at", sa.DateTime, nullable=False),
        sa.Column("level", sa.String(32), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_screening"),
        _owner("screening"),
    )
    op.create_index("ix_screening_person_finished_at", "screening", ["person", "finished_at"])


def _sessions() -> None:
    op.create_table(
        "sessions",
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("routine", sa.String(80), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("source", sa.String(10), nullable=False),
        sa.Column("plan", sa.JSON, nullable=False),
        sa.Column("minutes_planned", sa.Integer, nullable=False),
        sa.Column("started_at", sa.DateTime, nullable=False),
        sa.Column("ended_at", sa.DateTime),
        sa.Column("zone", sa.String(64), nullable=False),
        sa.Column("local_date", sa.Date, nullable=False),
        sa.Column("status", sa.String(10), nullable=False),
        sa.Column("position", sa.JSON),
        sa.Column("pain_before", sa.Integer),
        sa.Column("pain_after", sa.Integer),
        sa.Column("effort", sa.Integer),
        sa.Column("note", sa.Text, nullable=False, server_default=""),
        sa.Column("minutes", sa.Integer, nullable=False, server_default="0"),
        sa.Column("worked_seconds", sa.Integer, nullable=False, server_default="0"),
        *(sa.Column(f"items_{what}", sa.JSON, nullable=False) for what in ("done", "skipped", "swapped", "hurt")),
        sa.Column("stopped_for_pain", sa.Boolean, nullable=False),
        sa.Column("followup", sa.String(10)),
        sa.Column("followup_at", sa.DateTime),
        sa.Column("deleted_at", sa.DateTime),
        sa.PrimaryKeyConstraint("id", name="pk_sessions"),
        _owner("sessions"),
    )
    op.create_index("ix_sessions_person_local_date", "sessions", ["person", "local_date"])
    op.create_index("ix_sessions_person_status_started_at", "sessions", ["person", "status", "started_at"])


def _session_events() -> None:
    op.create_table(
        "session_events",
        sa.Column("session", sa.String(32), nullable=False),
        sa.Column("seq", sa.Integer, nullable=False, autoincrement=False),
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("payload", sa.JSON, nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("session", "seq", name="pk_session_events"),
        sa.ForeignKeyConstraint(["session"], ["sessions.id"], name="fk_session_events_session", ondelete="CASCADE"),
        _owner("session_events"),
    )
