"""How exercises felt in which session, and of which the person wants as much as before."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room for both; of what was done before nobody said how it felt."""
    # Not in a batch: on SQLite that makes the table anew, and dropping the old one takes its events along.
    op.add_column("sessions", sa.Column("items_felt", sa.JSON, nullable=False, server_default="[]"))
    op.create_table(
        "as_before",
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("exercise", sa.String(80), nullable=False),
        sa.Column("at", sa.DateTime, nullable=False),
        sa.PrimaryKeyConstraint("person", "exercise", name="pk_as_before"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_as_before_person", ondelete="CASCADE"),
    )
