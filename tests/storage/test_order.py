"""Two dispatchers on one PostgreSQL: what is in order for one is in order for both."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TypeVar

import pytest
from sqlalchemy import event, func, select
from sqlalchemy.orm import Session

from storage.engine.database import Database, Priority
from storage.models import Chat, Person, Role
from storage.models.chats import ChatKind
from storage.models.people import RoleName
from storage.queues import inbox, outbox
from storage.queues.chats import open_chat
from storage.queues.inbox import Arrival
from tests.storage.desk import chat_of, do, look, put

T = TypeVar("T")
HOLD = 0.2


def at_once(database: Database, *units: Callable[[Session], None]) -> None:
    """Run units at the same time, each in a thread of its own."""
    for future in [database.submit(Priority.TURN, unit) for unit in units]:
        future.result(timeout=20)


def test_the_second_update_of_a_chat_waits_for_the_first(
    postgres_database: Database, now: datetime
) -> None:
    """Both ask for the second: whoever comes later begins anew, and finds the first done."""
    came = [Arrival(n, {"n": n}, "private:Hamid", ChatKind.PRIVATE, n) for n in (1, 2)]
    first, second = do(postgres_database, inbox.store, came, now)
    done: list[int] = []

    def turn(session: Session) -> None:
        taken = inbox.take(session, second)
        assert taken is not None
        time.sleep(HOLD)
        inbox.finish(session, taken.seq, now)
        event.listen(session, "after_commit", lambda _: done.append(taken.seq))

    at_once(postgres_database, turn, turn)
    assert done == [first.seq, second.seq]


def test_two_chats_of_one_person_do_not_pass_a_limit_together(
    postgres_database: Database, now: datetime
) -> None:
    chats = [chat_of(postgres_database, name, now) for name in ("phone", "other phone")]

    def settle(session: Session) -> int:
        person = Person(created_at=now, active_at=now)
        session.add(person)
        session.flush()
        for chat_id in chats:
            session.get_one(Chat, chat_id).person_id = person.id
        return person.id

    person_id = do(postgres_database, settle)
    count = select(func.count()).where(Role.person_id == person_id)

    def turn(session: Session, chat_id: int) -> None:
        """Hold one role where there is none: as any limit, it is counted, then used."""
        open_chat(session, chat_id)
        held = session.scalar(count)
        time.sleep(HOLD)
        if not held:
            session.add(Role(person_id=person_id, role=RoleName.NEWCOMER, scope=f"{chat_id}"))

    at_once(postgres_database, *(partial(turn, chat_id=chat_id) for chat_id in chats))
    assert look(postgres_database, lambda session: session.scalar(count)) == 1


def test_an_edit_of_another_chat_is_refused(database: Database, now: datetime) -> None:
    hamid, selam = (chat_of(database, name, now) for name in ("Hamid", "Selam"))
    card = put(database, hamid, now)
    with pytest.raises(ValueError, match="another chat"):
        put(database, selam, now, edits=card)
    assert do(database, outbox.put_so_far) == set()
    assert put(database, hamid, now, edits=card)
