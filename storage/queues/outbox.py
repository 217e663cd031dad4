"""What goes out: put in a turn, claimed by the sender, ended by what Telegram said."""

from __future__ import annotations

from collections.abc import Collection, Set
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import exists, func, select, update
from sqlalchemy.orm import Session

from storage.engine.sealed import WrongKeyError
from storage.models import Chat, Outbox
from storage.models.outbox import OPEN, Carrier, Lane, OutboxState
from storage.queues import claiming
from storage.queues.chats import carrier_of
from storage.queues.kinds import Kind, copies_of
from storage.queues.lost import lost, report
from storage.queues.once import insert_once

REPEATABLE = {"menu", "buttons_off", "delete"}
SOON, LATER, LONGEST, MOST_DOUBLED = 2.0, 4.0, 300.0, 10
"""Seconds before the next try: this to the power of the tries, at most the third; answers soon."""
PUT, TOLD_AGAIN = "put", timedelta(hours=1)


def put(
    session: Session,
    *,
    chat_id: int,
    lane: int,
    dedupe_key: str,
    now: datetime,
    expires_at: datetime,
    body: dict[str, Any] | None = None,
    kind: Kind | None = None,
    subject: int | None = None,
    revision: int | None = None,
    edits: int | None = None,
    not_before: datetime | None = None,
    person_id: int | None = None,
    carrier: Carrier | None = None,
) -> int | None:
    """Queue what is to go out and return its key; None when `dedupe_key` was used before.

    Without a `carrier` it is the one of the chat's face.
    An edit goes in the lane of the row it changes, and replaces an older edit that still waits;
    ValueError where that row is of another chat.
    """
    target = claiming.TARGET.first(session, row=edits) if edits else None
    if target is not None:
        key, older, lane, whose = target
        if whose != chat_id:
            raise ValueError(f"row {edits} is of another chat")
        edits = older or key
    row_id = insert_once(
        session,
        Outbox,
        carrier=carrier or carrier_of(session, chat_id),
        chat_id=chat_id,
        person_id=person_id,
        lane=int(lane),
        body=body,
        kind=kind,
        subject=subject,
        revision=revision,
        edits=edits,
        not_before=not_before or now,
        expires_at=expires_at,
        dedupe_key=dedupe_key,
        created_at=now,
    )
    if row_id is not None:
        session.info.setdefault(PUT, set()).add((chat_id, int(lane)))
        if edits is not None:
            claiming.OLDER.all(session, target=edits, row=row_id, now=now)
        if body and body.get("private"):
            claiming.SHOWS.all(session, row=edits or row_id)
    return row_id


def put_so_far(session: Session) -> Set[tuple[int, int]]:
    """Return chat and lane of everything put in this unit."""
    found: set[tuple[int, int]] = session.info.get(PUT, set())
    return found


def claim(
    session: Session, now: datetime, up_to: int, resting: Collection[int] = ()
) -> Outbox | None:
    """Take the next call to make: `sending` is what the commit of this unit says.

    Rows past `expires_at` and rows of blocked chats end here, a slice of them in one unit.
    """
    sweep(session, now, Carrier.TELEGRAM)
    wanted = {claiming.NOW: now, claiming.UP_TO: int(up_to), claiming.RESTING: list(resting)}
    for _ in range(claiming.SWEEP):
        found = session.execute(claiming.NEXT, wanted).first()
        if found is None:
            return None
        row, blocked_at = found
        if blocked_at is None:
            _touch(session, row.chat_id)
            row.state, row.claimed_at = OutboxState.SENDING, now
            row.attempts += 1
            session.flush()
            return row
        _block(session, row.chat_id, now)
    return None


def next_answer(session: Session, chat_id: int, now: datetime) -> claiming.Answer | None:
    """Return the oldest answer of a chat if it may go now: nothing flies there or rests."""
    session.flush()
    row = claiming.NEXT_ANSWER.first(session, chat=chat_id, now=now)
    found = None if row is None else claiming.Answer(*row)
    return found if found is not None and found.not_before <= now else None


def begin(session: Session, row_id: int, chat_id: int, now: datetime) -> None:
    """Take this row for sending: the chat's next one, found in this unit."""
    _touch(session, chat_id)
    claiming.BEGIN.all(session, row=row_id, now=now)


def _touch(session: Session, chat_id: int) -> None:
    """Let nobody else claim in this chat at the same time; SQLite has one writer anyway."""
    if session.get_bind().dialect.name == "postgresql":
        claiming.TOUCH.all(session, chat=chat_id)


def sweep(session: Session, now: datetime, carrier: Carrier) -> None:
    """End what a carrier has too late to bring, `claiming.SWEEP` rows at most."""
    if ids := [row[0] for row in claiming.LATE.all(session, now=now, carrier=carrier)]:
        lost(session, ids, now)
        rows = update(Outbox).where(Outbox.id.in_(ids))
        session.execute(rows.values(_final(OutboxState.EXPIRED, now)))


def sent(
    session: Session,
    row_id: int,
    message_id: int | None,
    now: datetime,
    shown_at: datetime | None = None,
    *,
    is_word: bool = True,
) -> None:
    """End a row that arrived; an edit gives its message, which may be a new one, to its target.

    Only a new message is word from us, on a page (not `is_word`) once it was seen. What is typed
    is compared with the messenger's `shown_at`.
    """
    if (ended := claiming.ARRIVED.first(session, row=row_id, message=message_id, now=now)) is None:
        return
    if shown_at is not None:
        claiming.ASKED.all(session, row=row_id, prompt=ended[0] or row_id, at=shown_at)
    if message_id is None:
        return
    if ended[0] is None and is_word:
        claiming.TOLD.all(session, row=row_id, before=now - TOLD_AGAIN, now=now)
    elif ended[0] and claiming.GIVE.first(session, row=ended[0], message=message_id) is None:
        claiming.GIVE.all(session, row=row_id, message=message_id)


