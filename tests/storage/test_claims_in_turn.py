"""An answer claimed by the unit that put it, or by the one that ends the answer before."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from storage.engine.database import Database, Priority, open_database
from storage.models import Chat
from storage.models.outbox import Lane, OutboxState
from storage.queues import outbox, unsent
from tests.conftest import SECRET_KEY
from tests.storage.desk import NUMBERS, chat_of, claim, do, look, put, row_of

MINUTE = timedelta(minutes=1)
EDIT = {"v": 1, "op": "edit", "text": "changed"}


def claim_here(session: Session, chat: int, now: datetime) -> int | None:
    """Claim what a chat hears next."""
    row = outbox.next_answer(session, chat, now)
    if row is None:
        return None
    outbox.begin(session, row.id, chat, now)
    found: int = row.id
    return found


def answer(session: Session, chat: int, now: datetime) -> int | None:
    """Put something and claim it, as a turn does."""
    key = f"turn:{next(NUMBERS)}"
    values: dict[str, Any] = {"lane": 0, "dedupe_key": key, "body": EDIT}
    outbox.put(session, chat_id=chat, now=now, expires_at=now + MINUTE, **values)
    return claim_here(session, chat, now)


def claim_any(session: Session, _chat: int, now: datetime) -> int | None:
    """Claim what anybody hears next, as the sender does."""
    row = outbox.claim(session, now, Lane.ANNOUNCEMENT)
    return None if row is None else row.id


def test_a_turn_claims_the_oldest_answer_of_its_chat(database: Database, now: datetime) -> None:
    hamid, selam = (chat_of(database, name, now) for name in ("Hamid", "Selam"))
    put(database, selam, now)
    put(database, hamid, now, lane=Lane.REMINDER)
    first, second = put(database, hamid, now), put(database, hamid, now)
    assert do(database, claim_here, hamid, now + MINUTE) == first
    row = row_of(database, first)
    assert (row.state, row.attempts, row.claimed_at) == (OutboxState.SENDING, 1, now + MINUTE)
    assert do(database, claim_here, hamid, now) is None
    do(database, outbox.sent, first, 1, now)
    assert do(database, claim_here, hamid, now) == second


def test_a_turn_gets_what_the_call_needs(database: Database, now: datetime) -> None:
    hamid = chat_of(database, "Hamid", now)
    asked = put(database, hamid, now)
    do(database, outbox.sent, asked, 41, now)
    put(database, hamid, now, edits=asked, body=EDIT)
    row = do(database, outbox.next_answer, hamid, now)
    assert row is not None
    assert (row.address, row.body, row.edits, row.attempts) == ("private:Hamid", EDIT, asked, 0)


@pytest.mark.parametrize(
    "hindrance",
    [
        lambda database, hamid, now: do(database, outbox.park_chat, hamid, now + MINUTE),
        lambda database, hamid, now: do(
            database, outbox.blocked, put(database, hamid, now - MINUTE), now
        ),
        lambda database, hamid, now: claim(database, now),
    ],
    ids=["parked", "blocked", "hears something"],
)
def test_a_turn_leaves_its_answer_where_the_chat_may_hear_nothing(
    database: Database, now: datetime, hindrance: Callable[..., object]
) -> None:
    hamid = chat_of(database, "Hamid", now)
    put(database, hamid, now, lane=Lane.REMINDER)
    hindrance(database, hamid, now)
    answer = put(database, hamid, now)
    assert do(database, claim_here, hamid, now) is None
    assert row_of(database, answer).state == OutboxState.TODO


def test_an_answer_waits_behind_one_that_is_tried_again_later(
    database: Database, now: datetime
) -> None:
    hamid = chat_of(database, "Hamid", now)
    first = put(database, hamid, now)
    assert claim(database, now) == first
    do(database, outbox.retry, first, now + MINUTE)
    put(database, hamid, now)
    assert do(database, claim_here, hamid, now) is None
    assert do(database, claim_here, hamid, now + MINUTE) == first


def test_an_answer_does_not_wait_behind_one_that_is_too_late(
    database: Database, now: datetime
) -> None:
    hamid = chat_of(database, "Hamid", now)
    put(database, hamid, now, expires_at=now + MINUTE, not_before=now + 5 * MINUTE)
    fresh = put(database, hamid, now)
    assert do(database, claim_here, hamid, now) is None
    assert do(database, claim_here, hamid, now + MINUTE) == fresh


def test_what_a_unit_changed_before_its_claim_counts(database: Database, now: datetime) -> None:
    hamid = chat_of(database, "Hamid", now)
    do(database, outbox.blocked, put(database, hamid, now), now)
    answer = put(database, hamid, now)

    def come_back(session: Session) -> int | None:
        session.get_one(Chat, hamid).blocked_at = None
        return claim_here(session, hamid, now)

    assert do(database, come_back) == answer


def test_a_unit_knows_what_it_put(database: Database, now: datetime) -> None:
    hamid = chat_of(database, "Hamid", now)
    values: dict[str, Any] = {"chat_id": hamid, "now": now, "expires_at": now + MINUTE}

    def unit(session: Session) -> set[tuple[int, int]]:
        outbox.put(session, lane=Lane.OFFER, dedupe_key="a", **values)
        outbox.put(session, lane=Lane.ANSWER, dedupe_key="a", **values)
        return set(outbox.put_so_far(session))

    assert do(database, unit) == {(hamid, Lane.OFFER)}
    assert do(database, outbox.put_so_far) == set()


def test_somebody_waits_for_the_sender_or_nobody_does(database: Database, now: datetime) -> None:
    hamid = chat_of(database, "Hamid", now)
    put(database, hamid, now, not_before=now + MINUTE)
    assert look(database, lambda session: unsent.waits(session, now)) is False
    assert look(database, lambda session: unsent.waits(session, now + MINUTE)) is True


@pytest.fixture
def beside(postgres_database: Database) -> Iterator[Database]:
    """Return what another process would have open."""
    url = postgres_database.engine.url.render_as_string(hide_password=False)
    other = open_database(url, SECRET_KEY)
    yield other
    other.close()


@pytest.mark.parametrize(
    ("first", "second"), [(answer, answer), (answer, claim_any), (claim_any, answer)]
)
def test_two_processes_never_speak_to_one_chat_at_once(
    postgres_database: Database,
    beside: Database,
    now: datetime,
    first: Callable[..., int | None],
    second: Callable[..., int | None],
) -> None:
    hamid = chat_of(postgres_database, "Hamid", now)
    put(postgres_database, hamid, now, lane=Lane.REMINDER)
    looked, go = threading.Event(), threading.Event()

    def late(session: Session) -> int | None:
        session.execute(text("SELECT count(*) FROM outbox"))  # from here on it sees the past
        looked.set()
        go.wait(10)
        return second(session, hamid, now)

    future = beside.submit(Priority.TURN, late)
    looked.wait(10)
    claimed = do(postgres_database, first, hamid, now)
    go.set()
    assert claimed is not None
    assert future.result(20) is None
