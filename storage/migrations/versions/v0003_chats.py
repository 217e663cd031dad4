"""Chats, where they stand, and what is due."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import big_key, one_of

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Create the tables."""
    _create_chat()
    _create_dialogue()
    _create_due()


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("due")
    op.drop_table("dialogue")
    op.drop_table("chat")


def _create_chat() -> None:
    op.create_table(
        "chat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("address", sa.LargeBinary(), nullable=False),
        sa.Column("address_key", sa.String(64), nullable=False),
        sa.Column("kind", one_of("chatkind", "private", "team"), nullable=False),
        sa.Column("language", sa.String(8)),
        sa.Column("menu_language", sa.String(8)),
        sa.Column("person_id", sa.Integer()),
        sa.Column("blocked_at", sa.DateTime(timezone=True)),
        sa.Column("parked_until", sa.DateTime(timezone=True)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("heard_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_chat"),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_chat_person_id_person", ondelete="SET NULL"
        ),
        sa.UniqueConstraint("address_key", name="uq_chat_address_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_chat_person_id", "chat", ["person_id"])


def _create_dialogue() -> None:
    op.create_table(
        "dialogue",
        sa.Column("chat_id", sa.Integer(), nullable=False),
        sa.Column("flow", sa.String(40)),
        sa.Column("question", sa.String(40)),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("draft", sa.LargeBinary(), nullable=False),
        sa.Column("prompt_id", sa.BigInteger()),
        sa.Column("asked_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("chat_id", name="pk_dialogue"),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["chat.id"], name="fk_dialogue_chat_id_chat", ondelete="CASCADE"
        ),
    )


def _create_due() -> None:
    op.create_table(
        "due",
        sa.Column("id", big_key(), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("subject", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer()),
        sa.Column("chat_id", sa.Integer()),
        sa.Column("person_key", sa.BigInteger(), nullable=False),
        sa.Column("offset", sa.String(40), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("too_late_at", sa.DateTime(timezone=True)),
        sa.Column(
            "state",
            one_of("duestate", "todo", "done", "late", "cancelled", "parked"),
            nullable=False,
        ),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_due"),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["chat.id"], name="fk_due_chat_id_chat", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_due_person_id_person", ondelete="CASCADE"
        ),
        sa.UniqueConstraint(
            "kind",
            "subject",
            "revision",
            "person_key",
            "offset",
            name="uq_due_kind_subject_revision_person_key_offset",
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_due_chat_id", "due", ["chat_id"])
    op.create_index("ix_due_person_id", "due", ["person_id"])
    op.create_index("ix_due_state_due_due_at", "due", ["state", "due_at"])
