"""What came in and what goes out."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import big_key, one_of

revision = "0004"
down_revision = "0003"

OUTBOX_STATES = ("todo", "sending", "sent", "blocked", "failed", "unclear", "expired")


def upgrade() -> None:
    """Create the tables."""
    _create_inbox()
    _create_outbox()


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("outbox")
    op.drop_table("inbox")


def _create_inbox() -> None:
    op.create_table(
        "inbox",
        sa.Column("seq", big_key(), nullable=False),
        sa.Column("update_id", sa.BigInteger(), nullable=False),
        sa.Column("chat_id", sa.Integer()),
        sa.Column("payload", sa.LargeBinary()),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("state", one_of("inboxstate", "new", "done", "parked"), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("seq", name="pk_inbox"),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["chat.id"], name="fk_inbox_chat_id_chat", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("update_id", name="uq_inbox_update_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_inbox_chat_id", "inbox", ["chat_id"])
    op.create_index("ix_inbox_state_inbox_seq", "inbox", ["state", "seq"])


def _create_outbox() -> None:
    op.create_table(
        "outbox",
        sa.Column("id", big_key(), nullable=False),
        sa.Column("chat_id", sa.Integer(), nullable=False),
        sa.Column("lane", sa.SmallInteger(), nullable=False),
        sa.Column("body", sa.LargeBinary()),
        sa.Column("kind", sa.String(40)),
        sa.Column("subject", sa.BigInteger()),
        sa.Column("revision", sa.Integer()),
        sa.Column("edits", sa.BigInteger()),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("dedupe_key", sa.String(120), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("doubts", sa.Integer(), nullable=False),
        sa.Column("state", one_of("outboxstate", *OUTBOX_STATES), nullable=False),
        sa.Column("message_id", sa.BigInteger()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("claimed_at", sa.DateTime(timezone=True)),
        sa.Column("finished_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("id", name="pk_outbox"),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["chat.id"], name="fk_outbox_chat_id_chat", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("dedupe_key", name="uq_outbox_dedupe_key"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_outbox_chat_id_outbox_state_outbox_lane_outbox_id",
        "outbox",
        ["chat_id", "state", "lane", "id"],
    )
    op.create_index("ix_outbox_claimed_at", "outbox", ["claimed_at"])
    op.create_index("ix_outbox_edits", "outbox", ["edits"])
    op.create_index("ix_outbox_state_outbox_expires_at", "outbox", ["state", "expires_at"])
    op.create_index("ix_outbox_state_outbox_lane_outbox_id", "outbox", ["state", "lane", "id"])