def retry(session: Session, row_id: int, not_before: datetime) -> None:
    """Put back what was surely not sent, unless a newer edit of the same message waits."""
    row = _open_row(session, row_id)
    if row is None:
        return
    newer = (Outbox.edits == row.edits, Outbox.state == OutboxState.TODO, Outbox.id > row.id)
    if row.edits and session.scalar(select(exists().where(*newer))):
        _finish(row, OutboxState.EXPIRED, not_before)
    else:
        row.state, row.not_before = OutboxState.TODO, not_before
    session.flush()


def park_chat(session: Session, chat_id: int, until: datetime) -> None:
    """Send nothing to a chat before `until`."""
    session.execute(update(Chat).where(Chat.id == chat_id).values(parked_until=until))


def blocked(session: Session, row_id: int, now: datetime) -> None:
    """The chat does not want us: end everything that waits for it."""
    row = session.get(Outbox, row_id, options=[claiming.UNREAD])
    if row is not None:
        chat = update(Chat).where(Chat.id == row.chat_id)
        session.execute(chat.values(blocked_at=func.coalesce(Chat.blocked_at, now)))
        _block(session, row.chat_id, now)


def failed(session: Session, row_id: int, now: datetime) -> None:
    """End a row that can never be sent."""
    _end(session, _open_row(session, row_id), OutboxState.FAILED, now)


def unclear(session: Session, row_id: int, now: datetime) -> None:
    """End a row that may have arrived."""
    _end(session, _open_row(session, row_id), OutboxState.UNCLEAR, now)


def expire(session: Session, row_id: int, now: datetime) -> None:
    """End a row that is no longer worth sending or no longer true."""
    _end(session, _open_row(session, row_id), OutboxState.EXPIRED, now)


def ambiguous(session: Session, row_id: int, now: datetime) -> None:
    """Decide about a row that may have arrived: what can be repeated without harm is repeated.

    Else its kind says how many copies there may be.
    """
    row = _open_row(session, row_id)
    if row is None:
        return
    row.doubts += 1
    once_more = row.doubts < copies_of(row.kind, row.lane)
    if once_more or _is_repeatable(session, row):
        pause = (SOON if row.lane == Lane.ANSWER else LATER) ** min(row.attempts, MOST_DOUBLED)
        retry(session, row.id, now + timedelta(seconds=min(pause, LONGEST)))
    else:
        _end(session, row, OutboxState.UNCLEAR, now)


def recover(session: Session, now: datetime, rows: Collection[int] | None = None) -> int:
    """Treat calls left in `sending` as ambiguous; all of them at start, where nothing flies."""
    left = set(flying(session))
    lost = left if rows is None else left.intersection(rows)
    for row_id in sorted(lost):
        ambiguous(session, row_id, now)
    return len(lost)


def flying(session: Session, claimed_before: datetime | None = None) -> list[int]:
    """Return the calls in `sending`: those claimed before a time only, where one is given."""
    rows = select(Outbox.id).where(Outbox.state == OutboxState.SENDING, claiming.CALLED)
    if claimed_before is not None:
        rows = rows.where(Outbox.claimed_at < claimed_before)
    return list(session.scalars(rows.order_by(Outbox.id)))


def claims_since(session: Session, since: datetime) -> list[tuple[int, datetime]]:
    """Return chat and time of the calls begun since then, to seed the limiter."""
    claims = select(Outbox.chat_id, Outbox.claimed_at)
    claims = claims.where(Outbox.claimed_at >= since, claiming.CALLED)
    rows = session.execute(claims.order_by(Outbox.claimed_at))
    return [(row.chat_id, row.claimed_at) for row in rows]


def message_of(session: Session, edited: int | None) -> int | None:
    """Return the message of the row an edit names; None when it must be sent as new."""
    found: int | None = None if edited is None else claiming.MESSAGE.value(session, row=edited)
    return found


def row_of_message(session: Session, chat_id: int, message_id: int) -> int | None:
    """Return the row whose message somebody tapped."""
    found: int | None = claiming.ROW_OF.value(session, chat=chat_id, message=message_id)
    return found


def _open_row(session: Session, row_id: int) -> Outbox | None:
    row = session.get(Outbox, row_id, options=[claiming.UNREAD])
    return row if row is not None and row.state in OPEN else None


def _is_repeatable(session: Session, row: Outbox) -> bool:
    try:
        op = (row.body or {}).get("op")
    except WrongKeyError:  # whoever claims it next ends it
        return True
    return op in REPEATABLE or (op != "send" and message_of(session, row.edits) is not None)


def _block(session: Session, chat_id: int, now: datetime) -> None:
    waiting = (Outbox.chat_id == chat_id, Outbox.state.in_(OPEN))
    report(session, session.scalars(select(Outbox.id).where(*waiting)).all(), now)
    rows = update(Outbox).where(*waiting)
    session.execute(rows.values(_final(OutboxState.BLOCKED, now)))


def _final(state: OutboxState, now: datetime) -> dict[str, Any]:
    return {"state": state, "body": None, "finished_at": now}


def _finish(row: Outbox, state: OutboxState, now: datetime) -> None:
    row.state, row.body, row.finished_at = state, None, now


def _end(session: Session, row: Outbox | None, state: OutboxState, now: datetime) -> None:
    if row is None:
        return
    _finish(row, state, now)
    session.flush()
    lost(session, [row.id], now)
