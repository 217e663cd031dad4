"""Staff's side of appointments: interpreter, note, who came."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import forget

revision = "0023"
down_revision = "0022"


def upgrade() -> None:
    """Add the columns; what a file said of an interpreter stays settled."""
    op.add_column("appointment", sa.Column("interpreting", sa.String(8)))
    op.add_column("appointment", sa.Column("note", sa.LargeBinary()))
    op.add_column("appointment", sa.Column("attendance", sa.String(8)))
    op.add_column("appointment", sa.Column("called_at", sa.DateTime(timezone=True)))


def downgrade() -> None:
    """Go back, without what staff noted."""
    forget("appointment_cancels", "staff_notice_no_interpreter")
    for name in ("interpreting", "note", "attendance", "called_at"):
        op.drop_column("appointment", name)
