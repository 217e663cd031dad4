"""Who has the file alone reads nothing personal."""

from __future__ import annotations

from base64 import b64encode
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from storage.engine.database import Database, Priority, open_database
from storage.engine.sealed import KEYRING, WrongKeyError
from storage.models import Chat
from storage.models.chats import ChatKind
from storage.queues.chats import upsert_chat
from tests.conftest import SECRET_KEY
from tests.storage.desk import chat_of, look, put
from tests.storage.test_erasure import written

NEW_KEY = b64encode(b"n" * 32).decode()
OTHER_KEY = b64encode(b"o" * 32).decode()


def address(database: Database, chat_id: int) -> str:
    return look(database, lambda session: session.get_one(Chat, chat_id)).address


def test_the_file_shows_neither_address_nor_words(
    sqlite_database: Database, now: datetime, tmp_path: Path
) -> None:
    hamid = chat_of(sqlite_database, "7000000001", now)
    put(sqlite_database, hamid, now, body={"v": 1, "op": "send", "text": "Zwetschge"})
    raw = written(tmp_path)
    assert b"private" in raw
    assert b"7000000001" not in raw
    assert b"Zwetschge" not in raw
    assert address(sqlite_database, hamid) == "private:7000000001"


def test_equal_values_look_different_and_cannot_be_moved(database: Database, now: datetime) -> None:
    hamid = chat_of(database, "Hamid", now)
    for _ in range(2):
        put(database, hamid, now, body={"text": "same"})
    bodies = text("SELECT body FROM outbox ORDER BY id")
    raw = look(database, lambda session: session.scalars(bodies).all())
    assert len(set(map(bytes, raw))) == 2
    with pytest.raises(WrongKeyError, match=r"inbox\.payload"):
        KEYRING.open("inbox.payload", bytes(raw[0]))


def test_keys_are_changed_without_losing_anybody(database_url: str, now: datetime) -> None:
    before = open_database(database_url, SECRET_KEY)
    hamid, selam = (chat_of(before, name, now) for name in ("Hamid", "Selam"))
    before.close()
    both = open_database(database_url, f"{NEW_KEY},{SECRET_KEY}")
    assert chat_of(both, "Hamid", now) == hamid
    assert address(both, selam) == "private:Selam"
    both.close()
    after = open_database(database_url, NEW_KEY)
    assert chat_of(after, "Hamid", now) == hamid
    assert address(after, hamid) == "private:Hamid"
    with pytest.raises(WrongKeyError, match=r"chat\.address"):
        address(after, selam)
    after.close()


def test_with_another_key_nothing_opens(database_url: str, now: datetime) -> None:
    mine = open_database(database_url, SECRET_KEY)
    hamid = chat_of(mine, "Hamid", now)
    mine.close()
    other = open_database(database_url, OTHER_KEY)
    with pytest.raises(WrongKeyError, match=r"chat\.address"):
        address(other, hamid)
    other.close()


@pytest.mark.parametrize("key", ["", "short", "c2hvcnQ=", f"{SECRET_KEY},c2hvcnQ="])
def test_a_key_that_is_off_is_refused(sqlite_url: str, key: str) -> None:
    with pytest.raises(ValueError, match=r"32 bytes|base64|padding"):
        open_database(sqlite_url, key)


def test_a_changed_byte_is_noticed(database: Database) -> None:
    sealed = KEYRING.seal("profile.first_name", b"Hamid")
    assert KEYRING.open("profile.first_name", sealed) == b"Hamid"
    for place in (0, 5, len(sealed) - 1):
        broken = bytearray(sealed)
        broken[place] ^= 1
        with pytest.raises(WrongKeyError):
            KEYRING.open("profile.first_name", bytes(broken))


def test_two_processes_make_one_chat(database: Database, now: datetime) -> None:
    def unit(session: Session) -> int:
        return upsert_chat(session, "private:Hamid", ChatKind.PRIVATE, now)

    futures = [database.submit(Priority.RECEIVE, unit) for _ in range(20)]
    assert len({future.result(timeout=10) for future in futures}) == 1
