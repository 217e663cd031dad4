"""Until when an offer holds, whose it is and where; who entered a firm."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

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
UNTOLD = "UPDATE outbox SET state = 'expired' WHERE kind = 'offer_ends' AND state = 'todo'"
UNDONE = """
DELETE FROM due WHERE kind IN ('offer_ends', 'offer_over', 'offer_opens')
"""


def upgrade() -> None:
    """Add the columns; offers there are get an end at the next start."""
    for table, columns in PLAIN.items():
        with _changed(table) as batch:
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
    op.execute(UNTOLD)
    op.execute(UNDONE)
    for table, columns in PLAIN.items():
        op.drop_index(f"ix_{table}_{OF_PEOPLE[table]}", table)
        with _changed(table) as batch:
            batch.drop_constraint(f"fk_{table}_{OF_PEOPLE[table]}_person", type_="foreignkey")
            batch.drop_column(OF_PEOPLE[table])
            for name, _kind in columns:
                batch.drop_column(name)


@contextmanager
def _changed(table: str) -> Iterator[BatchOperations]:
    """Write a table anew where it must be (SQLite); no key is given twice."""
    is_server = op.get_bind().dialect.name != "sqlite"
    numbers = "sqlite_sequence WHERE name = '" + table + "'"
    last = None if is_server else op.get_bind().scalar(sa.text(f"SELECT seq FROM {numbers}"))
    with op.batch_alter_table(table, table_kwargs={"sqlite_autoincrement": True}) as batch:
        yield batch
    if last is not None:
        op.execute(f"DELETE FROM {numbers}")
        op.execute(f"INSERT INTO sqlite_sequence (name, seq) VALUES ('{table}', {last})")
