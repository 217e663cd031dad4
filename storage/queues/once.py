"""Insert a row unless a unique constraint already has it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from sqlalchemy import Table, inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from storage.engine.prepared import Prepared
from storage.models import Record


def insert_once(session: Session, model: type[Record], **values: Any) -> int | None:
    """Insert a row and return its key; None when a constraint says it is there already.

    What the session has not flushed comes later than this row.
    """
    statement, defaults = _insert(model, session.get_bind().dialect.name, tuple(values))
    found: int | None = statement.value(session, **defaults, **values)
    return found


@lru_cache
def _insert(
    model: type[Record], dialect: str, given: tuple[str, ...]
) -> tuple[Prepared, dict[str, Any]]:
    mapper = inspect(model)
    table, (key, *_) = mapper.local_table, mapper.primary_key
    assert isinstance(table, Table)
    insert = postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)
    defaults = {
        column.name: column.default.arg
        for column in table.columns
        if isinstance(column.default, ScalarElementColumnDefault) and column.name not in given
    }
    once = insert.on_conflict_do_nothing().returning(key)
    return Prepared(once, (*defaults, *given)), defaults
