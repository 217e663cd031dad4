"""Insert a row unless a unique constraint already has it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import inspect
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from storage.models import Record


def insert_once(session: Session, model: type[Record], **values: Any) -> int | None:
    """Insert a row and return its key; None when a constraint says it is there already."""
    dialect = session.get_bind().dialect.name
    insert = postgresql.insert(model) if dialect == "postgresql" else sqlite.insert(model)
    (key, *_) = inspect(model).primary_key
    statement = insert.values(**values).on_conflict_do_nothing().returning(key)
    found: int | None = session.execute(statement).scalar_one_or_none()
    return found
