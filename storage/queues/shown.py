"""Where cards stand: noted when one is put into a chat, found when its subject changes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Select, and_, bindparam, delete, func, or_, select

from storage.engine.prepared import Prepared
from storage.models import Chat, Outbox, ShownCard
from storage.models.base import UtcDateTime
from storage.models.outbox import OPEN, OutboxState
from storage.queues.kinds import STAYING
from storage.queues.once import insert_once
from storage.work import Work

MOST_CARDS = 40
RENEWED = "card:"
"""Begins the key of a change that nobody of the chat asked for."""
THERE = Prepared(
    select(Outbox.id).where(Outbox.id == bindparam("row"), Outbox.chat_id == bindparam("chat"))
)
OVERWRITTEN = or_(Outbox.kind.is_(None), Outbox.kind.not_in(STAYING))
KIND = Prepared(select(Outbox.kind).where(Outbox.id == bindparam("row")))


def note(work: Work, chat_id: int, subject: str, subject_id: int, outbox_id: int) -> None:
    """Note that a message shows a thing; a second time, or where it was erased, changes nothing."""
    if THERE.value(work.session, row=outbox_id, chat=chat_id) is None:
        return
    where = {"subject": subject, "subject_id": subject_id, "outbox_id": outbox_id}
    insert_once(work.session, ShownCard, chat_id=chat_id, **where)


def forget(work: Work, chat_id: int) -> None:
    """Take back where cards stand in a chat: they were shown to somebody we did not know yet."""
    work.session.execute(delete(ShownCard).where(ShownCard.chat_id == chat_id))


def newest(work: Work, subject: str, subject_id: int, most: int) -> list[tuple[int, Chat]]:
    """Return the newest messages of each chat that show a thing and may be written over.

    There are at most `most` of a chat, the newest first.
    """
    turn = func.row_number().over(partition_by=Outbox.chat_id, order_by=Outbox.id.desc())
    rows = _showing(subject, subject_id).where(OVERWRITTEN).add_columns(turn.label("turn"))
    each = rows.subquery()
    found = select(Outbox.id, Chat).join(Chat, Chat.id == Outbox.chat_id)
    found = found.join(each, each.c.id == Outbox.id).where(each.c.turn <= most)
    placed = work.session.execute(found.order_by(each.c.turn, Outbox.id.desc()).limit(MOST_CARDS))
    return [(row, chat) for row, chat in placed]


def everywhere(work: Work, subject: str, subject_id: int) -> Sequence[tuple[int, Chat]]:
    """Return every message that shows a thing and may be written over, with its chat."""
    rows = _showing(subject, subject_id).join(Chat, Chat.id == Outbox.chat_id).where(OVERWRITTEN)
    placed = rows.with_only_columns(Outbox.id, Chat).order_by(Outbox.id)
    return [(row, chat) for row, chat in work.session.execute(placed)]


def drop(work: Work, row: int, subject: str, subject_id: int) -> None:
    """Note that a message shows a thing no more."""
    of_it = (ShownCard.subject == subject, ShownCard.subject_id == subject_id)
    work.session.execute(delete(ShownCard).where(ShownCard.outbox_id == row, *of_it))


def only(work: Work, row: int, kept: Collection[tuple[str, int]]) -> None:
    """Note that a message shows these things alone: what it was before is written over.

    The command that sent for it, which has no key, stays: it says what follows there.
    """
    for subject, key in on_message(work, row):
        if key and (subject, key) not in kept:
            drop(work, row, subject, key)


def in_chat(work: Work, chat_id: int, most: int) -> Sequence[tuple[int, str, int]]:
    """Return the things shown in a chat, each with its newest message, the newest first."""
    row = func.max(ShownCard.outbox_id)
    noted = (
        select(row, ShownCard.subject, ShownCard.subject_id)
        .where(ShownCard.chat_id == chat_id)
        .group_by(ShownCard.subject, ShownCard.subject_id)
    )
    found = work.session.execute(noted.order_by(row.desc()).limit(most))
    return [(place, subject, key) for place, subject, key in found]


def on_message(work: Work, row: int) -> Sequence[tuple[str, int]]:
    """Return everything a message shows."""
    shows = select(ShownCard.subject, ShownCard.subject_id).where(ShownCard.outbox_id == row)
    return [(subject, key) for subject, key in work.session.execute(shows)]


def on_messages(work: Work, rows: Collection[int]) -> Mapping[int, list[tuple[str, int]]]:
    """Return everything each of some messages shows, looked up at once."""
    shows = select(ShownCard.outbox_id, ShownCard.subject, ShownCard.subject_id)
    found: dict[int, list[tuple[str, int]]] = {row: [] for row in rows}
    for row, subject, key in work.session.execute(shows.where(ShownCard.outbox_id.in_(rows))):
        found[row].append((subject, key))
    return found


def elsewhere(work: Work, chat_id: int, subject: str, subject_id: int, most: int) -> Sequence[int]:
    """Return the messages of a chat that show a thing and can be changed, the newest first."""
    rows = _showing(subject, subject_id).where(ShownCard.chat_id == chat_id)
    return work.session.scalars(rows.order_by(Outbox.id.desc()).limit(most)).all()


def cards(work: Work, chat_id: int, subject: str, subject_id: int, most: int) -> Sequence[int]:
    """Return those of `elsewhere` that may be written over: what somebody said there stays."""
    rows = _showing(subject, subject_id).where(ShownCard.chat_id == chat_id, OVERWRITTEN)
    return work.session.scalars(rows.order_by(Outbox.id.desc()).limit(most)).all()


def in_other_chats(
    work: Work, chat: Chat, subject: str, subject_id: int, most: int
) -> Sequence[tuple[int, Chat]]:
    """Return the messages that show a thing in the other chats of a person, the newest first."""
    theirs = (Chat.person_id == chat.person_id, Chat.id != chat.id, OVERWRITTEN)
    rows = _showing(subject, subject_id).join(Chat, Chat.id == Outbox.chat_id).where(*theirs)
    placed = rows.with_only_columns(Outbox.id, Chat).order_by(Outbox.id.desc()).limit(most)
    return [(row, other) for row, other in work.session.execute(placed)]


def stays(work: Work, row: int) -> bool:
    """Tell whether a message says somebody's words: what becomes of it is said below."""
    return KIND.value(work.session, row=row) in STAYING


