"""Everything sealed anew by the first key, slice by slice: whenever it is killed, it goes on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Column,
    LargeBinary,
    Table,
    and_,
    func,
    literal,
    or_,
    select,
    tuple_,
    type_coerce,
    update,
)
from sqlalchemy.orm import Session

from storage.engine.keys import forget_old_keys
from storage.engine.sealed import KEY_ID, KEYRING, Sealed, SealedJson, WrongKeyError, key_id
from storage.models import Chat, Contact, Mark, Record

SLICE = 200
LOOKED_UP = (Chat.__table__, Contact.__table__)
"""What is found by a hash of its address; a mail address that was given up has none."""
Key = tuple[Any, ...]


@dataclass(frozen=True)
class Slice:
    """What was done of a table: rows sealed anew, values no key opens, where to go on."""

    sealed: int = 0
    damaged: int = 0
    last: Key | None = None


def sealed_tables() -> list[Table]:
    """Return the tables with sealed columns; marks say of themselves what sealed them."""
    tables = Record.metadata.sorted_tables
    return [each for each in tables if each is not Mark.__table__ and columns_of(each)]


def columns_of(table: Table) -> list[Column[Any]]:
    """Return the sealed columns of a table."""
    return [each for each in table.columns if isinstance(each.type, Sealed | SealedJson)]


def reseal(session: Session, table: Table, after: Key | None) -> Slice:
    """Seal a slice of a table anew; `last` is None when nothing is left behind it."""
    first = literal(key_id(KEYRING.secrets[0]), LargeBinary())
    columns = columns_of(table)
    old = [func.substr(_raw(each), 1, KEY_ID) != first for each in columns]
    rows = _rows(session, table, after, or_(*old))
    done = [_reseal_row(session, table, key, values) for key, values in rows]
    last = rows[-1][0] if len(rows) == SLICE else None
    return Slice(sum(bool(n) for n, _ in done), sum(n for _, n in done), last)


def finish(session: Session) -> None:
    """Forget the other keys: call it when every table is through."""
    forget_old_keys(session.connection())


def unreadable(session: Session) -> Iterator[tuple[str, int]]:
    """Yield the columns with values that no key opens, and how many."""
    for table in sealed_tables():
        for column in columns_of(table):
            raw = session.scalars(select(_raw(column)).where(column.is_not(None)))
            purpose = _purpose(column)
            if count := sum(_opened(purpose, bytes(each)) is None for each in raw):
                yield f"{table.name}.{column.name}", count


def _rows(
    session: Session, table: Table, after: Key | None, wanted: Any
) -> list[tuple[Key, dict[str, bytes]]]:
    keys, columns = [*table.primary_key.columns], columns_of(table)
    behind = [] if after is None else [tuple_(*keys) > tuple_(*map(literal, after))]
    found = session.execute(
        select(*keys, *map(_raw, columns)).where(wanted, *behind).order_by(*keys).limit(SLICE)
    )
    names = [each.name for each in columns]
    return [
        (
            tuple(row[: len(keys)]),
            {n: bytes(raw) for n, raw in zip(names, row[len(keys) :], strict=True) if raw},
        )
        for row in found
    ]


def _reseal_row(
    session: Session, table: Table, key: Key, values: dict[str, bytes]
) -> tuple[int, int]:
    """Return how many values were sealed anew, and how many no key opens."""
    new: dict[str, Any] = {}
    for name, raw in values.items():
        purpose = _purpose(table.c[name])
        plain = _opened(purpose, raw)
        if plain is not None:
            new[name] = type_coerce(KEYRING.seal(purpose, plain), LargeBinary)
            if table in LOOKED_UP and name == "address" and plain:
                folded = plain.decode() if table is Chat.__table__ else plain.decode().casefold()
                new["address_key"] = KEYRING.lookup_keys(purpose, folded)[0]
    if new:
        own = and_(*(c == v for c, v in zip(table.primary_key.columns, key, strict=True)))
        session.execute(update(table).where(own).values(new))
    return len(new), len(values.keys() - new.keys())


def _raw(column: Column[Any]) -> Any:
    return type_coerce(column, LargeBinary)


def _purpose(column: Column[Any]) -> str:
    assert isinstance(column.type, Sealed | SealedJson)
    return column.type.purpose


def _opened(purpose: str, raw: bytes) -> bytes | None:
    try:
        return KEYRING.open(purpose, raw)
    except WrongKeyError:
        return None
