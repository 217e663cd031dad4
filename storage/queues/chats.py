"""Chats and their dialogues: found by address, locked for a turn."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from storage.engine.sealed import KEYRING
from storage.models import Chat, Dialogue, Inbox, Outbox
from storage.models.chats import ChatKind
from storage.models.inbox import InboxState
from storage.models.outbox import OPEN
from storage.queues.once import insert_once
from storage.work import Work


def upsert_chat(session: Session, address: str, kind: ChatKind, now: datetime) -> int:
    """Return the chat of an address, made when new; an old key is replaced by the current one."""
    keys = KEYRING.lookup_keys("chat.address", address)
    found = select(Chat.id, Chat.address_key).where(Chat.address_key.in_(keys))
    row = session.execute(found).first()
    if row is None:
        return _new_chat(session, keys[0], address, kind, now)
    values: dict[str, object] = {"heard_at": now}
    if row.address_key != keys[0]:
        values |= {"address": address, "address_key": keys[0]}
    session.execute(update(Chat).where(Chat.id == row.id).values(values))
    chat_id: int = row.id
    return chat_id


def _new_chat(session: Session, key: str, address: str, kind: ChatKind, now: datetime) -> int:
    values = {"address": address, "address_key": key, "kind": kind}
    chat_id = insert_once(session, Chat, **values, created_at=now, heard_at=now)
    if chat_id is None:  # another process was faster
        return session.execute(select(Chat.id).where(Chat.address_key == key)).scalar_one()
    return chat_id


def lock_chat(session: Session, chat_id: int) -> Chat:
    """Return the chat, locked until the unit ends; NoResultFound when it is gone."""
    statement = select(Chat).where(Chat.id == chat_id).with_for_update()
    return session.execute(statement, execution_options={"populate_existing": True}).scalar_one()


def dialogue_of(session: Session, chat_id: int) -> Dialogue:
    """Return where the chat stands, made when missing."""
    dialogue = session.get(Dialogue, chat_id)
    if dialogue is None:
        dialogue = Dialogue(chat_id=chat_id, serial=0, notes={})
        session.add(dialogue)
        session.flush()
    return dialogue


def take_chat(work: Work, chat_id: int) -> tuple[Chat, Dialogue]:
    """Return a chat, locked, and where it stands; NoResultFound when it is gone."""
    return lock_chat(work.session, chat_id), dialogue_of(work.session, chat_id)


def find_chat(work: Work, chat_id: int | None) -> Chat | None:
    """Return a chat; None where it is gone."""
    return work.session.get(Chat, chat_id)


def is_busy(work: Work, chat_id: int) -> bool:
    """Tell whether something waits to go out, or an update waits for its turn."""
    out = select(func.count()).where(Outbox.chat_id == chat_id, Outbox.state.in_(OPEN))
    came = select(func.count()).where(Inbox.chat_id == chat_id, Inbox.state == InboxState.NEW)
    return bool(work.session.scalar(out) or work.session.scalar(came))


def came_back(work: Work, chat: Chat) -> bool:
    """Tell whether somebody wrote after the farewell: who does is asked for a language."""
    dialogue = work.session.get(Dialogue, chat.id)
    begun = dialogue is not None and dialogue.flow is not None
    return begun or chat.language is not None or chat.person_id is not None