def _showing(subject: str, subject_id: int) -> Select[int]:
    """Return the messages that show a thing and can be changed."""
    of_it = (ShownCard.subject == subject, ShownCard.subject_id == subject_id)
    there = or_(Outbox.message_id.is_not(None), Outbox.state.in_(OPEN))
    joined = select(Outbox.id).join(ShownCard, ShownCard.outbox_id == Outbox.id)
    return joined.where(*of_it, there)


class Change(NamedTuple):
    """The newest state of a message: how far it came, when we put it, when it arrived there.

    `in_place` is a change of what stood there by somebody who tapped, none a new message.
    """

    state: OutboxState
    put_at: datetime
    arrived_at: datetime | None
    in_place: bool


def last_change(work: Work, row_id: int) -> Change | None:
    """Return the newest state of a message; None: it is gone."""
    arrived = func.coalesce(Outbox.finished_at, Outbox.claimed_at, type_=UtcDateTime())
    tapped = and_(Outbox.edits.is_not(None), Outbox.dedupe_key.not_like(f"{RENEWED}%"))
    newest = (
        select(Outbox.state, Outbox.created_at, arrived, tapped)
        .where(or_(Outbox.id == row_id, Outbox.edits == row_id))
        .order_by(Outbox.id.desc())
        .limit(1)
    )
    found = work.session.execute(newest).first()
    return Change(*found) if found else None
