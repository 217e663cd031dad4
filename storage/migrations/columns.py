"""What migrations share: column types as they were then, tables written anew, kinds forgotten."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import op
from alembic.operations import BatchOperations

UNDONE = sa.text("DELETE FROM due WHERE kind IN :kinds")
UNTOLD = sa.text("UPDATE outbox SET state = 'expired' WHERE kind IN :kinds AND state = 'todo'")


def big_key() -> sa.types.TypeEngine[int]:
    """A growing key: 64 bits on PostgreSQL, on SQLite the row number."""
    return sa.BigInteger().with_variant(sa.Integer, "sqlite")


def one_of(name: str, *values: str) -> sa.Enum:
    """A text with a check constraint."""
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=24)


@contextmanager
def written_anew(table: str) -> Iterator[BatchOperations]:
    """Write a table anew where it must be (SQLite); it gives no key twice."""
    numbers = "sqlite_sequence WHERE name = '" + table + "'"
    is_file = op.get_bind().dialect.name == "sqlite"
    last = op.get_bind().scalar(sa.text(f"SELECT seq FROM {numbers}")) if is_file else None
    with op.batch_alter_table(table, table_kwargs={"sqlite_autoincrement": True}) as batch:
        yield batch
    if last is not None:
        op.execute(f"DELETE FROM {numbers}")
        op.execute(f"INSERT INTO sqlite_sequence (name, seq) VALUES ('{table}', {last})")


def forget(*kinds: str) -> None:
    """Let nothing wait that an older release does not know; it would put it aside, loudly."""
    named: sa.BindParameter[list[str]] = sa.bindparam("kinds", list(kinds), expanding=True)
    for statement in (UNDONE, UNTOLD):
        op.get_bind().execute(statement.bindparams(named))
