"""Where the page is, for links; a firm with a letter asks to be called."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import forget, written_anew

revision = "0031"
down_revision = "0030"

NAME, LONGER = sa.String(60), sa.String(255)


def upgrade() -> None:
    """Let a link carry the number of who asked, and a mark a whole address."""
    with written_anew("page_link") as batch:
        batch.add_column(sa.Column("phone", sa.LargeBinary()))
        batch.add_column(sa.Column("asked_at", sa.DateTime(timezone=True)))
    op.create_index(op.f("ix_page_link_asked_at"), "page_link", ["asked_at"])
    with op.batch_alter_table("mark") as batch:
        batch.alter_column("name", type_=LONGER, existing_type=NAME, existing_nullable=False)


def downgrade() -> None:
    """Go back: an older release tells nobody who asked for a call, or who came at the desk."""
    forget("staff_notice_firm_calls", "staff_notice_came")
    op.execute("DELETE FROM mark WHERE name LIKE 'page:%'")
    with op.batch_alter_table("mark") as batch:
        batch.alter_column("name", type_=NAME, existing_type=LONGER, existing_nullable=False)
    op.drop_index(op.f("ix_page_link_asked_at"), "page_link")
    with written_anew("page_link") as batch:
        batch.drop_column("asked_at")
        batch.drop_column("phone")
