"""When a number was given for one call, and who would not interpret."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Add the column and the table; of numbers kept already the time it was asked is counted."""
    op.add_column("request", sa.Column("phone_at", sa.DateTime(timezone=True)))
    op.execute("UPDATE request SET phone_at = opened_at WHERE phone IS NOT NULL")
    op.create_table(
        "refusal",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"], ["request.id"], name="fk_refusal_request_id_request", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_refusal_person_id_person", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("request_id", "person_id", name="pk_refusal"),
    )
    op.execute("UPDATE chat SET menu_language = NULL")  # there is a new command
    op.create_index("ix_refusal_person_id", "refusal", ["person_id"])


def downgrade() -> None:
    """Go back; mediators who said no are asked again."""
    op.drop_table("refusal")
    op.drop_column("request", "phone_at")
