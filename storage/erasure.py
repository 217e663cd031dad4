"""Forgetting and handing out what is known about a person: both generated from the tags."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, time, timedelta
from enum import Enum
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Table,
    delete,
    false,
    func,
    literal,
    or_,
    select,
    update,
)

from storage import firm_contacts, signups, vacancies, wiping
from storage.engine.database import note_change
from storage.introductions import leaving, sealing
from storage.models import (
    Chat,
    Dialogue,
    Inbox,
    Introduction,
    Outbox,
    PageEntry,
    PageSession,
    Person,
    Record,
    Seat,
)
from storage.models.chats import ChatKind
from storage.models.inbox import InboxState
from storage.models.page import Device
from storage.people import used_by
from storage.privacy import Privacy, Tag
from storage.queues.chats import lock_chat
from storage.work import Work

Found = dict[str, list[dict[str, Any]]]
SAID = {table.__tablename__: table for table in (Outbox, PageEntry)}
"""What is said to one person in a chat that others may use, too."""
FACTS = "introduction_facts"


def privacy(column: Column[Any]) -> Privacy:
    """Return the tag of a column; KeyError for one that has none."""
    tag: Privacy = column.info["privacy"]
    return tag


def erase_person(work: Work, chat_id: int) -> list[int]:
    """Erase the person of a chat with everything that is theirs and the chat's.

    The chat row stays until the farewell went out (`forget_chat`), other private chats of the
    person go at once. Where others use a chat too, it stays for them with all that is theirs.
    Returns the ids of messages in the chat young enough to be deleted there.
    """
    work.session.flush()
    chat = lock_chat(work.session, chat_id)
    person_id = chat.person_id
    own, shared = _doors(work, person_id)
    (own if _is_alone(work, chat_id, person_id) else shared).add(chat_id)
    messages = _recent_messages(work, chat_id, person_id, alone=chat_id in own)
    _leave_shared(work, person_id, shared)
    _erase_owned(work, person_id, own)
    for other in own - {chat_id}:
        forget_chat(work, other)
    if person_id is not None:
        work.session.execute(delete(Person).where(Person.id == person_id))
        work.session.refresh(chat)
    return messages


def erase_silently(work: Work, person_id: int) -> None:
    """Erase a person whose time is over, with all chats only they use and without a farewell."""
    work.session.flush()
    own, shared = _doors(work, person_id)
    _leave_shared(work, person_id, shared)
    _erase_owned(work, person_id, own)
    for chat_id in own:
        forget_chat(work, chat_id)
    work.session.execute(delete(Person).where(Person.id == person_id))


def forget_chat(work: Work, chat_id: int) -> None:
    """Remove a chat and everything that hangs on it."""
    _detach_updates(work, [chat_id])
    _leave_desks(work, [chat_id])
    work.session.execute(delete(Chat).where(Chat.id == chat_id))


def end_chat(work: Work, chat_id: int) -> None:
    """Remove a chat whose farewell went out; nothing read before in this unit is true any more."""
    forget_chat(work, chat_id)
    work.session.expire_all()


def _doors(work: Work, person_id: int | None) -> tuple[set[int], set[int]]:
    """Return the private chats only this person uses, and those of several people."""
    if person_id is None:
        return set(), set()
    private = (used_by(literal(person_id)), Chat.kind == ChatKind.PRIVATE)
    every = set(work.session.scalars(select(Chat.id).where(*private)))
    seated = select(Seat.chat_id).where(Seat.person_id != person_id)
    used = select(Chat.id).where(Chat.person_id != person_id)
    shared = {
        *work.session.scalars(seated.where(Seat.chat_id.in_(every))),
        *work.session.scalars(used.where(Chat.id.in_(every))),
    }
    return every - shared, shared


def _is_alone(work: Work, chat_id: int, person_id: int | None) -> bool:
    """Tell whether nobody else has a seat in a chat."""
    seats = select(Seat.person_id).where(Seat.chat_id == chat_id)
    return not {*work.session.scalars(seats)} - {person_id}


def _leave_shared(work: Work, person_id: int | None, chat_ids: Collection[int]) -> None:
    """Take what is one person's out of chats of several; who only practised gives it back."""
    if not chat_ids:
        return
    for table in SAID.values():
        said = (table.chat_id.in_(chat_ids), table.person_id == person_id)
        work.session.execute(delete(table).where(*said))
    theirs = (Chat.id.in_(chat_ids), Chat.person_id == person_id)
    stands = select(Chat.id).where(*theirs)
    empty: dict[str, Any] = {"flow": None, "question": None, "notes": {}, "holds_since": None}
    stand = update(Dialogue).where(Dialogue.chat_id.in_(stands))
    work.session.execute(stand.values(empty))  # the prompts are counted on: old buttons stay dead
    by = select(Person.practice_of).where(Person.id == person_id).scalar_subquery()
    work.session.execute(update(Chat).where(*theirs).values(person_id=by, menu_language=None))


