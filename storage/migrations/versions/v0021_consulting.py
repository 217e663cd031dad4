"""Consulting hours, days a centre is closed, and time that is taken once."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
FIVE, MANY = timedelta(minutes=5), 2000
APPOINTMENT = sa.table(
    "appointment",
    sa.column("id", sa.Integer),
    sa.column("person_id", sa.Integer),
    sa.column("centre", sa.String),
    sa.column("starts_at", sa.DateTime(timezone=True)),
    sa.column("minutes", sa.Integer),
    sa.column("cancelled_at", sa.DateTime(timezone=True)),
)


def upgrade() -> None:
    """Create the tables; what is booked takes its person's time, the earlier booked one first."""
    op.add_column("appointment", sa.Column("desk", sa.String(40)))
    _create_consulting()
    _create_closing()
    cell = _create_cell()
    rows, connection = _cells(), op.get_bind()
    while some := [row for row, _ in zip(rows, range(MANY), strict=False)]:
        connection.execute(cell.insert(), some)


def downgrade() -> None:
    """Go back; hours and closed days are forgotten, appointments stay."""
    for table in ("cell", "closing", "consulting"):
        op.drop_table(table)
    op.drop_column("appointment", "desk")


def _cells() -> Iterator[dict[str, Any]]:
    table, taken = APPOINTMENT.c, set[tuple[int, datetime]]()
    stands = sa.select(APPOINTMENT).where(table.cancelled_at.is_(None)).order_by(table.id)
    for each in op.get_bind().execute(stands).all():
        first = each.starts_at.replace(
            minute=each.starts_at.minute // 5 * 5, second=0, microsecond=0
        )
        length = each.starts_at + timedelta(minutes=each.minutes) - first
        for number in range(-(-length // FIVE)):
            at = first + number * FIVE
            if (each.person_id, at) not in taken:
                taken.add((each.person_id, at))
                own = {"appointment_id": each.id, "person_id": each.person_id}
                yield own | {"at": at, "centre": each.centre, "desk": None}


def _fk(table: str, name: str, at: str, ondelete: str | None, key: str = "id") -> sa.Constraint:
    constraint = f"fk_{table}_{name}_{at}"
    return sa.ForeignKeyConstraint([name], [f"{at}.{key}"], name=constraint, ondelete=ondelete)


def _create_consulting() -> None:
    op.create_table(
        "consulting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("ref", sa.String(40)),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("centre", sa.String(40), nullable=False),
        sa.Column("kinds", sa.JSON()),
        sa.Column("weekday", sa.SmallInteger(), nullable=False),
        sa.Column("starts", sa.Time(), nullable=False),
        sa.Column("ends", sa.Time(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("places", sa.SmallInteger(), nullable=False),
        sa.Column("with_id", sa.Integer()),
        sa.Column("since", sa.Date()),
        sa.Column("until", sa.Date()),
        _fk("consulting", "centre", "centre", None, "key"),
        _fk("consulting", "with_id", "person", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_consulting"),
        sa.UniqueConstraint("ref", name="uq_consulting_ref"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_consulting_centre", "consulting", ["centre"])
    op.create_index("ix_consulting_with_id", "consulting", ["with_id"])


def _create_closing() -> None:
    op.create_table(
        "closing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("centre", sa.String(40), nullable=False),
        sa.Column("on_date", sa.Date(), nullable=False),
        sa.Column("starts", sa.Time()),
        sa.Column("ends", sa.Time()),
        sa.Column("person_id", sa.Integer()),
        sa.Column("created_by", sa.Integer()),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True)),
        _fk("closing", "centre", "centre", None, "key"),
        _fk("closing", "person_id", "person", "CASCADE"),
        _fk("closing", "created_by", "person", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_closing"),
        sqlite_autoincrement=True,
    )
    for column in ("centre", "on_date", "person_id", "created_by"):
        op.create_index(f"ix_closing_{column}", "closing", [column])


def _create_cell() -> sa.Table:
    return op.create_table(
        "cell",
        sa.Column("appointment_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("centre", sa.String(40), nullable=False),
        sa.Column("desk", sa.String(40)),
        sa.Column("person_id", sa.Integer()),
        _fk("cell", "appointment_id", "appointment", "CASCADE"),
        _fk("cell", "centre", "centre", None, "key"),
        _fk("cell", "person_id", "person", "CASCADE"),
        sa.PrimaryKeyConstraint("appointment_id", "at", name="pk_cell"),
        sa.UniqueConstraint("centre", "desk", "at", name="uq_cell_centre_desk_at"),
        sa.UniqueConstraint("person_id", "at", name="uq_cell_person_id_at"),
    )
