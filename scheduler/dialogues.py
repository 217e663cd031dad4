"""What is due in a chat: the question that did not arrive, and forgetting after a farewell."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import func, select

from conversations import turn
from conversations.kit.context import Context
from storage.erasure import forget_chat
from storage.models import Chat, Dialogue, Due, Inbox, Outbox
from storage.models.inbox import InboxState
from storage.queues.chats import dialogue_of, lock_chat
from storage.queues.outbox import OPEN
from storage.work import Work

LOOK_AGAIN = timedelta(seconds=5)


def ask_afresh(work: Work, row: Due) -> None:
    """Show the current question as a new message; `subject` is the row that did not arrive."""
    chat = work.session.get(Chat, row.chat_id)
    if chat is None or chat.blocked_at is not None:
        return
    turn.ask_afresh(_context(work, chat.id, f"due:{row.id}"), row.subject)


def forget(work: Work, row: Due) -> datetime | None:
    """Forget a chat once its farewell went out; not if somebody came back meanwhile."""
    chat = work.session.get(Chat, row.chat_id)
    if chat is None or _came_back(work, chat):
        return None
    if _is_busy(work, chat):
        return work.now + LOOK_AGAIN
    forget_chat(work, chat.id)
    work.session.expire_all()
    return None


def _came_back(work: Work, chat: Chat) -> bool:
    """Whoever writes after the farewell is asked for a language, and stays."""
    dialogue = work.session.get(Dialogue, chat.id)
    begun = dialogue is not None and dialogue.flow is not None
    return begun or chat.language is not None or chat.person_id is not None


def _is_busy(work: Work, chat: Chat) -> bool:
    """Whether something waits to go out, or an update waits for its turn."""
    out = select(func.count()).where(Outbox.chat_id == chat.id, Outbox.state.in_(OPEN))
    came = select(func.count()).where(Inbox.chat_id == chat.id, Inbox.state == InboxState.NEW)
    return bool(work.session.scalar(out) or work.session.scalar(came))


def _context(work: Work, chat_id: int, origin: str) -> Context:
    return Context(
        work=work,
        chat=lock_chat(work.session, chat_id),
        dialogue=dialogue_of(work.session, chat_id),
        origin=origin,
    )
