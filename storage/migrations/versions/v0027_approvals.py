"""Announcements that a second person sees, that begin later and can be paused."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import forget, one_of, written_anew

revision = "0027"
down_revision = "0026"
STATES = ("draft", "approved", "done", "stopped")
PAUSED_ONES = "UPDATE announcement SET state = 'stopped' WHERE state = 'paused'"
KINDS = (
    "announcement_changed",
    "approval_anew",
    "approval_over",
    "staff_notice_approval",
    "staff_notice_approval_answered",
)


def upgrade() -> None:
    """Create the table; an announcement can be paused, begin later, be for another centre."""
    _allow(STATES, ("draft", "approved", "paused", "done", "stopped"))
    with written_anew("announcement") as batch:
        batch.add_column(sa.Column("audience", sa.String(40)))
        batch.add_column(sa.Column("begins_at", sa.DateTime(timezone=True)))
        batch.add_column(sa.Column("known", sa.Boolean()))
        batch.create_foreign_key("fk_announcement_audience_centre", "centre", ["audience"], ["key"])
    op.create_table(
        "approval",
        sa.Column("announcement_id", sa.Integer(), nullable=False),
        sa.Column("whose", sa.String(40)),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer_by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer", one_of("approvalanswer", "yes", "no", "void", "over")),
        sa.Column("answered_by", sa.Integer()),
        sa.Column("answered_at", sa.DateTime(timezone=True)),
        sa.Column("revision", sa.Integer()),
        sa.Column("reason", sa.LargeBinary()),
        _fk("announcement_id", "announcement", "CASCADE"),
        _fk("whose", "centre", None, "key"),
        _fk("answered_by", "person", "SET NULL"),
        sa.PrimaryKeyConstraint("announcement_id", name="pk_approval"),
    )


def downgrade() -> None:
    """Go back; who saw what is forgotten, what is paused is stopped."""
    forget(*KINDS)
    op.drop_table("approval")
    op.execute(PAUSED_ONES)
    with written_anew("announcement") as batch:
        batch.drop_constraint("fk_announcement_audience_centre", type_="foreignkey")
        for name in ("audience", "begins_at", "known"):
            batch.drop_column(name)
    _allow(("draft", "approved", "paused", "done", "stopped"), STATES)


def _allow(before: tuple[str, ...], after: tuple[str, ...]) -> None:
    old, new = one_of("announcementstate", *before), one_of("announcementstate", *after)
    with written_anew("announcement") as batch:
        batch.alter_column("state", existing_type=old, type_=new, existing_nullable=False)


def _fk(name: str, at: str, ondelete: str | None, key: str = "id") -> sa.Constraint:
    constraint = f"fk_approval_{name}_{at}"
    return sa.ForeignKeyConstraint([name], [f"{at}.{key}"], name=constraint, ondelete=ondelete)
