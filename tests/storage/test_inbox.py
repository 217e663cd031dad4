"""What came in is kept once, in the order it came, until its turn is done."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from storage.engine.database import Database
from storage.models import Chat, Inbox
from storage.models.chats import ChatKind
from storage.models.inbox import InboxState
from storage.queues import inbox
from storage.queues.chats import dialogue_of, lock_chat
from storage.queues.inbox import Arrival, Waiting
from tests.storage.desk import chat_of, do, look

HUGE = 7_000_000_000


def arrival(update_id: int, name: str | None = "Hamid", words: str = "salam") -> Arrival:
    address = None if name is None else f"private:{name}"
    return Arrival(update_id, {"text": words}, address, ChatKind.PRIVATE, update_id + 1)


def stored(database: Database, seq: int) -> Inbox:
    return look(database, lambda session: session.get_one(Inbox, seq))


def test_an_update_is_taken_once(database: Database, now: datetime) -> None:
    first = do(database, inbox.store, [arrival(HUGE), arrival(HUGE + 1)], now)
    again = do(database, inbox.store, [arrival(HUGE + 1), arrival(HUGE + 2)], now)
    assert [len(first), len(again)] == [2, 1]
    assert look(database, inbox.unfinished) == [*first, *again]
    row = stored(database, first[0].seq)
    assert (row.source_key, row.message_id) == (HUGE, HUGE + 1)


def test_our_own_order_counts_not_theirs(database: Database, now: datetime) -> None:
    waiting = do(database, inbox.store, [arrival(900), arrival(5), arrival(70)], now)
    assert [entry.seq for entry in waiting] == sorted(entry.seq for entry in waiting)
    assert [stored(database, entry.seq).source_key for entry in waiting] == [900, 5, 70]


def test_an_update_of_nobody_is_only_a_number(database: Database, now: datetime) -> None:
    assert do(database, inbox.store, [arrival(1, name=None)], now) == []
    row = stored(database, 1)
    assert (row.source_key, row.chat_id, row.payload, row.state) == (1, None, None, InboxState.DONE)
    assert look(database, inbox.unfinished) == []


def test_a_finished_update_is_forgotten_and_never_taken_again(
    database: Database, now: datetime
) -> None:
    (waiting,) = do(database, inbox.store, [arrival(1, words="hello")], now)
    assert do(database, inbox.take, waiting) == (waiting.seq, 0, now)
    assert do(database, inbox.payload, waiting.seq) == {"text": "hello"}
    do(database, inbox.finish, waiting.seq, now)
    assert do(database, inbox.take, waiting) is None
    assert stored(database, waiting.seq).payload is None
    assert do(database, inbox.store, [arrival(1)], now) == []


def test_three_failures_park_an_update_with_its_words(database: Database, now: datetime) -> None:
    (waiting,) = do(database, inbox.store, [arrival(1, words="poison")], now)
    (other,) = do(database, inbox.store, [arrival(2)], now)
    assert [do(database, inbox.fail, waiting, now, 3) for _ in range(4)] == [
        False,
        False,
        True,
        False,
    ]
    assert do(database, inbox.take, waiting) is None
    assert look(database, inbox.unfinished) == [other]
    assert stored(database, other.seq).attempts == 0
    assert stored(database, waiting.seq).payload == {"text": "poison"}


def test_numbers_that_begin_again_are_taken_whatever_had_them_before(
    database: Database, now: datetime
) -> None:
    old = [arrival(1), arrival(2, "Selam"), arrival(3, name=None), tap(4, "a")]
    do(database, inbox.store, old, now)
    again = [
        replace(arrival(1), message_id=77),
        arrival(2, "Hamid"),
        arrival(3, "Hamid"),
        tap(4, "b"),
    ]
    new = do(database, inbox.store, again, now)
    assert [do(database, inbox.payload, each.seq) for each in new] == [
        each.payload for each in again
    ]
    assert do(database, inbox.store, again, now) == []
    assert look(database, inbox.newest) == 4


def tap(update_id: int, data: str) -> Arrival:
    return Arrival(update_id, {"data": data}, "private:Hamid", ChatKind.PRIVATE, None)


def test_a_chat_is_heard_in_order_whatever_is_asked_for(database: Database, now: datetime) -> None:
    first, other, second = do(
        database, inbox.store, [arrival(1), arrival(2, "Selam"), arrival(3)], now
    )
    for waiting, expected in ((second, first), (other, other), (first, first)):
        taken = do(database, inbox.take, waiting)
        assert taken is not None
        assert taken.seq == expected.seq
    do(database, inbox.finish, first.seq, now)
    assert do(database, inbox.take, first) is None
    taken = do(database, inbox.take, second)
    assert taken is not None
    assert taken.seq == second.seq


def test_keys_are_not_used_again_after_cleaning(database: Database, now: datetime) -> None:
    (first,) = do(database, inbox.store, [arrival(1)], now)
    do(database, lambda session: session.delete(session.get_one(Inbox, first.seq)))
    (second,) = do(database, inbox.store, [arrival(2)], now)
    assert second == Waiting(first.seq + 1, first.chat_id)


@pytest.mark.parametrize("words", ["a\0b", "a\ud83db"])
def test_strays_in_a_text_are_dropped_on_both_databases(
    database: Database, now: datetime, words: str
) -> None:
    (waiting,) = do(database, inbox.store, [arrival(1, words=words)], now)
    assert stored(database, waiting.seq).payload == {"text": "ab"}


def test_halves_of_one_character_are_put_together(database: Database, now: datetime) -> None:
    (waiting,) = do(database, inbox.store, [arrival(1, words="\ud83d\ude00")], now)
    assert stored(database, waiting.seq).payload == {"text": "\U0001f600"}


def test_a_chat_is_made_once_and_remembers_when_it_was_heard(
    database: Database, now: datetime
) -> None:
    later = now + timedelta(days=1)
    chat_id, other = chat_of(database, "Selam", now), chat_of(database, "Hamid", now)
    assert chat_of(database, "Selam", later) == chat_id != other
    chat = look(database, lambda session: session.get_one(Chat, chat_id))
    assert (chat.created_at, chat.heard_at, chat.address) == (now, later, "private:Selam")
    assert look(database, lambda session: session.get_one(Chat, other)).heard_at == now


def test_a_dialogue_is_made_when_first_asked_for(database: Database, now: datetime) -> None:
    chat_id = chat_of(database, "Selam", now)

    def unit(session: Session) -> int:
        dialogue = dialogue_of(session, lock_chat(session, chat_id).id)
        dialogue.serial += 1
        dialogue.notes = {"name": "Selam"}
        return dialogue.serial

    assert [do(database, unit), do(database, unit)] == [1, 2]
    assert do(database, dialogue_of, chat_id).notes == {"name": "Selam"}
