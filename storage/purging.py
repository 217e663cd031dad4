"""A slice of rows is deleted, or a column of them emptied; how many says whether to come again."""

from __future__ import annotations

from typing import Any, TypeAlias

from sqlalchemy import ColumnElement, delete, inspect, select, update
from sqlalchemy.orm import InstrumentedAttribute

from storage.models import Record
from storage.work import Work

SLICE = 200
Condition: TypeAlias = ColumnElement[bool]


def purge(work: Work, model: type[Record], *where: Condition) -> int:
    """Delete a slice of the rows for which this holds."""
    (key, *_) = inspect(model).primary_key
    keys = work.session.scalars(select(key).where(*where).limit(SLICE)).all()
    work.session.execute(delete(model).where(key.in_(keys)))
    return len(keys)


def blank(
    work: Work, column: InstrumentedAttribute[Any], values: dict[str, Any], *where: Condition
) -> int:
    """Write `values` into a slice of the rows of which the column is not empty and this holds."""
    model = column.class_
    (key, *_) = inspect(model).primary_key
    keys = work.session.scalars(select(key).where(column.is_not(None), *where).limit(SLICE)).all()
    work.session.execute(update(model).where(key.in_(keys)).values(values))
    return len(keys)
