"""A Telegram that remembers: every update it made, every message and change as it arrived."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

from bot.standin.desk import Telegram
from bot.standin.html import parse_html
from bot.standin.phone import Message, Phone
from bot.standin.refusal import Json
from bot.standin.updates import Updates

CODE = re.compile(r"R-\d{4,5}")  # drawn by lot, so the model has another one
Face: TypeAlias = tuple[str, str, tuple[tuple[tuple[str, str], ...], ...]]


@dataclass(frozen=True)
class Heard:
    """Something the bot did on a phone: `face` is what it looks like, `at` when."""

    chat_id: int
    message_id: int
    face: Face
    at: datetime

    @property
    def is_message(self) -> bool:
        """Tell a new message from a change."""
        return self.face[0] in {"send", "venue"}


class Remembered(Updates):
    """Updates that stay known after the bot acknowledged them."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        super().__init__(clock)
        self.made: dict[int, Json] = {}

    def add_raw(self, update: Json, since: datetime | None = None) -> int:
        """Queue an update and keep a copy."""
        number = super().add_raw(update, since)
        self.made[number] = {**update, "update_id": number}
        return number


class Witness(Telegram):
    """The model of Telegram with a memory."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        super().__init__(clock)
        self.updates: Remembered = Remembered(clock)
        self.heard: list[Heard] = []
        self.on_heard: Callable[[Heard], None] = self.heard.append

    def deliver(self, phone: Phone, markup: Json | None, **parts: Any) -> Message:
        """Deliver and remember."""
        message = super().deliver(phone, markup, **parts)
        self._note("venue" if "venue" in message.media else "send", message)
        return message

    def edit(self, phone: Phone, message: Message, **parts: Any) -> Message:
        """Change and remember."""
        edited = super().edit(phone, message, **parts)
        self._note("edit" if "text" in parts else "buttons_off", edited)
        return edited

    def _note(self, op: str, message: Message) -> None:
        face = face_of_message(op, message)
        self.on_heard(Heard(message.chat_id, message.id, face, self.clock()))


def face_of_message(op: str, message: Message) -> Face:
    """Return what a phone shows."""
    if op == "buttons_off":
        return (op, "", ())
    text = message.media["venue"]["title"] if op == "venue" else message.text
    rows = tuple(
        tuple((b["text"], b.get("callback_data", "")) for b in row) for row in message.rows
    )
    return (op, CODE.sub("R-", text), rows)


def face_of_body(body: Json) -> Face:
    """Return what a phone shows of an outbox body."""
    op = str(body["op"])
    if op == "venue":
        return (op, body["title"], ())
    if op not in {"send", "edit"}:
        return (op, "", ())
    rows = tuple(
        tuple((b["text"], b.get("data", b.get("copies"))) for b in row)
        for row in body["rows"]
        if row
    )
    return (op, CODE.sub("R-", parse_html(body["text"]).text), rows)
