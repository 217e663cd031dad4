"""Where cards stand: noted when one is put into a chat, found when its subject changes."""

from __future__ import annotations

from sqlalchemy import bindparam, or_, select

from storage.engine.prepared import Prepared
from storage.models import Chat, Outbox, ShownCard
from storage.models.outbox import OPEN
from storage.queues.once import insert_once
from storage.work import Work

THERE = Prepared(
    select(Outbox.id).where(Outbox.id == bindparam("row"), Outbox.chat_id == bindparam("chat"))
)


def note(work: Work, chat_id: int, subject: str, subject_id: int, outbox_id: int) -> None:
    """Note that a message shows a thing; a second time, or where it was erased, changes nothing."""
    if THERE.value(work.session, row=outbox_id, chat=chat_id) is None:
        return
    where = {"subject": subject, "subject_id": subject_id, "outbox_id": outbox_id}
    insert_once(work.session, ShownCard, chat_id=chat_id, **where)


def newest(work: Work, subject: str, subject_id: int) -> tuple[int, Chat] | None:
    """Return the newest message that shows a thing and can be changed, with its chat."""
    of_it = (ShownCard.subject == subject, ShownCard.subject_id == subject_id)
    there = or_(Outbox.message_id.is_not(None), Outbox.state.in_(OPEN))
    found = work.session.execute(
        select(Outbox.id, Chat)
        .join(ShownCard, ShownCard.outbox_id == Outbox.id)
        .join(Chat, Chat.id == Outbox.chat_id)
        .where(*of_it, there)
        .order_by(Outbox.id.desc())
        .limit(1)
    ).first()
    return (found[0], found[1]) if found else None
