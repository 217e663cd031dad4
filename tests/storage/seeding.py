"""One row in every table, made from the columns: what is added later is seeded too."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Enum,
    Float,
    LargeBinary,
    String,
    Table,
    Time,
    func,
    select,
)
from sqlalchemy.orm import Session

from storage.engine.sealed import KEYRING, Sealed, SealedJson
from storage.introductions import sealing
from storage.models import Chat, Introduction, Record
from storage.models.base import UtcDateTime
from storage.models.chats import ChatKind, FaceName

AT = datetime(2026, 11, 10, 8, 0, tzinfo=UTC)
SHARED = {"centre", "municipality", "postcode", "place_alias", "setting"}
SHARED |= {
    "employer",
    "offer",
    "offer_skill",
    "activity",
    "announcement",
    "approval",
    "loaded",
    "audit",
    "sentence",
    "consulting",
    "firm_call",
    "firm_invited",
}
Keys = dict[str, Any]
MARKER = "Zwetschge"


def seed(session: Session, number: int = 1, shared: Keys | None = None) -> Keys:
    """Fill every table with a row about one person; `shared` are the keys of an earlier call.

    The mark of the key is there already.
    """
    keys: Keys = dict(shared or {})
    for table in Record.metadata.sorted_tables:
        if table.name == "mark" or (shared and table.name in SHARED):
            continue
        values = {column.name: _value(column, number, keys) for column in _filled(table)}
        if table.name == "chat":
            values |= {"address_key": KEYRING.lookup_keys("chat.address", values["address"])[0]}
        if table.name == "introduction":
            values |= _said(number)
        (key, *_) = table.primary_key.columns
        keys[table.name] = session.scalar(table.insert().values(values).returning(key))
    return keys


def _said(number: int) -> Keys:
    """Return what was said on the way to a firm, under a key of its own."""
    made = Introduction()
    sealing.note(made, first_name=f"{MARKER} {number}")
    return {"key": made.key, "facts": made.facts}


def shared_keys(keys: Keys) -> Keys:
    """Return the keys of what does not belong to a person."""
    return {name: key for name, key in keys.items() if name in SHARED}


def counts(session: Session) -> dict[str, int]:
    """Count the rows of every table there is in the models."""
    tables = Record.metadata.sorted_tables
    return {t.name: session.scalar(select(func.count()).select_from(t)) or 0 for t in tables}


def _filled(table: Table) -> list[Column[Any]]:
    return [column for column in table.columns if column is not table.autoincrement_column]


def _value(column: Column[Any], number: int, keys: Keys) -> Any:
    if column.foreign_keys:
        (key,) = column.foreign_keys
        return keys.get(key.column.table.name)  # None for a row of its own table
    if column is Chat.__table__.c.kind:
        return ChatKind.PRIVATE
    if column is Chat.__table__.c.face:
        return FaceName.TELEGRAM
    return _of_type(column, number)


def _of_type(column: Column[Any], number: int) -> Any:
    kind = column.type
    values: list[tuple[Any, Any]] = [
        (Enum, kind.enums[0] if isinstance(kind, Enum) else None),
        (Sealed, f"{MARKER} {number}"),
        (SealedJson, {"text": MARKER}),
        (String, f"{MARKER} {number}"[: getattr(kind, "length", None)]),
        (JSON, [MARKER]),
        (UtcDateTime, AT),
        (Date, date(2026, 11, 10)),
        (Time, time(9, 30)),
        (Boolean, True),
        (Float, 48.4),
        (LargeBinary, KEYRING.seal("seeded", MARKER.encode())),
    ]
    return next((value for of, value in values if isinstance(kind, of)), number)
