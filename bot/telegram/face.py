"""Telegram to a turn: an update comes in, calls go out."""

from __future__ import annotations

from typing import Any

from bot.telegram import events
from bot.telegram.claims import Catch, claim_spoken
from bot.telegram.pace import Slot
from conversations.kit.context import Context
from conversations.kit.events import Event
from storage.queues import outbox


class TelegramFace:
    """Answers are calls, and a tap is answered with one of its own."""

    def event(self, context: Context, raw: dict[str, Any], seq: int) -> Event | None:
        """Return what an update says."""
        session, chat_id = context.work.session, context.chat.id
        return events.event(raw, lambda m: outbox.row_of_message(session, chat_id, m))

    def callback(self, raw: dict[str, Any]) -> str | None:
        """Return the number of a tap."""
        return events.callback_id(raw)

    def speak(self, context: Context, toast: str | None, slot: Slot | None) -> Catch | None:
        """Claim the first thing that was said, where a slot is free; a toast goes with the tap."""
        if slot is None:
            return None
        return claim_spoken(context.work.session, context.chat.id, context.work.now, slot)
