"""Asked to forget, nothing is left; asked to tell, everything is told."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import String, Table, func, select
from sqlalchemy.orm import Session

from storage.engine.database import Database
from storage.erasure import erase_person, export_person, forget_chat, privacy
from storage.models import Chat, Inbox, Outbox, Person, Record
from storage.models.chats import ChatKind
from storage.models.inbox import InboxState
from storage.privacy import Privacy, Tag
from storage.queues import inbox, outbox
from storage.queues.chats import dialogue_of
from storage.queues.inbox import Arrival
from tests.storage.desk import chat_of, do, look, put
from tests.storage.seeding import MARKER, Keys, counts, seed, shared_keys
from tests.works import NOW, unit_at, work_at

TABLES = Record.metadata.sorted_tables
HOUR = timedelta(hours=1)


def owned(table: Table) -> bool:
    return any(privacy(column).owner for column in table.columns)


def two_people(database: Database) -> tuple[Keys, Keys]:
    hamid = do(database, seed)
    return hamid, do(database, seed, 2, shared_keys(hamid))


def rows_of(session: Session, keys: Keys) -> dict[str, int]:
    found = {}
    for table in filter(owned, TABLES):
        for column in table.columns:
            owner = privacy(column).owner
            if owner:
                rows = select(func.count()).select_from(table).where(column == keys[owner])
                found[f"{table.name}.{column.name}"] = session.scalar(rows) or 0
    return found


def test_every_column_says_what_it_tells_about_a_person() -> None:
    untagged = [
        f"{table.name}.{column.name}"
        for table in TABLES
        for column in table.columns
        if not isinstance(column.info.get("privacy"), Privacy)
    ]
    assert untagged == []


def test_every_personal_column_has_a_period() -> None:
    columns = [column for table in TABLES for column in table.columns]
    assert [str(c) for c in columns if privacy(c).tag is not Tag.NONE and not privacy(c).keep] == []


def test_nothing_of_an_erased_person_is_left_in_any_table(
    database: Database, now: datetime
) -> None:
    hamid, selam = two_people(database)
    before = look(database, lambda session: rows_of(session, selam))
    assert set(before.values()) == {1}
    assert set(look(database, lambda session: rows_of(session, hamid)).values()) == {1}
    do(database, unit_at(now, erase_person), hamid["chat"])
    assert set(look(database, lambda session: rows_of(session, hamid)).values()) == {0}
    assert look(database, lambda session: session.get(Person, hamid["person"])) is None
    assert look(database, lambda session: rows_of(session, selam)) == before


def test_the_chat_stays_for_the_farewell_and_then_goes(database: Database, now: datetime) -> None:
    hamid, selam = two_people(database)
    do(database, unit_at(now, erase_person), hamid["chat"])
    farewell = put(database, hamid["chat"], now)
    chat = look(database, lambda session: session.get_one(Chat, hamid["chat"]))
    assert chat.person_id is None
    do(database, unit_at(NOW, forget_chat), hamid["chat"])
    assert look(database, lambda session: session.get(Outbox, farewell)) is None
    chats = look(database, lambda session: session.scalars(select(Chat.id)).all())
    assert chats == [selam["chat"]]


def test_a_turn_can_go_on_after_erasing(database: Database, now: datetime) -> None:
    keys = do(database, seed)

    def turn(session: Session) -> None:
        taken = session.get_one(Inbox, keys["inbox"])
        dialogue = dialogue_of(session, keys["chat"])
        dialogue.serial += 1
        erase_person(work_at(session, now), keys["chat"])
        dialogue.question = None
        inbox.finish(session, keys["inbox"], now)
        assert taken.payload is None

    do(database, turn)
    assert look(database, lambda session: session.get_one(Inbox, keys["inbox"])).chat_id is None


def test_an_update_from_before_delivered_again_stays_without_effect(
    database: Database, now: datetime
) -> None:
    update = Arrival(7, {"text": "delete"}, "private:Hamid", ChatKind.PRIVATE, 3)
    (waiting,) = do(database, inbox.store, [update], now)
    do(database, unit_at(now, erase_person), waiting.chat_id)
    assert do(database, inbox.store, [update], now) == []
    row = look(database, lambda session: session.get_one(Inbox, waiting.seq))
    assert (row.payload, row.message_id, row.state) == (None, None, InboxState.DONE)


def test_another_private_chat_of_the_person_goes_too_the_team_chat_stays(
    database: Database, now: datetime
) -> None:
    keys = do(database, seed)

    def join(session: Session, chat_id: int, kind: ChatKind) -> None:
        chat = session.get_one(Chat, chat_id)
        chat.person_id, chat.kind = keys["person"], kind

    second, team = chat_of(database, "second phone", now), chat_of(database, "team", now)
    do(database, join, second, ChatKind.PRIVATE)
    do(database, join, team, ChatKind.TEAM)
    do(database, unit_at(now, erase_person), keys["chat"])
    chats = look(database, lambda session: session.scalars(select(Chat)).all())
    assert {chat.id: chat.person_id for chat in chats} == {keys["chat"]: None, team: None}


def test_messages_young_enough_to_delete_are_named(database: Database, now: datetime) -> None:
    hamid = chat_of(database, "Hamid", now)
    for hours, message_id in ((49, 10), (47, 11)):
        at = now - hours * HOUR
        do(database, outbox.sent, put(database, hamid, at), message_id, at)
        update = Arrival(hours, {}, "private:Hamid", ChatKind.PRIVATE, message_id + 10)
        do(database, inbox.store, [update], at)
    assert do(database, unit_at(now, erase_person), hamid) == [11, 21]


def test_the_file_forgets_too(sqlite_database: Database, now: datetime, tmp_path: Path) -> None:
    keys = do(sqlite_database, seed)
    do(sqlite_database, write_everywhere, "Quetsche")
    assert written(tmp_path).count(b"Quetsche") > 10
    do(sqlite_database, unit_at(now, erase_person), keys["chat"])
    assert sqlite_database.scrub().result(timeout=5)
    assert b"Quetsche" not in written(tmp_path)


def write_everywhere(session: Session, words: str) -> None:
    """Write into every unsealed text of every table with an owner."""
    for table in filter(owned, TABLES):
        texts = [c for c in table.columns if type(c.type) is String and not c.foreign_keys]
        if texts:
            session.execute(table.update().values({column.name: words for column in texts}))


def written(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


def test_a_reader_holds_scrubbing_up_and_is_noticed(
    sqlite_database: Database, now: datetime
) -> None:
    def read(session: Session) -> bool:
        counts(session)
        do(sqlite_database, seed)
        return sqlite_database.scrub().result(timeout=20)

    assert look(sqlite_database, read) is False
    assert sqlite_database.scrub().result(timeout=5)


def test_people_get_everything_kept_about_them(database: Database) -> None:
    hamid, _ = two_people(database)
    found = look(database, lambda session: export_person(work_at(session), hamid["person"]))
    told = {(name, key) for name, rows in found.items() for key in rows[0]}
    expected = {
        (table.name, column.name)
        for table in TABLES
        for column in table.columns
        if privacy(column).export and table.name not in {"employer", "offer"}
    }
    assert expected <= told
    assert all(len(rows) == 1 for rows in found.values())
    assert found["profile"][0]["first_name"] == f"{MARKER} 1"
    assert f"{MARKER} 2" not in json.dumps(found, ensure_ascii=False)


def test_what_is_exported_says_what_it_is_about(database: Database) -> None:
    hamid = do(database, seed)
    found: dict[str, Any] = look(database, lambda s: export_person(work_at(s), hamid["person"]))
    assert found["proposal"][0]["offer_id"] == hamid["offer"]
    assert found["appointment"][0]["centre"] == hamid["centre"]
    assert found["appointment"][0]["on_date"] == "2026-11-10"
