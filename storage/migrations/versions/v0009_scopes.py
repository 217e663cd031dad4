"""A scope that means everywhere says so; an empty one means nowhere."""

from alembic import op

revision = "0009"
down_revision = "0008"

TABLES = ("role", "invitation")
ALL_OF_THEM = "role IN ('lead', 'admin')"


def upgrade() -> None:
    """Write out what an empty scope meant for leads and admins; newcomers keep theirs: own."""
    for table in TABLES:
        op.execute(f"UPDATE {table} SET scope = '*' WHERE {ALL_OF_THEM} AND scope = ''")


def downgrade() -> None:
    """Leave nobody with more than they have: an empty scope would mean everywhere again."""
    for table in TABLES:
        op.execute(f"DELETE FROM {table} WHERE {ALL_OF_THEM} AND scope = ''")
        op.execute(f"UPDATE {table} SET scope = '' WHERE {ALL_OF_THEM} AND scope = '*'")
