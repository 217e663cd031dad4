"""By which keys a database is sealed: marks of its own tell a wrong key before it does harm."""

from __future__ import annotations

from base64 import b64decode, b64encode

from sqlalchemy import (
    Connection,
    LargeBinary,
    Select,
    TableClause,
    column,
    delete,
    insert,
    inspect,
    select,
    table,
)

from storage.engine.errors import UnusableError
from storage.engine.sealed import KEYRING, WrongKeyError, derive, key_id

SEALED, RETAINED = "key:", "lookup:"
PURPOSE, WORD = "mark.sealed", b"jip-bot"
FINGERPRINTS = "loaded"
WRONG = (
    "JIP_SECRET_KEY lacks a key this database is sealed with: put it back, beside the new one "
    "where there is one; nothing was changed."
)
SAMPLE = 5
# as every migration sees them: the columns are read as they are stored
MARK: TableClause = table("mark", column("name"), column("sealed", LargeBinary()))
CHAT: TableClause = table("chat", column("id"), column("address", LargeBinary()))


def refuse_wrong_key(connection: Connection) -> None:
    """UnusableError where the keys of this process do not open what the database holds.

    Each key that ever sealed has a mark. A database from before there were marks is tried out.
    """
    tables = inspect(connection).get_table_names()
    marks = _marks(connection) if MARK.name in tables else {}
    named = [sealed for name, sealed in marks.items() if name.startswith(SEALED)]
    if named:
        if not all(_opens(PURPOSE, sealed) for sealed in named):
            raise UnusableError(WRONG)
    elif CHAT.name in tables:
        newest: Select[bytes] = select(CHAT.c.address).order_by(CHAT.c.id.desc()).limit(SAMPLE)
        found = connection.scalars(newest).all()
        if found and not any(_opens("chat.address", bytes(sealed)) for sealed in found):
            raise UnusableError(WRONG)


def note_keys(connection: Connection) -> None:
    """Leave a mark of the key that seals from now on; at first of all that may have sealed.

    What is retained for look-ups is known to this process from here on.
    """
    marks = _marks(connection)
    known = any(name.startswith(SEALED) for name in marks)
    for secret in KEYRING.secrets[:1] if known else KEYRING.secrets:
        if _name(secret) not in marks:
            _put(connection, _name(secret), KEYRING.seal(PURPOSE, WORD, secret))
    KEYRING.retained = {
        FINGERPRINTS: [
            b64decode(KEYRING.open(PURPOSE, sealed))
            for name, sealed in marks.items()
            if name.startswith(RETAINED) and _opens(PURPOSE, sealed)
        ]
    }


def forget_old_keys(connection: Connection) -> None:
    """Leave no mark but that of the first key: by now nothing else seals anything.

    What is only ever compared stays comparable: its derived key is kept, sealed.
    """
    marks = _marks(connection)
    first, *others = KEYRING.secrets
    for secret in others:
        if _name(secret) in marks:
            kept = b64encode(derive(secret, f"lookup:{FINGERPRINTS}"))
            marks[f"{RETAINED}{key_id(secret).hex()}"] = KEYRING.seal(PURPOSE, kept)
    connection.execute(delete(MARK).where(MARK.c.sealed.is_not(None)))
    _put(connection, _name(first), KEYRING.seal(PURPOSE, WORD))
    for name, sealed in marks.items():
        if name.startswith(RETAINED):
            _put(connection, name, KEYRING.seal(PURPOSE, KEYRING.open(PURPOSE, sealed)))


def _marks(connection: Connection) -> dict[str, bytes]:
    rows = connection.execute(select(MARK.c.name, MARK.c.sealed).where(MARK.c.sealed.is_not(None)))
    return {name: bytes(sealed) for name, sealed in rows}


def _put(connection: Connection, name: str, sealed: bytes) -> None:
    connection.execute(insert(MARK).values(name=name, sealed=sealed))


def _name(secret: bytes) -> str:
    return f"{SEALED}{key_id(secret).hex()}"


def _opens(purpose: str, sealed: bytes) -> bool:
    try:
        KEYRING.open(purpose, sealed)
    except WrongKeyError:
        return False
    return True
