"""What was loaded from files; offers say whether there is child care."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Create the table and the column."""
    op.create_table(
        "loaded",
        sa.Column("section", sa.String(20), nullable=False),
        sa.Column("ref", sa.String(40), nullable=False),
        sa.Column("fingerprint", sa.String(64), nullable=False),
        sa.PrimaryKeyConstraint("section", "ref", name="pk_loaded"),
    )
    op.add_column("offer", sa.Column("childcare", sa.Boolean()))


def downgrade() -> None:
    """Drop them."""
    op.drop_column("offer", "childcare")
    op.drop_table("loaded")
