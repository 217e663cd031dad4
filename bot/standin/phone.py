"""A person's phone: the chat with the bot as Telegram keeps it and as a page can draw it."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from bot.standin.refusal import Json

Rows = tuple[tuple[Json, ...], ...]


@dataclass(frozen=True)
class Message:
    """One message; `media` holds what is not text, `rows` the buttons under it.

    `fixed` was sent with a keyboard in place of the letters: Telegram lets nobody edit it.
    """

    id: int
    chat_id: int
    from_bot: bool
    at: datetime
    text: str = ""
    html: str = ""
    entities: tuple[Json, ...] = ()
    media: Json = field(default_factory=dict)
    rows: Rows = ()
    silent: bool = False
    fixed: bool = False
    edited_at: datetime | None = None

    @property
    def kind(self) -> str:
        """Return "text", "venue", "location", "voice", "photo", "document" or "sticker"."""
        return next(iter(self.media), "text")


@dataclass(frozen=True)
class Tap:
    """A button press the bot has not answered yet."""

    query_id: str
    chat_id: int
    message_id: int
    data: str
    at: datetime


@dataclass
class Phone:
    """One person's chat with the bot; `reply` is the keyboard in place of the letters."""

    id: int
    name: str
    language_code: str
    started: bool = False
    blocked: bool = False
    messages: dict[int, Message] = field(default_factory=dict)
    delivered: deque[Message] = field(default_factory=deque)
    reply: Json | None = None
    waiting: Tap | None = None
    toast: Json | None = None

    @property
    def user(self) -> Json:
        """Return the person as the Bot API's User."""
        return {
            "id": self.id,
            "is_bot": False,
            "first_name": self.name,
            "language_code": self.language_code,
        }

    @property
    def chat(self) -> Json:
        """Return the chat as the Bot API's Chat."""
        return {"id": self.id, "type": "private", "first_name": self.name}


def rows_of(markup: Json | None) -> Rows:
    """Return the buttons of an InlineKeyboardMarkup, none for any other keyboard."""
    return tuple(tuple(row) for row in (markup or {}).get("inline_keyboard", ()))


def message_json(message: Message, phone: Phone, bot: Json) -> Json:
    """Return the message as the Bot API's Message."""
    body: Json = {
        "message_id": message.id,
        "from": bot if message.from_bot else phone.user,
        "chat": phone.chat,
        "date": _seconds(message.at),
    }
    if message.edited_at:
        body["edit_date"] = _seconds(message.edited_at)
    words = ("caption", "caption_entities") if message.media else ("text", "entities")
    if message.text:
        body[words[0]] = message.text
    if message.entities:
        body[words[1]] = list(message.entities)
    if message.rows:
        body["reply_markup"] = {"inline_keyboard": [list(row) for row in message.rows]}
    if "venue" in message.media:
        body["location"] = message.media["venue"]["location"]
    return {**body, **message.media}


def page_json(phone: Phone, menu: Sequence[Json], now: datetime) -> Json:
    """Return all the page needs to draw this phone at `now`."""
    tap = phone.waiting
    return {
        "id": phone.id,
        "name": phone.name,
        "blocked": phone.blocked,
        "messages": [_page_message(message) for message in phone.messages.values()],
        "reply": _page_keyboard(phone.reply),
        "menu": list(menu),
        "waiting": {"message_id": tap.message_id, "data": tap.data} if tap else None,
        "toast": phone.toast,
    }


def _page_message(message: Message) -> Json:
    return {
        "id": message.id,
        "from": "bot" if message.from_bot else "me",
        "kind": message.kind,
        "html": message.html,
        "at": message.at.astimezone(UTC).isoformat(),
        "edited": message.edited_at is not None,
        "silent": message.silent,
        "rows": [[_page_button(button) for button in row] for row in message.rows],
        "venue": _page_venue(message.media.get("venue")),
        "location": _page_point(message.media.get("location")),
        "file": _page_file(message) if message.from_bot else None,
    }


def _page_file(message: Message) -> Json | None:
    """Return where the page finds what the bot uploaded; nothing is behind what people send."""
    if photo := message.media.get("photo"):
        largest = photo[-1]
        sides = {"width": largest["width"], "height": largest["height"]}
        return {"id": largest["file_id"], "name": None, **sides}
    if document := message.media.get("document"):
        size = document["file_size"]
        return {"id": document["file_id"], "name": document["file_name"], "size": size}
    return None


def _page_button(button: Json) -> Json:
    if "url" in button:
        return {"text": button["text"], "url": button["url"]}
    shown = {"text": button["text"]} | ({"style": button["style"]} if "style" in button else {})
    if "copy_text" in button:
        return shown | {"copies": button["copy_text"]["text"]}
    return shown | {"data": button["callback_data"]}


def _page_point(location: Json | None) -> Json | None:
    return location and {"lat": location["latitude"], "lon": location["longitude"]}


def _page_venue(venue: Json | None) -> Json | None:
    if venue is None:
        return None
    point = venue["location"]
    return {
        "lat": point["latitude"],
        "lon": point["longitude"],
        "title": venue["title"],
        "address": venue["address"],
    }


def _page_keyboard(reply: Json | None) -> Json | None:
    if reply is None:
        return None
    return {
        "rows": [[_page_key(key) for key in row] for row in reply["keyboard"]],
        "one_time": reply.get("one_time_keyboard", False),
        "resize": reply.get("resize_keyboard", False),
    }


def _page_key(key: dict[str, Any]) -> Json:
    return {"text": key["text"], "request_location": key.get("request_location", False)}


def _seconds(at: datetime) -> int:
    return int(at.timestamp())
