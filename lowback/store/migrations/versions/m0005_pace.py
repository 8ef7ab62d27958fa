"""How much time a person wants to get ready and to rest, and since when."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room for it; until somebody asks, the time is as usual."""
    # Not in a batch: on SQLite that makes the table anew, and everything hangs on a person.
    op.add_column("people", sa.Column("more_seconds", sa.Integer, nullable=False, server_default="0"))
    op.add_column("people", sa.Column("rest_seconds", sa.Integer))
    op.add_column("people", sa.Column("paced_at", sa.DateTime))
