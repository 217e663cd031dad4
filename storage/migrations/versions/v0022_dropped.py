"""What a centre calls off by itself, the times it offers instead, and where in the house it is."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import one_of

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    """Add the columns; there is a new command."""
    why = one_of("dropped", "closed", "hours")
    with op.batch_alter_table("appointment") as batch:
        batch.add_column(sa.Column("dropped_for", why))
        batch.add_column(sa.Column("offered", sa.JSON()))
    op.add_column("centre", sa.Column("rooms", sa.String(200)))
    op.execute("UPDATE chat SET menu_language = NULL")


def downgrade() -> None:
    """Go back; whoever was offered another time asks for one."""
    op.drop_column("centre", "rooms")
    with op.batch_alter_table("appointment") as batch:
        batch.drop_column("offered")
        batch.drop_column("dropped_for")
