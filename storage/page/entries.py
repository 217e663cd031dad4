"""What stands in a conversation on a page: put there as rows go out, forgotten after a month."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, delete, or_, select, update

from storage.models import Chat, Outbox, PageEntry, Person
from storage.models.outbox import Carrier, OutboxState
from storage.models.page import Side
from storage.page import unopened
from storage.queues import outbox
from storage.queues.claiming import UNREAD
from storage.work import Work

Body = dict[str, Any]
MOST_ROWS, MOST_CHATS = 10, 20


def waiting(work: Work, chat_id: int) -> Sequence[Outbox]:
    """Return what goes onto the page of a chat now, in the order of the lanes; a slice of it."""
    rows = select(Outbox).where(Outbox.chat_id == chat_id, *_goes(work)).options(UNREAD)
    return work.session.scalars(rows.order_by(Outbox.lane, Outbox.id).limit(MOST_ROWS)).all()


def chats_waiting(work: Work) -> Sequence[int]:
    """Return chats for whose page something waits; a slice of them. What is too late ends."""
    outbox.sweep(work.session, work.now, Carrier.PAGE)
    rows = select(Outbox.chat_id).where(*_goes(work)).distinct()
    return work.session.scalars(rows.limit(MOST_CHATS)).all()


def _goes(work: Work) -> tuple[Any, ...]:
    now = (Outbox.not_before <= work.now, Outbox.expires_at > work.now)
    return (Outbox.carrier == Carrier.PAGE, Outbox.state == OutboxState.TODO, *now)


def stand(work: Work, row: Outbox, body: Body, *, is_read_anew: bool) -> None:
    """Let a row stand on the page as `body`, in place of what it changes; the row has arrived.

    What `is_read_anew` is not kept: whoever reads the page has it rendered from what is true then.
    What was changed beside what somebody tapped, and is gone by now, does not come back; where it
    is rendered at each reading, it says so by itself.
    """
    place, found = _place(work, row)
    if body.get("follows") and (found is None or found.kind is not None):
        outbox.sent(work.session, row.id, place, work.now)
        return
    entry = found or PageEntry(
        chat_id=row.chat_id, side=Side.OURS, outbox_id=row.edits or row.id, created_at=work.now
    )
    entry.person_id, entry.changed_at, entry.seen_at = row.person_id, work.now, None
    entry.kind, entry.language = row.kind if is_read_anew else None, _language(work, row.chat_id)
    entry.subject, entry.revision = row.subject, row.revision
    entry.body = None if is_read_anew else body
    work.session.add(entry)
    work.session.flush()
    outbox.sent(work.session, row.id, entry.id, work.now, work.now, is_word=False)
    unopened.stands(work, row)


def _place(work: Work, row: Outbox) -> tuple[int | None, PageEntry | None]:
    """Return where what a row changes stands, and the entry, unless it was taken away."""
    place = outbox.message_of(work.session, row.edits)
    there = (PageEntry.id == place, _is_there())
    return place, work.session.scalar(select(PageEntry).where(*there)) if place else None


def _language(work: Work, chat_id: int) -> str | None:
    chat = work.session.get(Chat, chat_id)
    return chat.language if chat else None


def take_buttons_off(work: Work, row: Outbox) -> None:
    """Leave the words of a message without its buttons."""
    place, found = _place(work, row)
    if found is not None:
        found.body = {**(found.body or {}), "rows": []}
        work.session.flush()
    outbox.sent(work.session, row.id, place, work.now)


def typed(work: Work, chat: Chat, text: str) -> int:
    """Let what somebody typed stand there and return its number, by which it can be taken away."""
    entry = PageEntry(
        chat_id=chat.id,
        person_id=chat.person_id,
        side=Side.THEIRS,
        language=chat.language,
        body={"text": text},
        created_at=work.now,
        changed_at=work.now,
        seen_at=work.now,
    )
    work.session.add(entry)
    work.session.flush()
    return entry.id


def notice(work: Work, chat: Chat, text: str | None) -> None:
    """Let stand for some minutes what a tap came to, so that it is read again after a reload.

    What an earlier one came to goes, also where this one came to nothing.
    """
    gone = (PageEntry.chat_id == chat.id, PageEntry.side == Side.NOTICE)
    work.session.execute(delete(PageEntry).where(*gone))
    if text is None:
        return
    entry = PageEntry(
        chat_id=chat.id,
        person_id=chat.person_id,
        side=Side.NOTICE,
        body={"text": text},
        created_at=work.now,
        changed_at=work.now,
    )
    work.session.add(entry)
    work.session.flush()


def own(work: Work, chat: Chat) -> None:
    """Let what was said before somebody was known be theirs, and go with them."""
    nobodys = (PageEntry.chat_id == chat.id, PageEntry.person_id.is_(None))
    work.session.execute(update(PageEntry).where(*nobodys).values(person_id=chat.person_id))


def remove(work: Work, chat_id: int, ids: Collection[int]) -> None:
    """Take entries away, such as a PIN that was typed, or what shows somebody else.

    Of ours that were opened nothing stays but that: whoever read something is not told it again.
    """
    mine = (PageEntry.chat_id == chat_id, PageEntry.id.in_(ids))
    is_nothing = or_(PageEntry.side != Side.OURS, PageEntry.seen_at.is_(None))
    work.session.execute(delete(PageEntry).where(*mine, is_nothing))
    empty: dict[str, Any] = {"body": None, "kind": None, "subject": None, "revision": None}
    work.session.execute(update(PageEntry).where(*mine).values(empty))


def newest(
    work: Work, chat: Chat, most: int, since: datetime | None = None, asked: int | None = None
) -> Sequence[PageEntry]:
    """Return the newest entries of a chat, the oldest of them first; always the one that is asked.

    `asked` is the outbox row of the open question, which stays while much comes after it.
    Notices end after some minutes. On a new phone nothing older than it is shown for a day, and
    where several people use a chat each sees what was said to them. With `since` nothing is shown
    that was seen before.
    """
    fresh = PageEntry.created_at > work.now - timedelta(minutes=work.limits.notice_minutes)
    rows = select(PageEntry).where(
        *_readable(work, chat, since), or_(PageEntry.side != Side.NOTICE, fresh)
    )
    found = work.session.scalars(rows.order_by(PageEntry.id.desc()).limit(most)).all()
    if asked is not None and all(each.outbox_id != asked for each in found):
        question = work.session.scalars(rows.where(PageEntry.outbox_id == asked)).first()
        found = [*found, question] if question else found
    return found[::-1]


def has_new(work: Work, chat: Chat, after: int, since: datetime | None = None) -> bool:
    """Tell whether something of ours stands there that came after an entry, or was not seen."""
    unread = or_(PageEntry.id > after, PageEntry.seen_at.is_(None))
    ours = (*_readable(work, chat, since), PageEntry.side == Side.OURS, unread)
    return work.session.scalar(select(PageEntry.id).where(*ours).limit(1)) is not None


def find(work: Work, chat: Chat, entry_id: int, since: datetime | None = None) -> PageEntry | None:
    """Return an entry somebody may read in their chat."""
    mine = (*_readable(work, chat, since), PageEntry.id == entry_id)
    return work.session.scalar(select(PageEntry).where(*mine))


def _readable(work: Work, chat: Chat, new_from: datetime | None) -> tuple[Any, ...]:
    own = or_(PageEntry.person_id.is_(None), PageEntry.person_id == chat.person_id)
    young = chat.moved_at is not None and chat.moved_at > work.now - work.limits.new_phone
    since: list[ColumnElement[bool]] = []
    if young:
        since.append(PageEntry.created_at >= chat.moved_at)
    if new_from is not None:
        since.append(or_(PageEntry.seen_at.is_(None), PageEntry.seen_at >= new_from))
    return (PageEntry.chat_id == chat.id, own, _is_there(), *since)


def _is_there() -> ColumnElement[bool]:
    """Return the condition for what still says something, and was not taken away."""
    return or_(PageEntry.body.is_not(None), PageEntry.kind.is_not(None))


def last_words(work: Work, chat_id: int) -> str | None:
    """Return the farewell: what was said last in a chat that is nobody's any more."""
    chat = work.session.get(Chat, chat_id)
    if chat is None or chat.person_id is not None:
        return None
    ours = (PageEntry.chat_id == chat_id, PageEntry.side == Side.OURS, _is_there())
    rows = select(PageEntry.body).where(*ours).order_by(PageEntry.id.desc()).limit(1)
    body = work.session.scalar(rows)
    return body.get("text") if body else None


def unseen(work: Work, ids: Collection[int]) -> frozenset[int]:
    """Return which entries were on no screen before."""
    found = (work.session.get(PageEntry, key) for key in ids)
    return frozenset(each.id for each in found if each is not None and each.seen_at is None)


def saw(work: Work, chat: Chat, ids: Collection[int], drawn_at: datetime) -> None:
    """Note which entries somebody had before them, as they were then: these are told."""
    mine = (PageEntry.chat_id == chat.id, PageEntry.id.in_(ids), PageEntry.seen_at.is_(None))
    drawn = select(PageEntry.id).where(*mine, PageEntry.changed_at <= drawn_at)
    keys = work.session.scalars(drawn).all()
    if keys:
        seen = update(PageEntry).where(PageEntry.id.in_(keys))
        work.session.execute(seen.values(seen_at=work.now))
        told = update(Person).where(Person.id == chat.person_id)
        work.session.execute(told.values(told_at=work.now))
