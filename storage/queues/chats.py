"""Chats and their dialogues: found by address, locked for a turn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import BindParameter, bindparam, func, select, update
from sqlalchemy.orm import Session, contains_eager

from storage.engine.prepared import Prepared
from storage.engine.sealed import KEYRING, WrongKeyError
from storage.models import Chat, Dialogue, Inbox, Outbox, Person, Profile
from storage.models.base import UtcDateTime
from storage.models.chats import ChatKind, FaceName
from storage.models.inbox import InboxState
from storage.models.outbox import OPEN, Carrier
from storage.queues.once import insert_once
from storage.work import Work

HEARD_AGAIN = timedelta(hours=1)
OPENED, DRAFT = "opened", "dialogue.draft"

_chat: BindParameter[int] = bindparam("chat")
KNOWN = Prepared(
    select(Chat.id, Chat.heard_at).where(
        Chat.face == bindparam("face", type_=Chat.face.type),
        Chat.address_key == bindparam("key"),
    )
)
HEARD = Prepared(
    update(Chat).where(Chat.id == _chat).values(heard_at=bindparam("now", type_=UtcDateTime()))
)
FACE = Prepared(select(Chat.face).where(Chat.id == _chat))
"""Of which face a chat is, without its address."""
LOCKING = (
    select(Chat)
    .where(Chat.id == _chat)
    .with_for_update(key_share=True)
    .execution_options(populate_existing=True)
)
"""A lock that lets others put something into the outbox of the chat meanwhile."""
OPENING = (
    select(Chat, Dialogue, Person)
    .outerjoin(Dialogue, Dialogue.chat_id == Chat.id)
    .outerjoin(Person, Person.id == Chat.person_id)
    .outerjoin(Profile, Profile.person_id == Person.id)
    .options(contains_eager(Person.profile))
    .where(Chat.id == _chat)
    .with_for_update(of=Chat, key_share=True)
    .execution_options(populate_existing=True)
)

ALONE = Prepared(
    update(Person)
    .where(Person.id == bindparam("person"))
    .values(active_at=Person.active_at)
    .execution_options(synchronize_session=False)
)
"""Makes a turn in another chat of the person that runs at the same time begin anew."""


def upsert_chat(
    session: Session,
    address: str,
    kind: ChatKind,
    now: datetime,
    face: FaceName = FaceName.TELEGRAM,
) -> int:
    """Return the chat of an address, made when new; an old key is replaced by the current one."""
    keys = KEYRING.lookup_keys("chat.address", address)
    for key in keys:
        row = KNOWN.first(session, face=face, key=key)
        if row is not None:
            chat_id: int = row[0]
            if key != keys[0]:
                values = {"address": address, "address_key": keys[0]}
                session.execute(update(Chat).where(Chat.id == chat_id).values(values))
            if now - row[1] >= HEARD_AGAIN:
                HEARD.all(session, chat=chat_id, now=now)
            return chat_id
    values = {"face": face, "address": address, "address_key": keys[0], "kind": kind}
    return _new_chat(session, values, now)


def is_known(session: Session, address: str, face: FaceName) -> bool:
    """Tell whether there is a chat of an address."""
    keys = KEYRING.lookup_keys("chat.address", address)
    return any(KNOWN.first(session, face=face, key=key) is not None for key in keys)


def _new_chat(session: Session, values: dict[str, Any], now: datetime) -> int:
    chat_id = insert_once(session, Chat, **values, created_at=now, heard_at=now)
    if chat_id is None:  # another process was faster
        mine = (Chat.face == values["face"], Chat.address_key == values["address_key"])
        return session.execute(select(Chat.id).where(*mine)).scalar_one()
    return chat_id


@dataclass(frozen=True)
class Opened:
    """A chat that is locked for a turn, and who is behind it; the session holds on to them."""

    chat: Chat
    dialogue: Dialogue
    person: Person | None


def open_chat(session: Session, chat_id: int) -> Opened:
    """Lock a chat, then its person, and load what a turn needs; NoResultFound when it is gone.

    The person's profile is loaded as well, and read afresh, like all of them. Notes that cannot be
    opened any more are begun anew: nobody shall be stuck in them.
    """
    try:
        chat, dialogue, person = session.execute(OPENING, {"chat": chat_id}).one()
    except WrongKeyError as error:
        if str(error) != DRAFT:
            raise
        _forget_notes(session, chat_id)
        chat, dialogue, person = session.execute(OPENING, {"chat": chat_id}).one()
    if person is not None and session.get_bind().dialect.name == "postgresql":
        ALONE.all(session, person=person.id)
    opened = Opened(chat, dialogue or _new_dialogue(session, chat_id), person)
    session.info[OPENED] = opened
    return opened


def _forget_notes(session: Session, chat_id: int) -> None:
    anew: dict[str, Any] = {"flow": None, "question": None, "notes": {}, "holds_since": None}
    session.execute(update(Dialogue).where(Dialogue.chat_id == chat_id).values(anew))


def carrier_of(session: Session, chat_id: int) -> Carrier:
    """Return the carrier of a chat's face; a turn has its chat before it."""
    turn: Opened | None = session.info.get(OPENED)
    if turn and turn.chat.id == chat_id:
        return Carrier(turn.chat.face)
    return Carrier(FACE.value(session, chat=chat_id) or Carrier.TELEGRAM)


