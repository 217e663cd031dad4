"""What a database knows of itself, which update a number stood for, a chat's next update."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
OLD, NEW = "ix_inbox_chat_id", "ix_inbox_chat_id_inbox_state_inbox_seq"


def upgrade() -> None:
    """Create the table, the column and the wider index."""
    op.create_table(
        "mark",
        sa.Column("name", sa.String(60), nullable=False),
        sa.Column("sealed", sa.LargeBinary()),
        sa.Column("at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("name", name="pk_mark"),
    )
    op.add_column("inbox", sa.Column("fingerprint", sa.BigInteger()))
    op.create_index(NEW, "inbox", ["chat_id", "state", "seq"])
    op.drop_index(OLD, "inbox")


def downgrade() -> None:
    """Go back; numbers that were given up stay so."""
    op.create_index(OLD, "inbox", ["chat_id"])
    op.drop_index(NEW, "inbox")
    op.drop_column("inbox", "fingerprint")
    op.drop_table("mark")
