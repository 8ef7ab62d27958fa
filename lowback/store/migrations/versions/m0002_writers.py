"""An event names the player that wrote it, so that two of them can tell of one session."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Name the writers; those before had no name."""
    writer = sa.Column("writer", sa.String(32), nullable=False, server_default="")
    with op.batch_alter_table("session_events") as table:
        table.add_column(writer)
    with op.batch_alter_table("session_events") as table:
        table.drop_constraint("pk_session_events", type_="primary")
        table.create_primary_key("pk_session_events", ["session", "writer", "seq"])
        table.alter_column("writer", server_default=None)
