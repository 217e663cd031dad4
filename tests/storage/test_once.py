"""Once is a constraint, whoever tries and how often."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from storage.engine.database import Database, Priority
from storage.models import Due, Inbox, Outbox, Record
from storage.models.chats import ChatKind
from storage.models.inbox import InboxState
from storage.queues import due, inbox, outbox
from storage.queues.inbox import Arrival
from storage.queues.kinds import Kind
from tests.storage.desk import chat_of, do, look
from tests.storage.seeding import counts
from tests.works import work_at

CROWD = 20


def crowd(database: Database, unit: Callable[[Session], object]) -> list[object]:
    futures = [database.submit(Priority.TURN, unit) for _ in range(CROWD)]
    return [future.result(timeout=20) for future in futures]


def test_of_many_at_once_one_puts_the_message(database: Database, now: datetime) -> None:
    hamid = chat_of(database, "Hamid", now)
    key = "in:1:0"
    put = partial(outbox.put, chat_id=hamid, lane=0, dedupe_key=key, now=now, expires_at=now)
    assert sum(row_id is not None for row_id in crowd(database, put)) == 1
    assert look(database, counts)["outbox"] == 1


def test_of_many_at_once_one_stores_the_update(database: Database, now: datetime) -> None:
    update = Arrival(7, {}, "private:Hamid", ChatKind.PRIVATE, 1)
    stored = crowd(database, lambda session: inbox.store(session, [update], now))
    assert sum(waiting != [] for waiting in stored) == 1
    assert look(database, counts)["chat"] == 1


def test_of_many_at_once_one_schedules(database: Database, now: datetime) -> None:
    crowd(database, lambda session: due.schedule(work_at(session, now), Kind.NEWS, now, subject=4))
    assert look(database, counts)["due"] == 1


@pytest.mark.parametrize("table", [Inbox, Outbox, Due])
def test_the_database_itself_refuses_the_second(
    database: Database, now: datetime, table: type[Record]
) -> None:
    hamid = chat_of(database, "Hamid", now)

    def insert(session: Session) -> None:
        rows: dict[type[Record], Record] = {
            Inbox: Inbox(source_key=7, state=InboxState.NEW, received_at=now),
            Due: Due(kind="eve", due_at=now),
            Outbox: Outbox(
                chat_id=hamid,
                lane=0,
                dedupe_key="in:1:0",
                not_before=now,
                expires_at=now,
                created_at=now,
            ),
        }
        session.add(rows[table])

    do(database, insert)
    with pytest.raises(IntegrityError):
        do(database, insert)
