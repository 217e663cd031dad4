"""Where a chat stands is typed, since when something is held is clear; a child has a centre."""

import sqlalchemy as sa
from alembic import op

from storage.engine.sealed import KEYRING

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Rename the draft; what people were in the middle of is read as the last release wrote it."""
    op.execute("ALTER TABLE dialogue RENAME COLUMN draft TO notes")
    op.add_column("dialogue", sa.Column("holds_since", sa.DateTime(timezone=True)))
    op.add_column("person", sa.Column("centre", sa.String(40)))
    op.execute("UPDATE dialogue SET holds_since = coalesce(asked_at, CURRENT_TIMESTAMP)")


def downgrade() -> None:
    """Empty what the last release could not read; nobody is in the middle of anything."""
    nothing = KEYRING.seal("dialogue.draft", b"{}")
    left = sa.text(
        "UPDATE dialogue SET flow = NULL, question = NULL, prompt_id = NULL, notes = :no"
    )
    op.get_bind().execute(left, {"no": nothing})
    op.drop_column("person", "centre")
    op.drop_column("dialogue", "holds_since")
    op.execute("ALTER TABLE dialogue RENAME COLUMN notes TO draft")
