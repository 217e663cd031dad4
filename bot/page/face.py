"""A page to a turn: a form comes in, entries come to stand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.page import events
from bot.page.delivery import deliver
from bot.talk import Talk
from conversations.kit.context import Context
from conversations.kit.events import Event, Typed
from storage.page import entries
from storage.queues import inbox


class PageFace:
    """Nothing is called: what is said stands on the page when the turn is committed."""

    def __init__(self, talk: Talk) -> None:
        self._talk = talk

    def event(self, context: Context, raw: dict[str, Any], seq: int) -> Event | None:
        """Return what a form says; what was typed stands there, and can be taken away."""
        found = events.event(raw)
        if not isinstance(found, Typed):
            return found
        entry = entries.typed(context.work, context.chat, found.text)
        inbox.named(context.work.session, seq, entry)
        return replace(found, message_id=entry)

    def callback(self, raw: dict[str, Any]) -> str | None:
        """Return nothing: a post is answered by the page."""
        return None

    def speak(self, context: Context, toast: str | None, slot: object) -> None:
        """Let everything stand there, and for some minutes what a tap came to."""
        deliver(context.work, context.chat.id, self._talk)
        if toast:
            entries.notice(context.work, context.chat, toast)
