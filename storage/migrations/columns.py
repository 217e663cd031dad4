"""Column types of the migrations: as they were then, whatever the models say today."""

from __future__ import annotations

import sqlalchemy as sa


def big_key() -> sa.types.TypeEngine[int]:
    """A growing key: 64 bits on PostgreSQL, on SQLite the row number."""
    return sa.BigInteger().with_variant(sa.Integer, "sqlite")


def one_of(name: str, *values: str) -> sa.Enum:
    """A text with a check constraint."""
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=24)
