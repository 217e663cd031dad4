"""Where the cards of subjects stand; the report of an announcement is one of them."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import big_key

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Create the table and move what was known of reports into it."""
    op.create_table(
        "shown",
        sa.Column("chat_id", sa.Integer(), nullable=False),
        sa.Column("subject", sa.String(20), nullable=False),
        sa.Column("subject_id", sa.BigInteger(), nullable=False),
        sa.Column("outbox_id", big_key(), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "subject", "subject_id", "outbox_id", name="pk_shown"),
        sa.ForeignKeyConstraint(
            ["chat_id"], ["chat.id"], name="fk_shown_chat_id_chat", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["outbox_id"], ["outbox.id"], name="fk_shown_outbox_id_outbox", ondelete="CASCADE"
        ),
    )
    columns = ["subject", "subject_id", "outbox_id"]
    op.create_index("ix_shown_subject_shown_subject_id_shown_outbox_id", "shown", columns)
    op.create_index("ix_shown_outbox_id", "shown", ["outbox_id"])
    op.execute(
        "INSERT INTO shown (chat_id, subject, subject_id, outbox_id) "
        "SELECT outbox.chat_id, 'announcement', announcement.id, outbox.id "
        "FROM announcement JOIN outbox ON outbox.id = announcement.report_row"
    )
    op.drop_column("announcement", "report_row")


def downgrade() -> None:
    """Give announcements their report back; where other cards stand is not known any more."""
    op.add_column("announcement", sa.Column("report_row", sa.BigInteger()))
    op.execute(
        "UPDATE announcement SET report_row = (SELECT max(outbox_id) FROM shown "
        "WHERE subject = 'announcement' AND subject_id = announcement.id)"
    )
    op.drop_table("shown")
