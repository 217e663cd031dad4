"""Where an activity takes place, for whom it is not, and the number of a firm."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Add the columns and the table."""
    op.add_column("activity", sa.Column("village", sa.String(80)))
    op.add_column("employer", sa.Column("phone", sa.LargeBinary()))
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
    """Go back; villages, numbers and what was not wanted are forgotten."""
    op.drop_table("passed")
    op.drop_column("employer", "phone")
    op.drop_column("activity", "village")
