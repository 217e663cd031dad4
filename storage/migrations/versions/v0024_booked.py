"""Who booked an appointment by themselves, and who waits for an earlier time."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import forget

revision = "0024"
down_revision = "0023"


def upgrade() -> None:
    """Create the table and the column; what was booked so far staff booked."""
    op.add_column("appointment", sa.Column("self_booked", sa.Boolean()))
    op.create_table(
        "earlier",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("appointment_id", sa.Integer()),
        sa.Column("centre", sa.String(40), nullable=False),
        sa.Column("kind", sa.String(40), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("on_date", sa.Date()),
        sa.Column("at_time", sa.Time()),
        sa.Column("minutes", sa.Integer()),
        sa.Column("desk", sa.String(40)),
        sa.Column("held_until", sa.DateTime(timezone=True)),
        sa.Column("rests_until", sa.DateTime(timezone=True)),
        _fk("person_id", "person", "id", "CASCADE"),
        _fk("appointment_id", "appointment", "id", "CASCADE"),
        _fk("centre", "centre", "key", None),
        sa.PrimaryKeyConstraint("id", name="pk_earlier"),
        sa.UniqueConstraint("appointment_id", name="uq_earlier_appointment_id"),
        sa.UniqueConstraint("person_id", "centre", "kind", name="uq_earlier_person_id_centre_kind"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_earlier_centre", "earlier", ["centre"])


def downgrade() -> None:
    """Go back; appointments stay, nobody waits any more."""
    forget("earlier_asked", "slot_free", "earlier_over", "look_daily")
    op.drop_table("earlier")
    op.drop_column("appointment", "self_booked")


def _fk(name: str, at: str, key: str, ondelete: str | None) -> sa.ForeignKeyConstraint:
    constraint = f"fk_earlier_{name}_{at}"
    return sa.ForeignKeyConstraint([name], [f"{at}.{key}"], name=constraint, ondelete=ondelete)
