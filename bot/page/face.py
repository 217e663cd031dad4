"""A page to a turn: a form comes in, entries come to stand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.page import events
from bot.page.delivery import deliver
from bot.talk import Talk
from conversations.kit.bound import MOST_TOAST, label_of
from conversations.kit.context import Context
from conversations.kit.events import Event, Typed
from conversations.kit.guard import CHANGED
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
        """Let everything stand there, and for some minutes what a tap came to.

        A tap that came to nothing was made on an older page: whoever made it reads so.
        """
        deliver(context.work, context.chat.id, self._talk)
        is_old = context.drawn_at is not None and not context.has_said
        said = toast or (label_of(CHANGED, context.language, MOST_TOAST) if is_old else None)
        entries.notice(context.work, context.chat, said)
        if context.chat.person_id is not None:
            entries.own(context.work, context.chat)
