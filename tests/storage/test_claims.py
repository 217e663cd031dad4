"""Which row the sender gets next."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from storage.engine.database import Database
from storage.models import Chat
from storage.models.outbox import Lane, OutboxState
from storage.queues import outbox, unsent
from storage.queues.chats import lock_chat
from storage.queues.claiming import SWEEP
from tests.storage.desk import chat_of, claim, do, look, put, row_of

MINUTE = timedelta(minutes=1)


def test_a_key_is_put_once(database: Database, now: datetime) -> None:
    hamid = chat_of(database, "Hamid", now)
    first = put(database, hamid, now, dedupe_key="in:1:0")
    values = {"chat_id": hamid, "lane": 0, "now": now, "expires_at": now + MINUTE}
    assert do(database, outbox.put, dedupe_key="in:1:0", **values) is None
    do(database, outbox.sent, first, 1, now)
    assert do(database, outbox.put, dedupe_key="in:1:0", **values) is None
    assert look(database, unsent.waiting) == 0


def test_a_claim_is_written_down_before_the_call(database: Database, now: datetime) -> None:
    hamid = chat_of(database, "Hamid", now)
    row_id = put(database, hamid, now)
    assert claim(database, now + MINUTE) == row_id
    row = row_of(database, row_id)
    assert (row.state, row.attempts, row.claimed_at) == (OutboxState.SENDING, 1, now + MINUTE)
    assert look(database, lambda session: outbox.claims_since(session, now)) == [
        (hamid, now + MINUTE)
    ]
    assert claim(database, now + MINUTE) is None


def test_a_chat_hears_one_thing_at_a_time_in_order(database: Database, now: datetime) -> None:
    hamid, selam = (chat_of(database, name, now) for name in ("Hamid", "Selam"))
    first, second, other = (put(database, chat, now) for chat in (hamid, hamid, selam))
    assert claim(database, now) == first
    assert claim(database, now) == other
    assert claim(database, now) is None
    do(database, outbox.sent, first, 1, now)
    assert claim(database, now) == second


def test_a_retry_keeps_its_place(database: Database, now: datetime) -> None:
    hamid = chat_of(database, "Hamid", now)
    first, second = put(database, hamid, now), put(database, hamid, now)
    claim(database, now)
    do(database, outbox.retry, first, now + MINUTE)
    assert claim(database, now) is None
    assert claim(database, now + MINUTE) == first
    do(database, outbox.sent, first, 1, now + MINUTE)
    assert claim(database, now + MINUTE) == second


def test_a_lower_lane_overtakes_what_waits_not_what_flies(
    database: Database, now: datetime
) -> None:
    hamid = chat_of(database, "Hamid", now)
    news, offer, flying = (
        put(database, hamid, now, lane=lane)
        for lane in (Lane.ANNOUNCEMENT, Lane.OFFER, Lane.REMINDER)
    )
    assert claim(database, now) == flying
    answer = put(database, hamid, now)
    assert claim(database, now) is None
    do(database, outbox.sent, flying, 1, now)
    for row_id in (answer, offer, news):
        assert claim(database, now) == row_id
        do(database, outbox.sent, row_id, row_id, now)


def test_a_waiting_row_holds_only_its_own_lane(database: Database, now: datetime) -> None:
    hamid = chat_of(database, "Hamid", now)
    put(database, hamid, now, not_before=now + MINUTE)
    reminder = put(database, hamid, now, lane=Lane.REMINDER)
    assert claim(database, now) == reminder


@pytest.mark.parametrize("lane", [Lane.REMINDER, Lane.OFFER, Lane.ANNOUNCEMENT])
def test_what_is_put_off_for_the_morning_holds_up_no_tap_and_no_change(
    database: Database, now: datetime, lane: Lane
) -> None:
    hamid, night = chat_of(database, "Hamid", now), now + 8 * MINUTE
    card = put(database, hamid, now, lane=lane)
    assert claim(database, now) == card
    do(database, outbox.sent, card, 1, now)
    waits = put(database, hamid, now, lane=lane, not_before=night)
    tapped, change = put(database, hamid, now, edits=card), put(database, hamid, now, lane=lane)
    for row_id in (tapped, change):
        assert claim(database, now) == row_id
        do(database, outbox.retry, row_id, now + MINUTE)
        assert claim(database, now) is None  # what was tried keeps its place
        assert claim(database, now + MINUTE) == row_id
        do(database, outbox.sent, row_id, row_id, now)
    assert claim(database, now) is None
    assert claim(database, night) == waits


@pytest.mark.parametrize(
    ("lane", "up_to", "rests", "claimed"),
    [
        (Lane.ANSWER, Lane.ANSWER, False, True),
        (Lane.OFFER, Lane.REMINDER, False, False),
        (Lane.OFFER, Lane.OFFER, False, True),
        (Lane.ANSWER, Lane.ANNOUNCEMENT, True, True),
        (Lane.REMINDER, Lane.ANNOUNCEMENT, True, False),
        (Lane.ANNOUNCEMENT, Lane.ANNOUNCEMENT, True, False),
    ],
)
def test_lanes_the_limiter_lets_through(
    database: Database, now: datetime, *, lane: Lane, up_to: Lane, rests: bool, claimed: bool
) -> None:
    hamid = chat_of(database, "Hamid", now)
    row_id = put(database, hamid, now, lane=lane)
    found = claim(database, now, up_to, [hamid] if rests else [])
    assert found == (row_id if claimed else None)


def test_a_parked_chat_is_left_alone_until_its_time(database: Database, now: datetime) -> None:
    hamid, selam = (chat_of(database, name, now) for name in ("Hamid", "Selam"))
    parked, free = put(database, hamid, now), put(database, selam, now)
    do(database, outbox.park_chat, hamid, now + MINUTE)
    assert claim(database, now) == free
    assert claim(database, now) is None
    assert claim(database, now + MINUTE) == parked


def test_a_chat_that_blocked_us_is_not_called(database: Database, now: datetime) -> None:
    hamid, selam = (chat_of(database, name, now) for name in ("Hamid", "Selam"))
    before = put(database, hamid, now)
    do(database, outbox.sent, before, 1, now)
    first, second = put(database, hamid, now), put(database, hamid, now, lane=Lane.OFFER)
    assert claim(database, now) == first
    do(database, outbox.blocked, first, now)
    assert do(database, lock_chat, hamid).blocked_at == now
    late, free = put(database, hamid, now), put(database, selam, now, lane=Lane.ANNOUNCEMENT)
    assert claim(database, now) == free
    assert claim(database, now) is None
    states = {row_of(database, row_id).state for row_id in (first, second, late)}
    assert states == {OutboxState.BLOCKED}
    assert row_of(database, late).attempts == 0
    assert row_of(database, before).state == OutboxState.SENT


def test_a_later_block_does_not_move_the_first(database: Database, now: datetime) -> None:
    hamid = chat_of(database, "Hamid", now)
    for at in (now, now + MINUTE):
        do(database, outbox.blocked, put(database, hamid, now), at)
    assert look(database, lambda session: session.get_one(Chat, hamid)).blocked_at == now


def test_what_is_too_late_expires_and_holds_nobody_up(database: Database, now: datetime) -> None:
    hamid = chat_of(database, "Hamid", now)
    late = put(database, hamid, now, expires_at=now + MINUTE, not_before=now + 5 * MINUTE)
    fresh = put(database, hamid, now)
    assert claim(database, now + MINUTE) == fresh
    row = row_of(database, late)
    assert (row.state, row.body, row.attempts) == (OutboxState.EXPIRED, None, 0)


def test_a_fresh_answer_does_not_wait_behind_a_long_outage(
    database: Database, now: datetime
) -> None:
    hamid = chat_of(database, "Hamid", now)
    values: dict[str, Any] = {"chat_id": hamid, "lane": 0, "now": now, "expires_at": now + MINUTE}

    def fill(session: Session) -> None:
        for number in range(SWEEP + 50):
            outbox.put(session, dedupe_key=f"old:{number}", **values)

    do(database, fill)
    fresh = put(database, hamid, now + MINUTE)
    assert claim(database, now + MINUTE) == fresh
    assert look(database, unsent.waiting) == 51
    claim(database, now + MINUTE)
    assert look(database, unsent.open_by_lane) == {0: 1}


def test_open_rows_are_counted_by_lane(database: Database, now: datetime) -> None:
    hamid = chat_of(database, "Hamid", now)
    for lane in (Lane.ANSWER, Lane.OFFER, Lane.OFFER):
        put(database, hamid, now, lane=lane)
    claim(database, now)
    assert look(database, unsent.open_by_lane) == {0: 1, 2: 2}
    assert look(database, unsent.waiting) == 3
