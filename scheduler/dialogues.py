"""What is due in a chat: the question that did not arrive, and forgetting after a farewell."""

from __future__ import annotations

from datetime import datetime, timedelta

from conversations import turn
from conversations.kit.context import opened
from storage.erasure import end_chat
from storage.models import Due
from storage.queues.chats import came_back, find_chat, is_busy
from storage.work import Work

LOOK_AGAIN = timedelta(seconds=5)


def ask_afresh(work: Work, row: Due) -> None:
    """Show the current question as a new message; `subject` is the row that did not arrive."""
    chat = find_chat(work, row.chat_id)
    if chat is not None and chat.blocked_at is None:
        turn.ask_afresh(opened(work, chat.id, f"due:{row.id}"), row.subject)


def forget(work: Work, row: Due) -> datetime | None:
    """Forget a chat once its farewell went out; not if somebody came back meanwhile."""
    chat = find_chat(work, row.chat_id)
    if chat is None or came_back(work, chat):
        return None
    if is_busy(work, chat.id):
        return work.now + LOOK_AGAIN
    end_chat(work, chat.id)
    return None
