"""An event names the player that wrote it; a session knows when it was last heard of."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Name the writers; those before had no name. Sessions were last heard of when they ended, or began."""
    writer = sa.Column("writer", sa.String(32), nullable=False, server_default="")
    with op.batch_alter_table("session_events") as table:
        table.add_column(writer)
    with op.batch_alter_table("session_events") as table:
        table.drop_constraint("pk_session_events", type_="primary")
        table.create_primary_key("pk_session_events", ["session", "writer", "seq"])
        table.alter_column("writer", server_default=None)
    # Not in a batch: on SQLite that makes the table anew, and dropping the old one takes its events along.
    op.add_column("sessions", sa.Column("heard_at", sa.DateTime))
    op.execute("UPDATE sessions SET heard_at = coalesce(ended_at, started_at)")
