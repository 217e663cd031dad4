"""What a centre calls off by itself, the times it offers instead, and where in the house it is."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import forget

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Add the columns; there is a new command."""
    op.add_column("appointment", sa.Column("dropped_for", sa.String(10)))
    op.add_column("appointment", sa.Column("offered", sa.JSON()))
    op.add_column("centre", sa.Column("rooms", sa.String(200)))
    op.execute("UPDATE chat SET menu_language = NULL")


def downgrade() -> None:
    """Go back; whoever was offered another time asks for one."""
    forget("close_day", "hours_out", "hold_over", "appointment_dropped")
    op.drop_column("centre", "rooms")
    op.drop_column("appointment", "offered")
    op.drop_column("appointment", "dropped_for")
