"""Of what is due, what is too late soonest goes first: the index of kinds holds that too."""

from alembic import op

revision = "0012"
down_revision = "0011"
OLD, OLD_COLUMNS = "ix_due_state_due_kind_due_due_at", ["state", "kind", "due_at"]
NEW, NEW_COLUMNS = f"{OLD}_due_too_late_at", [*OLD_COLUMNS, "too_late_at"]


def upgrade() -> None:
    """Put the wider index in the place of the other."""
    op.create_index(NEW, "due", NEW_COLUMNS)
    op.drop_index(OLD, "due")


def downgrade() -> None:
    """Go back to the narrower one."""
    op.create_index(OLD, "due", OLD_COLUMNS)
    op.drop_index(NEW, "due")
