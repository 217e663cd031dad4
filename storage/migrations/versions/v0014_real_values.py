"""Half hours, offers without a day to begin, firms elsewhere; activities with their exceptions."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

revision = "0014"
down_revision = "0013"

PLACE = (
    ("town", sa.String(80)),
    ("lat", sa.Float()),
    ("lon", sa.Float()),
)
EXCEPTIONS = (
    ("since", sa.Date()),
    ("until", sa.Date()),
    ("every", sa.Integer()),
    ("off", sa.JSON()),
    ("on_holidays", sa.Boolean()),
    ("school_off", sa.Boolean()),
)
TABLES = ("employer", "offer")
FOREIGN = {table: f"fk_{table}_plz_postcode" for table in TABLES}


def upgrade() -> None:
    """Let postcodes lie outside the district, where the offer then says its place."""
    for name, kind in EXCEPTIONS:
        op.add_column("activity", sa.Column(name, kind))
    for table in TABLES:
        with _changed(table) as batch:
            batch.drop_constraint(FOREIGN[table], type_="foreignkey")
            if table == "offer":
                _wider(batch)


def downgrade() -> None:
    """Round and move into the district what the last release could not hold."""
    for table in TABLES:
        inside = "SELECT plz FROM postcode"
        op.execute(f"UPDATE {table} SET plz = ({inside} LIMIT 1) WHERE plz NOT IN ({inside})")
    op.execute("UPDATE offer SET start_on = CURRENT_DATE WHERE start_on IS NULL")
    op.execute("UPDATE offer SET hours_week = round(hours_week)")
    for table in TABLES:
        with _changed(table) as batch:
            batch.create_foreign_key(FOREIGN[table], "postcode", ["plz"], ["plz"])
            if table == "offer":
                _narrower(batch)
    for name, _ in EXCEPTIONS:
        op.drop_column("activity", name)


def _wider(batch: BatchOperations) -> None:
    for name, kind in PLACE:
        batch.add_column(sa.Column(name, kind))
    batch.alter_column("start_on", existing_type=sa.Date(), nullable=True)
    batch.alter_column("hours_week", existing_type=sa.Integer(), type_=sa.Float())


def _narrower(batch: BatchOperations) -> None:
    for name, _ in PLACE:
        batch.drop_column(name)
    batch.alter_column("start_on", existing_type=sa.Date(), nullable=False)
    batch.alter_column("hours_week", existing_type=sa.Float(), type_=sa.Integer())


@contextmanager
def _changed(table: str) -> Iterator[BatchOperations]:
    """Write a table anew where it must be (SQLite); no key is given twice."""
    numbers = "sqlite_sequence WHERE name = '" + table + "'"
    last = None if _on_server() else op.get_bind().scalar(sa.text(f"SELECT seq FROM {numbers}"))
    with op.batch_alter_table(table, table_kwargs={"sqlite_autoincrement": True}) as batch:
        yield batch
    if last is not None:
        op.execute(f"DELETE FROM {numbers}")
        op.execute(f"INSERT INTO sqlite_sequence (name, seq) VALUES ('{table}', {last})")


def _on_server() -> bool:
    return op.get_bind().dialect.name != "sqlite"
