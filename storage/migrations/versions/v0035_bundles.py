"""Firms are asked to come to what is held for a bundle of their needs."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import forget

revision = "0035"
down_revision = "0034"

MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the table; let an announcement name its bundle."""
    op.create_table(
        "firm_invited",
        sa.Column("id", sa.Integer(), nullable=False),
        _key("activity"),
        _key("employer"),
        sa.Column("told_at", MOMENT),
        sa.Column("revision", sa.Integer()),
        sa.Column("comes", sa.Boolean()),
        sa.Column("said_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name="pk_firm_invited"),
        sa.UniqueConstraint(
            "activity_id", "employer_id", name="uq_firm_invited_activity_id_employer_id"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_firm_invited_employer_id", "firm_invited", ["employer_id"])
    op.add_column("announcement", sa.Column("bundle", sa.Integer()))


def downgrade() -> None:
    """Go back: nobody is asked to come."""
    forget("firm_is_invited")
    op.drop_column("announcement", "bundle")
    op.drop_table("firm_invited")


def _key(other: str) -> sa.Column[int]:
    named = f"fk_firm_invited_{other}_id_{other}"
    key = sa.ForeignKey(f"{other}.id", name=named, ondelete="CASCADE")
    return sa.Column(f"{other}_id", sa.Integer(), key, nullable=False)
