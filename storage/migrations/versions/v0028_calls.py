"""Whom staff shall call, and days on which somebody wants no messages that can wait."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import one_of

revision = "0028"
down_revision = "0027"

REASONS = ("no_chat", "refused", "unclear", "late", "missed")
UNREACHED = """
INSERT INTO call (kind, subject, revision, person_id, centre, reason, opened_at, tries)
SELECT 'appointment', a.id, a.revision, a.person_id, a.centre,
  CASE WHEN a.told THEN 'late' ELSE 'no_chat' END, CURRENT_TIMESTAMP, 0
FROM appointment AS a
WHERE a.cancelled_at IS NULL AND a.starts_at > CURRENT_TIMESTAMP AND (NOT a.told OR EXISTS (
  SELECT 1 FROM outbox AS o WHERE o.subject = a.id AND o.revision = a.revision
  AND o.kind IN ('appointment_made', 'appointment_moved', 'appointment_reminder')
  AND o.state IN ('failed', 'unclear', 'expired', 'blocked') AND NOT EXISTS (
    SELECT 1 FROM outbox AS other WHERE other.kind = o.kind AND other.subject = o.subject
    AND other.revision = o.revision AND other.state = 'sent')))
"""
"""Who was on the list of the last release stays on it."""


def upgrade() -> None:
    """Create the list of calls from what it was made of; add the days."""
    op.create_table(
        "call",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", one_of("callkind", "appointment", "missed"), nullable=False),
        sa.Column("subject", sa.BigInteger(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("centre", sa.String(40)),
        sa.Column("reason", one_of("callreason", *REASONS), nullable=False),
        sa.Column("phone", sa.LargeBinary()),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.SmallInteger(), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True)),
        sa.Column("done_at", sa.DateTime(timezone=True)),
        sa.Column("done_by", sa.Integer()),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_call_person_id_person", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["centre"], ["centre.key"], name="fk_call_centre_centre"),
        sa.ForeignKeyConstraint(
            ["done_by"], ["person.id"], name="fk_call_done_by_person", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_call"),
        sa.UniqueConstraint("kind", "subject", "revision", name="uq_call_kind_subject_revision"),
        sqlite_autoincrement=True,
    )
    for name in ("person_id", "centre", "done_at", "done_by"):
        op.create_index(f"ix_call_{name}", "call", [name])
    op.add_column("person", sa.Column("quiet_on", sa.JSON()))
    there = sa.text("kind IS NOT NULL")
    about = ["kind", "subject"]  # asked of each call, and in every tick of an announcement
    op.create_index("ix_outbox_about", "outbox", about, sqlite_where=there, postgresql_where=there)
    op.execute(UNREACHED)


def downgrade() -> None:
    """Go back; who was called is forgotten, and the days."""
    op.drop_index("ix_outbox_about", "outbox")
    op.drop_column("person", "quiet_on")
    op.drop_table("call")
