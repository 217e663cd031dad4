"""Firms are asked about all their offers at once: which of them, and how often, is noted there."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import forget, written_anew

revision = "0033"
down_revision = "0032"


def upgrade() -> None:
    """Note when a firm was asked, and how often; questions put before count as put."""
    with written_anew("offer") as batch:
        batch.add_column(sa.Column("asked_at", sa.DateTime(timezone=True)))
        batch.add_column(sa.Column("asks", sa.SmallInteger(), nullable=False, server_default="0"))
    op.execute(sa.text(_COUNTED))
    with written_anew("offer") as batch:
        batch.alter_column("asks", server_default=None)


def downgrade() -> None:
    """Forget it; the older release counts the questions it put itself."""
    forget("introduction_refused")
    with written_anew("offer") as batch:
        batch.drop_column("asks")
        batch.drop_column("asked_at")


_PUT = """FROM outbox WHERE outbox.kind = 'employer_prompt' AND outbox.subject = offer.id
 AND (offer.confirmed_at IS NULL OR outbox.created_at > offer.confirmed_at)"""
_COUNTED = f"""UPDATE offer SET
 asked_at = (SELECT max(outbox.created_at) {_PUT}),
 asks = (SELECT count(DISTINCT outbox.created_at) {_PUT})"""
