"""Staff call whom a page or a mail told in vain."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import forget, written_anew

revision = "0030"
down_revision = "0029"

KINDS, NEW_KIND = ("appointment", "missed"), "mail"
REASONS, NEW_REASON = ("no_chat", "refused", "unclear", "late", "missed"), "unseen"


def upgrade() -> None:
    """Let somebody be called about mails, and since they did not look."""
    _choices((*KINDS, NEW_KIND), (*REASONS, NEW_REASON))


def downgrade() -> None:
    """Forget such calls, and what the older release does not know."""
    op.execute(sa.text(f"DELETE FROM call WHERE kind = '{NEW_KIND}' OR reason = '{NEW_REASON}'"))
    op.execute(sa.text("DELETE FROM outbox WHERE carrier = 'mail'"))
    forget("mail_look", "mail_unread", "unseen_entry")
    _choices(KINDS, REASONS)


def _choices(kinds: tuple[str, ...], reasons: tuple[str, ...]) -> None:
    named = {"kind": ("callkind", kinds), "reason": ("callreason", reasons)}
    with written_anew("call") as batch:
        for column, (name, values) in named.items():
            batch.drop_constraint(op.f(f"ck_call_{name}"), type_="check")
            batch.create_check_constraint(op.f(f"ck_call_{name}"), sa.column(column).in_(values))
