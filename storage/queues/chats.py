"""Chats and their dialogues: found by address, locked for a turn."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from storage.engine.sealed import KEYRING
from storage.models import Chat, Dialogue
from storage.models.chats import ChatKind
from storage.queues.once import insert_once


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
