"""What sessions add up to, a row a day and a row a week for each routine; and two ways to find the newest quickly."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import groupby

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_DAYS = ("minutes", "sessions", "scored", "before_count", "before_sum", "after_count", "after_sum")
_PAIRS = ("paired", "easier", "before_sum", "after_sum")
# As the program counted on the day of this migration; what it counts later is a later migration's business.
_CLOSED = """
    deleted_at IS NULL AND (status IN ('finished', 'stopped') OR (status = 'abandoned' AND minutes > 0))
"""
_BY_DAY = f"""
    SELECT person, local_date AS day, SUM(minutes) AS minutes, COUNT(*) AS sessions,
        COUNT(COALESCE(pain_before, pain_after)) AS scored,
        COUNT(pain_before) AS before_count, COALESCE(SUM(pain_before), 0) AS before_sum,
        COUNT(pain_after) AS after_count, COALESCE(SUM(pain_after), 0) AS after_sum
    FROM sessions WHERE {_CLOSED} GROUP BY person, local_date
"""  # noqa: S608 - our own words
_BY_ROUTINE = f"""
    SELECT person, local_date AS day, routine, MAX(title) AS title, COUNT(*) AS paired,
        COUNT(CASE WHEN pain_after < pain_before THEN 1 END) AS easier,
        SUM(pain_before) AS before_sum, SUM(pain_after) AS after_sum
    FROM sessions WHERE {_CLOSED} AND pain_before IS NOT NULL AND pain_after IS NOT NULL
    GROUP BY person, local_date, routine ORDER BY person, routine, local_date
"""  # noqa: S608 - our own words


def upgrade() -> None:
    """Make room, and add up what there is."""
    days, weeks = _tables()
    op.create_index("ix_sessions_person_started_at", "sessions", ["person", "started_at"])
    op.create_index("ix_sessions_person_ended_at", "sessions", ["person", "ended_at"])
    connection = op.get_bind()
    day = {"day": sa.Date}
    _insert(days, [_dated(row) for row in connection.execute(sa.text(_BY_DAY).columns(**day)).mappings()])
    _insert(weeks, list(_by_week(connection.execute(sa.text(_BY_ROUTINE).columns(**day)).mappings())))


def _tables() -> tuple[sa.Table, sa.Table]:
    days = op.create_table(
        "days",
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("day", sa.Date, nullable=False),
        sa.Column("week", sa.Date, nullable=False),
        sa.Column("month", sa.Date, nullable=False),
        *(sa.Column(name, sa.Integer, nullable=False) for name in _DAYS),
        sa.PrimaryKeyConstraint("person", "day", name="pk_days"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_days_person", ondelete="CASCADE"),
    )
    weeks = op.create_table(
        "routine_weeks",
        sa.Column("person", sa.String(64), nullable=False),
        sa.Column("week", sa.Date, nullable=False),
        sa.Column("routine", sa.String(80), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        *(sa.Column(name, sa.Integer, nullable=False) for name in _PAIRS),
        sa.PrimaryKeyConstraint("person", "week", "routine", name="pk_routine_weeks"),
        sa.ForeignKeyConstraint(["person"], ["people.id"], name="fk_routine_weeks_person", ondelete="CASCADE"),
    )
    return days, weeks


def _dated(row: sa.RowMapping) -> dict[str, object]:
    return dict(row) | {"week": _monday(row["day"]), "month": row["day"].replace(day=1)}


def _by_week(rows: sa.MappingResult) -> Iterator[dict[str, object]]:
    for (person, routine, week), several in groupby(
        rows, lambda row: (row["person"], row["routine"], _monday(row["day"]))
    ):
        same = list(several)
        sums = {name: sum(row[name] for row in same) for name in _PAIRS}
        yield {"person": person, "routine": routine, "week": week, "title": max(row["title"] for row in same)} | sums


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _insert(table: sa.Table, rows: list[dict[str, object]]) -> None:
    if rows:
        op.bulk_insert(table, rows)
