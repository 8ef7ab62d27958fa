"""In which browsers a person's diary is open, since when, and which of them were parted from it."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room for them; each is written down when it comes the next time."""
    op.create_table(
        "browsers",
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("id", sa.String(32), nullable=False),
        sa.Column("made", sa.Date, nullable=False),
        sa.Column("seen", sa.Date, nullable=False),
        sa.Column("parted", sa.Boolean, nullable=False),
        sa.PrimaryKeyConstraint("person", "id", name="pk_browsers"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_browsers_person", ondelete="CASCADE"),
    )
