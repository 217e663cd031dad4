"""Until when an offer holds, whose it is and where; who entered a firm."""

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import forget, written_anew

revision = "0025"
down_revision = "0024"
PLAIN = {
    "employer": (("verified_at", sa.DateTime(timezone=True)),),
    "offer": (
        ("village", sa.String(80)),
        ("street", sa.String(120)),
        ("valid_until", sa.Date()),
    ),
}
OF_PEOPLE = {"employer": "verified_by", "offer": "owner_id"}


def upgrade() -> None:
    """Add the columns; offers there are get an end at the next start."""
    for table, columns in PLAIN.items():
        with written_anew(table) as batch:
            for name, kind in columns:
                batch.add_column(sa.Column(name, kind))
            batch.add_column(sa.Column(OF_PEOPLE[table], sa.Integer()))
            batch.create_foreign_key(
                f"fk_{table}_{OF_PEOPLE[table]}_person",
                "person",
                [OF_PEOPLE[table]],
                ["id"],
                ondelete="SET NULL",
            )
        op.create_index(f"ix_{table}_{OF_PEOPLE[table]}", table, [OF_PEOPLE[table]])
    op.execute("UPDATE chat SET menu_language = NULL")  # there is a new command


def downgrade() -> None:
    """Go back; nothing has an end any more, and what would open in a minute rests."""
    forget("offer_ends", "offer_over", "offer_opens")
    for table, columns in PLAIN.items():
        op.drop_index(f"ix_{table}_{OF_PEOPLE[table]}", table)
        with written_anew(table) as batch:
            batch.drop_constraint(f"fk_{table}_{OF_PEOPLE[table]}_person", type_="foreignkey")
            batch.drop_column(OF_PEOPLE[table])
            for name, _kind in columns:
                batch.drop_column(name)
