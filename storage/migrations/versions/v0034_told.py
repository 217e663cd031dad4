"""Staff call who is on the way to a firm and cannot be told, or wants no messages."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import written_anew

revision = "0034"
down_revision = "0033"

KINDS, NEW_KIND = ("appointment", "missed", "mail"), "introduction"
REASONS, NEW_REASON = ("no_chat", "refused", "unclear", "late", "missed", "unseen"), "stopped"


def upgrade() -> None:
    """Let somebody be called about their way to a firm, and since they stopped all messages."""
    _choices((*KINDS, NEW_KIND), (*REASONS, NEW_REASON))


def downgrade() -> None:
    """Forget such calls."""
    op.execute(sa.text(f"DELETE FROM call WHERE kind = '{NEW_KIND}' OR reason = '{NEW_REASON}'"))
    _choices(KINDS, REASONS)


def _choices(kinds: tuple[str, ...], reasons: tuple[str, ...]) -> None:
    named = {"kind": ("callkind", kinds), "reason": ("callreason", reasons)}
    with written_anew("call") as batch:
        for column, (name, values) in named.items():
            batch.drop_constraint(op.f(f"ck_call_{name}"), type_="check")
            batch.create_check_constraint(op.f(f"ck_call_{name}"), sa.column(column).in_(values))
