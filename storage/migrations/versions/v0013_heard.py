"""What somebody last heard of an appointment: every fact of it, not the time alone."""

from datetime import date, time

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
APPOINTMENT = sa.table(
    "appointment",
    sa.column("id", sa.Integer),
    sa.column("old_date", sa.Date),
    sa.column("old_time", sa.Time),
    sa.column("heard", sa.JSON(none_as_null=True)),
)


def upgrade() -> None:
    """Keep the old time as one of the facts; the others are not known to differ."""
    op.add_column("appointment", sa.Column("heard", sa.JSON()))
    table, connection = APPOINTMENT.c, op.get_bind()
    told = sa.select(table.id, table.old_date, table.old_time)
    for key, day, at in connection.execute(told.where(table.old_date.is_not(None))).all():
        heard = {"on_date": day.isoformat(), "at_time": at.isoformat()}
        connection.execute(sa.update(APPOINTMENT).where(table.id == key).values(heard=heard))
    op.drop_column("appointment", "old_date")
    op.drop_column("appointment", "old_time")


def downgrade() -> None:
    """Go back to the old time alone."""
    op.add_column("appointment", sa.Column("old_date", sa.Date()))
    op.add_column("appointment", sa.Column("old_time", sa.Time()))
    table, connection = APPOINTMENT.c, op.get_bind()
    for key, heard in connection.execute(sa.select(table.id, table.heard)).all():
        if isinstance(heard, dict):
            day, at = date.fromisoformat(heard["on_date"]), time.fromisoformat(heard["at_time"])
            row = sa.update(APPOINTMENT).where(table.id == key)
            connection.execute(row.values(old_date=day, old_time=at))
    op.drop_column("appointment", "heard")
