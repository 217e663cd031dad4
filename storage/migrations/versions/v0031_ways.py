"""A firm with a letter asks to be called: the number, and when it asked."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import forget, written_anew

revision = "0031"
down_revision = "0030"


def upgrade() -> None:
    """Let a link carry the number of who asked."""
    with written_anew("page_link") as batch:
        batch.add_column(sa.Column("phone", sa.LargeBinary()))
        batch.add_column(sa.Column("asked_at", sa.DateTime(timezone=True)))
    op.create_index(op.f("ix_page_link_asked_at"), "page_link", ["asked_at"])


def downgrade() -> None:
    """Go back: an older release tells nobody who asked for a call, or who came at the desk."""
    forget("staff_notice_firm_calls", "staff_notice_came")
    op.drop_index(op.f("ix_page_link_asked_at"), "page_link")
    with written_anew("page_link") as batch:
        batch.drop_column("asked_at")
        batch.drop_column("phone")
