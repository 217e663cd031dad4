"""How long the oldest unfinished row of each queue waits."""

from __future__ import annotations

from datetime import datetime, timedelta

from storage.engine.database import Database, Session
from storage.models import Due, Inbox, Outbox
from storage.models.due import DueState
from storage.models.inbox import InboxState
from storage.models.outbox import Carrier, OutboxState
from storage.queues import outbox
from storage.queues.health import Queue, aside, queues
from storage.queues.kinds import Kind
from tests.storage.desk import chat_of, claim, do, look, put

MINUTE = timedelta(minutes=1)


def found(database: Database, now: datetime) -> dict[str, Queue]:
    """Return the queues by name."""
    return {each.name: each for each in look(database, lambda s: queues(s, now))}


def set_state(session: Session, row: int, state: OutboxState, now: datetime) -> None:
    """Let a row be in any state."""
    found = session.get_one(Outbox, row)
    found.state, found.claimed_at = state, now


def test_where_nothing_waits_nothing_is_old(database: Database, now: datetime) -> None:
    names = ["inbox", "outbox_telegram", "outbox_page", "outbox_mail", "due"]
    assert found(database, now) == {name: Queue(name) for name in names}


def test_the_oldest_of_what_came_in_and_of_what_is_due(database: Database, now: datetime) -> None:
    hamid = chat_of(database, "Hamid", now)
    rows = [
        *(
            Inbox(source_key=number, chat_id=hamid, state=state, received_at=now)
            for number, state in enumerate(InboxState)
        ),
        *(
            Due(kind=Kind.RETENTION, subject=number, due_at=now, state=state)
            for number, state in enumerate(DueState)
        ),
    ]
    do(database, lambda s: s.add_all(rows))
    do(database, lambda s: s.add(Due(kind=Kind.NEWS, due_at=now + 9 * MINUTE)))
    seen = found(database, now + 3 * MINUTE)
    assert seen["inbox"] == Queue("inbox", 1, 180.0)
    assert seen["due"] == Queue("due", 1, 180.0)
    assert look(database, aside) == 2


def test_a_row_is_as_old_as_it_may_be_sent(database: Database, now: datetime) -> None:
    hamid, selam = (chat_of(database, name, now) for name in ("Hamid", "Selam"))
    life = {"expires_at": now + 60 * MINUTE}
    put(database, hamid, now, **life)
    put(database, hamid, now, not_before=now + 5 * MINUTE, **life)
    put(database, hamid, now, not_before=now + 30 * MINUTE, **life)
    put(database, selam, now - 50 * MINUTE, expires_at=now)  # too late: the next claim ends it
    assert found(database, now + 6 * MINUTE)["outbox_telegram"] == Queue(
        "outbox_telegram", 2, 360.0
    )
    do(database, outbox.park_chat, hamid, now + 10 * MINUTE)
    assert found(database, now + 6 * MINUTE)["outbox_telegram"].waiting == 0


def test_each_carrier_has_a_queue_of_its_own(database: Database, now: datetime) -> None:
    hamid = chat_of(database, "Hamid", now)
    life = {"expires_at": now + 60 * MINUTE}
    for carrier in Carrier:
        put(database, hamid, now, carrier=carrier, **life)
    claim(database, now + MINUTE)
    seen = found(database, now + 3 * MINUTE)
    assert seen["outbox_telegram"] == Queue("outbox_telegram", 1, 120.0, rests=120.0)
    assert seen["outbox_page"] == Queue("outbox_page", 1, 180.0)
    assert seen["outbox_mail"] == Queue("outbox_mail", 1, 180.0)


def test_what_has_ended_waits_no_more(database: Database, now: datetime) -> None:
    hamid = chat_of(database, "Hamid", now)
    for state in OutboxState:
        row = put(database, hamid, now, expires_at=now + 60 * MINUTE)
        do(database, set_state, row, state, now)
    assert found(database, now + MINUTE)["outbox_telegram"].waiting == 2
