"""What is due is found by its kind, so that the most urgent goes first however much waits."""

from alembic import op

revision = "0011"
down_revision = "0010"
NAME = "ix_due_state_due_kind_due_due_at"


def upgrade() -> None:
    """Create the index."""
    op.create_index(NAME, "due", ["state", "kind", "due_at"])


def downgrade() -> None:
    """Drop it."""
    op.drop_index(NAME, "due")
