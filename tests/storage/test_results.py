"""What becomes of a row after the call."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from storage.engine.database import Database
from storage.models import Due, Outbox
from storage.models.outbox import Lane, OutboxState
from storage.queues import outbox
from storage.queues.chats import dialogue_of
from storage.queues.kinds import Kind
from tests.storage.desk import chat_of, claim, do, look, put, row_of

MINUTE = timedelta(minutes=1)
FREELY = 8
HUGE = 7_000_000_000
EDIT = {"v": 1, "op": "edit", "text": "next"}


def sent(database: Database, chat_id: int, now: datetime, message_id: int, **options: Any) -> int:
    row_id = put(database, chat_id, now, **options)
    assert claim(database, now) == row_id
    do(database, outbox.sent, row_id, message_id, now)
    return row_id


def state(database: Database, row_id: int) -> OutboxState:
    return row_of(database, row_id).state


def test_what_is_sent_is_forgotten_but_can_be_found(database: Database, now: datetime) -> None:
    hamid, selam = (chat_of(database, name, now) for name in ("Hamid", "Selam"))
    row_id = sent(database, hamid, now, HUGE)
    row = row_of(database, row_id)
    assert (row.state, row.body, row.message_id) == (OutboxState.SENT, None, HUGE)
    assert row.finished_at == now
    assert look(database, lambda s: outbox.row_of_message(s, hamid, HUGE)) == row_id
    assert look(database, lambda s: outbox.row_of_message(s, hamid, HUGE + 1)) is None
    assert look(database, lambda s: outbox.row_of_message(s, selam, HUGE)) is None


@pytest.mark.parametrize("end", [outbox.failed, outbox.unclear, outbox.expire, outbox.blocked])
def test_every_end_forgets_the_text_and_is_final(
    database: Database, now: datetime, end: Callable[[Session, int, datetime], None]
) -> None:
    row_id = put(database, chat_of(database, "Hamid", now), now)
    claim(database, now)
    do(database, end, row_id, now)
    ended = row_of(database, row_id)
    assert (ended.body, ended.finished_at) == (None, now)
    do(database, outbox.sent, row_id, 5, now)
    do(database, outbox.retry, row_id, now)
    assert row_of(database, row_id).state == ended.state
    assert claim(database, now) is None


def test_an_edit_finds_the_message_it_changes(database: Database, now: datetime) -> None:
    hamid = chat_of(database, "Hamid", now)
    root = sent(database, hamid, now, 41, lane=Lane.OFFER)
    edit = put(database, hamid, now, edits=root, body=EDIT)
    claimed = do(database, outbox.claim, now, Lane.ANNOUNCEMENT)
    assert claimed is not None
    assert (claimed.id, claimed.lane) == (edit, Lane.OFFER)
    assert look(database, lambda s: outbox.message_of(s, claimed.edits)) == 41


def test_an_edit_sent_as_new_moves_the_message_to_its_target(
    database: Database, now: datetime
) -> None:
    hamid = chat_of(database, "Hamid", now)
    root = sent(database, hamid, now, 41)
    edit = sent(database, hamid, now, 57, edits=root, body=EDIT)
    assert row_of(database, root).message_id == 57
    assert look(database, lambda s: outbox.row_of_message(s, hamid, 57)) == root
    again = put(database, hamid, now, edits=edit, body=EDIT)
    assert row_of(database, again).edits == root


def test_an_edit_whose_target_is_gone_has_the_message_itself(
    database: Database, now: datetime
) -> None:
    hamid = chat_of(database, "Hamid", now)
    root = sent(database, hamid, now, 41)
    edit = put(database, hamid, now, edits=root, body=EDIT)
    do(database, lambda session: session.delete(session.get_one(Outbox, root)))
    do(database, outbox.sent, edit, 57, now)
    assert look(database, lambda s: outbox.row_of_message(s, hamid, 57)) == edit


def test_a_newer_edit_replaces_one_that_waits(database: Database, now: datetime) -> None:
    hamid = chat_of(database, "Hamid", now)
    root = sent(database, hamid, now, 41)
    older, newer = (put(database, hamid, now, edits=root, body=EDIT) for _ in range(2))
    assert state(database, older) == OutboxState.EXPIRED
    assert claim(database, now) == newer


def test_an_edit_in_flight_is_not_replaced_but_not_repeated_either(
    database: Database, now: datetime
) -> None:
    hamid = chat_of(database, "Hamid", now)
    root = sent(database, hamid, now, 41)
    older = put(database, hamid, now, edits=root, body=EDIT)
    claim(database, now)
    newer = put(database, hamid, now, edits=root, body=EDIT)
    assert state(database, older) == OutboxState.SENDING
    do(database, outbox.retry, older, now)
    assert state(database, older) == OutboxState.EXPIRED
    assert claim(database, now) == newer


@pytest.mark.parametrize(
    ("lane", "what", "copies"),
    [
        (Lane.ANSWER, "send", 3),
        (Lane.REMINDER, "venue", 5),
        (Lane.OFFER, "send", 1),
        (Lane.ANNOUNCEMENT, "send", 1),
        (Lane.ANSWER, "menu", FREELY),
        (Lane.OFFER, "buttons_off", FREELY),
        (Lane.ANNOUNCEMENT, "delete", FREELY),
        (Lane.OFFER, Kind.APPOINTMENT_REMINDER, 5),  # the kind counts, not where it waits
        (Lane.REMINDER, Kind.OFFER, 1),
        (Lane.REMINDER, "from_the_future", 5),
    ],
)
def test_how_often_a_doubtful_call_is_made(
    database: Database, now: datetime, lane: Lane, what: str, copies: int
) -> None:
    hamid = chat_of(database, "Hamid", now)
    finished = what in {"send", "venue", "menu", "buttons_off", "delete"}
    said = {"body": {"v": 1, "op": what}} if finished else {"body": None, "kind": what}
    ends = now + FREELY * 5 * MINUTE
    row_id = put(database, hamid, now, lane=lane, expires_at=ends, **said)
    calls = 0
    for attempt in range(FREELY):
        at = now + attempt * 5 * MINUTE
        calls += claim(database, at) == row_id
        do(database, outbox.ambiguous, row_id, at)
    assert calls == copies
    assert state(database, row_id) == (
        OutboxState.TODO if copies == FREELY else OutboxState.UNCLEAR
    )


def test_an_edit_is_repeated_a_new_message_in_its_place_is_not(
    database: Database, now: datetime
) -> None:
    hamid, selam = (chat_of(database, name, now) for name in ("Hamid", "Selam"))
    there = sent(database, hamid, now, 41, lane=Lane.OFFER)
    gone = put(database, selam, now, lane=Lane.OFFER)
    claim(database, now)
    do(database, outbox.failed, gone, now)
    edits = [
        put(database, chat, now, edits=root, body=EDIT)
        for chat, root in ((hamid, there), (selam, gone))
    ]
    for row_id in edits:
        assert claim(database, now) == row_id
        do(database, outbox.ambiguous, row_id, now)
    assert [state(database, row_id) for row_id in edits] == [OutboxState.TODO, OutboxState.UNCLEAR]


def test_what_was_surely_not_sent_costs_no_second_chance(database: Database, now: datetime) -> None:
    row_id = put(database, chat_of(database, "Hamid", now), now)
    for minute in range(3):
        assert claim(database, now + minute * MINUTE) == row_id
        do(database, outbox.retry, row_id, now)
    claim(database, now + 3 * MINUTE)
    do(database, outbox.ambiguous, row_id, now + 3 * MINUTE)
    assert state(database, row_id) == OutboxState.TODO


def test_after_a_kill_what_was_flying_is_doubtful(database: Database, now: datetime) -> None:
    chats = [chat_of(database, name, now) for name in ("Hamid", "Selam", "Mehret")]
    answer, news = (
        put(database, chat, now, lane=lane)
        for chat, lane in zip(chats, (Lane.ANSWER, Lane.ANNOUNCEMENT), strict=False)
    )
    claim(database, now)
    claim(database, now)
    waiting = put(database, chats[2], now)
    later = now + MINUTE
    assert do(database, outbox.flying, now) == []
    assert do(database, outbox.recover, later) == 2
    assert [state(database, row_id) for row_id in (answer, news, waiting)] == [
        OutboxState.TODO,
        OutboxState.UNCLEAR,
        OutboxState.TODO,
    ]


@pytest.mark.parametrize("end", [outbox.failed, outbox.unclear, outbox.expire])
@pytest.mark.parametrize("edited", [False, True])
def test_a_question_that_did_not_arrive_is_asked_again(
    database: Database,
    now: datetime,
    end: Callable[[Session, int, datetime], None],
    edited: bool,
) -> None:
    hamid = chat_of(database, "Hamid", now)
    prompt = put(database, hamid, now)
    do(database, lambda session: setattr(dialogue_of(session, hamid), "prompt_id", prompt))
    row_id = put(database, hamid, now, edits=prompt, body=EDIT) if edited else prompt
    other = put(database, hamid, now)
    do(database, end, other, now)
    assert reasks(database) == []
    do(database, end, row_id, now)
    do(database, end, row_id, now)
    assert reasks(database) == [(Kind.REASK, hamid, now)]


def test_a_question_nobody_could_send_in_time_is_asked_again(
    database: Database, now: datetime
) -> None:
    hamid, selam = (chat_of(database, name, now) for name in ("Hamid", "Selam"))
    put(database, selam, now)
    prompt = put(database, hamid, now)
    do(database, lambda session: setattr(dialogue_of(session, hamid), "prompt_id", prompt))
    later = now + 10 * MINUTE
    for _ in range(2):
        assert claim(database, later) is None
    assert reasks(database) == [(Kind.REASK, hamid, later)]


def test_a_question_replaced_by_the_next_is_not_asked_again(
    database: Database, now: datetime
) -> None:
    hamid = chat_of(database, "Hamid", now)
    prompt = sent(database, hamid, now, 41)
    do(database, lambda session: setattr(dialogue_of(session, hamid), "prompt_id", prompt))
    for _ in range(2):
        put(database, hamid, now, edits=prompt, body=EDIT)
    assert reasks(database) == []


def reasks(database: Database) -> list[tuple[str, int | None, datetime]]:
    rows = look(database, lambda session: session.scalars(select(Due)).all())
    return [(row.kind, row.chat_id, row.due_at) for row in rows]


def test_an_outage_of_days_does_not_make_the_pause_too_long_to_count(
    database: Database, now: datetime
) -> None:
    row_id = put(database, chat_of(database, "Hamid", now), now, lane=Lane.REMINDER)
    claim(database, now)
    do(database, _tried, row_id, 600)
    assert do(database, outbox.recover, now) == 1
    row = row_of(database, row_id)
    assert row.state == OutboxState.TODO
    assert row.not_before <= now + 5 * MINUTE


def _tried(session: Session, row_id: int, attempts: int) -> None:
    session.get_one(Outbox, row_id).attempts = attempts
