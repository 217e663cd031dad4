"""When somebody last heard from us stands on the person, to the hour."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select, text, update
from sqlalchemy.orm import Session

from storage.engine.database import Database
from storage.migrations.versions import v0020_told_at
from storage.models import Chat, Person
from storage.queues import outbox
from tests.storage.desk import chat_of, claim, do, look, put

MINUTE = timedelta(minutes=1)


def somebody(session: Session, now: datetime) -> int:
    person = Person(created_at=now, active_at=now)
    session.add(person)
    session.flush()
    return person.id


def sent(database: Database, chat_id: int, now: datetime, **options: Any) -> None:
    row_id = put(database, chat_id, now, **options)
    assert claim(database, now) == row_id
    do(database, outbox.sent, row_id, row_id, now)


def shared_by(database: Database, person_id: int, now: datetime) -> int:
    """Return a chat this person uses now."""
    chat_id = chat_of(database, "Hamid", now)
    do(database, lambda session: setattr(session.get_one(Chat, chat_id), "person_id", person_id))
    return chat_id


def test_who_a_message_was_for_heard_from_us_at_most_once_an_hour(
    database: Database, now: datetime
) -> None:
    hamid, brother = (do(database, somebody, now) for _ in range(2))
    shared = shared_by(database, hamid, now)

    def told(person_id: int) -> datetime | None:
        return look(database, lambda session: session.get_one(Person, person_id).told_at)

    failing = put(database, shared, now)
    claim(database, now)
    do(database, outbox.failed, failing, now)
    do(database, outbox.sent, failing, 40, now)
    assert (told(hamid), told(brother)) == (None, None)
    sent(database, shared, now)
    sent(database, shared, now + 59 * MINUTE)
    sent(database, shared, now + 59 * MINUTE, person_id=brother)
    assert (told(hamid), told(brother)) == (now, now + 59 * MINUTE)
    sent(database, shared, now + 60 * MINUTE)
    assert told(hamid) == now + 60 * MINUTE


def test_a_menu_and_a_changed_message_are_no_word_from_us(
    database: Database, now: datetime
) -> None:
    hamid = do(database, somebody, now)
    shared = shared_by(database, hamid, now)
    first = put(database, shared, now, dedupe_key="first")
    claim(database, now)
    do(database, outbox.sent, first, 40, now)
    later = now + timedelta(days=15)
    for number, edits in enumerate((None, first)):
        row = put(database, shared, later, dedupe_key=f"later:{number}", edits=edits)
        assert claim(database, later) == row
        do(database, outbox.sent, row, None, later)
    assert look(database, lambda session: session.get_one(Person, hamid).told_at) == now


def test_the_migration_reads_who_heard_from_the_outbox(database: Database, now: datetime) -> None:
    hamid, brother, selam = (do(database, somebody, now) for _ in range(3))
    shared = shared_by(database, hamid, now)
    for minutes, whom in enumerate((None, hamid, brother)):
        sent(database, shared, now + minutes * MINUTE, person_id=whom)

    def again(session: Session) -> None:
        session.execute(update(Person).values(told_at=None))
        session.execute(text(v0020_told_at.FROM_OUTBOX))

    do(database, again)
    found = dict(look(database, lambda s: s.execute(select(Person.id, Person.told_at)).all()))
    assert found == {hamid: now + MINUTE, brother: now + 2 * MINUTE, selam: None}