def lock_chat(session: Session, chat_id: int) -> Chat:
    """Return the chat, locked until the unit ends; NoResultFound when it is gone."""
    return session.execute(LOCKING, {"chat": chat_id}).scalar_one()


def lock_chats_of(work: Work, person_id: int, *, patient: bool) -> None:
    """Lock the chats somebody uses until the unit ends.

    Where one of them has a turn it is waited for; who is not `patient` begins the unit anew.
    """
    theirs = select(Chat.id).where(Chat.person_id == person_id).order_by(Chat.id)
    work.session.scalars(theirs.with_for_update(key_share=True, nowait=not patient)).all()


def dialogue_of(session: Session, chat_id: int) -> Dialogue:
    """Return where the chat stands, made when missing."""
    return session.get(Dialogue, chat_id) or _new_dialogue(session, chat_id)


def _new_dialogue(session: Session, chat_id: int) -> Dialogue:
    dialogue = Dialogue(chat_id=chat_id, serial=0, notes={})
    session.add(dialogue)
    session.flush()
    return dialogue


def take_chat(work: Work, chat_id: int) -> tuple[Chat, Dialogue]:
    """Return a chat, locked, and where it stands; NoResultFound when it is gone."""
    found = open_chat(work.session, chat_id)
    return found.chat, found.dialogue


def find_chat(work: Work, chat_id: int | None) -> Chat | None:
    """Return a chat; None where it is gone."""
    return work.session.get(Chat, chat_id)


def standing(work: Work, chat_id: int) -> Dialogue | None:
    """Return where a chat stands, without locking it; None where nothing was ever asked."""
    return work.session.get(Dialogue, chat_id)


def begun_elsewhere(work: Work, chat: Chat) -> Dialogue | None:
    """Return where somebody has said something in another chat of theirs, and was not done."""
    theirs = (Chat.person_id == chat.person_id, Chat.id != chat.id)
    open_ = (Dialogue.flow.is_not(None), Dialogue.holds_since.is_not(None))
    rows = select(Dialogue).join(Chat, Chat.id == Dialogue.chat_id).where(*theirs, *open_)
    newest = rows.order_by(Dialogue.asked_at.desc()).limit(1)
    return work.session.scalar(newest.execution_options(populate_existing=True))


def is_unheard(work: Work, chat_id: int) -> bool:
    """Tell whether something somebody said waits for its turn."""
    came = select(func.count()).where(Inbox.chat_id == chat_id, Inbox.state == InboxState.NEW)
    return bool(work.session.scalar(came))


def is_busy(work: Work, chat_id: int) -> bool:
    """Tell whether something waits to go out, or an update waits for its turn."""
    out = select(func.count()).where(Outbox.chat_id == chat_id, Outbox.state.in_(OPEN))
    return bool(work.session.scalar(out)) or is_unheard(work, chat_id)


def came_back(work: Work, chat: Chat) -> bool:
    """Tell whether somebody wrote after the farewell: who does is asked for a language."""
    dialogue = work.session.get(Dialogue, chat.id)
    begun = dialogue is not None and dialogue.flow is not None
    return begun or chat.language is not None or chat.person_id is not None
