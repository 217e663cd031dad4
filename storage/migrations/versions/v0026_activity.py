"""Whose an activity is, where it is on the map, whether it rests; what was shown near somebody."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import forget, written_anew

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
    with written_anew("activity") as batch:
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
    forget("near_you", "near_week", "activity_ends", "staff_notice_ending", "staff_notice_ended")
    op.drop_table("nearby")
    op.drop_index(INDEX, "activity")
    with written_anew("activity") as batch:
        batch.drop_constraint(POINTS, type_="foreignkey")
        batch.drop_column(OWNER)
    for name, _ in PLAIN:
        op.drop_column("activity", name)
