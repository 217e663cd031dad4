"""One word waits its minute for each person on the way to a firm, also where two say it at once."""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"

WAITS = sa.text("state = 'todo' AND kind IN ('introduction_moves', 'introduction_refused')")


def upgrade() -> None:
    """Keep the first of those that wait: the others were said about what it changes."""
    first = f"SELECT min(id) FROM due WHERE {WAITS} GROUP BY kind, subject"
    later = f"UPDATE due SET state = 'cancelled' WHERE {WAITS} AND id NOT IN ({first})"
    op.execute(sa.text(later))
    op.create_index(
        "uq_due_word",
        "due",
        ["kind", "subject"],
        unique=True,
        sqlite_where=WAITS,
        postgresql_where=WAITS,
    )


def downgrade() -> None:
    """Go back: two can wait."""
    op.drop_index("uq_due_word", "due")