def export_person(work: Work, person_id: int) -> Found:
    """Return everything kept about a person, as table -> rows of JSON values."""
    own, shared = _doors(work, person_id)
    found: Found = {}
    for table in Record.metadata.sorted_tables:
        whose = _whose(table, person_id, own)
        if whose is not None and (said := SAID.get(table.name)):
            theirs = said.chat_id.in_(shared) & (said.person_id == person_id)
            whose = or_(whose, theirs)
        columns = _exported(table)
        if whose is not None and columns:
            rows = work.session.execute(select(*columns).where(whose)).mappings()
            found[table.name] = [{key: _plain(row[key]) for key in row} for row in rows]
    found[FACTS] = _facts(work, person_id)
    return {name: rows for name, rows in found.items() if rows}


def _facts(work: Work, person_id: int) -> list[dict[str, Any]]:
    """Return what was said on the way to firms, opened with the keys they lie under."""
    rows = select(Introduction).where(Introduction.person_id == person_id)
    said = map(sealing.facts, work.session.scalars(rows.order_by(Introduction.id)))
    return [each for each in said if each]


def _erase_owned(work: Work, person_id: int | None, chat_ids: Collection[int]) -> None:
    _detach_updates(work, chat_ids)
    _leave_desks(work, chat_ids)
    if person_id is not None:
        wiping.hold_back(work, person_id)
        note_change(work.session, person_id)
        vacancies.note_of(work, person_id)
        signups.leave(work, person_id)
        leaving.leave(work, person_id)
        firm_contacts.word_stays(work, person_id)
    for mapper in Record.registry.mappers:
        table = mapper.local_table
        if isinstance(table, Table) and mapper.class_ not in {Person, Chat}:
            whose = _whose(table, person_id, chat_ids)
            if whose is not None:
                work.session.execute(delete(mapper.class_).where(whose))


def _whose(
    table: Table, person_id: int | None, chat_ids: Collection[int]
) -> ColumnElement[bool] | None:
    """Return the condition for rows of a person and their chats; None: nobody owns such rows."""
    owners: dict[str | None, Collection[int]] = {
        "person": [] if person_id is None else [person_id],
        "chat": chat_ids,
    }
    roots = [table.c.id.in_(owners[table.name])] if table.name in owners else []
    columns = [
        column.in_(owners[privacy(column).owner])
        for column in table.columns
        if privacy(column).owner in owners
    ]
    return or_(*roots, *columns) if roots or columns else None


def _exported(table: Table) -> list[Column[Any]]:
    """Return what a row says about its owner, and the plain keys of what it speaks about."""
    said = [column for column in table.columns if privacy(column).export]
    about = [
        column
        for column in table.columns
        if column.foreign_keys and privacy(column).tag is Tag.NONE
    ]
    return [*about, *said] if said else []


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    return value.isoformat() if isinstance(value, date | time) else value


def _leave_desks(work: Work, chat_ids: Collection[int]) -> None:
    """Leave the browser of a desk to the others who use it."""
    there = (PageSession.device == Device.DESK, PageSession.chat_id.in_(chat_ids))
    work.session.execute(update(PageSession).where(*there).values(chat_id=None))


def _detach_updates(work: Work, chat_ids: Collection[int]) -> None:
    """Keep only the numbers of updates, so that one delivered twice stays without effect."""
    work.session.execute(
        update(Inbox)
        .where(Inbox.chat_id.in_(chat_ids))
        .values(
            chat_id=None,
            payload=None,
            message_id=None,
            state=InboxState.DONE,
            finished_at=func.coalesce(Inbox.finished_at, Inbox.received_at),
        )
    )


def _recent_messages(work: Work, chat_id: int, person_id: int | None, *, alone: bool) -> list[int]:
    """Return what can be deleted in a chat: all of it, or what we said to one of several."""
    since = work.now - timedelta(hours=work.limits.deletable_hours)
    out = select(Outbox.message_id).where(Outbox.chat_id == chat_id, Outbox.finished_at >= since)
    came = select(Inbox.message_id).where(Inbox.chat_id == chat_id, Inbox.received_at >= since)
    if not alone:
        out, came = out.where(Outbox.person_id == person_id), came.where(false())
    found = {*work.session.scalars(out), *work.session.scalars(came)}
    return sorted(message_id for message_id in found if message_id is not None)
