"""A firm's question lies beside the stage: it is open until answered, however far it went on."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"

MOMENT = sa.DateTime(timezone=True)
TIMES = ("asked_at", "answered_at")


def upgrade() -> None:
    """Note when what is open was asked."""
    for name in TIMES:
        op.add_column("introduction", sa.Column(name, MOMENT))
    op.execute("UPDATE introduction SET asked_at = changed_at WHERE stage = 'question'")


def downgrade() -> None:
    """Go back: a question is open only at its stage."""
    for name in TIMES:
        op.drop_column("introduction", name)
