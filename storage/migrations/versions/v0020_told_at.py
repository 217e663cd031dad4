"""When somebody last heard from us."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
FROM_OUTBOX = """
UPDATE person SET told_at = heard.at FROM (
  SELECT coalesce(outbox.person_id, chat.person_id) AS whom, max(outbox.finished_at) AS at
  FROM outbox JOIN chat ON chat.id = outbox.chat_id
  WHERE outbox.state = 'sent' AND outbox.message_id IS NOT NULL GROUP BY 1
) AS heard WHERE heard.whom = person.id
"""


def upgrade() -> None:
    """Add the column, filled with what was sent."""
    op.add_column("person", sa.Column("told_at", sa.DateTime(timezone=True)))
    op.execute(FROM_OUTBOX)


def downgrade() -> None:
    """Go back; what was sent is kept in the outbox."""
    op.drop_column("person", "told_at")
