"""Whose an activity is, where it is on the map, whether it rests; what was shown near somebody."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "0026"
down_revision = "0025"
PLAIN = (
    ("lat", sa.Float()),
    ("lon", sa.Float()),
    ("rests", sa.Boolean()),
    ("out_at", sa.DateTime(timezone=True)),
)
OWNER, INDEX, POINTS = "owner_id", "ix_activity_owner_id", "fk_activity_owner_id_person"


def upgrade() -> None:
    """Add columns and table; what there is belongs to its centre."""
    for name, kind in PLAIN:
        op.add_column("activity", sa.Column(name, kind))
    with _changed() as batch:
        batch.add_column(sa.Column(OWNER, sa.Integer()))
        batch.create_foreign_key(POINTS, "person", [OWNER], ["id"], ondelete="SET NULL")
    op.create_index(INDEX, "activity", [OWNER])
    op.create_table(
        "nearby",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("shown", sa.JSON()),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name="fk_nearby_person_id_person", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_nearby"),
        sa.UniqueConstraint("person_id", "week", name="uq_nearby_person_id_week"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_nearby_week", "nearby", ["week"])
    op.execute("UPDATE chat SET menu_language = NULL")  # there is a new command


def downgrade() -> None:
    """Go back; what rests is cancelled, and who is asked about an activity is forgotten."""
    op.drop_table("nearby")
    op.drop_index(INDEX, "activity")
    with _changed() as batch:
        batch.drop_constraint(POINTS, type_="foreignkey")
        batch.drop_column(OWNER)
    for name, _ in PLAIN:
        op.drop_column("activity", name)


@contextmanager
def _changed() -> Iterator[BatchOperations]:
    """Write the table anew where it must be (SQLite); no key is given twice."""
    numbers = "sqlite_sequence WHERE name = 'activity'"
    is_file = op.get_bind().dialect.name == "sqlite"
    last = op.get_bind().scalar(sa.text(f"SELECT seq FROM {numbers}")) if is_file else None
    with op.batch_alter_table("activity", table_kwargs={"sqlite_autoincrement": True}) as batch:
        yield batch
    if last is not None:
        op.execute(f"DELETE FROM {numbers}")
        op.execute(f"INSERT INTO sqlite_sequence (name, seq) VALUES ('activity', {last})")
