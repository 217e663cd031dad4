"""The village an activity takes place in, and who said that an activity is not for them."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Add the column and the table."""
    op.add_column("activity", sa.Column("village", sa.String(80)))
    op.create_table(
        "passed",
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activity.id"],
            name="fk_passed_activity_id_activity",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_passed_person_id_person", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("activity_id", "person_id", name="pk_passed"),
    )
    op.create_index("ix_passed_person_id", "passed", ["person_id"])


def downgrade() -> None:
    """Go back; villages and what was not wanted are forgotten."""
    op.drop_table("passed")
    op.drop_column("activity", "village")
