"""What hurt in which session, and what was asked back since."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make both tables; of what hurt before them nobody was asked whether it had gone."""
    op.create_table(
        "pains",
        sa.Column("session", sa.String(32), nullable=False),
        sa.Column("exercise", sa.String(80), nullable=False),
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("kind", sa.String(10), nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("session", "exercise", name="pk_pains"),
        sa.ForeignKeyConstraint(["session"], ["sessions.id"], name="fk_pains_session", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_pains_person", ondelete="CASCADE"),
    )
    op.create_index("ix_pains_person_at", "pains", ["person", "at"])
    op.create_table(
        "asked_back",
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("exercise", sa.String(80), nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("person", "exercise", name="pk_asked_back"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_asked_back_person", ondelete="CASCADE"),
    )
