"""Where an activity takes place, for whom it is not, and the number of a firm."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"

ABOUT_FIRMS = """
UPDATE outbox SET subject = (SELECT employer_id FROM offer WHERE offer.id = outbox.subject)
WHERE kind IN ('staff_notice_silent_firm', 'staff_notice_ask_firm')
"""
"""What staff are told about a firm names the firm now, no longer one of its offers."""
UNTOLD = """
UPDATE outbox SET state = 'expired'
WHERE kind IN ('staff_notice_silent_firm', 'staff_notice_ask_firm') AND state = 'todo'
"""


def upgrade() -> None:
    """Add the columns and the table."""
    op.add_column("activity", sa.Column("village", sa.String(80)))
    op.add_column("employer", sa.Column("phone", sa.LargeBinary()))
    op.create_table(
        "unwanted",
        sa.Column("activity_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("said_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["activity_id"],
            ["activity.id"],
            name="fk_unwanted_activity_id_activity",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_unwanted_person_id_person", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("activity_id", "person_id", name="pk_unwanted"),
    )
    op.create_index("ix_unwanted_person_id", "unwanted", ["person_id"])
    op.execute(ABOUT_FIRMS)


def downgrade() -> None:
    """Go back; villages, numbers and what was not wanted are forgotten, calls not made yet too."""
    op.execute(UNTOLD)
    op.drop_table("unwanted")
    op.drop_column("employer", "phone")
    op.drop_column("activity", "village")
